"""How each followed project stands: worked out when a month is filed, and every morning."""

from django.db import models
from django.db.models import Q

from yuandu.kernel.registry.models import Division
from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.mechanisms.followup.models.months import Scale
from yuandu.mechanisms.projects.models import Project


class Following(WorkspaceRow):
    """A project after its production gate, until the figures of its 24th month are due.

    What its months come to (`rules.standing`), so that no list reads all of them.
    """

    project = models.OneToOneField(Project, on_delete=models.CASCADE, related_name="following")
    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    produced_on = models.DateField()
    is_open = models.BooleanField(default=True)  # followed still
    missing = models.PositiveSmallIntegerField(default=0)  # months past due, not filed in full
    missing_since = models.CharField(max_length=7, blank=True)
    last_paid = models.CharField(max_length=7, blank=True)
    unpaid = models.PositiveSmallIntegerField(default=0)  # filed months since without tax
    scale = models.CharField(max_length=10, choices=Scale, blank=True)
    is_stopped = models.BooleanField(default=False)
    is_unlisted = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["workspace", "missing_since", "project"],
                condition=Q(is_open=True, missing__gt=0),
                name="following_silent",
            ),
            models.Index(
                fields=["workspace", "division", "missing_since", "project"],
                condition=Q(is_open=True, missing__gt=0),
                name="following_silent_there",
            ),
            models.Index(
                fields=["workspace", "last_paid", "project"],
                condition=Q(is_open=True, is_stopped=True),
                name="following_stopped",
            ),
            models.Index(
                fields=["workspace", "division", "last_paid", "project"],
                condition=Q(is_open=True, is_stopped=True),
                name="following_stopped_there",
            ),
            models.Index(
                fields=["workspace", "produced_on", "project"],
                condition=Q(is_open=True, is_unlisted=True),
                name="following_unlisted",
            ),
            models.Index(
                fields=["workspace", "division", "produced_on", "project"],
                condition=Q(is_open=True, is_unlisted=True),
                name="following_unlisted_there",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id}: {self.produced_on}"
