"""Working out formulas on a table: as Narwhals expressions, on Polars or on Spark.

Books share a good part of their formulas, and a formula shares parts of its own. `Sheet`
finds the parts that occur more than once, whoever asks for them, and works each out once.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import pairwise
from operator import and_, or_
from typing import Any, override

import narwhals as nw
import polars as pl

from yuandu.engines.rules.evaluating import growth_limit
from yuandu.engines.rules.formulas import (
    EDGE,
    Added,
    AllOf,
    Always,
    AnyOf,
    Column,
    Compared,
    Fixed,
    Flag,
    Floored,
    Greatest,
    Judged,
    Least,
    MeanGrowth,
    Not,
    NotBelow,
    Number,
    OneOf,
    Open,
    Pattern,
    Points,
    Positive,
    Scaled,
    Truth,
    Undefined,
)
from yuandu.engines.rules.scales import runs

# Parts that recur are columns of their own already: looking for more costs more than it saves.
AS_IT_STANDS = pl.QueryOptFlags.none()

type Formula = Truth | Number
type Key = tuple[object, ...]
# Not worth a column of their own: they are columns already, or stand for one value.
PLAIN = (Column, Fixed, Flag, Judged, Always)
MOST_RUNS = 4  # of places that are compared one by one; beyond, they are looked up


class Sheet:
    """A table's formulas, each part that occurs more than once worked out once.

    First say which formulas there will be, each as often as it will be read; then take their
    expressions. `shared` are the columns that these read, to be added to the table first.

    Args:
        texts: Of text columns that hold places in a list instead, that list.
        divides: Whether the engine divides whole numbers as such; Spark does in doubles.
    """

    def __init__(
        self,
        asked: Iterable[Formula],
        texts: Mapping[str, tuple[str, ...]],
        *,
        divides: bool = False,
    ) -> None:
        self._texts = texts
        self._divides = divides
        self._places: dict[int, int] = {}  # of formulas seen, by identity
        self._kept: list[Formula] = []  # so that no identity is given twice
        self._known: dict[Key, int] = {}
        self._formulas: list[Formula] = []
        self._uses: list[int] = []
        self._levels: dict[int, int] = {}
        for formula in asked:
            self._uses[self._place(formula)] += 1

    def shared(self) -> list[list[nw.Expr]]:
        """Return the columns to add: in rounds, each reading those before it."""
        rounds: dict[int, list[nw.Expr]] = {}
        for place, formula in enumerate(self._formulas):
            if self._is_shared(place):
                column = self._built(formula).alias(_name(place))
                rounds.setdefault(self._level(place), []).append(column)
        return [columns for _, columns in sorted(rounds.items())]

    def truth(self, formula: Truth) -> nw.Expr:
        """Return whether it holds as an expression of booleans; null where it is not known."""
        return self._expression(formula)

    def number(self, formula: Number) -> nw.Expr:
        """Return a number or a day as an expression; null where it is not known."""
        return self._expression(formula)

    # Sharing

    def _place(self, formula: Formula) -> int:
        """Return the place of a formula; equal ones have the same."""
        place = self._places.get(id(formula))
        if place is None:
            parts = tuple(self._place(part) for part in parts_of(formula))
            key = (type(formula), parts, *_besides(formula))
            place = self._known.get(key)
            if place is None:
                place = self._known[key] = len(self._formulas)
                self._formulas.append(formula)
                self._uses.append(0)
                for part in parts:
                    self._uses[part] += 1
            self._places[id(formula)] = place
            self._kept.append(formula)
        return place

    def _is_shared(self, place: int) -> bool:
        return self._uses[place] > 1 and not isinstance(self._formulas[place], PLAIN)

    def _level(self, place: int) -> int:
        """Return how many rounds of columns have to be there before this."""
        if place not in self._levels:
            below = [self._place(part) for part in parts_of(self._formulas[place])]
            self._levels[place] = max(
                (self._level(part) + self._is_shared(part) for part in below), default=0
            )
        return self._levels[place]

    def _expression(self, formula: Formula) -> nw.Expr:
        place = self._place(formula)
        return nw.col(_name(place)) if self._is_shared(place) else self._built(formula)

    # Kinds of formula

    def _built(self, of: Formula) -> nw.Expr:  # noqa: C901, PLR0911, PLR0912 - a line for each kind of formula
        match of:
            case Column(name) | Flag(name) | Judged(name):
                return nw.col(name)
            case Fixed(value):
                return nw.lit(value)
            case Always(held):
                return nw.lit(held, nw.Boolean)
            case Positive(name):
                return nw.when(nw.col(name) > 0).then(nw.col(name))
            case Scaled(inner, by):
                return self._wide(inner) * by if by != 1 else self._wide(inner)
            case Floored(inner, by):
                whole = self._wide(inner)
                return whole // by if self._divides else _floored(whole, by)
            case Added(parts):
                return reduce(lambda left, right: left + right, map(self._wide, parts))
            case Greatest(parts):
                return nw.max_horizontal(*map(self.number, parts))
            case Least(inner, cap):
                # Not min_horizontal: it would take the cap for a value that is not known.
                whole = self.number(inner)
                return nw.when(whole > cap).then(nw.lit(cap)).otherwise(whole)
            case NotBelow(inner, floor):
                whole = self.number(inner)
                return nw.when(whole < floor).then(nw.lit(floor)).otherwise(whole)
            case Points(tests, otherwise, if_unknown):
                return self._points(tests, otherwise, if_unknown)
            case AllOf(parts):
                return reduce(and_, map(self.truth, parts))
            case AnyOf(parts):
                return reduce(or_, map(self.truth, parts))
            case Not(inner):
                return ~self.truth(inner)
            case Open(inner):
                return self.truth(inner).is_null()
            case Compared(left, how, right):
                limit = right.value if isinstance(right, Fixed) else self.number(right)
                return _compare(self.number(left), how, limit)
            case OneOf(name, choices):
                return self._one_of(name, choices)
            case Pattern(name, pattern):
                return self._pattern(name, pattern)
            case Undefined(name):
                return (nw.col(name) <= 0).fill_null(False)
            case MeanGrowth():
                return _mean_growth(of)

    def _wide(self, of: Number) -> nw.Expr:
        """Return a number as an integer that does not run over; columns may be narrower."""
        number = self.number(of)
        return number.cast(nw.Int64) if isinstance(of, (Column, Positive)) else number

    def _points(
        self, tests: tuple[tuple[Truth, int], ...], otherwise: int, if_unknown: bool
    ) -> nw.Expr:
        # A null test falls through `when`, so what it counts as is said first.
        left: Any = nw.lit(otherwise)
        for test, points in reversed(tests):
            held = self.truth(test).fill_null(True) if if_unknown else self.truth(test)
            left = nw.when(held).then(nw.lit(points)).otherwise(left)
        return left

    def _one_of(self, name: str, choices: tuple[str, ...]) -> nw.Expr:
        if name in self._texts:
            return self._coded(name, choices.__contains__)
        # `is_in` answers false for null on one engine and null on the other.
        return reduce(or_, (nw.col(name) == choice for choice in choices))

    def _pattern(self, name: str, pattern: str) -> nw.Expr:
        if name in self._texts:
            return self._coded(name, lambda text: re.search(pattern, text) is not None)
        return nw.col(name).str.contains(pattern)

    def _coded(self, name: str, holds: Callable[[str], bool]) -> nw.Expr:
        """Return whether a text test holds for the place of the text in its list."""
        texts = self._texts[name]
        held = [holds(text) for text in texts]
        stretches = list(runs(held))
        if len(stretches) > MOST_RUNS:
            places = [place for place, holds_there in enumerate(held) if holds_there]
            return nw.col(name).is_in(places)  # null for null, as texts have places on Polars
        if not stretches:
            return nw.col(name) < 0
        return reduce(or_, (_within(name, run, len(texts)) for run in stretches))


@dataclass(frozen=True)
class Plan:
    """Columns to work out, after rounds of columns that they read."""

    rounds: list[list[nw.Expr]]
    columns: list[nw.Expr]

    def over(self, rows: nw.LazyFrame[Any], *kept: str) -> nw.LazyFrame[Any]:
        """Return the columns over rows, with those of the rows that are kept in front."""
        native = nw.to_native(rows)
        if isinstance(native, pl.LazyFrame):
            *rounds, columns = self._in_polars
            for shared in rounds:
                native = native.with_columns(shared)
            return nw.from_native(native.select(*kept, *columns))
        for expressions in self.rounds:
            rows = rows.with_columns(*expressions)
        return rows.select(*map(nw.col, kept), *self.columns)

    @cached_property
    def _in_polars(self) -> list[list[pl.Expr]]:
        """The rounds and the columns as Polars has them; translating takes as long as a sweep."""
        translated = []
        for expressions in (*self.rounds, self.columns):
            noting = _Noting()
            nw.from_native(noting).select(*expressions)
            translated.append(noting.noted)
        return translated


class _Noting(pl.LazyFrame):
    """Notes what Narwhals asks of Polars."""

    noted: list[pl.Expr]

    @override
    def select(self, *exprs: Any, **named: Any) -> pl.LazyFrame:
        self.noted = list(exprs)
        return super().select(*exprs, **named)


def worked_out(rows: nw.LazyFrame[Any]) -> Any:
    """Return a Polars table worked out, in stretches that fit the cache; Spark's as it is."""
    native = nw.to_native(rows)
    if isinstance(native, pl.LazyFrame):
        return native.collect(engine="streaming", optimizations=AS_IT_STANDS)
    return native


