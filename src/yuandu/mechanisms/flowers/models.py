"""Kinds of flowers, the markets that trade them, and what was quoted there day by day."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.registry.models import Named
from yuandu.kernel.workspaces.models import WorkspaceRow


class Group(models.TextChoices):
    ORCHID = "orchid", pgettext_lazy("group of kinds", "Orchids")
    AROID = "aroid", pgettext_lazy("group of kinds", "Aroids")
    BROMELIAD = "bromeliad", pgettext_lazy("group of kinds", "Bromeliads")
    POT_FLOWER = "pot_flower", pgettext_lazy("group of kinds", "Flowering pot plants")
    BULB = "bulb", pgettext_lazy("group of kinds", "Bulbs")
    BEDDING = "bedding", pgettext_lazy("group of kinds", "Bedding plants")
    HERB = "herb", pgettext_lazy("group of kinds", "Herbs")
    FOLIAGE = "foliage", pgettext_lazy("group of kinds", "Foliage plants")
    FERN = "fern", pgettext_lazy("group of kinds", "Ferns")
    WOODY = "woody", pgettext_lazy("group of kinds", "Woody pot plants")
    SUCCULENT = "succulent", pgettext_lazy("group of kinds", "Succulents and cacti")
    CUT = "cut", pgettext_lazy("group of kinds", "Cut flowers")
    # No flowers: other produce whose prices are kept to compare with.
    PRODUCE = "produce", pgettext_lazy("group of kinds", "Vegetables and fruit")


class Unit(models.TextChoices):
    """What a price is for."""

    POT = "pot", pgettext_lazy("unit of trade", "pot")
    TRAY = "tray", pgettext_lazy("unit of trade", "tray")
    STEM = "stem", pgettext_lazy("unit of trade", "stem")
    BUNCH = "bunch", pgettext_lazy("unit of trade", "bunch")
    JIN = "jin", pgettext_lazy("unit of trade", "500 g")
    LOT = "lot", pgettext_lazy("unit of trade", "trading unit")  # the source does not say which


class Measure(models.TextChoices):
    """What the trade sorts a kind by, beside its grade."""

    POT_DIAMETER = "pot_diameter", pgettext_lazy("measure of the trade", "Pot diameter")
    HEIGHT = "height", pgettext_lazy("measure of the trade", "Height")
    CROWN = "crown", pgettext_lazy("measure of the trade", "Crown width")
    STEM_LENGTH = "stem_length", pgettext_lazy("measure of the trade", "Stem length")
    STEMS = "stems", pgettext_lazy("measure of the trade", "Flower stems")
    SHOOTS = "shoots", pgettext_lazy("measure of the trade", "Shoots")
    HEADS = "heads", pgettext_lazy("measure of the trade", "Flower heads")
    BULBS = "bulbs", pgettext_lazy("measure of the trade", "Bulbs")
    LEAVES = "leaves", pgettext_lazy("measure of the trade", "Leaves")


class Grade(models.TextChoices):
    """The grades of GB/T 18247, and the trade's word for what was not graded."""

    FIRST = "first", pgettext_lazy("grade of flowers", "First grade")
    SECOND = "second", pgettext_lazy("grade of flowers", "Second grade")
    THIRD = "third", pgettext_lazy("grade of flowers", "Third grade")
    UNGRADED = "ungraded", pgettext_lazy("grade of flowers", "Ungraded")


class Doubt(models.TextChoices):
    """Why a quote is kept but left out of averages."""

    NONE = "", ""
    OUTLIER = "outlier", _("far from the weeks before")
    UNSOLD = "nothing_sold", _("nothing was sold at this price")


class Kind(Named):
    """A kind of flower as the trade knows it; `name_en` is its English name."""

    code = models.SlugField(max_length=40)
    latin = models.CharField(max_length=100, blank=True)
    group = models.CharField(max_length=20, choices=Group)
    weeks = models.PositiveSmallIntegerField(null=True, blank=True)  # from planting to sale
    unit = models.CharField(max_length=10, choices=Unit)
    measure = models.CharField(max_length=20, choices=Measure, blank=True)
    other_names = models.CharField(max_length=300, blank=True)  # separated by |

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "code"], name="flowers_kind_once"),
            models.UniqueConstraint(fields=["workspace", "name"], name="flowers_kind_name_once"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("flowers:kind", args=[self.pk])

    @property
    def also_called(self) -> list[str]:
        return [name for name in self.other_names.split("|") if name]


class Market(Named):
    """A place where flowers are sold; all its prices are in its own currency."""

    place = models.CharField(max_length=100, blank=True)
    currency = models.CharField(max_length=3)  # ISO 4217

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "name"], name="flowers_market_once"),
        ]


class Filing(WorkspaceRow):
    """What was handed in at once: by whom, from which source, and what came of it."""

    source = models.CharField(max_length=60)
    title = models.CharField(max_length=200)  # the file's name
    reason = models.CharField(max_length=300, blank=True)  # of the corrections in it
    reporter = models.CharField(max_length=150)
    filed_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.title


class Figures(WorkspaceRow):
    """Prices a unit in the market's currency, and quantities; empty is not reported, not zero."""

    unit = models.CharField(max_length=10, choices=Unit)
    low = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    average = models.DecimalField(max_digits=14, decimal_places=2)
    high = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    volume = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    unsold = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    # What lay in the market's stores when the day closed, unsold or not yet offered.
    stock = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)

    class Meta:
        abstract = True


class Quote(Figures):
    """What a market quoted for a kind and grade on a day.

    The key begins with kind and day, which serves a kind's pages; foreign keys without an
    index of their own are only followed towards their targets.
    """

    kind = models.ForeignKey(Kind, on_delete=models.PROTECT, related_name="quotes", db_index=False)
    on = models.DateField()
    market = models.ForeignKey(Market, on_delete=models.PROTECT, related_name="+", db_index=False)
    grade = models.CharField(max_length=10, choices=Grade)
    doubt = models.CharField(max_length=12, choices=Doubt, blank=True)
    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "on", "market", "grade"], name="flowers_quote_once"
            ),
            models.CheckConstraint(
                name="flowers_quote_in_order",
                condition=Q(average__gt=0)
                & (Q(low__isnull=True) | Q(low__gt=0, low__lte=F("average")))
                & (Q(high__isnull=True) | Q(high__gte=F("average"))),
            ),
            models.CheckConstraint(
                name="flowers_quote_not_negative",
                condition=(Q(volume__isnull=True) | Q(volume__gte=0))
                & (Q(unsold__isnull=True) | Q(unsold__gte=0))
                & (Q(stock__isnull=True) | Q(stock__gte=0)),
            ),
        ]
        indexes = [models.Index(fields=["workspace", "on"], name="flowers_quote_by_day")]

    def __str__(self) -> str:
        return f"{self.kind_id} {self.on} {self.grade}"


class Correction(Figures):
    """What a quote said before a later filing changed it."""

    quote = models.ForeignKey(Quote, on_delete=models.CASCADE, related_name="corrections")
    corrected_by = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="corrections")

    def __str__(self) -> str:
        return f"{self.quote_id} {self.average}"


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
