"""What a claimed figure was in a county or zone at the end of a month."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from yuandu.kernel.indicators.models.monthly import MONTH
from yuandu.kernel.registry.models import Division
from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.mechanisms.reforms.models.measures import LONGEST_CODE


class Reading(WorkspaceRow):
    """The parts of a figure at a month's end, as stored: yuan, counts.

    Attributes:
        over: The one part, or what is divided.
        under: By what; empty for a figure that is no ratio.
        read_on: The day it was read last: late corrections change what a month was.
    """

    figure = models.CharField(max_length=LONGEST_CODE)  # its code
    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=7, validators=[RegexValidator(MONTH)])  # 2026-11
    over = models.DecimalField(max_digits=26, decimal_places=4)
    under = models.DecimalField(max_digits=26, decimal_places=4, null=True)
    read_on = models.DateField()

    class Meta:
        ordering = ["figure", "period", "division"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "figure", "period", "division"], name="reforms_reading_once"
            ),
            models.CheckConstraint(name="reforms_reading_month", condition=Q(period__regex=MONTH)),
        ]

    def __str__(self) -> str:
        return f"{self.figure} {self.period} {self.division_id}"
