"""A docking kept the best through 10,000 events, beside docking anew.

    python -m bench docking_live [--growers N] [--orders N] [--events N] [--part SHARE]

The market of `bench.docking`. Seven of ten events are orders that come, two are cancelled orders,
one is a grower who drops out. The orders that come are as unequal as those of the market, and ask
for so much together that the growers' capacity is not exceeded (--part 1: each as large as those
of the market, which asks for twice what there is in the end, and everything displaces something).
Told are the milliseconds of an event, and what one docking anew takes. In the end the docking kept
must count what the market as it then is counts when docked from the beginning.
"""

import argparse
import time

import numpy as np
import polars as pl

from bench import docking, measure
from yuandu.engines import allocation
from yuandu.engines.allocation.live import Live, Order
from yuandu.engines.allocation.markets import Market

KINDS_OF_EVENTS, SHARES = ("come", "cancel", "drop out"), (0.7, 0.2, 0.1)
WARM_UP = 50  # events that compile and touch memory first; they count in the end
GOAL, AMBITION = 0.050, 0.005  # seconds of the 99th percentile


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--growers", type=int, default=150_000)
    parser.add_argument("--orders", type=int, default=5_000)
    parser.add_argument("--events", type=int, default=10_000)
    parser.add_argument("--part", type=float, default=0.25, help="of a usual order's size")
    asked = parser.parse_args()
    measure.surroundings("ortools", "numba", "polars", "numpy")
    market = docking.market(asked.growers, asked.orders)
    with measure.timed() as run:
        done = allocation.dock(market)
    anew = run.seconds
    kept = Live(market)
    if kept.objective != done.objective:
        raise measure.DifferentAnswers(f"live {kept.objective}, anew {done.objective}")
    took, names, gone = _replay(kept, market, asked.events, asked.part)
    every = np.concatenate([np.array(each) for each in took.values()])
    for kind, seconds in took.items():
        _tell(kind, np.array(seconds))
    _tell("any event", every)
    print(f"docking anew: {anew:.2f} s, {anew / float(np.median(every)):,.0f} times the median")
    left = Market(
        _orders(market, asked.events, asked.part).filter(pl.col("order").is_in(names)),
        market.growers.filter(~pl.col("grower").is_in(gone)),
        market.lanes,
    )
    scratch = allocation.dock(left)
    if not kept.objective == kept.bound == scratch.objective:
        raise measure.DifferentAnswers(f"live {kept.objective}, anew {scratch.objective}")
    print(f"after {asked.events:,} events: {kept.objective:,} 分, as from the beginning, proved")
    slow = float(np.quantile(every, 0.99))
    measure.claim(f"p99 of an event within {GOAL * 1000:.0f} ms", slow <= GOAL)
    measure.claim(f"p99 of an event within {AMBITION * 1000:.0f} ms", slow <= AMBITION)


def _orders(market: Market, events: int, part: float) -> pl.DataFrame:
    """Return the orders of a market and those that may come to it."""
    more = docking.market(1_000, events, seed=measure.SEED + 1).orders
    scale = part * market.orders["quantity"].median() / more["quantity"].median()  # type: ignore[operator]
    quantity = (pl.col("quantity") * scale).cast(pl.Int64).clip(1)
    return pl.concat(
        [market.orders, more.with_columns(order=pl.lit("N") + pl.col("order"), quantity=quantity)]
    )


def _replay(
    kept: Live, market: Market, events: int, part: float
) -> tuple[dict[str, list[float]], set[str], set[str]]:
    """Return seconds by kind of event, the orders that are left, and the growers that are gone."""
    rng = np.random.default_rng(measure.SEED)
    every = _orders(market, events, part)
    coming = every.slice(market.orders.height).iter_rows(named=True)
    names = market.orders["order"].to_list()
    growers = market.growers["grower"].unique(maintain_order=True).to_list()
    gone: set[str] = set()
    took: dict[str, list[float]] = {kind: [] for kind in KINDS_OF_EVENTS}
    for at, kind in enumerate(rng.choice(KINDS_OF_EVENTS, events, p=SHARES)):
        if kind == "come":
            row = next(coming)
            order = Order(
                row["order"], row["kind"], row["grade"], row["quantity"], row["price"],
                row["from"], row["until"], row["market"],
            )  # fmt: skip
            begun = time.perf_counter()
            kept.come(order)
            names.append(order.name)
        elif kind == "cancel":
            name = names.pop(int(rng.integers(len(names))))
            begun = time.perf_counter()
            kept.cancel(name)
        else:
            who = growers.pop(int(rng.integers(len(growers))))
            gone.add(who)
            begun = time.perf_counter()
            kept.drop_out(who)
        seconds = time.perf_counter() - begun
        if at >= WARM_UP:
            took[str(kind)].append(seconds)
    return took, set(names), gone


def _tell(what: str, seconds: np.ndarray) -> None:
    p50, p99 = np.quantile(seconds, (0.5, 0.99)) * 1000
    print(f"    {what:<10} {seconds.size:6,}: p50 {p50:7.3f} ms, p99 {p99:7.2f} ms, "
          f"slowest {seconds.max() * 1000:7.1f} ms")  # fmt: skip
