"""Working out formulas on a table: as Narwhals expressions, on Polars or on Spark."""

from functools import reduce
from itertools import pairwise
from operator import and_, or_
from typing import Any

import narwhals as nw

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


def number(of: Number) -> nw.Expr:  # noqa: PLR0911 - a line for each kind of formula
    """Return a number or a day as an expression; null where it is not known."""
    match of:
        case Column(name):
            return nw.col(name)
        case Fixed(value):
            return nw.lit(value)
        case Positive(name):
            return nw.when(nw.col(name) > 0).then(nw.col(name))
        case Scaled(inner, by):
            return number(inner) * by if by != 1 else number(inner)
        case Floored(inner, by):
            return number(inner) // by
        case Added(parts):
            return reduce(lambda left, right: left + right, map(number, parts))
        case Greatest(parts):
            return nw.max_horizontal(*map(number, parts))
        case Least(inner, cap):
            # Not min_horizontal: it would take the cap for a value that is not known.
            whole = number(inner)
            return nw.when(whole > cap).then(nw.lit(cap)).otherwise(whole)
        case Points(tests, otherwise, if_unknown):
            return _points(tests, otherwise, if_unknown)


def _points(tests: tuple[tuple[Truth, int], ...], otherwise: int, if_unknown: bool) -> nw.Expr:
    # A null test falls through `when`, so what it counts as is said first.
    left: Any = nw.lit(otherwise)
    for test, points in reversed(tests):
        left = nw.when(truth(test).fill_null(if_unknown)).then(nw.lit(points)).otherwise(left)
    return left


def truth(of: Truth) -> nw.Expr:  # noqa: C901, PLR0911 - a line for each kind of formula
    """Return whether it holds as an expression of booleans; null where that is not known."""
    match of:
        case AllOf(parts):
            return reduce(and_, map(truth, parts))
        case AnyOf(parts):
            return reduce(or_, map(truth, parts))
        case Not(inner):
            return ~truth(inner)
        case Compared(left, how, right):
            return _compare(number(left), how, _right(right))
        case Always(value):
            return nw.lit(value, nw.Boolean)
        case Flag(name) | Judged(name):
            return nw.col(name)
        case OneOf(name, choices):
            # `is_in` answers false for null on one engine and null on the other.
            return reduce(or_, (nw.col(name) == choice for choice in choices))
        case Pattern(name, pattern):
            return nw.col(name).str.contains(pattern)
        case Undefined(name):
            return (nw.col(name) <= 0).fill_null(False)
        case Open(inner):
            return truth(inner).is_null()
        case MeanGrowth():
            return _mean_growth(of)


def _right(of: Number) -> Any:
    return of.value if isinstance(of, Fixed) else number(of)


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


def _mean_growth(of: MeanGrowth) -> nw.Expr:
    total: Any = 0.0
    for now, before in pairwise(of.names):
        below = nw.when(nw.col(before) > 0).then(nw.col(before)).cast(nw.Float64)
        quotient = nw.col(now).cast(nw.Float64) / below
        total = total + quotient if isinstance(total, nw.Expr) else quotient
    edge = -EDGE if of.how in {"ge", "lt"} else EDGE
    return _compare(total, of.how, growth_limit(of) + edge)
