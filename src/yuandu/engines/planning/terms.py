"""What a plan is made from, as tables, and what is said of lines that cannot be read.

Three tables and the scenarios: who plans, what each may plant, what is known of each kind. A
plan is for one period, a season say; crop, cost and area are those of the period.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from yuandu.engines.planning.tableau import Limits, Reals
from yuandu.engines.tables import Bad, Problem

GROWERS = ("area", "cash", "caution")
LINES = ("crop", "cost", "most", "least", "rested")
KINDS = ("usual", "others", "flexibility")
REQUIRED = {
    "growers": ("grower", "area", "cash"),
    "lines": ("grower", "kind", "crop", "cost"),
    "kinds": ("kind", "usual"),
}
UNIQUE = {"growers": ("grower",), "lines": ("grower", "kind"), "kinds": ("kind",)}
CAUTION = 0.5  # λ of a grower who says nothing of risk
FLEXIBILITY = 0.5  # by so many per cent the price falls where supply grows by one per cent
LARGEST = 1e12
ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is known of the period to come.

    Attributes:
        kinds: `kind`; `usual`, the units at which the scenarios' prices hold; `others`, the
            units that come from those who do not plan here; `flexibility` of the price.
        scenarios: Yuan that a unit brings, price and loss of the crop together, shape
            (kinds, scenarios): what stands in one column happens together.
        bad_share: Which part of the scenarios, the worst ones, is called a bad year.
    """

    kinds: pl.DataFrame
    scenarios: Reals
    bad_share: float = 0.1

    @property
    def bad(self) -> int:
        """How many scenarios make a bad year."""
        return max(1, round(self.scenarios.shape[1] * self.bad_share))


@dataclass(frozen=True, slots=True)
class Question:
    """Who asks what to plant: tables as read, lines sorted by grower, and the same as arrays."""

    outlook: Outlook
    growers: pl.DataFrame
    lines: pl.DataFrame
    limits: Limits


def read(outlook: Outlook, growers: pl.DataFrame, lines: pl.DataFrame) -> Question:
    """Return a question from tables as they came.

    Args:
        growers: `grower`, `area` in m², `cash` in yuan; optional `caution`, the λ.
        lines: `grower`, `kind`, `crop` in units a m², `cost` in yuan a m²; optional `most` and
            `least` m² of the line, and `family` with `rested`, the m² on which any kind of that
            family may stand.

    Raises:
        Bad: with every problem that was found: `missing-column`, `empty`, `not-a-number`,
            `too-small`, `too-large`, `twice`, `unknown-grower`, `unknown-kind`, `rested-differs`;
            of limits that no plan can keep `promised-beyond-most`, `-area`, `-cash`, `-rested`,
            the `value` being by how much.
    """
    problems: list[Problem] = []
    kinds = _table("kinds", outlook.kinds, dict.fromkeys(KINDS), problems)
    growers = _table("growers", growers, dict.fromkeys(GROWERS), problems)
    lines = _table("lines", lines, dict.fromkeys(LINES), problems)
    if problems:
        raise Bad(problems)
    kinds = kinds.with_columns(
        pl.col("others").fill_null(0.0), pl.col("flexibility").fill_null(FLEXIBILITY)
    )
    growers = growers.with_columns(pl.col("caution").fill_null(CAUTION))
    problems += _unknown(lines, "grower", growers["grower"], "unknown-grower")
    problems += _unknown(lines, "kind", kinds["kind"], "unknown-kind")
    if kinds.height != outlook.scenarios.shape[0] or not np.isfinite(outlook.scenarios).all():
        problems.append(Problem("kinds", 0, "scenarios", "", "not-a-number"))
    if problems:
        raise Bad(problems)
    lines = _sorted(growers, lines)
    limits = _limits(kinds, growers, lines)
    problems += _beyond(limits, lines)
    if problems:
        raise Bad(problems)
    return Question(Outlook(kinds, outlook.scenarios, outlook.bad_share), growers, lines, limits)


def _table(
    name: str, given: pl.DataFrame, numbers: dict[str, None], problems: list[Problem]
) -> pl.DataFrame:
    missing = [column for column in REQUIRED[name] if column not in given.columns]
    problems += [Problem(name, 0, column, "", "missing-column") for column in missing]
    if missing:
        return given
    for column in UNIQUE[name]:
        given = given.with_columns(pl.col(column).cast(pl.String).str.strip_chars())
        for at in (given[column].is_null() | (given[column] == "")).arg_true():
            problems.append(Problem(name, at + 1, column, "", "empty"))
    for column in numbers:
        problems += _number(name, given, column)
        if column not in given.columns:
            given = given.with_columns(pl.lit(None, pl.Float64).alias(column))
        given = given.with_columns(pl.col(column).cast(pl.Float64, strict=False))
    again = ~given.select(pl.struct(UNIQUE[name]).is_first_distinct()).to_series()
    for at in again.arg_true():
        words = " · ".join(str(given[key][at]) for key in UNIQUE[name])
        problems.append(Problem(name, at + 1, UNIQUE[name][-1], words, "twice"))
    return given


