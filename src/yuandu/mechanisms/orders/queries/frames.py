"""The tables that a docking reads: what is left of open orders, and what is left of offers."""

from collections.abc import Collection
from dataclasses import dataclass

import polars as pl
from django.db.models import Count, F, QuerySet, Sum

from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.orders import rules
from yuandu.mechanisms.orders.models import Offer, Order, Promise
from yuandu.mechanisms.orders.queries import lanes
from yuandu.mechanisms.orders.queries.lanes import Lanes
from yuandu.mechanisms.orders.rules import Rule

TEXT, WHOLE = pl.String, pl.Int64
SERVED = "0.01"  # yuan of merit a unit: to serve an order is better than not, if nobody loses
ORDERS = {
    "order": TEXT, "kind": TEXT, "grade": WHOLE, "quantity": WHOLE, "price": TEXT,
    "from": pl.Date, "until": pl.Date, "market": TEXT, "priority": WHOLE,
    "lot": WHOLE, "most": WHOLE,
}  # fmt: skip
OFFERS = {
    "offer": WHOLE, "grower": TEXT, "kind": TEXT, "grade": WHOLE, "quantity": WHOLE, "ask": TEXT,
    "from": pl.Date, "until": pl.Date, "place": TEXT, "total": WHOLE, "group": TEXT, "merit": TEXT,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Frames:
    """The tables of docs/docking.md; `offers` also has each one's key."""

    orders: pl.DataFrame
    offers: pl.DataFrame
    lanes: pl.DataFrame | None

    @property
    def growers(self) -> pl.DataFrame:
        return self.offers.drop("offer")


def frames(
    workspace: Workspace,
    rule: Rule,
    *,
    only: Order | None = None,
    units: int = 0,
    without: Collection[int] = (),
) -> Frames:
    """Return what a docking by `rule` would read now. Six queries.

    Args:
        only: dock this order alone, and of it `units`.
        without: households that are not to be asked.
    """
    today = workspace.today()
    orders = Order.objects.filter(
        workspace=workspace,
        track__stage__in=rules.SEEKING,
        until_on__gte=today,
        quantity__gt=F("promised"),
    )
    if only is not None:
        orders = orders.filter(pk=only.pk)
    growers = _growers(orders)
    found = [
        (each, units or each.left)
        for each in orders.order_by("pk")
        if each.most_growers is None or growers.get(each.pk, 0) < each.most_growers
    ]
    asked = [_order(each, rule, wanted, growers.get(each.pk, 0)) for each, wanted in found]
    offers = Offer.objects.filter(
        workspace=workspace,
        is_open=True,
        until_on__gte=today,
        quantity__gt=F("promised"),
        kind__in=orders.order_by().values("kind"),
    ).exclude(grower__in=without)
    offered = _offers(offers.order_by("pk"))
    ways = lanes.lanes_to(workspace, (each for each, _ in found))
    return Frames(
        pl.DataFrame(asked, schema=ORDERS, orient="row"), offered, _lanes(ways, found, offered)
    )


def _lanes(
    ways: Lanes, found: list[tuple[Order, int]], offered: pl.DataFrame
) -> pl.DataFrame | None:
    places = offered["place"].unique().to_list()
    orders = (order for order, _ in found)
    return lanes.table(ways, orders, lanes.asked_by_market(found), places)


def _growers(orders: QuerySet[Order]) -> dict[int, int]:
    """Return over how many growers orders with a limit are split already."""
    limited = orders.filter(most_growers__isnull=False).order_by().values("pk")
    standing = Promise.objects.filter(order__in=limited, ended_at=None).order_by()
    return dict(
        standing.values_list("order").annotate(growers=Count("offer__grower", distinct=True))
    )


def _order(order: Order, rule: Rule, units: int, growers: int) -> tuple[object, ...]:
    return (
        str(order.pk), str(order.kind_id), rules.GRADES[order.grade], units,
        str(order.floor_price), order.from_on, order.until_on, lanes.market_name(order),
        order.priority if rule.by_priority else 1, min(order.minimum_lot, units),
        order.most_growers - growers if order.most_growers else None,
    )  # fmt: skip


def _offers(offers: QuerySet[Offer]) -> pl.DataFrame:
    """Return offers; a grower's lines agree on group and total, as a docking wants it."""
    rows = [
        (
            pk, str(grower), str(kind), rules.GRADES[grade], quantity - promised, str(ask),
            from_on, until_on, str(place or 0), total, group, SERVED,
        )
        for pk, grower, kind, grade, quantity, promised, ask, from_on, until_on, place,
        total, group in offers.values_list(
            "pk", "grower", "kind", "grade", "quantity", "promised", "ask", "from_on",
            "until_on", "place", "total", "group",
        )
    ]  # fmt: skip
    again = pl.int_range(pl.len()).over("grower", "kind", "grade", "from", "place")
    frame = pl.DataFrame(rows, schema=OFFERS, orient="row").with_columns(
        pl.col("total").min().over("grower"),
        pl.col("group").max().over("grower"),
        # A docking knows two greenhouses of one household in one county by different places.
        place=pl.when(again > 0).then(pl.format("{}#{}", "place", again)).otherwise("place"),
    )
    limited = frame.filter(pl.col("total").is_not_null())["grower"].unique().to_list()
    if not limited:
        return frame
    spent = (
        Offer.objects.filter(grower__in=[int(each) for each in limited])
        .order_by()
        .values_list("grower")
        .annotate(units=Sum("promised"))
    )
    used = pl.DataFrame(
        [(str(grower), units) for grower, units in spent],
        schema={"grower": TEXT, "used": WHOLE},
        orient="row",
    )
    return (
        frame.join(used, on="grower", how="left", maintain_order="left")
        .with_columns(total=pl.col("total") - pl.col("used").fill_null(0))
        .filter(pl.col("total").is_null() | (pl.col("total") > 0))
        .drop("used")
    )
