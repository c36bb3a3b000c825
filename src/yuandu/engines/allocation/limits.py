"""Docking where a flow cannot say all: least lots, most growers of an order, capacities of lanes.

    1. Pairs that can never make a lot are none.
    2. A lane that is asked for more than it carries takes a toll from every unit; tolls move with
       what is too much (subgradients). At any tolls, what a docking counts less tolls, and all
       capacities times their tolls, is what no docking can exceed: the least of these is the bound.
    3. At the best tolls every lane is cut to what it carries, the pairs that count least first;
       no pair there then gives more than it has left.
    4. An order that has more growers than it wants keeps those who could give it most; of what is
       less than a lot, the smaller half is left out; the rest is docked again, exactly, until
       nothing is left to say.

Without such limits the docking is exact. With them it may fall short of the bound, and says by how
much at most (`Docking.gap`).
"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import polars as pl

from yuandu.engines.allocation import docking, pairs
from yuandu.engines.allocation.docking import Docking, Proof
from yuandu.engines.allocation.flows import Integers
from yuandu.engines.allocation.markets import Market

TOLLS = 16  # rounds in which tolls move


def dock(market: Market, floors: Mapping[str, float] | None = None) -> Docking:
    """Dock a market.

    Args:
        floors: Of a group of growers, the part of its proportional share (its offers' part of
            all offers, of what can be sold at most) that it is to get: 0.8 of it, say.

    Raises:
        flows.Overflow: amounts so large that sums would leave 64 bits.
    """
    every = pairs.find(market)
    owed = docking.floors_owed(market, floors)
    step = docking.step_of(market, every)
    if not has_any(market):
        return docking.dock(market, every, owed, step)
    lots, most = _column(market.orders, "lot", 1), _column(market.orders, "most", 0)
    carries = _carries(market)
    lane_of = _lanes(market, every) if (carries >= 0).any() else carries[:0]
    found = every.with_row_index("pair").filter(_can_make_a_lot(market, every, lots))
    relaxed, tolls, bound = _tolled(market, found, owed, step, lane_of, carries)
    allowed = _cut(market, relaxed.pairs, lane_of, carries) if lane_of.size else found
    done = _left_out(market, allowed, owed, step, lots, most)
    units = np.zeros(every.height, dtype=np.int64)
    units[done.pairs["pair"].to_numpy()] = done.pairs["units"].to_numpy()
    return replace(
        done,
        pairs=every.with_columns(units=pl.Series(units, dtype=pl.Int64)),
        bound=bound,
        proof=Proof(relaxed.prices, _priced(market, carries, tolls)),
    )


def has_any(market: Market) -> bool:
    """Whether a market has limits that a flow cannot say."""
    return bool(
        (_column(market.orders, "lot", 1) > 1).any()
        or (_column(market.orders, "most", 0) > 0).any()
        or (_carries(market) >= 0).any()
    )


def _carries(market: Market) -> Integers:
    """Return the capacity of each lane, −1 where it has none."""
    none = np.empty(0, dtype=np.int64)
    return none if market.lanes is None else _column(market.lanes, "capacity", -1)


def _column(table: pl.DataFrame, name: str, default: int) -> Integers:
    """Return a column of limits; a market that was not read from files may be without."""
    if name not in table.columns:
        return np.full(table.height, default, dtype=np.int64)
    return table[name].fill_null(default).to_numpy().astype(np.int64)


def _can_make_a_lot(market: Market, found: pl.DataFrame, lots: Integers) -> pl.Series:
    order_no, offer_no = found["order_no"].to_numpy(), found["offer_no"].to_numpy()
    wanted = market.orders["quantity"].to_numpy()[order_no]
    have = market.growers["quantity"].to_numpy()
    return pl.Series(np.minimum(wanted, have[offer_no]) >= lots[order_no])


def _lanes(market: Market, found: pl.DataFrame) -> Integers:
    """Return of each pair the line of its lane, or −1 where that carries all there is."""
    lanes = (market.lanes if market.lanes is not None else pl.DataFrame()).with_row_index("lane")
    lines = lanes.filter(pl.col("capacity").is_not_null()).select("lane", "place", "market")
    ends = found.select(
        place=market.growers["place"].gather(found["offer_no"]),
        market=market.orders["market"].gather(found["order_no"]),
    )
    joined = ends.join(lines, on=["place", "market"], how="left", maintain_order="left")
    return joined["lane"].cast(pl.Int64).fill_null(-1).to_numpy()


def _tolled(
    market: Market, found: pl.DataFrame, owed: Mapping[str, int], step: int, lane_of: Integers,
    carries: Integers,
) -> tuple[Docking, Integers, int]:  # fmt: skip
    """Return the docking at the best tolls that were found, these, and the bound."""
    tolls = np.zeros(carries.size, dtype=np.int64)
    done = docking.dock(market, found, owed, step)
    best = done, tolls, done.bound
    if not lane_of.size:
        return best
    lane = lane_of[found["pair"].to_numpy()]
    limited = lane >= 0
    usual = float(found["worth"].mean() or 1)  # type: ignore[arg-type]
    for turn in range(TOLLS):
        loads = np.bincount(lane[limited], done.pairs["units"].to_numpy()[limited], carries.size)
        excess = np.where(carries >= 0, loads - carries, 0)
        if not (excess > 0).any() and not tolls.any():
            break
        move = np.clip(usual / (turn + 1) * excess / np.maximum(carries, 1), -usual, usual)
        tolls = np.maximum(tolls + np.round(move), 0).astype(np.int64)
        toll = pl.Series(np.where(limited, tolls[lane], 0))
        done = docking.dock(market, found.with_columns(toll=toll), owed, step)
        bound = done.bound + int((tolls * np.maximum(carries, 0)).sum())
        if bound < best[2]:
            best = done, tolls, bound
    return best


def _cut(
    market: Market, tolled: pl.DataFrame, lane_of: Integers, carries: Integers
) -> pl.DataFrame:
    """Return pairs without tolls, on limited lanes with what each may give at most.

    A lane carries first what was docked on it and counts most; what room is left goes to the
    pairs that count most.
    """
    lane = lane_of[tolled["pair"].to_numpy()]
    order_no, offer_no = tolled["order_no"].to_numpy(), tolled["offer_no"].to_numpy()
    possible = np.minimum(
        market.orders["quantity"].to_numpy()[order_no],
        market.growers["quantity"].to_numpy()[offer_no],
    )
    at_most = possible + 1
    units = tolled["units"].to_numpy()
    rank = np.lexsort((-tolled["worth"].to_numpy(), lane))
    for line in np.unique(lane[lane >= 0]):
        there = rank[lane[rank] == line]
        kept = _filled(units[there], int(carries[line]))
        more = _filled(possible[there] - kept, int(carries[line]) - int(kept.sum()))
        at_most[there] = kept + more
    plain = tolled.drop("units", "toll", strict=False)
    capped = plain.with_columns(most_units=pl.Series(at_most, dtype=pl.Int64))
    return capped.filter(pl.col("most_units") > 0)


def _filled(wanted: Integers, room: int) -> Integers:
    """Return of amounts in order what goes into a room: each as much as is left for it."""
    before = np.cumsum(wanted) - wanted
    return np.clip(room - before, 0, wanted)


def _left_out(
    market: Market, allowed: pl.DataFrame, owed: Mapping[str, int], step: int, lots: Integers,
    most: Integers,
) -> Docking:  # fmt: skip
    """Return the docking in which nobody gives less than a lot and no order has too many growers.

    Every turn leaves out a pair at least, so it comes to an end.
    """
    while True:
        done = docking.dock(market, allowed, owed, step)
        docked = _with_limits(done, lots, most)
        odd = _beyond_most(docked) | _small_ones(docked)
        if not odd.any():
            return done
        allowed = allowed.filter(~odd)


def _with_limits(done: Docking, lots: Integers, most: Integers) -> pl.DataFrame:
    """Return the pairs with their limits, growers, and what each pair could give at most."""
    market, found = done.market, done.pairs
    wanted = market.orders["quantity"].gather(found["order_no"])
    have = market.growers.select(pl.min_horizontal("quantity", "total")).to_series()
    return found.select(
        "order_no",
        "units",
        grower=market.growers["grower"].gather(found["offer_no"]),
        lot=pl.Series(lots).gather(found["order_no"]),
        most=pl.Series(most).gather(found["order_no"]),
        could=pl.min_horizontal(wanted, have.gather(found["offer_no"])),
    )


def _beyond_most(docked: pl.DataFrame) -> pl.Series:
    """Return which pairs belong to growers whom an order with too many of them does not keep.

    It keeps those who could give it most, and of these who give it something now.
    """
    growers = docked.group_by("order_no", "grower").agg(
        pl.col("could").max(), pl.col("units").sum(), pl.col("most").first()
    )
    place = pl.struct(-pl.col("could"), -pl.col("units"), "grower").rank("ordinal").over("order_no")
    too_many = (pl.col("units") > 0).sum().over("order_no") > pl.col("most")
    beyond = growers.filter((pl.col("most") > 0) & too_many & (place > pl.col("most")))
    return docked.join(
        beyond.select("order_no", "grower", is_beyond=pl.lit(value=True)),
        on=["order_no", "grower"],
        how="left",
        maintain_order="left",
    )["is_beyond"].fill_null(value=False)


def _small_ones(docked: pl.DataFrame) -> pl.Series:
    """Return of each order the smaller half of what is less than a lot."""
    is_small = (pl.col("units") > 0) & (pl.col("units") < pl.col("lot"))
    small = docked.with_row_index("at").filter(is_small).sort("order_no", "units", "at")
    half = (pl.len().over("order_no") + 1) // 2
    odd = small.filter(pl.int_range(pl.len()).over("order_no") < half)["at"]
    return docked.select(pl.int_range(pl.len()).is_in(odd.to_list())).to_series()


def _priced(
    market: Market, carries: Integers, tolls: Integers
) -> dict[tuple[str, str], tuple[int, int]]:
    """Return the toll and the capacity of each lane that has one, by place and market."""
    if market.lanes is None:
        return {}
    ends = market.lanes.select("place", "market").iter_rows()
    lines = zip(ends, tolls.tolist(), carries.tolist(), strict=True)
    return {lane: (toll, carried) for lane, toll, carried in lines if carried >= 0}
