"""Orders, growers and lanes as a docking reads them, and what it says of lines it cannot read.

Orders and growers are tables of whole lines: who asks for what and who offers what. An order
takes any grade at least as good as it names (1 is the best), from a place that a lane leads
from, in weeks that both have in common. It may want at least a lot from every offer, and growers
no more than so many; a lane may have a capacity.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from yuandu.engines.tables import Bad, Problem

CENTS = 100  # 分 in a 元
LARGEST = 10**9  # units, or yuan a unit: more is a slip of the pen

TEXT, WHOLE, MONEY, DAY = "text", "whole", "money", "day"
ORDERS = {
    "order": TEXT, "kind": TEXT, "grade": WHOLE, "quantity": WHOLE, "price": MONEY,
    "from": DAY, "until": DAY, "market": TEXT,
}  # fmt: skip
GROWERS = {
    "grower": TEXT, "kind": TEXT, "grade": WHOLE, "quantity": WHOLE, "ask": MONEY,
    "from": DAY, "until": DAY, "place": TEXT,
}  # fmt: skip
LANES = {"place": TEXT, "market": TEXT, "cost": MONEY}
# What may be left out, and what is read then.
OPTIONAL: dict[str, dict[str, tuple[str, object]]] = {
    "orders": {"priority": (WHOLE, 1), "lot": (WHOLE, 1), "most": (WHOLE, None)},
    "growers": {"total": (WHOLE, None), "merit": (MONEY, "0"), "group": (TEXT, "")},
    "lanes": {"capacity": (WHOLE, None)},
}
UNIQUE = {"orders": ("order",), "growers": ("grower", "kind", "grade", "from", "place"),
          "lanes": ("place", "market")}  # fmt: skip
AT_LEAST = {"grade": 1, "quantity": 1, "priority": 1, "total": 1, "lot": 1, "most": 1}


@dataclass(frozen=True, slots=True)
class Market:
    """Orders, offers of growers and lanes, read: money in 分, lines in the order given."""

    orders: pl.DataFrame
    growers: pl.DataFrame
    lanes: pl.DataFrame | None


def read(orders: pl.DataFrame, growers: pl.DataFrame, lanes: pl.DataFrame | None) -> Market:
    """Return a market of tables as they came: any types, all that can be said of them checked.

    Args:
        lanes: Without them every place reaches every market at no cost.

    Raises:
        Bad: with every problem that was found: `missing-column`, `empty`, `not-whole`, `not-money`,
            `not-a-day`, `too-small`, `too-large`, `twice`, `until-before-from`, `totals-differ`,
            `groups-differ`.
    """
    problems: list[Problem] = []
    read_orders = _table("orders", orders, ORDERS, problems)
    read_growers = _table("growers", growers, GROWERS, problems)
    read_lanes = None if lanes is None else _table("lanes", lanes, LANES, problems)
    if problems:
        raise Bad(problems)
    problems += _totals(read_growers)
    if problems:
        raise Bad(problems)
    return Market(read_orders, read_growers, read_lanes)


def _table(
    name: str, given: pl.DataFrame, required: dict[str, str], problems: list[Problem]
) -> pl.DataFrame:
    optional = OPTIONAL[name]
    missing = [column for column in required if column not in given.columns]
    if missing:
        problems += [Problem(name, 0, column, "", "missing-column") for column in missing]
        return given
    columns = []
    for column, kind in required.items():
        columns.append(_column(name, given[column], kind, problems, is_required=True))
    for column, (kind, default) in optional.items():
        values = (
            given[column]
            if column in given.columns
            else pl.Series(column, [None] * given.height, pl.String)
        )
        if default is not None:
            values = values.cast(pl.String).fill_null(str(default))
        columns.append(_column(name, values, kind, problems, is_required=False))
    table = pl.DataFrame(columns)
    if not problems:
        problems += _across(name, table)
    return table


def _column(
    table: str, given: pl.Series, kind: str, problems: list[Problem], *, is_required: bool
) -> pl.Series:
    text = given.cast(pl.String).str.strip_chars()
    read = _READ[kind](text).alias(given.name)
    blank = text.is_null() | (text == "")
    if kind == TEXT:
        wrong = pl.Series([False] * len(text), dtype=pl.Boolean)
    else:
        wrong = read.is_null() & ~blank
    found = {_NOT[kind]: wrong}
    if is_required:
        found["empty"] = blank
    if kind in (WHOLE, MONEY):
        found["too-small"] = read < AT_LEAST.get(given.name, 0)
        found["too-large"] = read > LARGEST * (CENTS if kind == MONEY else 1)
    problems += [
        Problem(table, at + 1, given.name, text[at] or "", why)
        for why, bad in found.items()
        for at in bad.fill_null(value=False).arg_true().to_list()
    ]
    return read


def _whole(text: pl.Series) -> pl.Series:
    return text.str.extract(r"^(-?\d{1,18})(?:\.0+)?$").cast(pl.Int64, strict=False)


def _money(text: pl.Series) -> pl.Series:
    """Return 分 of yuan with at most two decimals, exactly: no binary fraction in between."""
    parts = text.str.extract_groups(r"^(-?)(\d{1,15})(?:\.(\d{1,2})0*)?$").struct.unnest()
    sign, yuan, cents = parts["1"], parts["2"], parts["3"]
    amount = yuan.cast(pl.Int64, strict=False) * CENTS + (
        cents.fill_null("0").str.pad_end(2, "0").cast(pl.Int64, strict=False)
    )
    return pl.select(pl.when(sign == "-").then(-amount).otherwise(amount)).to_series()


def _day(text: pl.Series) -> pl.Series:
    return text.str.head(10).str.to_date("%Y-%m-%d", strict=False)


_READ = {TEXT: lambda text: text, WHOLE: _whole, MONEY: _money, DAY: _day}
_NOT = {TEXT: "empty", WHOLE: "not-whole", MONEY: "not-money", DAY: "not-a-day"}


def _across(name: str, table: pl.DataFrame) -> Iterator[Problem]:
    """Yield what is wrong between columns or lines of a table."""
    if "from" in table.columns:
        for line in (table["until"] < table["from"]).arg_true().to_list():
            yield Problem(name, line + 1, "until", str(table["until"][line]), "until-before-from")
    keys = UNIQUE[name]
    again = ~table.select(pl.struct(keys).is_first_distinct()).to_series()
    for line in again.arg_true().to_list():
        words = " · ".join(str(table[key][line]) for key in keys)
        yield Problem(name, line + 1, keys[0], words, "twice")


def _totals(growers: pl.DataFrame) -> Iterator[Problem]:
    """Yield growers who have two totals or stand in two groups."""
    for column, why in (("total", "totals-differ"), ("group", "groups-differ")):
        differing = growers.with_row_index("line").filter(
            pl.col(column).fill_null("" if column == "group" else -1)
            != pl.col(column).fill_null("" if column == "group" else -1).first().over("grower")
        )
        for row in differing.iter_rows(named=True):
            yield Problem("growers", row["line"] + 1, column, str(row[column]), why)
