"""Which order and which offer go together, and what a unit between them is worth.

    worth = what the order pays − what the lane costs − what the grower asks

in 分. A pair that is worth less than nothing is none: nobody is docked at a loss.
"""

import polars as pl

from yuandu.engines.allocation.markets import Market


def find(market: Market) -> pl.DataFrame:
    """Return the pairs: `order_no`, `offer_no` (lines from 0), `carriage` and `worth` in 分."""
    found = compatible(market).filter(pl.col("worth") >= 0)
    return found.sort("offer_no", "order_no").collect()


def compatible(market: Market) -> pl.LazyFrame:
    """Return what `find` does, pairs at a loss too, in no order."""
    orders = market.orders.with_row_index("order_no").lazy()
    offers = market.growers.with_row_index("offer_no").lazy()
    pairs = orders.join(offers, on="kind", suffix="_offered").filter(
        (pl.col("grade_offered") <= pl.col("grade"))
        & (pl.col("from_offered") <= pl.col("until"))
        & (pl.col("from") <= pl.col("until_offered"))
    )
    if market.lanes is None:
        pairs = pairs.with_columns(carriage=pl.lit(0, pl.Int64))
    else:
        lanes = market.lanes.lazy().rename({"cost": "carriage"})
        pairs = pairs.join(lanes, on=["place", "market"])
    worth = pl.col("price") - pl.col("carriage") - pl.col("ask")
    return pairs.select("order_no", "offer_no", "carriage", worth.alias("worth"))
