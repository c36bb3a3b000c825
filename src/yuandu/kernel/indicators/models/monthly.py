"""Values by subject and month, and their totals, which the database keeps by itself.

Triggers (migration 0003) add each statement's change to the totals, back-dated
corrections, deletions and COPY included, so that a board reads a few rows however many
values stand behind it.
"""

from django.core.validators import RegexValidator
from django.db import models

from yuandu.kernel.registry.models import Division
from yuandu.kernel.workspaces.models import WorkspaceRow

MONTH = r"^[12][0-9]{3}-(0[1-9]|1[0-2])$"


class MonthlyValue(WorkspaceRow):
    """What a measure says of one subject in one month."""

    measure = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()  # a project, a firm: the measure knows
    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=7, validators=[RegexValidator(MONTH)])  # 2026-11
    value = models.DecimalField(max_digits=24, decimal_places=4)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "measure", "subject_id", "period"], name="monthly_value_once"
            ),
            models.CheckConstraint(
                name="monthly_value_month", condition=models.Q(period__regex=MONTH)
            ),
        ]
        indexes = [
            models.Index(
                fields=["workspace", "measure", "division", "period", "id"],
                name="monthly_value_behind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.subject_id} {self.period}: {self.value}"


class MonthlyTotal(WorkspaceRow):
    """Sum and count of a measure's values in a division and month. Kept by triggers alone."""

    measure = models.CharField(max_length=40)
    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=7)
    total = models.DecimalField(max_digits=32, decimal_places=4)
    count = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "measure", "division", "period"], name="monthly_total_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.division_id} {self.period}: {self.total} ({self.count})"
