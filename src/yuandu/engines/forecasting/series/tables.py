"""Series as they are handed in, read into weeks, and what is said of lines that cannot be read."""

import datetime
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from yuandu.engines.tables import Bad, Problem

Floats = NDArray[np.float64]

LARGEST = 1e12
MOST_WEEKS = 60 * 53  # from the first to the last; a longer table has a slip in a year
LONGEST_LAG = 104
REQUIRED = ("series", "day", "value")
OPTIONAL = ("group", "market", "lag")
SAME = {"group": "groups-differ", "market": "markets-differ", "lag": "lags-differ"}
WEEK = datetime.timedelta(weeks=1)
_SATURDAY = 6

SERIES = "series"  # the one table there is


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


def read(table: pl.DataFrame, *, adds: bool = False) -> Panel:
    """Return a table of `series`, `day`, `value` as weeks: means of prices, sums of quantities.

    A day is a date or an ISO week (`2026-W07`). An empty value is one that was not reported.
    Of quantities the last week is left out while days of it are still to come.

    Raises:
        Bad: with every problem that was found: `missing-column`, `empty`, `not-a-number`,
            `not-a-day`, `not-above-zero`, `below-zero`, `too-large`, `twice`, `groups-differ`,
            `markets-differ`, `lags-differ`, `not-a-lag`, `too-long`, `no-values`.
    """
    missing = [name for name in REQUIRED if name not in table.columns]
    if missing:
        raise Bad([Problem(SERIES, 0, name, "", "missing-column") for name in missing])
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
    problems = _problems(text, rows, adds=adds)
    if problems:
        raise Bad(sorted(problems, key=lambda each: each.line))
    return _weeks(rows, adds=adds)


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
    found = [
        Problem(
            SERIES, row["line"], column, row["day_text" if column == "day" else column] or "", why
        )
        for (column, why), test in tests.items()
        for row in both.filter(test.fill_null(value=False)).iter_rows(named=True)
    ]
    if found:
        return found
    if not rows["number"].is_not_null().any():
        return [Problem(SERIES, 0, "value", "", "no-values")]
    days: tuple[datetime.date, datetime.date] = rows.select(
        pl.col("day").min().alias("from"), pl.col("day").max().alias("until")
    ).row(0)
    if (days[1] - days[0]).days // 7 > MOST_WEEKS:
        return [Problem(SERIES, 0, "day", f"{days[0]} – {days[1]}", "too-long")]
    return []


def _weeks(rows: pl.DataFrame, *, adds: bool) -> Panel:
    told = rows.filter(pl.col("number").is_not_null())
    cut_off: datetime.date = told["day"].max()  # type: ignore[assignment]
    monday = pl.col("day") - pl.duration(days=pl.col("day").dt.weekday() - 1)
    found = rows.with_columns(monday=monday)
    whole = pl.col("number").sum() if adds else pl.col("number").mean()
    weekly = (
        found.filter(pl.col("number").is_not_null())
        .group_by("series", "monday")
        .agg(value=whole, days=pl.len())
    )
    last: datetime.date = weekly["monday"].max()  # type: ignore[assignment]
    by_day = weekly.select(pl.col("days").max()).item() > 1
    if adds and by_day and cut_off.isoweekday() < _SATURDAY and weekly["monday"].n_unique() > 1:
        weekly = weekly.filter(pl.col("monday") < last)
        last -= WEEK
    first: datetime.date = weekly["monday"].min()  # type: ignore[assignment]
    known = found.unique("series", keep="first", maintain_order=True).sort("series")
    names = known["series"].to_list()
    values = np.full((len(names), (last - first).days // 7 + 1), np.nan)
    at = weekly.join(known.select("series").with_row_index("at"), on="series")
    columns = (at["monday"] - first).dt.total_days() // 7
    values[at["at"].to_numpy(), columns.to_numpy()] = at["value"].to_numpy()
    return Panel(
        names=names,
        groups=known["group"].to_list(),
        markets=known["market"].to_list(),
        lags=known["lag_number"].to_numpy().astype(np.int64),
        first=first,
        values=values,
        adds=adds,
        cut_off=cut_off,
    )
