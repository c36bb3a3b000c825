"""Growers' capacity to orders by cheapest ways, compiled: the exact docking of large markets.

Where a market is but growers with one capacity each, orders with one quantity each, and what a
unit between them counts, it is a transportation problem. All prices stay such that no pair
counts more than the prices of its two sides add up to, and pairs in use count exactly that:

* a grower whose price says that a unit more would sell, and who has one, sells it by the
  cheapest way: to an order with room, or by taking the place of somebody who can do without;
* an order whose price says that a unit more would pay, and which has room, buys it likewise.

When nobody is left, the prices prove the docking (Ahuja, Magnanti & Orlin, *Network Flows*,
9.7). Each way is found by Dijkstra's method over what the prices leave as costs, which stay
small where the prices begin near their end: a sample of the growers is docked to as large a
part of the orders first, then a larger one, each from the prices of the one before.
"""

import heapq
from typing import Any, NamedTuple

import numpy as np

from yuandu.engines.allocation.flows import Integers
from yuandu.engines.compiling import compiled

FAR = np.int64(2**61)  # more than any way costs
NOBODY = np.int64(-1)
STEPS = (0.04, 0.12, 0.35)  # parts of the growers that are docked first
SEED = 20261124


class Market(NamedTuple):
    """Pairs of growers and orders, sorted by grower, and what both sides have.

    Attributes:
        first, last: Where each grower's pairs begin, and where the next would stand.
        order, grower, counts: Of each pair: who, and what a unit counts.
        order_first, order_last: Where each order's pairs begin and end in `order_pairs`.
        capacity, quantity: Of each grower, of each order.
    """

    first: Integers
    last: Integers
    order: Integers
    grower: Integers
    counts: Integers
    order_first: Integers
    order_last: Integers
    order_pairs: Integers
    capacity: Integers
    quantity: Integers


class Docked(NamedTuple):
    """What goes over each pair, the prices, and what is left on both sides."""

    units: Integers
    grower_prices: Integers
    order_prices: Integers
    spare: Integers
    room: Integers


class Search(NamedTuple):
    """How far everybody is from where a way begins, by which pair, and who was reached.

    Attributes:
        reached: How many orders, how many growers, how many changes are in the log.
        log: Pairs and by how many units they changed, as far as there are lines for it.
    """

    order_far: Integers
    order_by: Integers
    grower_far: Integers
    grower_by: Integers
    orders: Integers
    growers: Integers
    reached: Integers
    log: Integers


def market(
    grower: Integers, order: Integers, counts: Integers, capacity: Integers, quantity: Integers
) -> tuple[Market, Integers]:
    """Return pairs in any order as a market, and where each of its pairs stands in what came."""
    by_grower = np.argsort(grower, kind="stable")
    grower, order, counts = grower[by_grower], order[by_grower], counts[by_grower]
    first, order_first = _firsts(grower, capacity.size), _firsts(order, quantity.size)
    made = Market(
        first=first[:-1],
        last=first[1:],
        order=order,
        grower=grower,
        counts=counts,
        order_first=order_first[:-1],
        order_last=order_first[1:],
        order_pairs=np.argsort(order, kind="stable").astype(np.int64),
        capacity=capacity,
        quantity=quantity,
    )
    return made, by_grower


def _firsts(of: Integers, size: int) -> Integers:
    return np.r_[0, np.cumsum(np.bincount(of, minlength=size))].astype(np.int64)


def solve(given: Market, steps: tuple[float, ...] = STEPS) -> Docked:
    """Dock a market exactly.

    Args:
        steps: The parts of its growers that are docked first.
    """
    drawn = np.random.default_rng(SEED).random(given.capacity.size)
    prices = np.zeros(given.quantity.size, dtype=np.int64)
    for part in steps:
        prices = _dock(_sample(given, drawn < part, part), prices).order_prices
    return _dock(given, prices)


def _sample(given: Market, kept: Any, part: float) -> Market:
    """Return the market of some growers and as large a part of every order."""
    numbers = np.cumsum(kept) - 1
    pairs = kept[given.grower]
    quantity = np.maximum(1, np.round(given.quantity * part)).astype(np.int64)
    return market(
        numbers[given.grower[pairs]],
        given.order[pairs],
        given.counts[pairs],
        given.capacity[kept],
        quantity,
    )[0]


