"""The terms of the lights, from a day on, and what the lights of a locked month were."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from yuandu.kernel.registry.models import Division
from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.mechanisms.projects.models import Project
from yuandu.mechanisms.reporting.models.rounds import Round
from yuandu.mechanisms.reporting.rules import Tone

DAYS = [MinValueValidator(1), MaxValueValidator(250)]
MONTHS = [MinValueValidator(1), MaxValueValidator(24)]
TONES = [tone.value for tone in Tone]
SHARE = [MinValueValidator(0), MaxValueValidator(1)]


class LightTerms(WorkspaceRow):
    """Thresholds (see `rules.Terms`) for months that end on `from_on` or later."""

    from_on = models.DateField()
    start_red_months = models.PositiveSmallIntegerField(validators=MONTHS)
    progress_yellow = models.DecimalField(max_digits=5, decimal_places=4, validators=SHARE)
    progress_red = models.DecimalField(max_digits=5, decimal_places=4, validators=SHARE)
    listing_yellow_months = models.PositiveSmallIntegerField(validators=MONTHS)
    listing_red_months = models.PositiveSmallIntegerField(validators=MONTHS)
    # Working days within which somebody answers for a red light.
    supervision_days = models.PositiveSmallIntegerField(default=10, validators=DAYS)
    basis = models.CharField(max_length=200)  # the document that fixes them
    by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-from_on"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "from_on"], name="light_terms_once_a_day"),
            models.CheckConstraint(
                name="light_terms_red_beyond_yellow",
                condition=Q(progress_red__gte=F("progress_yellow"))
                & Q(listing_red_months__gte=F("listing_yellow_months")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_on}: {self.basis}"


class Light(WorkspaceRow):
    """The lights of a project in a locked month, with what they were read from."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="lights")
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="lights")
    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    terms = models.ForeignKey(LightTerms, on_delete=models.PROTECT, related_name="+")
    tone = models.CharField(max_length=6)  # the worst of the four
    start = models.CharField(max_length=6)
    progress = models.CharField(max_length=6)
    funds = models.CharField(max_length=6)
    listing = models.CharField(max_length=6)
    reasons = models.JSONField()  # kind → [code, number as text or null]
    is_reported = models.BooleanField()  # a signed report stood behind them

    class Meta:
        ordering = ["-round", "project"]
        constraints = [
            models.UniqueConstraint(fields=["round", "project"], name="light_once_a_round"),
            models.CheckConstraint(
                name="light_tones_known",
                condition=Q(
                    tone__in=TONES,
                    start__in=TONES,
                    progress__in=TONES,
                    funds__in=TONES,
                    listing__in=TONES,
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["round", "tone", "division", "project"], name="light_by_tone"),
            models.Index(fields=["round", "division", "project"], name="light_by_division"),
            models.Index(fields=["project", "-round"], name="light_of_project"),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.project_id}: {self.tone}"


class LightTally(WorkspaceRow):
    """How many projects of a division show one tone in a round. Kept by a trigger alone.

    Lights never change, so neither does what was counted of them.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="light_tallies")
    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, blank=True)  # one of the four; empty: the worst
    tone = models.CharField(max_length=6)
    projects = models.PositiveIntegerField()

    class Meta:
        verbose_name_plural = "light tallies"
        constraints = [
            models.UniqueConstraint(
                fields=["round", "kind", "tone", "division"], name="light_tally_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.division_id} {self.kind} {self.tone}: {self.projects}"
