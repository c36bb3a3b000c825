"""Ways to where orders go: which lane a share takes, what is left of its week, lanes as a table."""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl
from django.db.models import Q, QuerySet

from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.orders import permissions, rules
from yuandu.mechanisms.orders.models import Lane, LaneWeek, Offer, Order
from yuandu.mechanisms.orders.models.terms import Destination

LANES = {"place": pl.String, "market": pl.String, "cost": pl.String, "capacity": pl.Int64}


@dataclass(frozen=True, slots=True)
class Lanes:
    """The lanes to some destinations, by where they begin and lead to."""

    by_ends: Mapping[tuple[int, Destination], Lane]
    destinations: frozenset[Destination]

    def over(self, order: Order, offer: Offer) -> Lane | None:
        """Return the lane that an offer takes to an order; `None` where the buyer fetches."""
        return self.by_ends.get((offer.place_id or 0, order.destination))

    def reach(self, order: Order, offer: Offer) -> bool:
        """Whether an offer can go to an order: over a lane, or fetched where none leads there."""
        return order.destination not in self.destinations or bool(self.over(order, offer))


def lanes_to(workspace: Workspace, orders: Iterable[Order]) -> Lanes:
    """Return the lanes to where these orders go. One query."""
    wanted = {each.destination for each in orders}
    found = Lane.objects.filter(
        Q(market__in={market for market, _ in wanted if market})
        | Q(market=None, delivered_to__in={words for _, words in wanted if words}),
        workspace=workspace,
    )
    by_ends = {(each.place_id, each.destination): each for each in found}
    return Lanes(by_ends, frozenset(destination for _, destination in by_ends))


def market_name(order: Order) -> str:
    """Return the name under which lanes of its week lead to where an order goes."""
    market, words = order.destination
    # A certificate has a `|` between a place and a market.
    return f"{market or words.replace('|', '/')}@{rules.monday(order.from_on)}"


def table(
    lanes: Lanes, orders: Iterable[Order], units: Mapping[str, int], places: Iterable[str]
) -> pl.DataFrame | None:
    """Return the lanes as a docking reads them; `None` where none is limited to any place.

    A capacity that all orders together cannot fill is none: without them the docking is exact.
    One query.

    Args:
        units: asked for under each name of `market_name`.
        places: of the offers: keys of divisions, 0 for none that is known. One with a `#` is a
            further one in that division: it waits where room is short, since a week's room is
            told to one place.
    """
    if not lanes.destinations:
        return None
    names = {market_name(order): order for order in orders}
    mondays = {rules.monday(order.from_on) for order in names.values()}
    taken = _taken(lanes, mondays)
    rows = []
    for name, order in sorted(names.items()):
        is_free = order.destination not in lanes.destinations
        monday = rules.monday(order.from_on)
        for place in sorted(set(places)):
            division, _, further = place.partition("#")
            lane = lanes.by_ends.get((int(division), order.destination))
            if lane is not None:
                left = _left(lane, taken.get((lane.pk, monday)))
                binds = left is not None and left < units[name]
                room = (0 if further else left) if binds else None
                rows.append((place, name, str(lane.carriage), room))
            elif is_free:
                rows.append((place, name, "0", None))
    return pl.DataFrame(rows, schema=LANES, orient="row")


def _taken(
    lanes: Lanes, mondays: Iterable[datetime.date]
) -> Mapping[tuple[int, datetime.date], LaneWeek]:
    limited = [lane.pk for lane in lanes.by_ends.values() if lane.capacity is not None]
    weeks = LaneWeek.objects.filter(lane__in=limited, monday__in=set(mondays))
    return {(each.lane_id, each.monday): each for each in weeks}


def _left(lane: Lane, week: LaneWeek | None) -> int | None:
    return week.left if week else lane.capacity


def asked_by_market(orders: Iterable[tuple[Order, int]]) -> Mapping[str, int]:
    """Return how many units are asked for under each name of `market_name`."""
    found = Counter[str]()
    for order, units in orders:
        found[market_name(order)] += units
    return found


def lanes_visible_to(actor: Actor) -> QuerySet[Lane]:
    """Return the lanes, by where they lead, to who reads all orders."""
    found = Lane.objects.filter(workspace=actor.workspace).select_related("place", "market")
    return found if permissions.reads_all(actor) else found.none()


def lane(actor: Actor, pk: int, *, to: str) -> Lane:
    """Return the lane if `actor` may do `to` with it.

    Raises:
        Http404: there is none, or `actor` must not learn that there is.
        PermissionDenied: `actor` sees it, but may not do this.
    """
    return get_for(lanes_visible_to(actor), permissions.MAY_LANE, actor, to=to, pk=pk)


def weeks_of(lane: Lane, today: datetime.date) -> list[LaneWeek]:
    """Return the weeks of a lane in which something is promised, from this one on."""
    return list(lane.weeks.filter(monday__gte=rules.monday(today), promised__gt=0)[:52])