def _number(name: str, given: pl.DataFrame, column: str) -> Iterator[Problem]:
    if column not in given.columns:
        return
    read = given[column].cast(pl.Float64, strict=False)
    least = ROUNDING if column == "usual" else 0.0
    is_lost = (
        read.is_null() if column in REQUIRED[name] else read.is_null() & ~given[column].is_null()
    )
    found = {
        "not-a-number": is_lost | read.is_nan(),
        "too-small": read < least,
        "too-large": read > LARGEST,
    }
    for why, bad in found.items():
        for at in bad.fill_null(value=False).arg_true():
            yield Problem(name, at + 1, column, str(given[column][at]), why)


def _unknown(lines: pl.DataFrame, column: str, known: pl.Series, why: str) -> Iterator[Problem]:
    for at in (~lines[column].is_in(known.implode())).arg_true():
        yield Problem("lines", at + 1, column, lines[column][at], why)


def _sorted(growers: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """Return lines in the growers' order, the greatest areas written out."""
    numbered = growers.select("grower", "area").with_row_index("grower_no")
    if "family" not in lines.columns:
        lines = lines.with_columns(family=pl.lit(None, pl.String))
    return (
        lines.with_row_index("line", offset=1)
        .join(numbered, on="grower", how="left", maintain_order="left")
        .with_columns(
            # Twice the beds are no limit, and unlike the beds themselves take nothing of their price.
            most=pl.min_horizontal("most", 2 * pl.col("area")),
            least=pl.col("least").fill_null(0.0),
            family=pl.when(pl.col("rested").is_not_null()).then(pl.col("family")),
        )
        .drop("area")
        .sort("grower_no", "line")
    )


def _limits(kinds: pl.DataFrame, growers: pl.DataFrame, lines: pl.DataFrame) -> Limits:
    columns: dict[str, Any] = {
        each: np.ascontiguousarray(lines[each].to_numpy(), dtype=np.float64)
        for each in ("crop", "cost", "least", "most")
    }
    for each in GROWERS:
        columns[each] = np.ascontiguousarray(growers[each].to_numpy(), dtype=np.float64)
    counted = np.bincount(lines["grower_no"].to_numpy(), minlength=growers.height)
    numbers = {kind: at for at, kind in enumerate(kinds["kind"])}
    family = lines.select(
        pl.when(pl.col("family").is_not_null())
        .then(pl.col("family").rank("dense").over("grower_no") - 1)
        .otherwise(-1)
    ).to_series()
    return Limits(
        first=np.r_[0, np.cumsum(counted)].astype(np.int64),
        kind=lines["kind"].replace_strict(numbers, return_dtype=pl.Int64).to_numpy().copy(),
        family=family.cast(pl.Int64).to_numpy().copy(),
        rested=lines["rested"].fill_null(0.0).to_numpy().copy(),
        **columns,
    )


def _beyond(limits: Limits, lines: pl.DataFrame) -> Iterator[Problem]:
    """Yield limits that no plan can keep, since more is promised already."""
    families = lines.filter(pl.col("family").is_not_null()).group_by(
        "grower_no", "family", maintain_order=True
    )
    for (_grower, family), own in families:
        if own["rested"].n_unique() > 1:
            yield Problem("lines", own["line"][0], "rested", str(family), "rested-differs")
        over = own["least"].sum() - own["rested"][0]
        if over > ROUNDING:
            yield Problem("lines", own["line"][0], "least", f"{over:g}", "promised-beyond-rested")
    for at in np.flatnonzero(limits.least > limits.most + ROUNDING):
        over = limits.least[at] - limits.most[at]
        yield Problem("lines", lines["line"][int(at)], "least", f"{over:g}", "promised-beyond-most")
    totals = {
        "promised-beyond-area": (limits.least, limits.area, "area"),
        "promised-beyond-cash": (limits.least * limits.cost, limits.cash, "cash"),
    }
    whose = np.repeat(np.arange(limits.area.size), np.diff(limits.first))
    for why, (amounts, limit, column) in totals.items():
        over = np.bincount(whose, weights=amounts, minlength=limit.size) - limit
        for at in np.flatnonzero(over > ROUNDING * np.maximum(limit, 1.0)):
            yield Problem("growers", int(at) + 1, column, f"{over[at]:g}", why)
