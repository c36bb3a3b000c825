"""Docking: all open orders to all growers' offers at once, for the greatest worth in sum.

    greatest  Σ units · (worth + merit)
    so that   no order gets more than it asks, no offer and no grower gives more than it has,
              and, before all worth, orders of a higher priority are filled first
              and groups of growers get their floor as far as anything can be docked to them.

That is a flow from growers through their offers to orders, so whole numbers come out and
the best is found exactly. Whoever doubts it checks the prices: see `Docking.bound`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from yuandu.engines.allocation import flows, networks, paths
from yuandu.engines.allocation.flows import Flow, Integers, Network
from yuandu.engines.allocation.markets import Market
from yuandu.engines.allocation.networks import FIRST, SOURCE, TARGET, Places, above, bonuses

LARGE = 50_000  # arcs from which compiled ways are worth loading


@dataclass(frozen=True, slots=True)
class Prices:
    """The prices under which nobody can do better, in 分 a unit: the dual solution.

    Attributes:
        orders: What a unit more asked for by the order would add.
        offers: What a unit more of the offer would add.
        growers: What a unit more of the grower's total would add; 0 without a total.
        groups: What a unit more docked to the group counts, up to `step` while below its floor.
    """

    orders: Integers
    offers: Integers
    growers: Mapping[str, int]
    groups: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Docking:
    """Who delivers how much to whom, and what proves that no other way is worth more.

    Attributes:
        market: What was docked.
        pairs: Those possible: `order_no`, `offer_no`, `carriage`, `worth`, and `units` docked.
        step: What a unit of a priority above counts, and of a floor: more than all else.
        floors: Units that each group is to get.
        objective: What was reached, steps included.
        bound: What no docking can exceed, added up from the prices; equal to the objective.
        taken: What it costs to take a unit from each offer, in 分, merit and steps counted:
            what those who have it lose.
        swaps: What it costs to give a unit that an order has back to a group with a floor, by
            group.
        proof: What `bound` is added up from, where other prices than `prices` prove more.
    """

    market: Market
    pairs: pl.DataFrame
    prices: Prices
    step: int
    floors: Mapping[str, int]
    objective: int
    bound: int
    taken: Integers
    swaps: Mapping[str, Integers]
    proof: "Proof | None" = None

    @property
    def gap(self) -> float:
        """How much less may be reached than could be, at most: part of the bound."""
        return (self.bound - self.objective) / max(self.bound, 1)

    @property
    def worth(self) -> int:
        """What is docked is worth in 分, without merit and steps."""
        return int((self.pairs["units"] * self.pairs["worth"]).sum())

    @property
    def units(self) -> int:
        return int(self.pairs["units"].sum())


@dataclass(frozen=True, slots=True)
class Proof:
    """Prices under which nobody could do better, were there no lots and no most growers.

    Attributes:
        lanes: What a unit more of each lane's capacity would count in 分, and the capacity, by
            place and market.
    """

    prices: Prices
    lanes: Mapping[tuple[str, str], tuple[int, int]]


def floors_owed(market: Market, floors: Mapping[str, float] | None) -> dict[str, int]:
    """Return the units that each group is to get.

    Args:
        floors: Of a group of growers, the part of its proportional share (its offers' part of
            all offers, of what can be sold at most) that it is to get: 0.8 of it, say.
    """
    capacity = pl.min_horizontal(pl.col("quantity").sum(), pl.col("total").first())
    offered = (
        market.growers.group_by("group", "grower")
        .agg(capacity.alias("capacity"))
        .group_by("group")
        .agg(pl.col("capacity").sum())
    )
    by_group = dict(offered.iter_rows())
    whole = max(sum(by_group.values()), 1)
    sold = min(market.orders["quantity"].sum(), whole)
    return {
        group: int(share * by_group.get(group, 0) * sold / whole)
        for group, share in sorted((floors or {}).items())
    }


def dock(market: Market, found: pl.DataFrame, owed: Mapping[str, int], step: int) -> Docking:
    """Dock a market over the pairs found, whatever lots, most growers and lanes it has.

    Raises:
        flows.Overflow: amounts so large that sums would leave 64 bits.
    """
    network, places = networks.lay_out(market, found, owed, step)
    flow = _solve(network, places, is_capped="most_units" in found.columns)
    units = flow.units[: found.height]
    prices = _prices(market, flow.prices, places, step)
    found = found.with_columns(units=pl.Series(units, dtype=pl.Int64))
    return Docking(
        market=market,
        pairs=found,
        prices=prices,
        step=step,
        floors=owed,
        objective=-int((network.costs * flow.units).sum()),
        bound=_bound(market, prices, owed, step),
        taken=flow.pains[places.offers],
        swaps={group: flow.ways[node][places.orders] for group, node in places.groups.items()},
    )


def _solve(network: Network, places: Places, *, is_capped: bool) -> Flow:
    """Return the flow of least cost: a large market of two sides by ways, any other by OR-Tools."""
    if network.tails.size >= LARGE and not is_capped:
        sides = networks.two_sided(network, places)
        if sides:
            given, where = sides
            return flows.priced(network, _units(network, places, given, where), SOURCE, TARGET)
    return flows.solve(network, SOURCE, TARGET, tuple(places.groups.values()))


def _units(network: Network, places: Places, given: paths.Market, where: Integers) -> Integers:
    """Return what goes over each arc of a network, docked as a market of two sides."""
    docked = paths.solve(given)
    units = np.zeros(network.tails.size, dtype=np.int64)
    units[where] = docked.units
    sold, bought = given.capacity - docked.spare, given.quantity - docked.room
    into, out = network.tails == SOURCE, network.heads == TARGET
    units[into] = sold[network.heads[into] - FIRST]
    units[out] = bought[network.tails[out] - places.orders[0]]
    return units


def step_of(market: Market, found: pl.DataFrame) -> int:
    """Return more than any exchange of units along a chain of orders can gain in worth."""
    most = int(found["worth"].max() or 0) + int(market.growers["merit"].max() or 0)  # type: ignore[arg-type]
    return (most + 1) * 2 * (market.orders.height + 1)


def _prices(market: Market, at: Integers, places: Places, step: int) -> Prices:
    """Return what capacities are worth, from the prices at the network's places."""
    held = np.maximum(at[places.growers] - at[places.feeds], 0)
    return Prices(
        orders=np.maximum(bonuses(market, step) - at[places.orders], 0),
        offers=np.maximum(at[places.offers] - at[places.tails], 0),
        growers=dict(zip(places.names, held.tolist(), strict=True)),
        groups={
            group: min(max(-int(at[node]), 0), step * above(market))
            for group, node in places.groups.items()
        },
    )


def _bound(market: Market, prices: Prices, owed: Mapping[str, int], step: int) -> int:
    """Return what the prices say no docking can exceed (weak duality, in whole numbers)."""
    totals = dict(market.growers.select("grower", "total").iter_rows())
    full = step * above(market)
    return (
        int((prices.orders * market.orders["quantity"].to_numpy()).sum())
        + int((prices.offers * market.growers["quantity"].to_numpy()).sum())
        + sum(price * totals[grower] for grower, price in prices.growers.items())
        + sum((full - prices.groups[group]) * units for group, units in owed.items())
    )
