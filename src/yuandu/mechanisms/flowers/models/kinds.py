"""Kinds of flowers, and the markets that trade them."""

from django.db import models
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from yuandu.kernel.registry.models import Named


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
