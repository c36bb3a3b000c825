"""Which projects somebody should look at, and how long projects usually stand in a stage.

Both are worked out for the whole register by a daily chore (`watchkeeping`), so that no page
reads every project to show fifty. Nothing else writes them.
"""

from django.db import models
from django.utils.translation import pgettext_lazy

from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.mechanisms.projects.models.projects import Project
from yuandu.mechanisms.projects.rules import watching


class Watch(models.TextChoices):
    """Why a project should be looked at."""

    STUCK = watching.STUCK, pgettext_lazy("projects to watch", "Stuck in a stage")
    SILENT = (
        watching.SILENT,
        pgettext_lazy("projects to watch", "In production, without tax or statistics"),
    )
    UNLISTED = (
        watching.UNLISTED,
        pgettext_lazy("projects to watch", "Started, not in investment statistics"),
    )
    UNSTARTED = (
        watching.UNSTARTED,
        pgettext_lazy("projects to watch", "In investment statistics, not started"),
    )


class UsualTime(WorkspaceRow):
    """How long projects stood in a stage before they left it.

    Attributes:
        cases: How many left it.
        days: Nine of ten left it by then; empty: too few left it to tell.
        computed_on: The day of the city's that this and its lists are of.
    """

    stage = models.CharField(max_length=40)
    cases = models.PositiveIntegerField()
    days = models.PositiveIntegerField(null=True)
    computed_on = models.DateField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "stage"], name="usual_time_once"),
        ]

    def __str__(self) -> str:
        return f"{self.stage}: {self.days}"


class Watched(WorkspaceRow):
    """A project on a list of those to watch.

    Attributes:
        since_on: From when it has waited; the longest stand in front.
    """

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="+")
    which = models.CharField(max_length=10, choices=Watch)
    division_id = models.BigIntegerField()
    since_on = models.DateField()

    class Meta:
        verbose_name_plural = "watched"
        ordering = ["since_on", "project"]
        constraints = [
            models.UniqueConstraint(fields=["project", "which"], name="watched_once"),
        ]
        indexes = [
            models.Index(
                fields=["workspace", "which", "since_on", "project"], name="watched_longest"
            ),
            models.Index(
                fields=["workspace", "division_id", "which", "since_on", "project"],
                name="watched_of_division",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.which}: {self.project_id}"


class WatchTally(WorkspaceRow):
    """How many projects of a division stand on a list. Kept by a trigger alone."""

    which = models.CharField(max_length=10, choices=Watch)
    division_id = models.BigIntegerField()
    projects = models.PositiveIntegerField()

    class Meta:
        verbose_name_plural = "watch tallies"
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "which", "division_id"], name="watch_tally_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.which} {self.division_id}: {self.projects}"
