"""What formulas come to over a table in which a value is above zero for everybody.

It can be divided by: whether it can need not be tested subject by subject, and nobody is
waited for to judge in its place. In a table of firms that trade, that is a fifth of the work.
"""

from dataclasses import replace

from yuandu.engines.rules.formulas import (
    FALSE,
    Added,
    AllOf,
    AnyOf,
    Column,
    Compared,
    Floored,
    Greatest,
    Least,
    Not,
    NotBelow,
    Number,
    Open,
    Points,
    Positive,
    Scaled,
    Truth,
    Undefined,
    conjunction,
    disjunction,
    negation,
)
from yuandu.engines.rules.lowered import Lowered


def narrowed(one: Lowered, above_zero: frozenset[str]) -> Lowered:
    """Return what a book comes to where these columns are above zero or missing.

    Its scores stay as they are: what asks for them stands in the criteria.
    """
    return replace(
        one,
        truth=truth(one.truth, above_zero),
        truth_if_judged=truth(one.truth_if_judged, above_zero),
        criteria=tuple(
            replace(
                each,
                truth=truth(each.truth, above_zero),
                applies=truth(each.applies, above_zero),
                person=truth(each.person, above_zero),
            )
            for each in one.criteria
        ),
        benefits=tuple(
            replace(
                each,
                amount=number(each.amount, above_zero),
                if_met=truth(each.if_met, above_zero),
            )
            for each in one.benefits
        ),
    )


def truth(of: Truth, above_zero: frozenset[str]) -> Truth:  # noqa: PLR0911 - a line for each kind
    """Return a truth without the tests that are known to hold."""
    match of:
        case Undefined(name) if name in above_zero:
            return FALSE
        case AllOf(parts):
            return conjunction(*(truth(part, above_zero) for part in parts))
        case AnyOf(parts):
            return disjunction(*(truth(part, above_zero) for part in parts))
        case Not(inner):
            return negation(truth(inner, above_zero))
        case Open(inner):
            return Open(truth(inner, above_zero))
        case Compared(left, how, right):
            return Compared(number(left, above_zero), how, number(right, above_zero))
    return of


def number(of: Number, above_zero: frozenset[str]) -> Number:  # noqa: PLR0911 - a line for each kind
    """Return a number without the tests that are known to hold."""
    match of:
        case Positive(name) if name in above_zero:
            return Column(name)
        case Scaled(inner, by):
            return Scaled(number(inner, above_zero), by)
        case Floored(inner, by):
            return Floored(number(inner, above_zero), by)
        case Least(inner, cap):
            return Least(number(inner, above_zero), cap)
        case NotBelow(inner, floor):
            return NotBelow(number(inner, above_zero), floor)
        case Added(parts):
            return Added(tuple(number(part, above_zero) for part in parts))
        case Greatest(parts):
            return Greatest(tuple(number(part, above_zero) for part in parts))
        case Points(tests, otherwise, if_unknown):
            tried = tuple((truth(test, above_zero), points) for test, points in tests)
            return Points(tried, otherwise, if_unknown)
    return of
