"""What a plan says to its grower: how much, why, what a bad year brings, and why not the rest.

Reasons of a line: `best`, planted; `to-the-limit`, planted as far as skill or rotation allow;
`no-room`, the limit is nothing; `loss`, costs more than it brings even at usual prices; `crowded`,
would pay, but no longer after what everybody plants; `risk`, pays on average, but not enough for
what it loses in its bad years; `outdone`, would pay, but others use the beds or the cash better.

Reasons why beds stay empty: `nothing-pays`; `cash`, it is used up; `limits`, what pays is planted
as far as skill and rotation allow; empty where all is planted.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from yuandu.engines.compiling import compiled
from yuandu.engines.planning import solving
from yuandu.engines.planning.rationing import EXACT, Plans
from yuandu.engines.planning.solving import Solved
from yuandu.engines.planning.tableau import Integers, Limits, Reals, desk

PATCH = 0.5  # m² below which nothing is planted
FULL = 1e-6


@dataclass(frozen=True, slots=True)
class Told:
    """Plans in words' stead: one table by line, one by grower, one by kind.

    Attributes:
        lines: `grower`, `kind`, `planted` m², `units`, `cost` yuan, `price` (what a unit is
            taken to bring, after everybody's plans), `income` and `bad_income` of a m² less
            its cost (on average, and in the kind's own bad years), `reason`, and `short`: yuan
            a m² by which it is outdone.
        growers: `grower`, `planted`, `idle`, `income` and `bad_income` in yuan, `loss_chance`,
            `worth`, `area_price`, `cash_price`, `idle_reason`.
        kinds: `kind`, `usual`, `supply`, `factor`: what the supply does to the price.
    """

    lines: pl.DataFrame
    growers: pl.DataFrame
    kinds: pl.DataFrame


def tell(plans: Plans, growers: Integers | None = None) -> Told:
    """Tell the plans of some growers (their places), or of all."""
    limits = plans.question.limits
    asked = np.arange(limits.area.size) if growers is None else growers
    scenarios = np.ascontiguousarray(plans.question.outlook.scenarios)
    prices = _priced(plans, asked, scenarios)
    chosen = np.concatenate(
        [np.arange(limits.first[each], limits.first[each + 1]) for each in asked]
        or [np.zeros(0, dtype=np.int64)]
    )
    lines = _lines(plans, chosen, prices, scenarios)
    return Told(
        lines=lines.drop("grower_no", "alone", "most"),
        growers=_growers(plans, asked, prices, scenarios, lines),
        kinds=plans.question.outlook.kinds.select(
            "kind",
            "usual",
            supply=pl.Series(plans.supply),
            factor=pl.Series(plans.prices),
        ),
    )


def _priced(plans: Plans, asked: Integers, scenarios: Reals) -> Solved:
    """Return the prices of limits that belong to the prices all plans lead to."""
    own = Solved(*(part.copy() for part in plans.solved))
    solving.plan_some(
        plans.question.limits, asked, scenarios, scenarios.mean(axis=1), plans.prices,
        plans.question.outlook.bad, EXACT, own,
    )  # fmt: skip
    return own


def _lines(plans: Plans, chosen: Integers, prices: Solved, scenarios: Reals) -> pl.DataFrame:
    limits, bad = plans.question.limits, plans.question.outlook.bad
    kind = limits.kind[chosen]
    worst = np.sort(scenarios, axis=1)[:, :bad].mean(axis=1)
    mean = scenarios.mean(axis=1)
    whose = np.repeat(np.arange(limits.area.size), np.diff(limits.first))[chosen]
    caution, crop, cost = limits.caution[whose], limits.crop[chosen], limits.cost[chosen]
    left = crop * plans.prices[kind]
    income, bad_income = left * mean[kind] - cost, left * worst[kind] - cost
    table = plans.question.lines[chosen].select("grower", "kind", "grower_no", "most")
    return table.with_columns(
        planted=pl.Series(plans.solved.planted[chosen]),
        units=pl.Series(plans.solved.planted[chosen] * crop),
        cost=pl.Series(plans.solved.planted[chosen] * cost),
        price=pl.Series(plans.prices[kind] * mean[kind]),
        income=pl.Series(income),
        bad_income=pl.Series(bad_income),
        short=pl.Series(np.maximum(prices.short[chosen], 0.0)),
        alone=pl.Series(income + caution * bad_income),
        usually=pl.Series(crop * mean[kind] - cost),
    ).with_columns(reason=_reason()).drop("usually")  # fmt: skip


def _reason() -> pl.Expr:
    is_planted = pl.col("planted") >= PATCH
    return (
        pl.when(is_planted & (pl.col("planted") >= pl.col("most") * (1 - FULL)))
        .then(pl.lit("to-the-limit"))
        .when(is_planted)
        .then(pl.lit("best"))
        .when(pl.col("most") < PATCH)
        .then(pl.lit("no-room"))
        .when(pl.col("usually") <= 0)
        .then(pl.lit("loss"))
        .when(pl.col("income") <= 0)
        .then(pl.lit("crowded"))
        .when(pl.col("alone") <= 0)
        .then(pl.lit("risk"))
        .otherwise(pl.lit("outdone"))
    )


def _growers(
    plans: Plans, asked: Integers, prices: Solved, scenarios: Reals, lines: pl.DataFrame
) -> pl.DataFrame:
    limits, planted = plans.question.limits, plans.solved.planted
    bad = plans.question.outlook.bad
    income, bad_income, loss = outcomes(limits, asked, scenarios, plans.prices, bad, planted)
    caution = limits.caution[asked]
    sums = lines.group_by("grower_no").agg(
        pl.col("planted").sum(),
        spent=pl.col("cost").sum(),
        pays=((pl.col("alone") > 0) & (pl.col("most") >= PATCH)).any(),
    )
    return (
        plans.question.growers[asked]
        .select("grower", "area", "cash", grower_no=pl.Series(asked, dtype=pl.UInt32))
        .with_columns(
            income=pl.Series(income),
            bad_income=pl.Series(bad_income),
            loss_chance=pl.Series(loss),
            worth=pl.Series(income + caution * bad_income),
            area_price=pl.Series(prices.area_price[asked]),
            cash_price=pl.Series(prices.cash_price[asked]),
        )
        .join(sums, on="grower_no", how="left", maintain_order="left")
        .with_columns(pl.col("planted", "spent").fill_null(0.0), pl.col("pays").fill_null(False))
        .with_columns(idle=(pl.col("area") - pl.col("planted")).clip(0.0))
        .with_columns(
            idle_reason=pl.when(pl.col("idle") < PATCH)
            .then(pl.lit(""))
            .when(~pl.col("pays"))
            .then(pl.lit("nothing-pays"))
            .when(pl.col("spent") >= pl.col("cash") * (1 - FULL))
            .then(pl.lit("cash"))
            .otherwise(pl.lit("limits"))
        )
        .drop("area", "cash", "grower_no", "spent", "pays")
    )


@compiled
def outcomes(
    limits: Limits,
    growers: Integers,
    scenarios: Reals,
    prices: Reals,
    bad: int,
    planted: Reals,
) -> tuple[Reals, Reals, Reals]:
    """Return growers' income on average and in a bad year, less costs, and the chance of a loss."""
    means, worst, losses = np.zeros(growers.size), np.zeros(growers.size), np.zeros(growers.size)
    most = 1
    for at in range(growers.size):
        most = max(most, limits.first[growers[at] + 1] - limits.first[growers[at]])
    room = desk(most, scenarios.shape[1])
    for at in range(growers.size):
        low, high = limits.first[growers[at]], limits.first[growers[at] + 1]
        cost = 0.0
        for line in range(low, high):
            room.plan[line - low] = planted[line] * limits.crop[line] * prices[limits.kind[line]]
            cost += planted[line] * limits.cost[line]
        units = room.plan[: high - low]
        worst[at] = solving.look(room, scenarios, limits.kind[low:high], units, bad) - cost
        means[at] = room.income.mean() - cost
        losses[at] = np.sum(room.income < cost) / room.income.size
    return means, worst, losses
