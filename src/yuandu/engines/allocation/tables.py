"""A docking as tables: who delivers what, what every order and grower is told, and the proof.

Every answer carries its reason. `margin` is exact: who does better by more than that gets
something, who does better by less gets nothing, all else being as it is.

Reasons: `full`, nothing is left. `no-such-kind`, `grade`, `weeks`, `lane`, `price`: no partner
goes beyond this condition. `total`: the grower's total is used up. `partly`: some is docked, and
the rest of its partners do better with others. `outbid`: nothing is docked, for all partners do
better with others, by `margin` a unit. `rule`: nor would any price change it, since others come
first by their priority or a floor.
"""

import polars as pl

from yuandu.engines.allocation.docking import Docking, bonuses


def slack(docking: Docking) -> pl.DataFrame:
    """Return the pairs with `slack`: by how much each is worth less than its prices, in 分."""
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
        docking.pairs.join(fixed, on="offer_no", maintain_order="left")
        .join(asked, on="order_no", maintain_order="left")
        .with_columns(slack=pl.col("held") + pl.col("asked") - pl.col("worth"))
        .drop("held", "asked")
    )


def assignments(docking: Docking) -> pl.DataFrame:
    """Return who delivers what to whom, each with the next best order of the offer.

    Columns: `order`, `grower`, `offer` (its line, from 1), `kind`, `quantity`, `price`,
    `carriage`, `ask`, `worth` (分 a unit), `runner_up`: the order that would be next, and
    `runner_up_worth`.
    """
    pairs = slack(docking)
    market = docking.market
    orders = market.orders.with_row_index("order_no").select("order_no", "order", "price")
    offers = market.growers.with_row_index("offer_no").select("offer_no", "grower", "kind", "ask")
    idle = pairs.filter(pl.col("units") == 0).join(orders, on="order_no").sort("slack", "order_no")
    next_best = idle.group_by("offer_no", maintain_order=True).agg(
        runner_up=pl.col("order").first(), runner_up_worth=pl.col("worth").first()
    )
    return (
        pairs.filter(pl.col("units") > 0)
        .join(orders, on="order_no")
        .join(offers, on="offer_no")
        .join(next_best, on="offer_no", how="left")
        .sort("order_no", "offer_no")
        .select(
            "order",
            "grower",
            (pl.col("offer_no") + 1).alias("offer"),
            "kind",
            pl.col("units").alias("quantity"),
            "price",
            "carriage",
            "ask",
            "worth",
            "runner_up",
            "runner_up_worth",
        )
    )


def offers(docking: Docking) -> pl.DataFrame:
    """Return every offer: `docked`, `left`, and of what is left the `reason` and its `margin`."""
    growers = docking.market.growers.with_row_index("offer_no")
    spent = assignments(docking).group_by("grower").agg(pl.col("quantity").sum().alias("spent"))
    told = (
        growers.join(_best(docking, "offer_no", "order"), on="offer_no", how="left")
        .join(spent, on="grower", how="left")
        .join(_lacking(docking, "offers"), on="offer_no", how="left")
        .with_columns(pl.col("docked", "spent").fill_null(0))
        .with_columns(left=pl.col("quantity") - pl.col("docked"))
        .with_columns(
            reason=pl.when(pl.col("left") == 0)
            .then(pl.lit("full"))
            .when(pl.col("lacking").is_not_null())
            .then(pl.col("lacking"))
            .when(pl.col("spent") >= pl.col("total"))
            .then(pl.lit("total"))
            .when(pl.col("docked") > 0)
            .then(pl.lit("partly"))
            .otherwise(pl.lit("outbid"))
        )
    )
    columns = ["grower", "kind", "quantity", "docked", "left"]
    return _told(docking, told, "offer_no", columns)


def orders(docking: Docking) -> pl.DataFrame:
    """Return every order: `docked`, `left`, and of what is left the `reason` and its `margin`."""
    pain = pl.Series(docking.displaced - bonuses(docking.market, docking.step), dtype=pl.Int64)
    told = (
        docking.market.orders.with_row_index("order_no")
        .join(_best(docking, "order_no", "grower"), on="order_no", how="left")
        .join(_lacking(docking, "orders"), on="order_no", how="left")
        .with_columns(pl.col("docked").fill_null(0))
        .with_columns(left=pl.col("quantity") - pl.col("docked"))
        .with_columns(
            reason=pl.when(pl.col("left") == 0)
            .then(pl.lit("full"))
            .when(pl.col("lacking").is_not_null())
            .then(pl.col("lacking"))
            .when(pl.col("docked") > 0)
            .then(pl.lit("partly"))
            .otherwise(pl.lit("outbid"))
        )
    )
    told = told.with_columns(nearest=pain)
    return _told(docking, told, "order_no", ["order", "kind", "quantity", "docked", "left"])


def certificate(docking: Docking) -> pl.DataFrame:
    """Return the prices that prove the docking: `what`, `name`, `price` in 分, `units` owed."""
    market, prices = docking.market, docking.prices
    named: list[tuple[str, str, int, int | None]] = [
        ("order", name, int(price), None)
        for name, price in zip(market.orders["order"], prices.orders, strict=True)
    ]
    named += [("offer", str(at), int(price), None) for at, price in enumerate(prices.offers, 1)]
    named += [("grower", name, price, None) for name, price in prices.growers.items()]
    named += [("group", name, price, docking.floors[name]) for name, price in prices.groups.items()]
    named.append(("step", "", docking.step, None))
    schema = {"what": pl.String, "name": pl.String, "price": pl.Int64, "units": pl.Int64}
    return pl.DataFrame(named, schema=schema, orient="row")


def _told(docking: Docking, told: pl.DataFrame, key: str, columns: list[str]) -> pl.DataFrame:
    """Return the answer's columns; what no price could make up for is the rule's doing."""
    most = docking.pairs["worth"].max() or 0
    ruled = (pl.col("reason") == "outbid") & (pl.col("nearest") > most)
    told = told.sort(key).with_columns(
        reason=pl.when(ruled).then(pl.lit("rule")).otherwise(pl.col("reason"))
    )
    margin = pl.when(pl.col("reason") == "outbid").then(pl.col("nearest"))
    return told.select(
        (pl.col(key) + 1).alias("line"),
        *columns,
        "reason",
        margin.alias("margin"),
        pl.when(margin.is_not_null()).then(pl.col("nearest_with")).alias("nearest"),
    )


def _best(docking: Docking, key: str, named: str) -> pl.DataFrame:
    """Return for each line what it has, and which idle pair lacks least."""
    market = docking.market
    orders = market.orders.with_row_index("order_no").select("order_no", "order")
    growers = market.growers.with_row_index("offer_no").select("offer_no", "grower")
    pairs = slack(docking).join(orders, on="order_no").join(growers, on="offer_no")
    idle = pl.col("units") == 0
    return (
        pairs.sort("slack", "order_no", "offer_no")
        .group_by(key, maintain_order=True)
        .agg(
            docked=pl.col("units").sum(),
            nearest=pl.col("slack").filter(idle).first(),
            nearest_with=pl.col(named).filter(idle).first(),
        )
    )


def _lacking(docking: Docking, side: str) -> pl.DataFrame:
    """Return of the lines without any pair the condition that no partner goes beyond."""
    market = docking.market
    key = "offer_no" if side == "offers" else "order_no"
    orders = market.orders.with_row_index("order_no").lazy()
    growers = market.growers.with_row_index("offer_no").lazy()
    served = docking.pairs.lazy().select(key).unique()
    alone = (growers if side == "offers" else orders).join(served, on=key, how="anti")
    if side == "offers":
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
