"""Two records that may be one project, and what was decided about them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.mechanisms.projects.models.projects import Project


class Verdict(models.TextChoices):
    OPEN = "open", _("Undecided")
    SAME = "same", _("The same project")
    DIFFERENT = "different", _("Different projects")


class Resemblance(WorkspaceRow):
    """A pair of projects, the older first, that look like one."""

    first = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="+")
    score = models.FloatField()  # 0 to 1
    reasons = models.JSONField(default=list)  # codes, see `rules.resemblance`
    verdict = models.CharField(max_length=10, choices=Verdict, default=Verdict.OPEN)
    words = models.CharField(max_length=300, blank=True)  # why
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="resemblance_once"),
            models.CheckConstraint(
                name="resemblance_is_ordered", condition=Q(first__lt=F("second"))
            ),
            models.CheckConstraint(
                name="resemblance_decided_on_a_day",
                condition=Q(verdict=Verdict.OPEN, decided_on=None)
                | (~Q(verdict=Verdict.OPEN) & Q(decided_on__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(fields=["workspace", "verdict", "-score", "id"], name="resemblance_open"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} ~ {self.second_id}"
