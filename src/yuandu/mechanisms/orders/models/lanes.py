"""Ways from a county to where orders go: what a unit costs on them, and what a week carries."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from yuandu.kernel.registry.models import Division
from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.mechanisms.flowers.models import Market
from yuandu.mechanisms.orders.models.terms import Destination


class Lane(WorkspaceRow):
    """What it costs to bring a unit from a county to a market, or to another place of buyers.

    As soon as one lane leads somewhere, only what has a lane goes there. Where none leads, the
    buyer fetches: no carriage is counted. Ends of a lane never change, nor is one taken away
    (its capacity can be 0), so that what is promised over it can always be counted again.

    Attributes:
        carriage: yuan a unit.
        capacity: units a week over all orders; empty for as many as there are.
    """

    place = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    market = models.ForeignKey(
        Market, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    delivered_to = models.CharField(max_length=100, blank=True)  # where to, if to no market
    kilometres = models.PositiveSmallIntegerField(null=True, blank=True)
    carriage = models.DecimalField(max_digits=8, decimal_places=2)
    capacity = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["place", "market", "delivered_to"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "market", "delivered_to", "place"],
                nulls_distinct=False,
                name="flower_lane_once",
            ),
            models.CheckConstraint(
                name="flower_lane_leads_somewhere",
                condition=Q(market__isnull=False, delivered_to="")
                | Q(market=None) & ~Q(delivered_to=""),
            ),
            models.CheckConstraint(name="flower_lane_costs", condition=Q(carriage__gte=Decimal(0))),
        ]

    def __str__(self) -> str:
        return f"{self.place_id} → {self.market_id or self.delivered_to}"

    def get_absolute_url(self) -> str:
        return reverse("orders:lane", args=[self.pk])

    @property
    def destination(self) -> Destination:
        return self.market_id, self.delivered_to


class LaneWeek(WorkspaceRow):
    """How much of a week's capacity is promised; the database keeps it within what is carried.

    A share counts in the week in which its order's window begins. Lanes without a capacity
    have no weeks.

    Attributes:
        monday: the first day of the week.
        carries: the lane's capacity, or what was promised already when it was lowered.
    """

    lane = models.ForeignKey(Lane, on_delete=models.PROTECT, related_name="weeks")
    monday = models.DateField()
    carries = models.PositiveIntegerField()
    promised = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["monday", "lane"]
        constraints = [
            models.UniqueConstraint(fields=["lane", "monday"], name="flower_lane_week_once"),
            models.CheckConstraint(
                name="flower_lane_week_within_capacity", condition=Q(promised__lte=F("carries"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lane_id} {self.monday}"

    @property
    def left(self) -> int:
        return self.carries - self.promised