def _dock(given: Market, order_prices: Integers) -> Docked:
    growers, orders = given.capacity.size, given.quantity.size
    docked = Docked(
        np.zeros(given.counts.size, dtype=np.int64),
        np.zeros(growers, dtype=np.int64),
        order_prices.copy(),
        given.capacity.copy(),
        given.quantity.copy(),
    )
    _run(given, docked, search(growers, orders))
    return docked


def search(growers: int, orders: int, log: int = 0) -> Search:
    """Return a search that reached nobody yet.

    Args:
        log: Changes of units that can be kept.
    """
    return Search(
        np.full(orders, FAR),
        np.full(orders, NOBODY),
        np.full(growers, FAR),
        np.full(growers, NOBODY),
        np.zeros(orders, dtype=np.int64),
        np.zeros(growers, dtype=np.int64),
        np.zeros(3, dtype=np.int64),
        np.zeros((log, 2), dtype=np.int64),
    )


@compiled
def _run(given: Market, docked: Docked, search: Search) -> None:
    for grower in range(given.capacity.size):
        for pair in range(given.first[grower], given.last[grower]):
            left = given.counts[pair] - docked.order_prices[given.order[pair]]
            docked.grower_prices[grower] = max(docked.grower_prices[grower], left)
    for grower in range(given.capacity.size):
        _sell_at_once(given, docked, grower)
        while docked.spare[grower] > 0 and docked.grower_prices[grower] > 0:
            sell(given, docked, search, grower)
    for order in range(given.quantity.size):
        while docked.room[order] > 0 and docked.order_prices[order] > 0:
            buy(given, docked, search, order)


@compiled
def _sell_at_once(given: Market, docked: Docked, grower: int) -> None:
    """Sell to orders that have room at the grower's price."""
    for pair in range(given.first[grower], given.last[grower]):
        order = given.order[pair]
        at = given.counts[pair] - docked.order_prices[order]
        if at == docked.grower_prices[grower] and at > 0:
            units = min(docked.spare[grower], docked.room[order])
            docked.units[pair] += units
            docked.spare[grower] -= units
            docked.room[order] -= units


@compiled
def _reach_order(search: Search, heap: Any, order: int, far: int, pair: int) -> None:
    if search.order_far[order] == FAR:
        search.orders[search.reached[0]] = order
        search.reached[0] += 1
    search.order_far[order] = far
    search.order_by[order] = pair
    heapq.heappush(heap, (far, order))


@compiled
def _reach_grower(search: Search, grower: int, far: int, pair: int) -> None:
    if search.grower_far[grower] == FAR:
        search.growers[search.reached[1]] = grower
        search.reached[1] += 1
    search.grower_far[grower] = far
    search.grower_by[grower] = pair


@compiled
def _offer(
    given: Market, docked: Docked, search: Search, heap: Any, grower: int, far: int, least: int
) -> None:
    """Reach the orders of a grower who is `far`, as far as they are nearer than `least`."""
    for pair in range(given.first[grower], given.last[grower]):
        order = given.order[pair]
        dear = docked.grower_prices[grower] + docked.order_prices[order] - given.counts[pair]
        if far + dear < least and far + dear < search.order_far[order]:
            _reach_order(search, heap, order, far + dear, pair)


@compiled
def sell(given: Market, docked: Docked, search: Search, seller: int) -> None:
    """Sell what a grower has by the cheapest way; it may end at some grower who goes without."""
    heap = [(np.int64(0), np.int64(0))]
    heap.clear()
    least = docked.grower_prices[seller]  # to keep it
    last, resting = NOBODY, np.int64(seller)
    _reach_grower(search, seller, np.int64(0), NOBODY)
    _offer(given, docked, search, heap, seller, np.int64(0), least)
    while heap:
        far, order = heapq.heappop(heap)
        if far >= least:
            break
        if far > search.order_far[order]:
            continue
        if docked.room[order] > 0:
            least, last = far, order
            break
        for at in range(given.order_first[order], given.order_last[order]):
            pair = given.order_pairs[at]
            grower = given.grower[pair]
            if docked.units[pair] == 0 or search.grower_far[grower] <= far:
                continue
            _reach_grower(search, grower, far, pair)
            if far + docked.grower_prices[grower] < least:
                least, resting = far + docked.grower_prices[grower], grower
            _offer(given, docked, search, heap, grower, far, least)
    if last != NOBODY:
        resting = NOBODY
    _move_prices(docked, search, least, 1)
    _ship(given, docked, search, seller, last, resting)
    _forget(search)


