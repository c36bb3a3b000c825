"""Counting what is promised over lanes, week by week, within what they carry."""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.db.models import F, Q

from yuandu.mechanisms.orders import queries, rules
from yuandu.mechanisms.orders.models import Lane, LaneWeek, Offer, Order, Promise
from yuandu.mechanisms.orders.models.promises import STANDING
from yuandu.mechanisms.orders.refusals import NotEnoughLeft, OddPromise

# So many units of an order by an offer.
type Part = tuple[Order, Offer, int]


def carriage(order: Order, offer: Offer) -> Decimal:
    """Return what a unit of an offer costs on its way to an order, in yuan.

    Raises:
        OddPromise: no lane leads there.
    """
    lanes = queries.lanes_to(order.workspace, [order])
    if not lanes.reach(order, offer):
        raise OddPromise("lane")
    lane = lanes.over(order, offer)
    return lane.carriage if lane else Decimal(0)


def load(parts: Iterable[Part]) -> None:
    """Count units of held orders as promised over the lanes that they take.

    Raises:
        NotEnoughLeft: a lane has not that much left in a week.
    """
    for week, units in _held(parts, makes_weeks=True):
        rows = LaneWeek.objects.filter(pk=week.pk)
        fits = rows.filter(promised__lte=F("carries") - units)
        if not fits.update(promised=F("promised") + units):
            raise NotEnoughLeft("lane", rows.get().left, units)


def unload(parts: Iterable[Part]) -> None:
    """Count units of held orders as no longer promised over the lanes that they took."""
    for week, units in _held(parts, makes_weeks=False):
        LaneWeek.objects.filter(pk=week.pk).update(promised=F("promised") - units)


def _held(parts: Iterable[Part], *, makes_weeks: bool) -> Iterable[tuple[LaneWeek, int]]:
    """Hold the weeks of all lanes to where these orders go; return those taken, with units.

    All of them, in one order: who gives a share back and asks others next holds theirs already.
    """
    wanted = list(parts)
    orders = {order.pk: order for order, _, _ in wanted}.values()
    if not orders:
        return []
    lanes = queries.lanes_to(next(iter(orders)).workspace, orders)
    limited = {lane.pk: lane for lane in lanes.by_ends.values() if lane.capacity is not None}
    if not limited:
        return []
    ends = {(order.destination, rules.monday(order.from_on)) for order in orders}
    if makes_weeks:
        _make_weeks(limited.values(), ends)
    held = {
        (week.lane_id, week.monday): week
        for week in LaneWeek.objects.select_for_update(no_key=True)
        .filter(lane__in=limited, monday__in={monday for _, monday in ends})
        .order_by("pk")
        if (limited[week.lane_id].destination, week.monday) in ends
    }
    units = Counter[tuple[int, datetime.date]]()
    for order, offer, number in wanted:
        if lane := lanes.over(order, offer):
            units[lane.pk, rules.monday(order.from_on)] += number
    return [(held[key], number) for key, number in units.items() if key in held]


def _make_weeks(lanes: Iterable[Lane], ends: Iterable[tuple[object, datetime.date]]) -> None:
    mondays: dict[object, set[datetime.date]] = {}
    for destination, monday in ends:
        mondays.setdefault(destination, set()).add(monday)
    wanted = [
        LaneWeek(workspace=lane.workspace, lane=lane, monday=monday, carries=lane.capacity or 0)
        for lane in sorted(lanes, key=lambda each: each.pk)
        for monday in sorted(mondays.get(lane.destination, ()))
    ]
    LaneWeek.objects.bulk_create(wanted, ignore_conflicts=True)


def recount(lane: Lane) -> None:
    """Write down the weeks of a lane anew, once its capacity is set; its orders are held."""
    lane.weeks.all().delete()
    if lane.capacity is None:
        return
    LaneWeek.objects.bulk_create(
        LaneWeek(
            workspace=lane.workspace,
            lane=lane,
            monday=monday,
            carries=max(lane.capacity, units),
            promised=units,
        )
        for monday, units in sorted(_promised(lane).items())
    )


def _promised(lane: Lane) -> Mapping[datetime.date, int]:
    """Return what is promised over a lane, by week."""
    found = Counter[datetime.date]()
    standing = Promise.objects.filter(
        order__in=orders_of(lane), offer__place=lane.place_id, state__in=STANDING
    )
    for from_on, units in standing.values_list("order__from_on", "quantity").order_by():
        found[rules.monday(from_on)] += units
    return found


def orders_of(lane: Lane) -> Iterable[int]:
    """Return the keys of the orders that go where a lane leads: promised, or still to be."""
    there = Q(market=lane.market_id) if lane.market_id else Q(market=None)
    counts = Q(promised__gt=0) | Q(track__stage__in=rules.SEEKING)
    found = Order.objects.filter(there, counts, workspace=lane.workspace_id)
    return [
        each.pk
        for each in found.only("pk", "market_id", "delivered_to").order_by("pk")
        if each.destination == lane.destination
    ]
