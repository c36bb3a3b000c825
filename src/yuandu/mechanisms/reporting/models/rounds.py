"""A month's round of reports (调度), and what each division files in it."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from yuandu.kernel.indicators.models.monthly import MONTH
from yuandu.kernel.lifecycle.models import Track
from yuandu.kernel.registry.models import Division
from yuandu.kernel.workspaces.models import WorkspaceRow


class Round(WorkspaceRow):
    """One month's reports; locked, nothing in it changes any more."""

    period = models.CharField(max_length=7, validators=[RegexValidator(MONTH)])  # 2026-11
    due_on = models.DateField()  # the last day to sign
    locked_at = models.DateTimeField(null=True, blank=True)
    # Of all its reports, so that a copy in a drawer can be held against it.
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["-period"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "period"], name="report_round_once"),
            models.CheckConstraint(name="report_round_month", condition=Q(period__regex=MONTH)),
        ]

    def __str__(self) -> str:
        return self.period

    def get_absolute_url(self) -> str:
        return reverse("reporting:round", args=[self.pk])

    @property
    def year(self) -> int:
        return int(self.period[:4])

    @property
    def is_locked(self) -> bool:
        return self.locked_at is not None


class Filing(WorkspaceRow):
    """What one division reports in a round: signed by it, perhaps returned, locked at last.

    The database keeps the numbers of its reports (triggers in the migrations `tallies`, `sums`).
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="filings")
    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    track = models.OneToOneField(Track, null=True, on_delete=models.PROTECT, related_name="filing")
    # Yuan of its reports, their corrections included.
    invested = models.DecimalField(max_digits=20, decimal_places=2, db_default=0, editable=False)
    reported = models.PositiveIntegerField(db_default=0, editable=False)
    doubtful = models.PositiveIntegerField(db_default=0, editable=False)  # with doubts
    unexplained = models.PositiveIntegerField(db_default=0, editable=False)  # of the doubtful
    needing = models.PositiveIntegerField(db_default=0, editable=False)  # something coordinated

    class Meta:
        ordering = ["division__code"]
        constraints = [
            models.UniqueConstraint(fields=["round", "division"], name="filing_once_a_round"),
        ]

    def __str__(self) -> str:
        return f"{self.round} {self.division.short_title}"

    def get_absolute_url(self) -> str:
        return reverse("reporting:filing", args=[self.pk])

    @property
    def stage(self) -> str:
        return self.track.stage if self.track else ""
