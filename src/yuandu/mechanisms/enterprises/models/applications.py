"""A firm's way to a title: its application, the self-assessments kept with it, objections.

The title itself is given on the official platform; an application ends with what was
announced there.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from yuandu.kernel.lifecycle.models import Track
from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.mechanisms.enterprises.models.firms import Firm
from yuandu.mechanisms.enterprises.models.recognitions import Recognition, Tier
from yuandu.services.policies.models import PolicyVersion


class Application(WorkspaceRow):
    """A firm applies for a title; of one tier it has one application open at a time.

    Attributes:
        closed_on: The day it came to a final stage.
        letter: The number of the letter of recommendation.
        notice_until: The last day of the public notice on the official platform.
        recognition: The title that an imported announcement gave.
    """

    firm = models.ForeignKey(Firm, on_delete=models.PROTECT, related_name="applications")
    tier = models.CharField(max_length=20, choices=Tier)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    letter = models.CharField(max_length=100, blank=True)
    notice_until = models.DateField(null=True, blank=True)
    recognition = models.ForeignKey(
        Recognition, null=True, blank=True, on_delete=models.PROTECT, related_name="applications"
    )
    track = models.OneToOneField(Track, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["firm", "tier"], condition=Q(closed_on=None), name="application_open_once"
            ),
            models.CheckConstraint(
                name="application_tier_known", condition=Q(tier__in=list(Tier.values))
            ),
            models.CheckConstraint(
                name="application_closes_after_it_opens",
                condition=Q(closed_on=None) | Q(closed_on__gte=models.F("opened_on")),
            ),
        ]
        indexes = [models.Index(fields=["workspace", "tier"], name="application_by_tier")]

    def __str__(self) -> str:
        return f"{self.firm} · {self.get_tier_display()}"

    def get_absolute_url(self) -> str:
        return reverse("enterprises:application", args=[self.pk])


class Assessment(WorkspaceRow):
    """What a rule book says of the firm on a day, frozen with the application.

    Attributes:
        on: The day it was asked.
        cut_off: The day on which the newest of the facts it read was reported.
        decision: The frozen answer as canonical JSON, with the book's hash and all inputs;
            worked out again from them it gives the same bytes.
        decision_hash: SHA-256 of `decision`.
    """

    class Basis(models.TextChoices):
        """Which book was asked."""

        IN_FORCE = "in_force", pgettext_lazy("basis of an assessment", "By the rules in force")
        COMING = "coming", pgettext_lazy("basis of an assessment", "By the rules to come")
        NEXT_TIER = "next_tier", pgettext_lazy("basis of an assessment", "For the next tier")

    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="assessments"
    )
    basis = models.CharField(max_length=20, choices=Basis)
    version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    cut_off = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=20)  # a code of `rules.State`
    book_hash = models.CharField(max_length=64)
    decision = models.TextField()
    decision_hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="assessment_basis_known",
                condition=Q(basis__in=["in_force", "coming", "next_tier"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.basis} {self.on}"


class ApplicationObjection(WorkspaceRow):
    """Somebody says during the public notice that a firm should not get the title."""

    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="objections"
    )
    by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    by_label = models.CharField(max_length=150)
    on = models.DateField()
    words = models.TextField()
    answered_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(answered_on=None),
                name="application_objection_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.on}"
