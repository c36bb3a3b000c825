"""What platforms report by the year, the equipment they open, and who has booked it."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.urls import reverse

from yuandu.kernel.registry.models import Named, Party
from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.mechanisms.enterprises.models.platforms import Platform


class PlatformReport(WorkspaceRow):
    """What a platform says of a year; said again, it is corrected."""

    platform = models.ForeignKey(Platform, on_delete=models.CASCADE, related_name="reports")
    year = models.PositiveSmallIntegerField()
    rd_staff = models.PositiveIntegerField()  # persons
    rd_spending = models.DecimalField(max_digits=18, decimal_places=2)  # yuan
    equipment_value = models.DecimalField(max_digits=18, decimal_places=2)  # yuan, as bought
    joint_projects = models.PositiveIntegerField()  # with others, under contract
    reported_on = models.DateField()

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["platform", "year"], name="platform_report_once"),
            models.CheckConstraint(
                name="platform_report_year_sensible", condition=Q(year__gte=1949, year__lte=2100)
            ),
            models.CheckConstraint(
                name="platform_report_not_negative",
                condition=Q(rd_spending__gte=0, equipment_value__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.platform} {self.year}"


class Equipment(Named):
    """A piece of equipment that a platform opens to firms, on some hours of a week.

    Attributes:
        open_days: So many days of the week from Monday: 5 is Monday to Friday.
        opens_at, closes_at: Whole hours of the workspace's day.
    """

    platform = models.ForeignKey(Platform, on_delete=models.PROTECT, related_name="equipment")
    use = models.CharField(max_length=300, blank=True)  # what it measures or makes
    open_days = models.PositiveSmallIntegerField(default=5)
    opens_at = models.PositiveSmallIntegerField(default=9)
    closes_at = models.PositiveSmallIntegerField(default=17)
    price = models.DecimalField(max_digits=12, decimal_places=2)  # yuan an hour
    is_open = models.BooleanField(default=True)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "equipment"
        constraints = [
            models.UniqueConstraint(fields=["platform", "name"], name="equipment_once"),
            models.CheckConstraint(
                name="equipment_hours_of_a_day",
                condition=Q(closes_at__gt=F("opens_at"), closes_at__lte=24),
            ),
            models.CheckConstraint(
                name="equipment_days_of_a_week", condition=Q(open_days__gte=1, open_days__lte=7)
            ),
            models.CheckConstraint(name="equipment_price_not_negative", condition=Q(price__gte=0)),
        ]

    def get_absolute_url(self) -> str:
        return reverse("enterprises:equipment", args=[self.pk])


class Booking(WorkspaceRow):
    """A firm has a piece of equipment for some hours; nobody else has it meanwhile."""

    equipment = models.ForeignKey(Equipment, on_delete=models.PROTECT, related_name="bookings")
    firm = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="bookings")
    during = DateTimeRangeField()  # without its end
    purpose = models.CharField(max_length=200)
    booked_on = models.DateField()
    cancelled_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            # The equipment as a range of one number: PostgreSQL compares ranges without the
            # extension btree_gist, which the embedded server does not have.
            ExclusionConstraint(
                name="booking_one_at_a_time",
                expressions=[
                    (
                        Func(
                            F("equipment"),
                            F("equipment"),
                            Value("[]"),
                            function="int8range",
                            output_field=BigIntegerRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=Q(cancelled_on=None),
            ),
            models.CheckConstraint(name="booking_takes_time", condition=Q(during__isempty=False)),
        ]

    def __str__(self) -> str:
        return f"{self.equipment}: {self.during}"
