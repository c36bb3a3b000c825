"""Reads: what grows of a kind, what is on its way, what is wanted."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Max, Sum

from yuandu.kernel.registry.models import Division
from yuandu.mechanisms.flowers.models import Demand, Kind, Market, Planting, Shipment, Stage

LATE = datetime.timedelta(weeks=8)  # an older report of what grows is none
ON_THE_ROAD = datetime.timedelta(weeks=4)
WANTED = datetime.timedelta(weeks=12)


@dataclass(frozen=True, slots=True)
class Planted:
    """What a county last told of a kind: mu by stage."""

    division: Division
    week: datetime.date
    by_stage: dict[str, Decimal]

    @property
    def area(self) -> Decimal:
        return sum(self.by_stage.values(), Decimal(0))


@dataclass(frozen=True, slots=True)
class Sent:
    division: Division
    market: Market
    quantity: Decimal
    last_on: datetime.date


def planted(kind: Kind) -> list[Planted]:
    """Return the last report of each county, the largest first; one query."""
    today = kind.workspace.today()
    rows = (
        Planting.objects.filter(kind=kind, week__gt=today - LATE, week__lte=today)
        .select_related("division")
        .defer("division__geometry")
        .order_by("-week")
    )
    found: dict[int, Planted] = {}
    for row in rows:
        one = found.setdefault(row.division_id, Planted(row.division, row.week, {}))
        if one.week == row.week:
            one.by_stage[row.stage] = row.area_mu
    return sorted(found.values(), key=lambda one: -one.area)


def of_stages(reports: list[Planted]) -> dict[str, Decimal]:
    """Return the sum of each stage over all counties."""
    return {
        stage: sum((one.by_stage.get(stage, Decimal(0)) for one in reports), Decimal(0))
        for stage in Stage.values
    }


def sent(kind: Kind) -> list[Sent]:
    """Return what counties sent to markets in the last four weeks, the most first; three queries."""
    today = kind.workspace.today()
    rows = (
        Shipment.objects.filter(kind=kind, on__gt=today - ON_THE_ROAD, on__lte=today)
        .values("division", "market")
        .annotate(total=Sum("quantity"), last=Max("on"))
        .order_by("-total")
    )
    told = list(rows)
    divisions = Division.objects.defer("geometry").in_bulk({row["division"] for row in told})
    markets = Market.objects.in_bulk({row["market"] for row in told})
    return [
        Sent(divisions[row["division"]], markets[row["market"]], row["total"], row["last"])
        for row in told
    ]


def wanted(kind: Kind) -> list[Demand]:
    """Return what markets ask for from this week on, week by week; one query."""
    today = kind.workspace.today()
    monday = today - datetime.timedelta(today.weekday())
    found = Demand.objects.filter(kind=kind, week__gte=monday, week__lte=monday + WANTED)
    return list(found.select_related("market").order_by("week", "-quantity"))


def asked_for(kinds: set[int], monday: datetime.date) -> dict[tuple[int, int], Decimal]:
    """Return what markets ask for in a week, by kind and market; one query."""
    found = Demand.objects.filter(kind__in=kinds, week=monday)
    return {(each.kind_id, each.market_id): each.quantity for each in found}
