"""Figures as somebody stated them, and as they were when they were frozen."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from yuandu.kernel.workspaces.models import WorkspaceRow


class Stated(WorkspaceRow):
    """A value of a figure for a period, and who stands for it. Added, never changed."""

    code = models.CharField(max_length=80)  # of the figure
    period = models.CharField(max_length=10)  # 2026, 2026-Q3, 2026-11, 2026-11-24
    value = models.DecimalField(max_digits=30, decimal_places=10)  # in `unit`
    unit = models.CharField(max_length=20)  # as published then: 亿元, %
    source = models.CharField(max_length=200)  # document or office, with its number
    words = models.TextField(blank=True)  # why it differs from what was stated before
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    by_label = models.CharField(max_length=100)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.code} {self.period}: {self.told}"

    @property
    def told(self) -> str:
        """The value with its unit, all digits."""
        return f"{self.value.normalize():f}{self.unit}"


class Reported(Stated):
    """A figure that another office works out; its evidence is attached to this row.

    The newest row of a period counts; the older ones remain as what was sent (报出数留底).
    """

    period_end = models.DateField()  # last day of the period: the latest period is shown
    reported_on = models.DateField()

    class Meta:
        verbose_name_plural = "reported"
        indexes = [
            models.Index(
                fields=["workspace", "code", "-period_end", "-reported_on", "-id"],
                name="reported_newest",
            ),
        ]


class Declared(Stated):
    """A total that a document declares and the figure must meet. The newest row counts."""

    # From the first to the last day of the period: it holds on each of them.
    period_start = models.DateField()
    period_end = models.DateField()
    tolerance = models.DecimalField(max_digits=30, decimal_places=10, default=Decimal(0))
    declared_on = models.DateField()

    class Meta:
        verbose_name_plural = "declared"
        constraints = [
            models.CheckConstraint(
                name="declared_tolerance_not_negative", condition=models.Q(tolerance__gte=0)
            ),
        ]
        indexes = [
            models.Index(
                fields=["workspace", "code", "-declared_on", "-id"], name="declared_newest"
            ),
        ]


class Snapshot(WorkspaceRow):
    """A figure as it was sent at the end of a period. Locked: corrections enter the next.

    `rows_hash` proves which rows it was computed from; `correction` says by how much the
    period before has moved since it was frozen, and `words` why.
    """

    code = models.CharField(max_length=80)
    period = models.CharField(max_length=10)  # of the round, not of the figure: 2026-11
    as_of = models.DateField()  # the day it was computed for
    value = models.DecimalField(max_digits=30, decimal_places=10, null=True)  # null: no data
    unit = models.CharField(max_length=20)
    rows = models.PositiveBigIntegerField()
    rows_hash = models.CharField(max_length=64)  # SHA-256 of keys and what each row adds
    rule_version = models.CharField(max_length=80)
    correction = models.DecimalField(max_digits=30, decimal_places=10, default=Decimal(0))
    words = models.TextField(blank=True)
    taken_at = models.DateTimeField(db_default=Now())
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    taken_by_label = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "code", "period"], name="snapshot_once_a_period"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.period}"

    @property
    def told(self) -> str:
        """The value with its unit, all digits; — where there was no data."""
        return "—" if self.value is None else f"{self.value.normalize():f}{self.unit}"

    @property
    def correction_told(self) -> str:
        """By how much the period before had moved since it was frozen, with a sign."""
        return f"{self.correction.normalize():+f}{self.unit}" if self.correction else ""
