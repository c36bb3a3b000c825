"""Whether too much of a kind is about to come: what is intended beside what is usually sold.

A number of a kind and time is told only where at least a minimum group of growers declared; of
fewer, what one of them intends could be reckoned from it.
"""

import polars as pl

MINIMUM_GROUP = 5
SHORT, MUCH, TOO_MUCH = 0.85, 1.15, 1.4  # supply ÷ what is usually sold


def warn(
    intended: pl.DataFrame,
    usual: pl.DataFrame,
    *,
    covered_share: float,
    flexibility: float,
    minimum_group: int = MINIMUM_GROUP,
) -> pl.DataFrame:
    """Return for each kind and week what is to come, where enough growers declared.

    Args:
        intended: One line a declaration: `grower`, `kind`, `week` of sale, `units`.
        usual: `kind`, `week`, `units` usually sold in that week.
        covered_share: Which part of all that is grown the declaring growers usually bring.
        flexibility: By so many per cent the price falls where supply grows by one.

    Returns:
        `kind`, `week`, `growers`, `intended`, `expected` (all supply, others as usual), `usual`,
        `ratio`, `price_change` (a share, below 0 where it falls) and `level`: `short`, `usual`,
        `much` or `too-much`. By kind and week; groups below the minimum are left out.
    """
    sums = intended.group_by("kind", "week").agg(
        growers=pl.col("grower").n_unique(), intended=pl.col("units").sum()
    )
    ratio = pl.col("expected") / pl.col("usual")
    return (
        sums.filter(pl.col("growers") >= minimum_group)
        .join(usual.rename({"units": "usual"}), on=["kind", "week"])
        .filter(pl.col("usual") > 0)
        .with_columns(expected=pl.col("intended") + (1 - covered_share) * pl.col("usual"))
        .with_columns(ratio=ratio)
        .with_columns(
            price_change=pl.col("ratio").clip(0.01) ** -flexibility - 1,
            level=pl.when(pl.col("ratio") < SHORT)
            .then(pl.lit("short"))
            .when(pl.col("ratio") < MUCH)
            .then(pl.lit("usual"))
            .when(pl.col("ratio") < TOO_MUCH)
            .then(pl.lit("much"))
            .otherwise(pl.lit("too-much")),
        )
        .sort("kind", "week")
    )
