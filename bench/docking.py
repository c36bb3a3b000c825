"""Orders docked to growers: exact, its proof included, beside OR-Tools, HiGHS and a greedy choice.

    python -m bench docking [--largest N] [--rounds N]

A seeded market: growers in 12 places with 1 to 4 of 130 kinds (34 of them four fifths of the
trade), one capacity over all their kinds, weeks of harvest; orders of very unequal size for 85 %
of what can be grown, each with the least grade, weeks and a market. Told are the seconds of each
part: who goes with whom, the flow, its prices, an answer for everybody. HiGHS solves the same
problem as a linear programme, where it is small enough to wait for; greedy takes the pairs by
their worth. All must count the same, but greedy, of which the loss is told.
"""

import argparse
import math
import time

import highspy
import numpy as np
import polars as pl

from bench import measure
from yuandu.engines import allocation
from yuandu.engines.allocation import answers, docking, flows, markets, networks, pairs, paths

SIZES = ((15_000, 2_000), (50_000, 3_000), (150_000, 5_000), (500_000, 20_000))  # growers, orders
KINDS, PLACES, MARKETS, WEEKS = 130, 12, 10, 52
GOAL_SIZE, GOAL_SECONDS = 150_000, 5.0
LOT, MOST = 50, 60  # units; growers of an order
FOR_HIGHS = 15_000  # growers up to which HiGHS is waited for


