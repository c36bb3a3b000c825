"""What is made of all quotes each morning: the price index, where it is short, what may come."""

from decimal import Decimal

from django.db import models
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.mechanisms.flowers.models.kinds import Grade, Group, Kind, Market, Unit


class IndexPoint(WorkspaceRow):
    """A week of the price index of all kinds in the city's currency, or of a group of kinds."""

    group = models.CharField(max_length=20, choices=Group, blank=True)  # empty: all flowers
    on = models.DateField()
    value = models.DecimalField(max_digits=8, decimal_places=2)  # 100 in the first week kept
    cells = models.PositiveIntegerField()  # kind × market × grade that were quoted in the week

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "group", "on"], name="flowers_index_point_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.on} {self.value}"


class Standing(WorkspaceRow):
    """How a market's last whole week of a kind compares with the eight before."""

    class State(models.TextChoices):
        SHORT = "short", pgettext_lazy("state of a market", "Short")
        GLUT = "glut", pgettext_lazy("state of a market", "Too much")
        USUAL = "usual", pgettext_lazy("state of a market", "As usual")

    kind = models.ForeignKey(Kind, on_delete=models.CASCADE, related_name="+", db_index=False)
    market = models.ForeignKey(Market, on_delete=models.CASCADE, related_name="+", db_index=False)
    unit = models.CharField(max_length=10, choices=Unit)
    week = models.DateField()  # its Monday
    arrivals = models.DecimalField(max_digits=16, decimal_places=2, null=True)  # sold and left
    usual_arrivals = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    unsold = models.DecimalField(max_digits=4, decimal_places=3, null=True)  # a part of arrivals
    usual_unsold = models.DecimalField(max_digits=4, decimal_places=3, null=True)
    price = models.FloatField()  # against its usual, over the same grades: 0.1 is a tenth more
    state = models.CharField(max_length=10, choices=State)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "market", "unit"], name="flowers_standing_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind_id} {self.market_id} {self.state}"


class Forecast(WorkspaceRow):
    """What a market's price or quantity of a kind and grade is foretold to be in a week.

    Made anew each morning; every line says how it came about and how far it was off so far.
    `low` to `high` is to hold `level` per cent; empty errors and edges: too little is known.
    """

    class What(models.TextChoices):
        PRICE = "price", pgettext_lazy("forecast", "Price")
        VOLUME = "volume", pgettext_lazy("forecast", "Quantity sold")

    kind = models.ForeignKey(
        Kind, on_delete=models.CASCADE, related_name="forecasts", db_index=False
    )
    market = models.ForeignKey(Market, on_delete=models.CASCADE, related_name="+", db_index=False)
    grade = models.CharField(max_length=10, choices=Grade)
    unit = models.CharField(max_length=10, choices=Unit)
    what = models.CharField(max_length=10, choices=What)
    week = models.DateField()  # its Monday
    ahead = models.PositiveSmallIntegerField()  # weeks after the last that is known
    value = models.DecimalField(max_digits=14, decimal_places=2)
    low = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    high = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    seasonal_naive = models.DecimalField(max_digits=14, decimal_places=2)
    past_error = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    naive_error = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    origins = models.PositiveSmallIntegerField()  # past forecasts that the errors are of
    level = models.PositiveSmallIntegerField()  # per cent
    coverage = models.DecimalField(max_digits=4, decimal_places=1, null=True)  # per cent
    method = models.CharField(max_length=200)
    cut_off = models.DateField()
    seed = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "what", "grade", "market", "unit", "ahead"],
                name="flowers_forecast_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind_id} {self.week} {self.value}"

    @property
    def error_share(self) -> float | None:
        """The past error as a fraction of what is foretold."""
        return _part(self.past_error, self.value)

    @property
    def naive_share(self) -> float | None:
        return _part(self.naive_error, self.value)


def _part(error: Decimal | None, value: Decimal) -> float | None:
    return None if error is None or not value else float(error / value)


class Bulletin(WorkspaceRow):
    """A week's bulletin as it was made: its figures stay, though quotes are corrected later."""

    week = models.DateField()  # its Monday
    facts = models.JSONField()  # see bulletins.facts
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "week"], name="flowers_bulletin_once"),
        ]

    def __str__(self) -> str:
        return f"{self.week}"

    def get_absolute_url(self) -> str:
        return reverse("flowers:bulletin", args=[self.week.isoformat()])
