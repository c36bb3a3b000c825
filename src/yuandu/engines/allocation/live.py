"""A docking kept the best while orders come and go and growers drop out.

The docking and its prices are kept, as in `paths`, and an event disturbs few of them:

* an order that comes is priced such that none of its pairs counts more than the prices of its
  sides, and buys by cheapest ways until it is filled or its price is nothing;
* what a cancelled order had, its growers sell by cheapest ways;
* what a grower who drops out had promised, its orders buy by cheapest ways.

Each way changes only the promises on it, and afterwards the prices prove the docking again: it
counts what a docking from the beginning would.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import polars as pl

from yuandu.engines.allocation import limits, networks, pairs, paths
from yuandu.engines.allocation.flows import Integers, Overflow
from yuandu.engines.allocation.markets import Market
from yuandu.engines.allocation.networks import FIRST
from yuandu.engines.allocation.paths import Docked, Search
from yuandu.engines.allocation.slots import Slots, enter, leave_grower, leave_order
from yuandu.engines.compiling import compiled

ROOM = 16  # orders there is room for at the beginning; it doubles
LOG = 1 << 16  # changes that are kept before they are gathered


class ThreeSided(ValueError):
    """A grower has a total below its offers; that market cannot be kept live."""


class Gone(KeyError):
    """No such order or grower is there, or it has left already."""


@dataclass(frozen=True, slots=True)
class Order:
    """An order as it comes; days inclusive, `price` in 分 a unit, 1 is the best grade."""

    name: str
    kind: str
    grade: int
    quantity: int
    price: int
    begins: datetime.date
    ends: datetime.date
    market: str


@dataclass(frozen=True, slots=True)
class Change:
    """By how many units what an offer (its line, from 0) gives to an order has changed."""

    order: str
    offer: int
    units: int


class _Offers(NamedTuple):
    """The offers of one kind: their lines and what decides whether an order can have them."""

    line: Integers
    cell: Integers
    grade: Integers
    begins: Integers
    ends: Integers
    place: Integers
    ask: Integers
    merit: Integers


class Live:
    """A docking that is kept the best.

    Raises:
        ThreeSided: there are several priorities, limits, or a grower's total is below its offers.
        Overflow: amounts leave 64 bits.
    """

    def __init__(self, market: Market) -> None:
        if market.orders["priority"].n_unique() > 1 or limits.has_any(market):
            raise ThreeSided("several priorities, lots, most growers or capacities of lanes")
        found = pairs.find(market)
        network, places = networks.lay_out(market, found, {}, 1)
        sides = networks.two_sided(network, places)
        if sides is None:
            raise ThreeSided("a grower's total is below its offers")
        given, where = sides
        lines = np.empty(given.counts.size, dtype=np.int64)
        lines[:] = found["offer_no"].to_numpy()[where]
        docked = paths.solve(given)
        self._kinds = dict(_by_kind(market, places.offers - FIRST))
        self._costs = _lane_costs(market)
        self._orders = {name: at for at, name in enumerate(market.orders["order"])}
        self._names = market.orders["order"].to_list()
        self._cells = _cells(market, places.offers - FIRST)
        self._gone = np.zeros(given.capacity.size, dtype=np.bool_)
        self._lay_out(given, docked, lines)

    def come(self, order: Order) -> list[Change]:
        """Take an order in; return what changed.

        Raises:
            ValueError: an order of this name is there.
        """
        if order.name in self._orders:
            raise ValueError(order.name)
        at = len(self._names)
        cells, counts, lines = self._partners(order)
        self._make_room(cells, orders=at + 1)
        self._orders[order.name] = at
        self._names.append(order.name)
        self._given.quantity[at] = self._docked.room[at] = order.quantity
        enter(self._given, self._docked, self._slots, at, cells, counts, lines)
        return self._changes(self._buy([at]))

    def cancel(self, name: str) -> list[Change]:
        """Let an order go; return what changed.

        Raises:
            Gone: there is no such order.
        """
        if name not in self._orders:
            raise Gone(name)
        at = self._orders.pop(name)
        of = slice(self._given.order_first[at], self._given.order_last[at])
        held, freed = self._held(self._given.order_pairs[of])
        sellers = self._given.grower[held]
        leave_order(self._given, self._docked, self._slots, at)
        return self._changes(freed | self._sell(sellers))

    def drop_out(self, grower: str) -> list[Change]:
        """Let a grower go with all its offers; return what changed.

        Raises:
            Gone: there is no such grower.
        """
        if grower not in self._cells:
            raise Gone(grower)
        freed: dict[tuple[int, int], int] = {}
        buyers: list[int] = []
        for cell in self._cells.pop(grower):
            of = np.arange(self._given.first[cell], self._given.last[cell])
            held, units = self._held(of)
            freed |= units
            buyers += self._given.order[held].tolist()
            leave_grower(self._given, self._docked, self._slots, cell)
            self._gone[cell] = True
        found = self._buy(sorted(set(buyers)))
        return self._changes(_sum(freed, found))

    @property
    def objective(self) -> int:
        """What is docked counts, in 分."""
        alive = self._alive()
        return int((self._docked.units[alive] * self._given.counts[alive]).sum())

    @property
    def bound(self) -> int:
        """What the prices say no docking can exceed."""
        return int(
            (self._docked.grower_prices * self._given.capacity).sum()
            + (self._docked.order_prices * self._given.quantity).sum()
        )

    def docked(self) -> pl.DataFrame:
        """Return who delivers how much to whom: `order`, `offer` (its line, from 0), `units`."""
        alive = self._alive()
        alive = alive[self._docked.units[alive] > 0]
        return pl.DataFrame(
            {
                "order": [self._names[at] for at in self._given.order[alive]],
                "offer": self._slots.line[alive],
                "units": self._docked.units[alive],
            }
        ).sort("order", "offer")

    def _alive(self) -> Integers:
        lengths = self._given.last - self._given.first
        starts = np.repeat(self._given.first - np.r_[0, np.cumsum(lengths)[:-1]], lengths)
        return starts + np.arange(int(lengths.sum()))

    def _partners(self, order: Order) -> tuple[Integers, Integers, Integers]:
        """Return the growers an order can have, what a unit counts, and their offers' lines."""
        none = np.empty(0, dtype=np.int64)
        offers = self._kinds.get(order.kind)
        costs = self._costs(order.market)
        if offers is None or costs is None:
            return none, none, none
        worth = order.price - costs[offers.place] - offers.ask
        fits = (
            (offers.grade <= order.grade)
            & (offers.begins <= np.datetime64(order.ends, "D").astype(np.int64))
            & (offers.ends >= np.datetime64(order.begins, "D").astype(np.int64))
            & (costs[offers.place] >= 0)
            & (worth >= 0)
            & ~self._gone[offers.cell]
        )
        counts = worth[fits] + offers.merit[fits]
        if counts.size and int(counts.max()) * self._given.order_first.size > paths.FAR:
            raise Overflow(order.name)
        return offers.cell[fits], counts, offers.line[fits]

    def _held(self, of: Integers) -> tuple[Integers, dict[tuple[int, int], int]]:
        """Return those of the pairs in use, and what they free, by order and line."""
        held = of[self._docked.units[of] > 0]
        keys = zip(self._given.order[held].tolist(), self._slots.line[held].tolist(), strict=True)
        return held, dict(zip(keys, (-self._docked.units[held]).tolist(), strict=True))

    def _buy(self, orders: Iterable[int]) -> dict[tuple[int, int], int]:
        found: dict[tuple[int, int], int] = defaultdict(int)
        for order in orders:
            while _buy(self._given, self._docked, self._search, order):
                self._gather(found)
            self._gather(found)
        return found

    def _sell(self, growers: Integers) -> dict[tuple[int, int], int]:
        found: dict[tuple[int, int], int] = defaultdict(int)
        for grower in np.unique(growers):
            while _sell(self._given, self._docked, self._search, grower):
                self._gather(found)
            self._gather(found)
        return found

    def _gather(self, found: dict[tuple[int, int], int]) -> None:
        for pair, units in self._search.log[: self._search.reached[2]].tolist():
            found[int(self._given.order[pair]), int(self._slots.line[pair])] += units
        self._search.reached[2] = 0

    def _changes(self, found: Mapping[tuple[int, int], int]) -> list[Change]:
        return [
            Change(self._names[order], line, units)
            for (order, line), units in sorted(found.items())
            if units
        ]

    def _make_room(self, cells: Integers, orders: int) -> None:
        """See that so many orders and the pairs of one more can be entered."""
        need = int((2 * (self._given.last - self._given.first)[cells] + 2).sum())
        few = self._slots.free[0] + need > self._given.counts.size
        few |= self._slots.free[1] + cells.size > self._given.order_pairs.size
        if few or orders > self._given.quantity.size:
            self._lay_out(self._given, self._docked, self._slots.line, need, orders)

    def _lay_out(
        self, given: paths.Market, docked: Docked, lines: Integers, need: int = 0, orders: int = 0
    ) -> None:
        """Set pairs in use one after the other, each grower with some room, and free room behind."""
        lengths = given.last - given.first
        starts = np.repeat(given.first - np.r_[0, np.cumsum(lengths)[:-1]], lengths)
        alive = starts + np.arange(int(lengths.sum()))
        room = lengths + lengths // 4 + 1
        first = np.r_[0, np.cumsum(room)].astype(np.int64)
        to = np.repeat(first[:-1] - np.r_[0, np.cumsum(lengths)[:-1]], lengths) + np.arange(
            alive.size
        )
        size = int(first[-1]) + max(int(first[-1]) // 4, 4 * need, 1024)
        orders = max(2 * orders, given.quantity.size + ROOM)

        def moved(values: Integers, fill: int = 0) -> Integers:
            made = np.full(size, fill, dtype=np.int64)
            made[to] = values[alive]
            return made

        def longer(values: Integers) -> Integers:
            return np.r_[values, np.zeros(orders - values.size, dtype=np.int64)]

        order = moved(given.order, -1)
        listed = to[np.argsort(given.order[alive], kind="stable")]
        place = np.zeros(size, dtype=np.int64)
        place[listed] = np.arange(listed.size)
        order_first = np.r_[0, np.cumsum(np.bincount(given.order[alive], minlength=orders))]
        self._given = paths.Market(
            first=first[:-1].copy(),
            last=first[:-1] + lengths,
            order=order,
            grower=moved(given.grower),
            counts=moved(given.counts),
            order_first=order_first[:-1].astype(np.int64),
            order_last=order_first[1:].astype(np.int64),
            order_pairs=np.r_[listed, np.zeros(size - listed.size, dtype=np.int64)],
            capacity=given.capacity,
            quantity=longer(given.quantity),
        )
        self._docked = Docked(
            moved(docked.units), docked.grower_prices, longer(docked.order_prices),
            docked.spare, longer(docked.room),
        )  # fmt: skip
        free = np.array([first[-1], listed.size], dtype=np.int64)
        self._slots = Slots(first[1:].copy(), place, moved(lines), free)
        self._search = paths.search(given.capacity.size, orders, LOG)


def _sum(
    one: Mapping[tuple[int, int], int], other: Mapping[tuple[int, int], int]
) -> dict[tuple[int, int], int]:
    return {key: one.get(key, 0) + other.get(key, 0) for key in one.keys() | other.keys()}


def _by_kind(market: Market, cells: Integers) -> Iterable[tuple[str, _Offers]]:
    places = {name: at for at, name in enumerate(market.growers["place"].unique().sort())}
    table = market.growers.with_row_index("line").select(
        "kind",
        pl.col("line").cast(pl.Int64),
        pl.Series("cell", cells),
        "grade",
        pl.col("from").cast(pl.Int32).cast(pl.Int64),
        pl.col("until").cast(pl.Int32).cast(pl.Int64),
        pl.col("place").replace_strict(places, return_dtype=pl.Int64),
        "ask",
        "merit",
    )
    for (kind,), part in table.partition_by("kind", as_dict=True).items():
        columns = part.drop("kind").get_columns()
        yield str(kind), _Offers(*(column.to_numpy().copy() for column in columns))


def _lane_costs(market: Market) -> Any:
    """Return of a market what each place's lane to it costs, −1 where there is none."""
    names = market.growers["place"].unique().sort().to_list()
    if market.lanes is None:
        free = np.zeros(len(names), dtype=np.int64)
        return lambda name: free
    at = {name: number for number, name in enumerate(names)}
    costs: dict[str, Integers] = {}
    for place, to, cost in market.lanes.select("place", "market", "cost").iter_rows():
        if place in at:
            costs.setdefault(to, np.full(len(names), -1, dtype=np.int64))[at[place]] = cost
    return costs.get


def _cells(market: Market, cells: Integers) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for grower, cell in zip(market.growers["grower"], cells.tolist(), strict=True):
        known = found.setdefault(grower, [])
        if cell not in known:
            known.append(cell)
    return found


@compiled
def _buy(given: paths.Market, docked: Docked, search: Search, order: int) -> bool:
    """Buy by ways; return whether there is more to buy once the log is gathered."""
    while docked.room[order] > 0 and docked.order_prices[order] > 0:
        if search.reached[2] * 2 > search.log.shape[0]:
            return True
        paths.buy(given, docked, search, order)
    return False


@compiled
def _sell(given: paths.Market, docked: Docked, search: Search, grower: int) -> bool:
    """Sell by ways; return whether there is more to sell once the log is gathered."""
    while docked.spare[grower] > 0 and docked.grower_prices[grower] > 0:
        if search.reached[2] * 2 > search.log.shape[0]:
            return True
        paths.sell(given, docked, search, grower)
    return False
