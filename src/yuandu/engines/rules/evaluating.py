"""Working out formulas on one record."""

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Any

from yuandu.engines.rules.facts import Value
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
from yuandu.engines.rules.units import STEPS


def number(of: Number, values: Mapping[str, Value]) -> Any:  # noqa: C901, PLR0911 - a line for each kind of formula
    """Return a number or a day, `None` where it is not known."""
    match of:
        case Column(name):
            return values.get(name)
        case Fixed(value):
            return value
        case Positive(name):
            divisor = values.get(name)
            return divisor if isinstance(divisor, int) and divisor > 0 else None
        case Scaled(inner, by):
            scaled = number(inner, values)
            return None if scaled is None else scaled * by
        case Floored(inner, by):
            whole = number(inner, values)
            return None if whole is None else whole // by
        case Added(parts):
            added = [number(part, values) for part in parts]
            return None if None in added else sum(added)
        case Greatest(parts):
            return max(number(part, values) for part in parts)
        case Least(inner, cap):
            uncapped = number(inner, values)
            return None if uncapped is None else min(uncapped, cap)
        case NotBelow(inner, floor):
            whole = number(inner, values)
            return None if whole is None else max(whole, floor)
        case Points(tests, otherwise, if_unknown):
            for test, points in tests:
                holds = truth(test, values)
                if holds or (holds is None and if_unknown):
                    return points
            return otherwise


def truth(of: Truth, values: Mapping[str, Value]) -> bool | None:  # noqa: C901, PLR0911 - a line for each kind of formula
    """Return whether it holds, `None` where that is not known."""
    match of:
        case AllOf(parts):
            return _all(parts, values)
        case AnyOf(parts):
            return _any(parts, values)
        case Not(inner):
            held = truth(inner, values)
            return None if held is None else not held
        case Compared(left, how, right):
            return _compare(number(left, values), how, number(right, values))
        case Always(value):
            return value
        case Flag(name) | Judged(name):
            flag = values.get(name)
            return None if flag is None else bool(flag)
        case OneOf(name, choices):
            choice = values.get(name)
            return None if choice is None else choice in choices
        case Pattern(name, pattern):
            text = values.get(name)
            return None if text is None else _compiled(pattern).search(str(text)) is not None
        case Undefined(name):
            divisor = values.get(name)
            return isinstance(divisor, int) and divisor <= 0
        case Open(inner):
            return truth(inner, values) is None
        case MeanGrowth():
            return _mean_growth(of, values)


def _all(parts: tuple[Truth, ...], values: Mapping[str, Value]) -> bool | None:
    held: bool | None = True
    for part in parts:
        one = truth(part, values)
        if one is False:
            return False
        if one is None:
            held = None
    return held


def _any(parts: tuple[Truth, ...], values: Mapping[str, Value]) -> bool | None:
    held: bool | None = False
    for part in parts:
        one = truth(part, values)
        if one is True:
            return True
        if one is None:
            held = None
    return held


def _compare(left: Any, how: str, right: Any) -> bool | None:
    if left is None or right is None:
        return None
    match how:
        case "ge":
            return bool(left >= right)
        case "gt":
            return bool(left > right)
        case "le":
            return bool(left <= right)
        case _:
            return bool(left < right)


def _mean_growth(of: MeanGrowth, values: Mapping[str, Value]) -> bool | None:
    years = [values.get(name) for name in of.names]
    known = [year for year in years if isinstance(year, int) and not isinstance(year, bool)]
    if len(known) < len(years) or any(year <= 0 for year in known[1:]):
        return None
    total = 0.0
    for now, before in pairwise(known):
        total += now / before
    rate = growth_limit(of)
    edge = -EDGE if of.how in {"ge", "lt"} else EDGE
    return _compare(total, of.how, rate + edge)


def growth_limit(of: MeanGrowth) -> float:
    """Return what the sum of yearly quotients is compared with."""
    return (1 + float(of.rate) / STEPS["share"]) * (len(of.names) - 1)


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