def _name(place: int) -> str:
    return f"_{place}"


def parts_of(formula: Formula) -> Iterator[Formula]:
    """Yield the formulas that one is made of."""
    match formula:
        case Scaled(of) | Floored(of) | Least(of) | NotBelow(of) | Not(of) | Open(of):
            yield of
        case Added(parts) | Greatest(parts) | AllOf(parts) | AnyOf(parts):
            yield from parts
        case Points(tests):
            yield from (test for test, _ in tests)
        case Compared(left, _, right):
            yield from (left, right)


def _besides(formula: Formula) -> Key:
    """Return what tells a formula from others with the same parts."""
    match formula:
        case Points(tests, otherwise, if_unknown):
            return (tuple(points for _, points in tests), otherwise, if_unknown)
        case Scaled(_, by) | Floored(_, by) | Least(_, by) | NotBelow(_, by) | Compared(_, by):
            return (by,)
        case Added() | Greatest() | AllOf() | AnyOf() | Not() | Open():
            return ()
    return (formula,)


def _compare(left: nw.Expr, how: str, right: Any) -> nw.Expr:
    match how:
        case "ge":
            return left >= right
        case "gt":
            return left > right
        case "le":
            return left <= right
        case _:
            return left < right


def _floored(whole: nw.Expr, by: int) -> nw.Expr:
    """Return a quotient rounded down, exact although Spark divides in doubles.

    Half of the divisor above a multiple of it, no rounding of doubles reaches another floor.
    """
    return whole if by == 1 else (whole - whole % by + by // 2) // by


def _mean_growth(of: MeanGrowth) -> nw.Expr:
    total: Any = 0.0
    for now, before in pairwise(of.names):
        below = nw.when(nw.col(before) > 0).then(nw.col(before)).cast(nw.Float64)
        quotient = nw.col(now).cast(nw.Float64) / below
        total = total + quotient if isinstance(total, nw.Expr) else quotient
    edge = -EDGE if of.how in {"ge", "lt"} else EDGE
    return _compare(total, of.how, growth_limit(of) + edge)


# Texts by their places in a list


def _within(name: str, run: tuple[int, int], count: int) -> nw.Expr:
    (first, last), column = run, nw.col(name)
    if first == last:
        return column == first
    if first == 0:
        return column <= last
    if last == count - 1:
        return column >= first
    return (column >= first) & (column <= last)