def market(growers: int, orders: int, seed: int = measure.SEED) -> markets.Market:
    """Return a market of so many growers and orders."""
    rng = np.random.default_rng(seed)
    weights = np.r_[np.full(34, 0.8 / 34), np.full(KINDS - 34, 0.2 / (KINDS - 34))]
    day = np.datetime64("2026-01-05")
    lines = rng.integers(1, 5, growers)
    whose = np.repeat(np.arange(growers), lines)
    capacity = rng.integers(1, 9, growers) * 50
    first = rng.integers(0, WEEKS, whose.size)
    grown = pl.DataFrame(
        {
            "grower": whose,
            "kind": rng.choice(KINDS, whose.size, p=weights),
            "grade": rng.choice(3, whose.size, p=(0.65, 0.34, 0.01)) + 1,
            "quantity": capacity[whose],
            "ask": rng.integers(200, 600, whose.size),
            "from": day + 7 * first,
            "until": day + 7 * (first + rng.integers(1, 5, whose.size)) - 1,
            "place": rng.integers(0, PLACES, growers)[whose],
            "total": capacity[whose],
        }
    ).unique(("grower", "kind"), keep="first", maintain_order=True)
    size = rng.pareto(1.3, orders) + 1
    asked = np.ceil(size / size.sum() * capacity.sum() * 0.85).astype(np.int64)
    first = rng.integers(0, WEEKS, orders)
    wanted = pl.DataFrame(
        {
            "order": np.arange(orders),
            "kind": rng.choice(KINDS, orders, p=weights),
            "grade": rng.choice(3, orders, p=(0.3, 0.4, 0.3)) + 1,
            "quantity": asked,
            "price": rng.integers(600, 1500, orders),
            "from": day + 7 * first,
            "until": day + 7 * (first + 2) - 1,
            "market": rng.integers(0, MARKETS, orders),
        }
    )
    lanes = pl.DataFrame(
        [
            {"place": place, "market": to, "cost": int(rng.integers(20, 300))}
            for place in range(PLACES)
            for to in range(MARKETS)
            if rng.random() < 0.6
        ]
    )
    text = pl.col(pl.Int64).exclude("grade", "quantity", "total", "ask", "price", "cost")
    return markets.Market(
        wanted.with_columns(text.cast(pl.String), priority=pl.lit(1, pl.Int64)),
        grown.with_columns(text.cast(pl.String), merit=pl.lit(0, pl.Int64), group=pl.lit("")),
        lanes.with_columns(text.cast(pl.String)),
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--largest", type=int, default=GOAL_SIZE, help="growers")
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    measure.surroundings("ortools", "highspy", "polars", "numpy")
    sizes = [size for size in SIZES if size[0] <= asked.largest]
    told = [(size[0], *_one(*size, asked.rounds)) for size in sizes]
    if len(told) > 1:
        edges, seconds = [math.log(one[1]) for one in told], [math.log(one[2]) for one in told]
        print(f"time grows with the pairs to the power of {np.polyfit(edges, seconds, 1)[0]:.2f}")
    for size, count, seconds in told:
        if size == GOAL_SIZE:
            goal = f"{size:,} growers, {count:,} pairs docked and proved in {GOAL_SECONDS:.0f} s"
            measure.claim(goal, seconds <= GOAL_SECONDS)


def _one(size: int, orders: int, rounds: int) -> tuple[int, float]:
    """Measure one size; return its pairs and the median seconds of a docking."""
    given = market(size, orders)
    times = []
    for _ in range(rounds):
        with measure.timed() as run:
            done = allocation.dock(given)
        times.append(run.seconds)
    if done.objective != done.bound:
        raise measure.DifferentAnswers(f"{done.objective} is not proved by {done.bound}")
    seconds = float(np.median(times))
    print(
        f"{size:,} growers, {given.orders.height:,} orders, {done.pairs.height:,} pairs: "
        f"{done.units:,} docked, {seconds:.2f} s (slowest {max(times):.2f} s), proved"
    )
    _parts(given, done)
    _greedy(done)
    _limited(given)
    if size <= FOR_HIGHS:
        _highs(done)
    return done.pairs.height, seconds


def _parts(given: markets.Market, done: docking.Docking) -> None:
    """Print what each part takes; OR-Tools, prices included, must count the same."""
    network, places = networks.lay_out(given, done.pairs, {}, done.step)
    sides = networks.two_sided(network, places)
    assert sides is not None
    parts = {
        "who goes with whom": lambda: pairs.find(given),
        "the flow": lambda: paths.solve(sides[0]),
        "the flow by OR-Tools": lambda: flows.solve(network, networks.SOURCE, networks.TARGET),
        "an answer for all": lambda: (answers.orders(done), answers.offers(done)),
    }
    for name, part in parts.items():
        with measure.timed() as run:
            found = part()
        print(f"    {name:<24} {run.seconds:6.2f} s", flush=True)
        if name == "the flow by OR-Tools":
            reached = -int((network.costs * found.units).sum())
            if reached != done.objective:
                raise measure.DifferentAnswers(f"OR-Tools {reached}, ours {done.objective}")


def _greedy(done: docking.Docking) -> None:
    """Take pairs by their worth, as somebody with a list would."""
    begun = time.perf_counter()
    left = done.market.orders["quantity"].to_list()
    whose = done.market.growers["grower"].to_list()
    have = dict(done.market.growers.select("grower", "total").iter_rows())
    count = 0
    ordered = done.pairs.sort("worth", descending=True).select("order_no", "offer_no", "worth")
    for order, offer, worth in ordered.iter_rows():
        units = min(left[order], have[whose[offer]])
        if units:
            left[order] -= units
            have[whose[offer]] -= units
            count += units * worth
    lost = 1 - count / done.objective
    print(f"    greedy: {time.perf_counter() - begun:.2f} s, {lost:.2%} less worth")


def _limited(given: markets.Market) -> None:
    """Dock with least lots, most growers and lanes for four fifths of what they would carry."""
    free = allocation.dock(given)
    lanes = given.lanes
    assert lanes is not None
    ends = free.pairs.select(
        "units",
        place=given.growers["place"].gather(free.pairs["offer_no"]),
        market=given.orders["market"].gather(free.pairs["order_no"]),
    )
    loads = ends.group_by("place", "market").agg(capacity=pl.col("units").sum() * 8 // 10)
    limited = markets.Market(
        given.orders.with_columns(
            lot=pl.min_horizontal(pl.lit(LOT), "quantity"), most=pl.lit(MOST)
        ),
        given.growers,
        lanes.join(loads, on=["place", "market"], how="left"),
    )
    with measure.timed() as run:
        done = allocation.dock(limited)
    print(
        f"    lots of {LOT}, at most {MOST} growers an order, lanes cut by a fifth: {run.seconds:.2f} s, "
        f"{done.units:,} docked, at most {done.gap:.2%} below the best"
    )


def _highs(done: docking.Docking) -> None:
    found = done.pairs
    growers = done.market.growers
    ids = {name: at for at, name in enumerate(growers["grower"].unique(maintain_order=True))}
    of_offer = np.array([ids[name] for name in growers["grower"]])
    orders = done.market.orders["quantity"].to_numpy().astype(float)
    totals = growers.unique("grower", maintain_order=True)["total"].to_numpy().astype(float)
    rows = np.column_stack(
        [found["order_no"].to_numpy(), orders.size + of_offer[found["offer_no"].to_numpy()]]
    )
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = found.height, orders.size + totals.size
    lp.col_cost_ = -found["worth"].to_numpy().astype(float)
    lp.col_lower_, lp.col_upper_ = np.zeros(found.height), np.full(found.height, np.inf)
    lp.row_lower_ = np.full(lp.num_row_, -np.inf)
    lp.row_upper_ = np.concatenate([orders, totals])
    lp.a_matrix_.start_ = np.arange(0, 2 * found.height + 1, 2)
    lp.a_matrix_.index_ = rows.ravel()
    lp.a_matrix_.value_ = np.ones(2 * found.height)
    with measure.timed() as run:
        solver.passModel(lp)
        solver.run()
    value = -solver.getInfo().objective_function_value
    if not math.isclose(value, done.objective, rel_tol=1e-9):
        raise measure.DifferentAnswers(f"HiGHS counts {value}, ours {done.objective}")
    print(f"    HiGHS: {run.seconds:.2f} s, the same worth")
