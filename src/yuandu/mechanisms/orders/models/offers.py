"""What a household can deliver: one kind, one grade, one place, one window of days."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from yuandu.kernel.registry.models import Division, Party
from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.mechanisms.flowers.models import Grade, Kind


class Group(models.TextChoices):
    """For whom a rule of docking may keep a share."""

    NONE = "", pgettext_lazy("group of growers", "others")
    SMALL = "small", pgettext_lazy("group of growers", "small growers")
    NEW = "new", pgettext_lazy("group of growers", "newcomers")


class Offer(WorkspaceRow):
    """A household's capacity of a kind.

    Attributes:
        ask: yuan a unit at the place, below which the grower does not sell.
        total: the most the grower gives over all of their offers; empty for no limit.
        promised: units in promises that stand; the database keeps it within the quantity.
    """

    grower = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    kind = models.ForeignKey(Kind, on_delete=models.PROTECT, related_name="+")
    grade = models.CharField(max_length=10, choices=Grade)
    specification = models.CharField(max_length=200, blank=True)
    quantity = models.PositiveIntegerField()
    promised = models.PositiveIntegerField(default=0)
    ask = models.DecimalField(max_digits=12, decimal_places=2)
    from_on = models.DateField()
    until_on = models.DateField()
    place = models.ForeignKey(
        Division, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    place_words = models.CharField(max_length=100, blank=True)  # the village, the greenhouse
    total = models.PositiveIntegerField(null=True, blank=True)
    group = models.CharField(max_length=10, choices=Group, blank=True)
    is_open = models.BooleanField(default=True)
    offered_on = models.DateField()

    class Meta:
        ordering = ["from_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="offer_promised_within_quantity",
                condition=Q(quantity__gte=1, promised__lte=F("quantity")),
            ),
            models.CheckConstraint(
                name="offer_window_in_order", condition=Q(until_on__gte=F("from_on"))
            ),
            models.CheckConstraint(
                name="offer_numbers",
                condition=Q(ask__gte=0) & (Q(total=None) | Q(total__gte=1)),
            ),
            models.CheckConstraint(
                name="offer_comes_from_somewhere",
                condition=Q(place__isnull=False) | ~Q(place_words=""),
            ),
            models.CheckConstraint(name="offer_group_known", condition=Q(group__in=Group.values)),
            models.UniqueConstraint(
                fields=["grower", "kind", "grade", "from_on", "place", "place_words"],
                condition=Q(is_open=True),
                nulls_distinct=False,
                name="flower_offer_once",
            ),
        ]
        indexes = [models.Index(fields=["workspace", "kind", "from_on"], name="offer_by_kind")]

    def __str__(self) -> str:
        return f"{self.grower_id} {self.kind_id} {self.from_on}"

    @property
    def left(self) -> int:
        """Units not promised to anybody."""
        return self.quantity - self.promised
