"""What is filed of a project's month after production: tax paid, output, statistics."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from yuandu.kernel.indicators.models.monthly import MONTH
from yuandu.kernel.registry.models import Division
from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.mechanisms.followup import rules
from yuandu.mechanisms.projects.models import Project

IS_MONTH = RegexValidator(MONTH)


class Scale(models.TextChoices):
    """Whether the firm stands in the above-scale statistics, as the statistics office says."""

    ABOVE = rules.ABOVE, pgettext_lazy("scale", "Above scale")
    BELOW = rules.BELOW, pgettext_lazy("scale", "Below scale")
    UNSETTLED = rules.UNSETTLED, pgettext_lazy("scale", "Not verified yet")


class Month(WorkspaceRow):
    """One of a project's 24 months: opened when it has ended, filed by the offices that know.

    Tax comes from the tax office and output from the statistics office, so that each half
    says by itself who filed it and when. A value once filed is corrected, never emptied.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="followed_months")
    # Of the project when the month was opened: whose it is to file.
    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=7, validators=[IS_MONTH])  # 2026-11
    due_on = models.DateField()  # by the terms when it was opened
    # Yuan paid in the month, as the tax office says; below zero for a refund that is marked so.
    tax_paid = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    is_refund = models.BooleanField(default=False)
    tax_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    tax_at = models.DateTimeField(null=True, blank=True)
    # Yuan, as the statistics office says; never the sum that the register computes.
    output_value = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    scale = models.CharField(max_length=10, choices=Scale, blank=True)
    statistics_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    statistics_at = models.DateTimeField(null=True, blank=True)
    filed_on = models.DateField(null=True, blank=True)  # since then both halves are on record
    version = models.PositiveIntegerField(default=0)  # grows with every change

    class Meta:
        ordering = ["period", "project_id"]
        constraints = [
            models.UniqueConstraint(fields=["project", "period"], name="followed_month_once"),
            models.CheckConstraint(name="followed_month_month", condition=Q(period__regex=MONTH)),
            models.CheckConstraint(
                name="followed_month_refund_marked",
                condition=Q(tax_paid=None, is_refund=False)
                | Q(tax_paid__gte=0, is_refund=False)
                | Q(tax_paid__lt=0, is_refund=True),
            ),
            models.CheckConstraint(
                name="followed_month_output_not_negative",
                condition=Q(output_value=None) | Q(output_value__gte=0),
            ),
            models.CheckConstraint(
                name="followed_month_scale_known",
                condition=Q(scale__in=["", *Scale.values]),
            ),
            models.CheckConstraint(
                name="followed_month_filed_in_full",
                condition=Q(filed_on=None) | Q(tax_paid__isnull=False, output_value__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["workspace", "division", "period", "project"], name="followed_month_grid"
            ),
            models.Index(
                fields=["workspace", "division", "period", "project"],
                condition=Q(filed_on=None),
                name="followed_month_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period}: {self.project_id}"

    @property
    def is_on_time(self) -> bool:
        return self.filed_on is not None and self.filed_on <= self.due_on


class Correction(WorkspaceRow):
    """What a month said before it was corrected, and why it was."""

    month = models.ForeignKey(Month, on_delete=models.CASCADE, related_name="corrections")
    tax_paid = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    is_refund = models.BooleanField(default=False)
    output_value = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    scale = models.CharField(max_length=10, choices=Scale, blank=True)
    version = models.PositiveIntegerField()  # that it was
    why = models.CharField(max_length=300)
    by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["month", "version"], name="followed_correction_once"),
            models.CheckConstraint(name="followed_correction_reason", condition=~Q(why="")),
        ]

    def __str__(self) -> str:
        return f"{self.month_id}: {self.version}"


class MonthTally(WorkspaceRow):
    """What the months of a division come to. Kept by a trigger alone (migration `initial`)."""

    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=7)
    months = models.PositiveIntegerField()  # to be filed
    filed = models.PositiveIntegerField()  # in full
    on_time = models.PositiveIntegerField()
    taxed = models.PositiveIntegerField()  # with tax on record
    tax_paid = models.DecimalField(max_digits=20, decimal_places=2)
    output_value = models.DecimalField(max_digits=20, decimal_places=2)

    class Meta:
        verbose_name_plural = "month tallies"
        ordering = ["-period", "division"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "period", "division"], name="followed_tally_once"
            ),
            models.CheckConstraint(
                name="followed_tally_adds_up",
                condition=Q(filed__lte=F("months"), on_time__lte=F("filed")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period} {self.division_id}: {self.filed} / {self.months}"

    @property
    def missing(self) -> int:
        return self.months - self.filed
