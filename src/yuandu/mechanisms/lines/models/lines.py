"""Lines: the counties of the country, where a line goes, when, and what a departure costs."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.registry.models import Named, Party
from yuandu.kernel.workspaces.languages import is_english
from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.mechanisms.flowers.models import Market
from yuandu.mechanisms.lines import rules


class Weekday(models.IntegerChoices):
    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class Space(models.TextChoices):
    """The one unit in which a line counts its space."""

    CART = "cart", pgettext_lazy("unit of space", "cart")
    BOX = "box", pgettext_lazy("unit of space", "box")
    CUBIC_METRE = "m3", pgettext_lazy("unit of space", "m³")


def in_words(name: str, name_en: str) -> str:
    """Return the name of a place in the reader's language."""
    return name_en if name_en and is_english() else name


class County(Named):
    """A county-level unit of the country (县级行政区), wherever it lies."""

    code = models.CharField(max_length=6)  # GB/T 2260
    province = models.CharField(max_length=30)
    province_en = models.CharField(max_length=30, blank=True)
    longitude = models.FloatField()  # degrees east
    latitude = models.FloatField()  # degrees north

    class Meta:
        verbose_name_plural = "counties"
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "code"], name="lines_county_once"),
        ]

    def __str__(self) -> str:
        """The unit with its province, as the reader's language has it."""
        if self.title == self.name:
            return f"{self.province}{self.name}"
        return f"{self.title}, {self.province_title}"

    @property
    def province_title(self) -> str:
        return in_words(self.province, self.province_en)


class Costed(WorkspaceRow):
    """What a departure costs, in yuan, and the space of one truck."""

    truck = models.PositiveSmallIntegerField(validators=[MinValueValidator(1)])
    per_truck = models.DecimalField(
        max_digits=10, decimal_places=2, validators=[MinValueValidator(0)]
    )
    per_kilometre = models.DecimalField(
        max_digits=10, decimal_places=2, validators=[MinValueValidator(0)]
    )
    per_stop = models.DecimalField(
        max_digits=10, decimal_places=2, validators=[MinValueValidator(0)]
    )

    class Meta:
        abstract = True

    @property
    def rates(self) -> rules.Rates:
        return rules.Rates(self.per_truck, self.per_kilometre, self.per_stop, self.truck)


class Line(Costed, Named):
    """A direct line from the city to a market, and what it reaches from there.

    Attributes:
        origin_county: the county-level unit it leaves from; with `destination_county` it puts
            the line on the map.
        capacity: the space of a departure, in `unit`: several trucks where more than `truck`.
        closed_on: the first day on which it does not run any more.
    """

    origin = models.CharField(max_length=100)
    origin_en = models.CharField(max_length=100, blank=True)
    origin_county = models.ForeignKey(
        County, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    destination = models.CharField(max_length=100)
    destination_en = models.CharField(max_length=100, blank=True)
    destination_county = models.ForeignKey(
        County, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    market = models.ForeignKey(
        Market, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    carrier = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    unit = models.CharField(max_length=10, choices=Space)
    capacity = models.PositiveSmallIntegerField(validators=[MinValueValidator(1)])
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    closing_words = models.CharField(max_length=300, blank=True)  # why it was closed

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "name"], name="lines_line_once"),
            models.CheckConstraint(
                name="lines_line_has_space", condition=Q(capacity__gte=1, truck__gte=1)
            ),
            models.CheckConstraint(
                name="lines_line_closes_after_it_opens",
                condition=Q(closed_on=None) | Q(closed_on__gt=F("opened_on")),
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("lines:line", args=[self.pk])

    @property
    def origin_title(self) -> str:
        return in_words(self.origin, self.origin_en)

    @property
    def destination_title(self) -> str:
        return in_words(self.destination, self.destination_en)


class Reach(WorkspaceRow):
    """A county that a line reaches."""

    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="reaches")
    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="reaches")
    hours = models.PositiveSmallIntegerField()  # from departure to handing over, as planned
    kilometres = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name_plural = "reaches"
        ordering = ["hours", "county"]
        constraints = [
            models.UniqueConstraint(fields=["line", "county"], name="lines_reach_once"),
            models.CheckConstraint(name="lines_reach_takes_time", condition=Q(hours__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.line}: {self.county}"


class Departure(WorkspaceRow):
    """A line of a timetable: every week on this day, at this time."""

    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="departures")
    weekday = models.PositiveSmallIntegerField(choices=Weekday)
    at = models.TimeField()
    hours = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(240)]
    )  # to the market

    class Meta:
        ordering = ["weekday", "at"]
        constraints = [
            models.UniqueConstraint(fields=["line", "weekday", "at"], name="lines_departure_once"),
            models.CheckConstraint(
                name="lines_departure_of_the_week", condition=Q(weekday__lte=6, hours__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line} {self.get_weekday_display()} {self.at:%H:%M}"
