"""A docking as tables: who delivers what to whom, and the prices that prove it."""

import polars as pl

from yuandu.engines.allocation.answers import slack
from yuandu.engines.allocation.docking import Docking


def assignments(docking: Docking) -> pl.DataFrame:
    """Return who delivers what to whom, each with the next best order of the offer.

    Columns: `order`, `grower`, `offer` (its line, from 1), `kind`, `quantity`, `price`,
    `carriage`, `ask`, `worth` (分 a unit), `runner_up`: the order that would be next, and
    `runner_up_worth`.
    """
    pairs = slack(docking, docking.pairs)
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


def certificate(docking: Docking) -> pl.DataFrame:
    """Return the prices that prove the docking: `what`, `name`, `price` in 分, `units`.

    `units` are those owed to a group, and what a lane carries; the `name` of a lane is its place
    and market, a `|` between them.
    """
    market = docking.market
    prices = docking.proof.prices if docking.proof else docking.prices
    lanes = docking.proof.lanes if docking.proof else {}
    named: list[tuple[str, str, int, int | None]] = [
        ("order", name, int(price), None)
        for name, price in zip(market.orders["order"], prices.orders, strict=True)
    ]
    named += [("offer", str(at), int(price), None) for at, price in enumerate(prices.offers, 1)]
    named += [("grower", name, price, None) for name, price in prices.growers.items()]
    named += [("group", name, price, docking.floors[name]) for name, price in prices.groups.items()]
    named += [("lane", f"{place}|{to}", *lanes[place, to]) for place, to in lanes]
    named.append(("step", "", docking.step, None))
    schema = {"what": pl.String, "name": pl.String, "price": pl.Int64, "units": pl.Int64}
    return pl.DataFrame(named, schema=schema, orient="row")
