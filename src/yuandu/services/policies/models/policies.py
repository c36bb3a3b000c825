"""A policy, the versions of its rule book, and the windows in which it is paid."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from yuandu.engines import rules
from yuandu.engines.rules.books import Criterion
from yuandu.kernel.ledger.models import Account
from yuandu.kernel.lifecycle import cycles
from yuandu.kernel.lifecycle.models import Track
from yuandu.kernel.registry.models import Named
from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.services.policies import reading

APPROVED = "approved"


class Instrument(models.TextChoices):
    """By what a policy works."""

    PLAN = "plan", pgettext_lazy("kind of policy", "Plan")
    SERVICE = "service", pgettext_lazy("kind of policy", "Service")
    FACTOR = "factor", pgettext_lazy("kind of policy", "Factor and funds")


class Subject(models.TextChoices):
    """Who is assessed."""

    ORGANISATION = "organisation", pgettext_lazy("to whom", "Firms")
    HOUSEHOLD = "household", pgettext_lazy("to whom", "Households")


class Policy(Named):
    """A policy, whatever its text says this year; its versions hold the rules."""

    code = models.CharField(max_length=40)
    instrument = models.CharField(max_length=10, choices=Instrument, default=Instrument.FACTOR)
    aspect = models.PositiveSmallIntegerField(null=True, blank=True)  # of the plan's 16
    to_whom = models.CharField(max_length=20, choices=Subject, default=Subject.ORGANISATION)
    document = models.CharField(max_length=300)  # title and number of the text
    office = models.CharField(max_length=100, blank=True)  # who answers for it
    is_sample = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "policies"
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "code"], name="policy_code_once"),
            models.CheckConstraint(
                name="policy_instrument_known", condition=Q(instrument__in=Instrument.values)
            ),
            models.CheckConstraint(
                name="policy_to_whom_known", condition=Q(to_whom__in=Subject.values)
            ),
            models.CheckConstraint(
                name="policy_aspect_of_sixteen",
                condition=Q(aspect=None) | Q(aspect__gte=1, aspect__lte=16),
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("policies:policy", args=[self.pk])


class PolicyVersion(WorkspaceRow):
    """One wording of a policy's rules, drafted by one person and approved by another.

    Attributes:
        text: The book as YAML; `rules.read_book` reads it.
        hash: Of the book (`rules.Book.hash`), for what was decided by it.
        effective_until: The last day; set when a later version is approved.
    """

    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    hash = models.CharField(max_length=64)
    effective_from = models.DateField()
    effective_until = models.DateField(null=True, blank=True)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    reviewed_on = models.DateField(null=True, blank=True)
    track = models.OneToOneField(Track, null=True, on_delete=models.PROTECT, related_name="+")
    edition = models.PositiveIntegerField(default=1)  # grows with every change of a draft

    class Meta:
        ordering = ["policy", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["policy", "number"], name="policy_version_once"),
            models.CheckConstraint(
                name="policy_version_ends_after_it_starts",
                condition=Q(effective_until=None) | Q(effective_until__gte=F("effective_from")),
            ),
            models.CheckConstraint(
                name="policy_version_reviewed_by_another",
                condition=Q(reviewed_by=None)
                | Q(drafted_by=None)
                | ~Q(reviewed_by=F("drafted_by")),
            ),
        ]

    def __str__(self) -> str:
        return _("%(policy)s, version %(number)s") % {"policy": self.policy, "number": self.number}

    def get_absolute_url(self) -> str:
        return reverse("policies:version", args=[self.pk])

    @property
    def book(self) -> rules.Book:
        """The rules; read once for each wording."""
        return reading.book_of(self.text, f"{self.policy.code}-v{self.number}.yaml")

    @property
    def judged_criteria(self) -> dict[str, Criterion]:
        """What only a person can judge, by id."""
        return {one.id: one for one in self.book.criteria if one.operator == "person"}

    @property
    def stage(self) -> str:
        return self.track.stage if self.track else ""

    @property
    def stage_title(self) -> str:
        return str(cycles.get("policy_version").stage(self.stage).title) if self.stage else ""

    def holds_on(self, day: datetime.date) -> bool:
        """Whether the version is approved and in force on a day."""
        return (
            self.stage == APPROVED
            and self.effective_from <= day
            and (self.effective_until is None or day <= self.effective_until)
        )


class Example(WorkspaceRow):
    """A case that must come out as said before a version may be approved."""

    version = models.ForeignKey(PolicyVersion, on_delete=models.CASCADE, related_name="examples")
    title = models.CharField(max_length=200)
    facts = models.TextField()  # JSON, as `rules.read_facts` takes it
    state = models.CharField(max_length=20)  # a code of `rules.State`

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title


class Window(WorkspaceRow):
    """When a version is applied for and found, and the ledger account it is paid from."""

    version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="windows")
    from_on = models.DateField()
    to_on = models.DateField()
    budget = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    paid = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-from_on"]
        constraints = [
            models.UniqueConstraint(fields=["version", "from_on"], name="window_opens_once"),
            models.CheckConstraint(
                name="window_ends_after_it_opens", condition=Q(to_on__gte=F("from_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.from_on}–{self.to_on}"

    def get_absolute_url(self) -> str:
        return reverse("policies:window", args=[self.pk])

    def is_open_on(self, day: datetime.date) -> bool:
        return self.from_on <= day <= self.to_on
