"""Lines by day folded into weeks where they lie: on Polars, or on a cluster through Narwhals.

One grouping makes of a table what a machine can hold, a line for each series and week; all that
must be looked at line by line on a cluster is looked at by what it adds up to.
"""

from collections.abc import Iterator
from typing import Any

import narwhals as nw
import polars as pl

from yuandu.engines.tables import Bad, Problem

OPTIONAL = ("group", "market", "lag")
SAME = {"group": "groups-differ", "market": "markets-differ", "lag": "lags-differ"}
LARGEST = 1e12
LONGEST_LAG = 104
SERIES = "series"  # the one table there is
_DIGITS = 12  # of a week's value: a cluster adds in another order each time
_FITTING = {
    "series": (nw.dtypes.String,),
    "day": (nw.dtypes.Date, nw.dtypes.Datetime),
    "value": (nw.dtypes.IntegerType, nw.dtypes.FloatType, nw.dtypes.Decimal),
    "group": (nw.dtypes.String,),
    "market": (nw.dtypes.String,),
    "lag": (nw.dtypes.IntegerType,),
}
_WHY = {"series": "not-text", "day": "not-a-day", "value": "not-a-number", "lag": "not-a-lag"}


def fold(rows: Any, *, adds: bool) -> pl.DataFrame:
    """Return a line for each series and week of a table that has all columns.

    Args:
        rows: A frame that Narwhals knows of `series`, `day` (a date), `value`, `group`,
            `market`, `lag`.

    Returns:
        `series`, `monday`, `value` (null where none was reported), `days` that were, `last` of
        them, `rows` and how many different days they name; least and greatest of the values, and
        of what is to be alike.
    """
    frame = nw.from_native(rows).lazy()
    day, value = nw.col("day").cast(nw.Date), nw.col("value").cast(nw.Float64)
    # Weeks by their Monday counted from the year's first day; at a year's turn a week has two.
    since = day.dt.ordinal_day() - day.dt.weekday()
    told = nw.when(~value.is_null()).then(day)
    parts = (
        frame.with_columns(day=day, value=value, told=told, year=day.dt.year(), since=since)
        .group_by("series", "year", "since")
        .agg(
            nw.col("value").sum().alias("total"),
            nw.col("value").count().alias("days"),
            nw.col("value").min().alias("least"),
            nw.col("value").max().alias("greatest"),
            nw.col("day").min().alias("first"),
            nw.col("told").max().alias("last"),
            nw.len().alias("rows"),
            nw.col("day").n_unique().alias("different"),
            *(nw.col(name).min().alias(f"{name}_from") for name in OPTIONAL),
            *(nw.col(name).max().alias(f"{name}_until") for name in OPTIONAL),
        )
        .collect("polars")
        .to_native()
    )
    first = pl.col("first")
    weeks = (
        parts.with_columns(monday=first - pl.duration(days=first.dt.weekday().cast(pl.Int64) - 1))
        .group_by("series", "monday")
        .agg(
            pl.col("total", "days", "rows", "different").sum(),
            pl.col("least").min(),
            pl.col("greatest", "last").max(),
            *(pl.col(f"{name}_from").min() for name in OPTIONAL),
            *(pl.col(f"{name}_until").max() for name in OPTIONAL),
        )
        .sort("series", "monday")
    )
    whole = pl.col("total") if adds else pl.col("total") / pl.col("days")
    return weeks.with_columns(value=pl.when(pl.col("days") > 0).then(whole.round_sig_figs(_DIGITS)))


def completed(table: Any) -> Any:
    """Return a table from elsewhere with the columns it may leave out.

    Raises:
        Bad: `not-text`, `not-a-day`, `not-a-number`, `not-a-lag`: a column is of another type.
    """
    frame = nw.from_native(table).lazy()
    schema = frame.collect_schema()
    wrong = [
        Problem(SERIES, 0, name, str(schema[name]), _WHY.get(name, "not-text"))
        for name, types in _FITTING.items()
        if name in schema and not isinstance(schema[name], types)
    ]
    if wrong:
        raise Bad(wrong)
    given = [
        nw.col(name).fill_null("") if name in schema else nw.lit("").alias(name)
        for name in ("group", "market")
    ]
    lag = nw.col("lag").cast(nw.Int64).fill_null(0) if "lag" in schema else nw.lit(0).alias("lag")
    return frame.select("series", "day", "value", *given, lag).to_native()


def problems(weeks: pl.DataFrame, *, adds: bool) -> Iterator[Problem]:
    """Yield what is wrong with folded lines; each names a series and a week, not a line."""
    low = pl.col("least") < 0 if adds else pl.col("least") <= 0
    lag = pl.min_horizontal("lag_from", "lag_until")
    tests = {
        ("series", "empty"): pl.col("series").fill_null("") == "",
        ("day", "empty"): pl.col("monday").is_null(),
        ("value", "not-a-number"): ~pl.col("total").is_finite(),
        ("value", "below-zero" if adds else "not-above-zero"): low,
        ("value", "too-large"): pl.col("greatest").is_finite() & (pl.col("greatest") > LARGEST),
        ("day", "twice"): pl.col("rows") > pl.col("different"),
        ("lag", "not-a-lag"): (lag < 0) | (pl.col("lag_until") > LONGEST_LAG),
    } | {
        (name, why): pl.col(f"{name}_from").min().over("series")
        != pl.col(f"{name}_until").max().over("series")
        for name, why in SAME.items()
    }
    for (column, why), test in tests.items():
        for row in weeks.filter(test.fill_null(value=False)).iter_rows(named=True):
            yield Problem(SERIES, 0, column, f"{row['series'] or ''} {row['monday'] or ''}", why)
