"""What is said of one project in one month."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.mechanisms.projects.models import Factor, Project
from yuandu.mechanisms.reporting.models.rounds import Filing


class Report(WorkspaceRow):
    """One project's month; sums over the year and since the start are added up, never stored.

    The database refuses any change once its round is locked (migration `lock`): what was
    sent stays as it was sent, and a later month corrects it.
    """

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="reports")
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="reports")
    period = models.CharField(max_length=7)  # of the round, so that a project's months sort
    invested = models.DecimalField(max_digits=18, decimal_places=2)  # yuan in the month
    # Yuan by which earlier months are corrected; yuan from before the first report.
    corrected = models.DecimalField(max_digits=18, decimal_places=2, default=0)
    correction = models.CharField(max_length=300, blank=True)
    brought_forward = models.DecimalField(max_digits=18, decimal_places=2, default=0)
    progress_share = models.DecimalField(max_digits=5, decimal_places=4, null=True, blank=True)
    progress = models.CharField(max_length=300, blank=True)  # in words (形象进度)
    needs = models.CharField(max_length=300, blank=True)  # what has to be coordinated
    factor = models.CharField(max_length=20, choices=Factor, blank=True)  # its class
    funds_in_place = models.BooleanField(null=True, blank=True)
    doubts = models.JSONField(default=list, blank=True)  # codes of `rules.doubts`, as reported
    explanation = models.CharField(max_length=300, blank=True)  # of the doubts
    by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-period", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["project", "period"], name="report_once_a_month"),
            models.CheckConstraint(
                name="report_invested_not_negative", condition=Q(invested__gte=0)
            ),
            models.CheckConstraint(
                name="report_progress_is_a_share",
                condition=Q(progress_share=None) | Q(progress_share__gte=0, progress_share__lte=1),
            ),
            models.CheckConstraint(
                name="report_factor_of_a_need", condition=Q(factor="") | ~Q(needs="")
            ),
            models.CheckConstraint(
                name="report_corrected_with_a_reason",
                condition=Q(corrected=0) | ~Q(correction=""),
            ),
        ]
        indexes = [
            models.Index(fields=["workspace", "period", "project"], name="report_by_month"),
            models.Index(
                fields=["filing", "project"],
                condition=~Q(doubts=[]),
                name="report_doubtful",
            ),
            models.Index(
                fields=["filing", "project"], condition=~Q(needs=""), name="report_needing"
            ),
            models.Index(
                fields=["filing", "factor", "project"],
                condition=~Q(needs=""),
                name="report_needing_factor",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period}: {self.project_id}"
