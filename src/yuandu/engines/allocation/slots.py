"""Where the pairs of a live docking stand: lists of growers and orders that grow and shrink.

A grower's pairs stand one after the other, with some room behind them; a list that is full moves
to free room twice as large. An order has a list of where its pairs stand, and each pair knows its
place in it, so that anybody leaves without a search.
"""

from typing import NamedTuple

from yuandu.engines.allocation import paths
from yuandu.engines.allocation.flows import Integers
from yuandu.engines.allocation.paths import Docked
from yuandu.engines.compiling import compiled


class Slots(NamedTuple):
    """Where pairs stand: `end` of each grower's room, `place` in the order's list, offer `line`.

    Attributes:
        free: The first pair, and the first entry in orders' lists, that nobody has.
    """

    end: Integers
    place: Integers
    line: Integers
    free: Integers


@compiled
def _move(given: paths.Market, docked: Docked, slots: Slots, pair: int, to: int) -> None:
    given.order[to] = given.order[pair]
    given.grower[to] = given.grower[pair]
    given.counts[to] = given.counts[pair]
    docked.units[to] = docked.units[pair]
    slots.line[to] = slots.line[pair]
    slots.place[to] = slots.place[pair]
    given.order_pairs[slots.place[to]] = to


@compiled
def enter(
    given: paths.Market,
    docked: Docked,
    slots: Slots,
    order: int,
    cells: Integers,
    counts: Integers,
    lines: Integers,
) -> None:
    """Enter the pairs of a new order, and the least price that none of them exceeds."""
    given.order_first[order] = given.order_last[order] = slots.free[1]
    for at in range(cells.size):
        cell = cells[at]
        if given.last[cell] == slots.end[cell]:
            begin, length = slots.free[0], given.last[cell] - given.first[cell]
            for step in range(length):
                _move(given, docked, slots, given.first[cell] + step, begin + step)
            given.first[cell], given.last[cell] = begin, begin + length
            slots.end[cell] = slots.free[0] = begin + 2 * length + 2
        pair, listed = given.last[cell], given.order_last[order]
        given.last[cell] += 1
        given.order_last[order] += 1
        given.order[pair], given.grower[pair], given.counts[pair] = order, cell, counts[at]
        docked.units[pair], slots.line[pair], slots.place[pair] = 0, lines[at], listed
        given.order_pairs[listed] = pair
        left = counts[at] - docked.grower_prices[cell]
        docked.order_prices[order] = max(docked.order_prices[order], left)
    slots.free[1] = given.order_last[order]


@compiled
def leave_order(given: paths.Market, docked: Docked, slots: Slots, order: int) -> None:
    """Take an order's pairs out of its growers' lists; what they held is spare."""
    for at in range(given.order_first[order], given.order_last[order]):
        pair = given.order_pairs[at]
        cell = given.grower[pair]
        docked.spare[cell] += docked.units[pair]
        docked.units[pair] = 0
        given.last[cell] -= 1
        if pair != given.last[cell]:
            _move(given, docked, slots, given.last[cell], pair)
    given.order_last[order] = given.order_first[order]
    given.quantity[order] = docked.room[order] = docked.order_prices[order] = 0


@compiled
def leave_grower(given: paths.Market, docked: Docked, slots: Slots, cell: int) -> None:
    """Take a grower's pairs out of its orders' lists, which have room again."""
    for pair in range(given.first[cell], given.last[cell]):
        order = given.order[pair]
        docked.room[order] += docked.units[pair]
        docked.units[pair] = 0
        given.order_last[order] -= 1
        moved = given.order_pairs[given.order_last[order]]
        given.order_pairs[slots.place[pair]] = moved
        slots.place[moved] = slots.place[pair]
    given.last[cell] = given.first[cell]
    given.capacity[cell] = docked.spare[cell] = docked.grower_prices[cell] = 0
