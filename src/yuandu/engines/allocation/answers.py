"""Why me, why not me, what would change it: an answer for every order and every offer.

Reasons: `full`, nothing is left. `no-such-kind`, `grade`, `weeks`, `lane`, `price`: no partner
goes beyond this condition. `total`: the grower's total is used up. `partly`: some is docked, and
the rest of its partners do better with others. `outbid`: nothing is docked, for all partners do
better with others. `rule`: nor would any price change it, since others come first by their
priority or a floor.

Of `price` and `outbid` the `margin` is exact: who does better by more than that gets something,
who does better by less gets nothing, all else being as it is.
"""

import numpy as np
import polars as pl

from yuandu.engines.allocation import pairs
from yuandu.engines.allocation.docking import Docking
from yuandu.engines.allocation.networks import bonuses

PRICED = ("price", "outbid")


def slack(docking: Docking, found: pl.DataFrame) -> pl.DataFrame:
    """Return pairs with `slack`: by how much each is worth less than its prices, in 分."""
    market, prices = docking.market, docking.prices
    growers = market.growers
    fixed = pl.DataFrame(
        {
            "offer_no": pl.Series(range(growers.height), dtype=pl.UInt32),
            "held": pl.Series(prices.offers, dtype=pl.Int64)
            + growers["grower"].replace_strict(prices.growers, default=0, return_dtype=pl.Int64)
            - growers["merit"]
            - growers["group"].replace_strict(prices.groups, default=0, return_dtype=pl.Int64),
        }
    )
    asked = pl.DataFrame(
        {
            "order_no": pl.Series(range(market.orders.height), dtype=pl.UInt32),
            "asked": pl.Series(prices.orders - bonuses(market, docking.step), dtype=pl.Int64),
        }
    )
    return (
        found.join(fixed, on="offer_no", maintain_order="left")
        .join(asked, on="order_no", maintain_order="left")
        .with_columns(slack=pl.col("held") + pl.col("asked") - pl.col("worth"))
        .drop("held", "asked")
    )


def offers(docking: Docking) -> pl.DataFrame:
    """Return every offer: `docked`, `left`, and of what is left the `reason`.

    Of those that a price decides: the `margin` in 分, and the order that comes `nearest`.
    """
    spent = _docked(docking, "offer_no").join(
        docking.market.growers.with_row_index("offer_no").select("offer_no", "grower"),
        on="offer_no",
    )
    growers = docking.market.growers.with_row_index("offer_no")
    growers = growers.join(
        spent.group_by("grower").agg(spent=pl.col("docked").sum()), on="grower", how="left"
    )
    told = _reasons(docking, growers, "offer_no", pl.col("spent") >= pl.col("total"))
    priced = pl.col("reason").is_in(PRICED) & ~(pl.col("spent") >= pl.col("total")).fill_null(
        value=False
    )
    lines = told.filter(priced).select("offer_no").lazy()
    near = pairs.compatible(docking.market).join(lines, on="offer_no", how="semi").collect()
    named = docking.market.orders.with_row_index("order_no").select("order_no", nearest="order")
    lacks = _lacked(docking, near).join(named, on="order_no")
    return _told(docking, told, lacks, "offer_no", ("grower", "kind"))


def _lacked(docking: Docking, near: pl.DataFrame) -> pl.DataFrame:
    """Return pairs of idle offers with `lacks`: what taking the pair in would cost, in 分.

    A unit of the order goes elsewhere, and the offer is as any other of its place in the
    network: it may take over from all who sell, or within its group, whichever costs less.
    """
    growers = docking.market.growers
    order_no, offer_no = near["order_no"].to_numpy(), near["offer_no"].to_numpy()
    gone = (docking.prices.orders - bonuses(docking.market, docking.step))[order_no]
    costs = gone + docking.taken[offer_no]
    for name, ways in docking.swaps.items():
        inside = (growers["group"] == name).to_numpy()[offer_no]
        costs[inside] = np.minimum(costs, ways[order_no])[inside]
    costs -= growers["merit"].to_numpy()[offer_no]
    return near.with_columns(lacks=pl.Series(costs, dtype=pl.Int64) - pl.col("worth"))


def orders(docking: Docking) -> pl.DataFrame:
    """Return every order: as `offers` does, and `nearest` is a grower."""
    market = docking.market
    table = market.orders.with_row_index("order_no")
    told = _reasons(docking, table, "order_no", pl.lit(value=False))
    lines = told.filter(pl.col("reason").is_in(PRICED)).select("order_no").lazy()
    near = pairs.compatible(market).join(lines, on="order_no", how="semi").collect()
    taken = market.growers.with_row_index("offer_no").select(
        "offer_no", "merit", nearest="grower", taken=pl.Series(docking.taken, dtype=pl.Int64)
    )
    bonus = table.select("order_no", bonus=pl.Series(bonuses(market, docking.step), dtype=pl.Int64))
    lacks = (
        near.join(taken, on="offer_no")
        .join(bonus, on="order_no")
        .with_columns(lacks=pl.col("taken") - pl.col("worth") - pl.col("merit") - pl.col("bonus"))
    )
    return _told(docking, told, lacks, "order_no", ("order", "kind"))