@compiled
def _change(docked: Docked, search: Search, pair: int, units: int) -> None:
    docked.units[pair] += units
    if search.reached[2] < search.log.shape[0]:
        search.log[search.reached[2]] = pair, units
        search.reached[2] += 1


@compiled
def _ship(
    given: Market, docked: Docked, search: Search, seller: int, last: int, resting: int
) -> None:
    """Send as much as goes over the way from a seller to an order with room, or to who rests."""
    units = docked.spare[seller]
    if last != NOBODY:
        units = min(units, docked.room[last])
    grower, order = resting, last
    while grower != seller:
        if grower != NOBODY:
            units = min(units, docked.units[search.grower_by[grower]])
            order = given.order[search.grower_by[grower]]
        grower = given.grower[search.order_by[order]]
    docked.spare[seller] -= units
    if last != NOBODY:
        docked.room[last] -= units
    else:
        docked.spare[resting] += units
    grower, order = resting, last
    while grower != seller:
        if grower != NOBODY:
            _change(docked, search, search.grower_by[grower], -units)
            order = given.order[search.grower_by[grower]]
        _change(docked, search, search.order_by[order], units)
        grower = given.grower[search.order_by[order]]


@compiled
def buy(given: Market, docked: Docked, search: Search, buyer: int) -> None:
    """Buy for an order with room by the cheapest way; it may end at an order that goes without."""
    heap = [(np.int64(0), np.int64(0))]
    heap.clear()
    least = docked.order_prices[buyer]  # to go without
    giver, resting = NOBODY, np.int64(buyer)
    _reach_order(search, heap, buyer, np.int64(0), NOBODY)
    while heap:
        far, order = heapq.heappop(heap)
        if far >= least:
            break
        if far > search.order_far[order]:
            continue
        for at in range(given.order_first[order], given.order_last[order]):
            pair = given.order_pairs[at]
            grower = given.grower[pair]
            dear = docked.grower_prices[grower] + docked.order_prices[order] - given.counts[pair]
            if far + dear >= least or far + dear >= search.grower_far[grower]:
                continue
            _reach_grower(search, grower, far + dear, pair)
            if docked.spare[grower] > 0:
                least, giver = far + dear, grower
                continue
            for sold in range(given.first[grower], given.last[grower]):
                other = given.order[sold]
                if docked.units[sold] == 0 or far + dear >= search.order_far[other]:
                    continue
                _reach_order(search, heap, other, far + dear, sold)
                if far + dear + docked.order_prices[other] < least:
                    least, resting = far + dear + docked.order_prices[other], other
                    giver = NOBODY
    _move_prices(docked, search, least, -1)
    _fetch(given, docked, search, buyer, giver, resting)
    _forget(search)


@compiled
def _fetch(
    given: Market, docked: Docked, search: Search, buyer: int, giver: int, resting: int
) -> None:
    """Bring as much as goes over the way to a buyer from who has some, or an order that rests."""
    units = docked.room[buyer]
    if giver != NOBODY:
        units = min(units, docked.spare[giver])
    order = resting if giver == NOBODY else given.order[search.grower_by[giver]]
    while order != buyer:
        units = min(units, docked.units[search.order_by[order]])
        order = given.order[search.grower_by[given.grower[search.order_by[order]]]]
    docked.room[buyer] -= units
    if giver != NOBODY:
        docked.spare[giver] -= units
        _change(docked, search, search.grower_by[giver], units)
        order = given.order[search.grower_by[giver]]
    else:
        docked.room[resting] += units
        order = resting
    while order != buyer:
        pair = search.order_by[order]
        _change(docked, search, pair, -units)
        _change(docked, search, search.grower_by[given.grower[pair]], units)
        order = given.order[search.grower_by[given.grower[pair]]]


@compiled
def _move_prices(docked: Docked, search: Search, least: int, sign: int) -> None:
    """Move the prices of all who are nearer than the end of the way, so that it costs nothing.

    Args:
        sign: 1 for a sale, which makes orders dearer and growers cheaper; −1 for the reverse.
    """
    for at in range(search.reached[0]):
        order = search.orders[at]
        docked.order_prices[order] += sign * max(least - search.order_far[order], 0)
    for at in range(search.reached[1]):
        grower = search.growers[at]
        docked.grower_prices[grower] -= sign * max(least - search.grower_far[grower], 0)


@compiled
def _forget(search: Search) -> None:
    for at in range(search.reached[0]):
        search.order_far[search.orders[at]] = FAR
    for at in range(search.reached[1]):
        search.grower_far[search.growers[at]] = FAR
    search.reached[:2] = 0
