"""Series as they are handed in, read into weeks, and what is said of lines that cannot be read."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import narwhals as nw
import numpy as np
import polars as pl
from numpy.typing import NDArray

from yuandu.engines.forecasting.series import folding
from yuandu.engines.forecasting.series.folding import LARGEST, LONGEST_LAG, OPTIONAL, SAME, SERIES
from yuandu.engines.tables import Bad, Problem

Floats = NDArray[np.float64]

MOST_WEEKS = 60 * 53  # from the first to the last; a longer table has a slip in a year
REQUIRED = ("series", "day", "value")
WEEK = datetime.timedelta(weeks=1)
_SATURDAY = 6


@dataclass(frozen=True, slots=True)
class Panel:
    """Series by week.

    Attributes:
        names, groups, markets, lags: One place a series; `lags` is 0 where none was given.
        first: The Monday of the first week.
        values: Series × weeks; NaN where nothing was reported.
        adds: Whether values are quantities that add up; if not they are prices.
        cut_off: The last day that the table tells of.
    """

    names: list[str]
    groups: list[str]
    markets: list[str]
    lags: NDArray[np.int64]
    first: datetime.date
    values: Floats
    adds: bool
    cut_off: datetime.date

    @property
    def weeks(self) -> int:
        return self.values.shape[1]

    def monday(self, week: int) -> datetime.date:
        """Return the Monday of a week, which may lie beyond the last."""
        return self.first + week * WEEK


def read(table: Any, *, adds: bool = False) -> Panel:
    """Return a table of `series`, `day`, `value` as weeks: means of prices, sums of quantities.

    A day is a date or an ISO week (`2026-W07`). An empty value is one that was not reported.
    Of quantities the last week is left out while days of it are still to come.

    Args:
        table: A Polars DataFrame, whose columns may be texts; or a frame that is not read yet, of
            Polars, Spark or whatever Narwhals knows, whose `day` is a date and `value` a number.
            Its weeks are put together where it lies.

    Raises:
        Bad: with every problem that was found: `missing-column`, `empty`, `not-a-number`,
            `not-a-day`, `not-above-zero`, `below-zero`, `too-large`, `twice`, `groups-differ`,
            `markets-differ`, `lags-differ`, `not-a-lag`, `too-long`, `no-values`, `not-text`.
            Those of a frame that is not read yet have no line, but name a series and a week.
    """
    columns = nw.from_native(table).lazy().collect_schema().names()
    missing = [name for name in REQUIRED if name not in columns]
    if missing:
        raise Bad([Problem(SERIES, 0, name, "", "missing-column") for name in missing])
    if isinstance(table, pl.DataFrame):
        weeks = folding.fold(_sound(table, adds=adds), adds=adds)
    else:
        weeks = folding.fold(folding.completed(table), adds=adds)
        if problems := list(folding.problems(weeks, adds=adds)):
            raise Bad(problems)
    if problems := list(_of_the_whole(weeks)):
        raise Bad(problems)
    return _panel(weeks, adds=adds)


def _sound(table: pl.DataFrame, *, adds: bool) -> pl.DataFrame:
    """Return a table's lines as dates and numbers, or tell what is wrong with each."""
    text = table.select(
        pl.col(name).cast(pl.String).str.strip_chars()
        for name in (*REQUIRED, *OPTIONAL)
        if name in table.columns
    )
    text = text.with_columns(pl.lit("").alias(name) for name in OPTIONAL if name not in text)
    text = text.with_columns(pl.col(OPTIONAL).fill_null(""))
    rows = text.with_columns(
        day=_day(pl.col("day")),
        number=pl.col("value").cast(pl.Float64, strict=False),
        lag_number=pl.col("lag").cast(pl.Float64, strict=False).fill_null(0).cast(pl.Int64),
        line=pl.int_range(1, pl.len() + 1),
    )
    if problems := _problems(text, rows, adds=adds):
        raise Bad(sorted(problems, key=lambda each: each.line))
    named = {"value": "number", "lag": "lag_number"}
    return rows.select(
        "series", "day", "group", "market", **{k: pl.col(v) for k, v in named.items()}
    )