def _docked(docking: Docking, key: str) -> pl.DataFrame:
    return docking.pairs.group_by(key).agg(docked=pl.col("units").sum())


def _reasons(docking: Docking, lines: pl.DataFrame, key: str, is_total: pl.Expr) -> pl.DataFrame:
    """Return lines with `docked`, `left` and the reason that no price has a part in yet."""
    return (
        lines.join(_docked(docking, key), on=key, how="left")
        .join(_lacking(docking, key), on=key, how="left")
        .with_columns(pl.col("docked").fill_null(0))
        .with_columns(left=pl.col("quantity") - pl.col("docked"))
        .with_columns(
            reason=pl.when(pl.col("left") == 0)
            .then(pl.lit("full"))
            .when(pl.col("lacking").is_not_null())
            .then(pl.col("lacking"))
            .when(is_total)
            .then(pl.lit("total"))
            .when(pl.col("docked") > 0)
            .then(pl.lit("partly"))
            .otherwise(pl.lit("outbid"))
        )
    )


def _told(
    docking: Docking, told: pl.DataFrame, lacks: pl.DataFrame, key: str, names: tuple[str, ...]
) -> pl.DataFrame:
    """Return the answer's columns; what no price could make up for is the rule's doing.

    A pair at a loss must first come to be worth nothing: from there on it may be docked.
    """
    at_a_loss = pl.col("worth") < 0
    even = -pl.col("worth") - 1
    nearest = (
        lacks.with_columns(
            margin=pl.when(at_a_loss).then(pl.max_horizontal("lacks", even)).otherwise("lacks")
        )
        .sort("margin", "order_no", "offer_no")
        .unique(key, keep="first", maintain_order=True)
        .select(key, "margin", "nearest")
    )
    is_limited, is_ruled = pl.col("margin") < 0, pl.col("margin") >= docking.step // 2
    return (
        told.join(nearest, on=key, how="left")
        .sort(key)
        .select(
            (pl.col(key) + 1).alias("line"),
            *names,
            *("quantity", "docked", "left"),
            pl.when(is_limited)
            .then(pl.lit("limit"))
            .when(is_ruled)
            .then(pl.lit("rule"))
            .otherwise(pl.col("reason"))
            .alias("reason"),
            *(
                pl.when(~is_ruled & ~is_limited).then(pl.col(each)).alias(each)
                for each in ("margin", "nearest")
            ),
        )
    )


def _lacking(docking: Docking, key: str) -> pl.DataFrame:
    """Return of the lines without any pair the condition that no partner goes beyond."""
    market = docking.market
    orders = market.orders.with_row_index("order_no").lazy()
    growers = market.growers.with_row_index("offer_no").lazy()
    served = docking.pairs.lazy().select(key).unique()
    alone = (growers if key == "offer_no" else orders).join(served, on=key, how="anti")
    if key == "offer_no":
        growers = alone
    else:
        orders = alone
    near = (
        orders.join(growers, on="kind", suffix="_offered")
        .with_columns(passes_grade=pl.col("grade_offered") <= pl.col("grade"))
        .with_columns(
            passes_weeks=pl.col("passes_grade")
            & (pl.col("from_offered") <= pl.col("until"))
            & (pl.col("from") <= pl.col("until_offered"))
        )
    )
    if market.lanes is None:
        near = near.with_columns(passes_lane=pl.col("passes_weeks"))
    else:
        lanes = market.lanes.lazy().select("place", "market", has_lane=pl.lit(value=True))
        near = near.join(lanes, on=["place", "market"], how="left").with_columns(
            passes_lane=pl.col("passes_weeks") & pl.col("has_lane").fill_null(value=False)
        )
    reached = near.group_by(key).agg(pl.col("passes_grade", "passes_weeks", "passes_lane").any())
    return (
        alone.select(key)
        .join(reached, on=key, how="left")
        .select(
            key,
            lacking=pl.when(pl.col("passes_grade").is_null())
            .then(pl.lit("no-such-kind"))
            .when(~pl.col("passes_grade"))
            .then(pl.lit("grade"))
            .when(~pl.col("passes_weeks"))
            .then(pl.lit("weeks"))
            .when(~pl.col("passes_lane"))
            .then(pl.lit("lane"))
            .otherwise(pl.lit("price")),
        )
        .collect()
    )
