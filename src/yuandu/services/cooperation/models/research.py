"""A technical challenge of a firm (揭榜), the offers made for it, and the contract that follows."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from yuandu.kernel.lifecycle.models import Track
from yuandu.kernel.registry.models import Industry, Named, Party
from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.services.cooperation.models.fields import Field


class Sharing(models.TextChoices):
    """Templates of who owns what comes of it."""

    FIRM = "firm", pgettext_lazy("who owns the results", "The firm")
    INSTITUTE = "institute", pgettext_lazy("who owns the results", "The institute")
    SHARED = "shared", pgettext_lazy("who owns the results", "Both, by fixed shares")
    CONTRIBUTION = "contribution", pgettext_lazy("who owns the results", "Each by contribution")


class Split(WorkspaceRow):
    """Who owns the results; the firm's part is a fraction, given for fixed shares alone."""

    sharing = models.CharField(max_length=20, choices=Sharing)
    firm_share = models.DecimalField(max_digits=5, decimal_places=4, null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def institute_share(self) -> Decimal | None:
        return None if self.firm_share is None else 1 - self.firm_share


def split_makes_sense(name: str) -> models.CheckConstraint:
    """Return the constraint that a share is given where shares are fixed, and only there."""
    return models.CheckConstraint(
        name=name,
        condition=Q(sharing=Sharing.SHARED, firm_share__gt=0, firm_share__lt=1)
        | Q(
            sharing__in=[Sharing.FIRM, Sharing.INSTITUTE, Sharing.CONTRIBUTION],
            firm_share=None,
        ),
    )


class Challenge(Split, Named):
    """What a firm cannot solve alone, and what it gives to whoever does."""

    firm = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="challenges")
    field = models.CharField(max_length=20, choices=Field)
    industry = models.ForeignKey(
        Industry, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    chain = models.CharField(max_length=60, blank=True)  # 产业链
    problem = models.TextField()
    target = models.TextField()  # what has to be reached, in numbers where it can be
    gives = models.TextField(blank=True)  # besides money: pilot lines, samples, staff
    budget = models.DecimalField(max_digits=18, decimal_places=2)  # yuan
    deadline_on = models.DateField()  # the last day for offers
    is_public = models.BooleanField(default=True)  # else to the institutes named alone
    entered_on = models.DateField()
    track = models.OneToOneField(Track, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            split_makes_sense("challenge_split_makes_sense"),
            models.CheckConstraint(
                name="challenge_field_known", condition=Q(field__in=list(Field.values))
            ),
            models.CheckConstraint(name="challenge_budget_positive", condition=Q(budget__gt=0)),
            models.CheckConstraint(
                name="challenge_ends_after_it_starts",
                condition=Q(deadline_on__gte=F("entered_on")),
            ),
        ]
        indexes = [models.Index(fields=["workspace", "field"], name="challenge_by_field")]

    def get_absolute_url(self) -> str:
        return reverse("cooperation:challenge", args=[self.pk])


class Invitation(WorkspaceRow):
    """An institute that is asked by name."""

    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="invitations")
    institute = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["challenge", "institute"], name="invitation_once")
        ]

    def __str__(self) -> str:
        return f"{self.challenge}: {self.institute}"


class Offer(WorkspaceRow):
    """What an institute or a platform offers for a challenge."""

    challenge = models.ForeignKey(Challenge, on_delete=models.PROTECT, related_name="offers")
    institute = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="offers")
    approach = models.TextField()
    amount = models.DecimalField(max_digits=18, decimal_places=2)  # yuan
    months = models.PositiveSmallIntegerField()
    made_on = models.DateField()
    track = models.OneToOneField(Track, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["challenge", "institute"], name="offer_once"),
            models.CheckConstraint(name="offer_amount_positive", condition=Q(amount__gt=0)),
            models.CheckConstraint(name="offer_takes_time", condition=Q(months__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.institute}: {self.challenge}"

    def get_absolute_url(self) -> str:
        return reverse("cooperation:offer", args=[self.pk])


class Contract(Split):
    """What firm and institute agree on; drafted when an offer is chosen, fixed when signed."""

    challenge = models.OneToOneField(Challenge, on_delete=models.PROTECT, related_name="contract")
    offer = models.OneToOneField(Offer, on_delete=models.PROTECT, related_name="contract")
    amount = models.DecimalField(max_digits=18, decimal_places=2)  # yuan
    number = models.CharField(max_length=60, blank=True)  # as printed on the paper
    signed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            split_makes_sense("contract_split_makes_sense"),
            models.CheckConstraint(name="contract_amount_positive", condition=Q(amount__gt=0)),
        ]

    def __str__(self) -> str:
        return self.number or f"{self.offer}"

    def get_absolute_url(self) -> str:
        return reverse("cooperation:contract", args=[self.challenge_id])


class Milestone(WorkspaceRow):
    """A part of the work with its day and its part of the amount."""

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="milestones")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    due_on = models.DateField()
    amount = models.DecimalField(max_digits=18, decimal_places=2)  # yuan
    # From the day the contract is signed.
    track = models.OneToOneField(Track, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "number"], name="milestone_once"),
            models.CheckConstraint(
                name="milestone_amount_not_negative", condition=Q(amount__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("cooperation:milestone", args=[self.pk])
