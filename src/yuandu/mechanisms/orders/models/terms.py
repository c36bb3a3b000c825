"""What orders and blanket orders agree on alike: kind, grade, days, destination, price rule."""

from django.db import models
from django.db.models import F, Q

from yuandu.kernel.registry.models import Party
from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.mechanisms.flowers.models import Grade, Kind, Market
from yuandu.mechanisms.orders import rules

# A market, or in words where else to.
type Destination = tuple[int | None, str]


class Terms(WorkspaceRow):
    """What a buyer asks for and pays.

    A unit costs the floor price and, where an index market is named, the share of what the
    market's average is above it.

    Attributes:
        reference: the buyer's own number; a second sheet with it changes the order.
        minimum_lot: the least that one grower delivers at once, in the kind's unit.
        most_growers: over how many growers an order may be split; empty for any number.
        priority: 1 is served first.
    """

    buyer = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=40, blank=True)
    kind = models.ForeignKey(Kind, on_delete=models.PROTECT, related_name="+")
    grade = models.CharField(max_length=10, choices=Grade)  # the least that will do
    specification = models.CharField(max_length=200, blank=True)  # 盆径, 冠幅, 开放度, 箱
    from_on = models.DateField()
    until_on = models.DateField()
    market = models.ForeignKey(
        Market, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    delivered_to = models.CharField(max_length=100, blank=True)  # where to, if to no market
    floor_price = models.DecimalField(max_digits=12, decimal_places=2)  # yuan a unit, delivered
    index_market = models.ForeignKey(
        Market, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    share_above = models.DecimalField(max_digits=4, decimal_places=3, default=0)
    minimum_lot = models.PositiveIntegerField(default=1)
    most_growers = models.PositiveSmallIntegerField(null=True, blank=True)
    priority = models.PositiveSmallIntegerField(default=rules.COMMON)
    ordered_on = models.DateField()
    # The buyer's consent: who placed it, when, and to which words (SHA-256 of the terms).
    consented_by = models.CharField(max_length=150, blank=True)
    consented_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        abstract = True
        ordering = ["from_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="%(class)s_window_in_order", condition=Q(until_on__gte=F("from_on"))
            ),
            models.CheckConstraint(
                name="%(class)s_price_rule",
                condition=Q(floor_price__gt=0, share_above__gte=0, share_above__lte=1)
                & (Q(share_above=0) | Q(index_market__isnull=False)),
            ),
            models.CheckConstraint(
                name="%(class)s_goes_somewhere",
                condition=Q(market__isnull=False) | ~Q(delivered_to=""),
            ),
            models.CheckConstraint(
                name="%(class)s_priority_known",
                condition=Q(priority__gte=rules.FIRST, priority__lte=rules.LAST),
            ),
            models.UniqueConstraint(
                fields=["buyer", "reference"],
                condition=~Q(reference=""),
                name="%(class)s_reference_once",
            ),
        ]

    @property
    def destination(self) -> Destination:
        return self.market_id, "" if self.market_id else self.delivered_to.strip()
