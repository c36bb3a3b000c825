"""A market as a network: source → groups with a floor → growers with a total → offers → orders.

A place is laid out only where something can be scarce: an offer as large as its grower's total
is its grower, a grower without a total is but the offers, a group without a floor is the source.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from yuandu.engines.allocation import paths
from yuandu.engines.allocation.flows import Integers, Network
from yuandu.engines.allocation.markets import Market

SOURCE, TARGET, FIRST = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Places:
    """Where things are in the network; `names`, `growers` and `feeds` are of growers with a total.

    Attributes:
        offers: The node of each offer.
        tails: From where each offer is fed: its own node, where it has none of its own.
        growers: The node of each grower in `names`.
        feeds: From where each of these is fed.
    """

    offers: Integers
    tails: Integers
    orders: Integers
    names: Sequence[str]
    growers: Integers
    feeds: Integers
    groups: Mapping[str, int]


def bonuses(market: Market, step: int) -> Integers:
    """Return what a unit of each order counts for its priority: `step` for each below it."""
    rank = market.orders["priority"].rank("dense", descending=True)
    return (rank.cast(pl.Int64).to_numpy() - 1) * step


def above(market: Market) -> int:
    """Return how many steps a floor counts: one more than the highest priority."""
    return market.orders["priority"].n_unique()


def lay_out(
    market: Market, found: pl.DataFrame, owed: Mapping[str, int], step: int
) -> tuple[Network, Places]:
    """Return the network of which a flow of least cost is the docking, pairs first.

    Args:
        found: The pairs; `toll`, where there is one, is taken off what a unit counts, and no
            more than `most_units` go over a pair.
    """
    places = _places(market, owed)
    quantity, wanted = market.growers["quantity"].to_numpy(), market.orders["quantity"].to_numpy()
    order_no, offer_no = found["order_no"].to_numpy(), found["offer_no"].to_numpy()
    counts = found["worth"].to_numpy() + market.growers["merit"].to_numpy()[offer_no]
    # One more than can ever go through: a pair itself is never what is scarce.
    roomy = np.minimum(quantity[offer_no], wanted[order_no]) + 1
    if "toll" in found.columns:
        counts = counts - found["toll"].to_numpy()
    if "most_units" in found.columns:
        roomy = np.minimum(roomy, found["most_units"].to_numpy())
    alone = places.offers != places.tails
    totals = _with_totals(market)["total"].to_numpy()
    floors = np.array(list(owed.values()), dtype=np.int64)
    nodes = np.array(list(places.groups.values()), dtype=np.int64)
    arcs = [
        (places.offers[offer_no], places.orders[order_no], roomy, -counts),
        (places.tails[alone], places.offers[alone], quantity[alone], 0),
        (places.orders, TARGET, wanted, -bonuses(market, step)),
        (places.feeds, places.growers, totals, 0),
        (SOURCE, nodes, floors, -step * above(market)),
        (SOURCE, nodes, int(quantity.sum()), 0),
    ]
    columns = zip(*(np.broadcast_arrays(*row) for row in arcs), strict=True)
    size = FIRST + nodes.size + len(places.names) + int(alone.sum()) + places.orders.size
    return Network(size, *(np.concatenate(column).astype(np.int64) for column in columns)), places


def two_sided(network: Network, places: Places) -> tuple[paths.Market, Integers] | None:
    """Return a network of growers and orders alone as such a market, and its pairs' places.

    Nothing where there is a third side: floors of groups, offers below their grower's total.
    """
    into = network.tails == SOURCE
    cells = network.heads[into]
    out = network.heads == TARGET
    orders = network.tails[out]
    if places.groups or cells.size + orders.size + FIRST != network.nodes:
        return None
    pairs = ~into & ~out
    bonus = np.zeros(network.nodes, dtype=np.int64)
    bonus[orders] = -network.costs[out]
    capacity, quantity = np.zeros((2, network.nodes), dtype=np.int64)
    capacity[cells], quantity[orders] = network.capacities[into], network.capacities[out]
    first = int(orders[0])  # places of orders come last
    return paths.market(
        network.tails[pairs] - FIRST,
        network.heads[pairs] - first,
        bonus[network.heads[pairs]] - network.costs[pairs],
        capacity[FIRST:first],
        quantity[first:],
    )


def _with_totals(market: Market) -> pl.DataFrame:
    with_total = market.growers.filter(pl.col("total").is_not_null())
    return with_total.unique("grower", keep="first", maintain_order=True)


def _places(market: Market, owed: Mapping[str, int]) -> Places:
    groups = {group: FIRST + at for at, group in enumerate(owed)}
    totals = _with_totals(market).select("grower", "group")
    held = totals.with_row_index("held", offset=FIRST + len(groups))
    lines = market.growers.join(held.drop("group"), on="grower", how="left", maintain_order="left")
    fed = pl.col("group").replace_strict(groups, default=SOURCE, return_dtype=pl.Int64)
    tails = lines.select(pl.col("held").cast(pl.Int64).fill_null(fed)).to_series().to_numpy()
    alone = lines["total"].is_null() | (lines["quantity"] < lines["total"])
    own = FIRST + len(groups) + held.height + alone.cast(pl.Int64).cum_sum().to_numpy() - 1
    orders = FIRST + len(groups) + held.height + int(alone.sum())
    return Places(
        offers=np.where(alone.to_numpy(), own, tails),
        tails=tails,
        orders=np.arange(market.orders.height, dtype=np.int64) + orders,
        names=held["grower"].to_list(),
        growers=held["held"].cast(pl.Int64).to_numpy(),
        feeds=held.select(fed).to_series().to_numpy(),
        groups=groups,
    )