def _day(text: pl.Expr) -> pl.Expr:
    week = (text.str.to_uppercase() + "-1").str.to_date("%G-W%V-%u", strict=False)
    return pl.coalesce(text.str.head(10).str.to_date("%Y-%m-%d", strict=False), week)


def _problems(text: pl.DataFrame, rows: pl.DataFrame, *, adds: bool) -> list[Problem]:
    number, has_value = pl.col("number"), pl.col("value").fill_null("") != ""
    lag = pl.col("lag_number")
    tests = {
        ("series", "empty"): pl.col("series").fill_null("") == "",
        ("day", "empty"): pl.col("day_text").fill_null("") == "",
        ("day", "not-a-day"): pl.col("day").is_null() & (pl.col("day_text").fill_null("") != ""),
        ("value", "not-a-number"): has_value & ~number.is_finite().fill_null(value=False),
        ("value", "below-zero" if adds else "not-above-zero"): (
            number < 0 if adds else (number <= 0)
        ),
        ("value", "too-large"): number.is_finite() & (number > LARGEST),
        ("day", "twice"): pl.col("day").is_not_null()
        & ~pl.struct("series", "day").is_first_distinct(),
        ("lag", "not-a-lag"): (pl.col("lag") != "")
        & (~pl.col("lag").str.contains(r"^\d{1,3}$") | (lag < 1) | (lag > LONGEST_LAG)),
    } | {
        (name, why): pl.col(name) != pl.col(name).first().over("series")
        for name, why in SAME.items()
    }
    both = rows.with_columns(day_text=text["day"])
    return [
        Problem(
            SERIES, row["line"], column, row["day_text" if column == "day" else column] or "", why
        )
        for (column, why), test in tests.items()
        for row in both.filter(test.fill_null(value=False)).iter_rows(named=True)
    ]


def _of_the_whole(weeks: pl.DataFrame) -> Iterator[Problem]:
    if not weeks["days"].sum():
        yield Problem(SERIES, 0, "value", "", "no-values")
        return
    first: datetime.date = weeks["monday"].min()  # type: ignore[assignment]
    last: datetime.date = weeks["monday"].max()  # type: ignore[assignment]
    if (last - first) // WEEK > MOST_WEEKS:
        yield Problem(SERIES, 0, "day", f"{first} – {last}", "too-long")


def _panel(weeks: pl.DataFrame, *, adds: bool) -> Panel:
    cut_off: datetime.date = weeks["last"].max()  # type: ignore[assignment]
    told = weeks.filter(pl.col("value").is_not_null())
    last: datetime.date = told["monday"].max()  # type: ignore[assignment]
    by_day = told.select(pl.col("days").max()).item() > 1
    if adds and by_day and cut_off.isoweekday() < _SATURDAY and told["monday"].n_unique() > 1:
        told = told.filter(pl.col("monday") < last)
        last -= WEEK
    first: datetime.date = told["monday"].min()  # type: ignore[assignment]
    known = (
        weeks.group_by("series")
        .agg(
            group=pl.col("group_from").min(),
            market=pl.col("market_from").min(),
            lag=pl.col("lag_from").min(),
        )
        .sort("series")
    )
    values = np.full((known.height, (last - first) // WEEK + 1), np.nan)
    at = told.join(known.select("series").with_row_index("at"), on="series")
    columns = (at["monday"] - first).dt.total_days() // 7
    values[at["at"].to_numpy(), columns.to_numpy()] = at["value"].to_numpy()
    return Panel(
        names=known["series"].to_list(),
        groups=known["group"].to_list(),
        markets=known["market"].to_list(),
        lags=known["lag"].to_numpy().astype(np.int64),
        first=first,
        values=values,
        adds=adds,
        cut_off=cut_off,
    )
