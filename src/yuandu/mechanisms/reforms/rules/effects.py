"""What a measure did to a figure: before and after, beside places in which it does not hold.

Pure. Months are codes (2026-03) and values numbers in any one unit; the day on which the
measure began is an argument. The month of that day belongs to neither side, unless it is
its first day.
"""

import datetime
import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean, variance

from yuandu.mechanisms.reforms.rules import student

CONFIDENCE = 0.95
LEAST_MONTHS = 3  # on each side of the beginning
LEAST_TREND = 4  # months before, through which a line is drawn
LEAST_PLACES = 3  # on each side of a comparison

type Values = Mapping[str, float]  # month → value


class Method(StrEnum):
    """How before and after are compared."""

    DIFFERENCE = "difference"  # beside places in which the measure does not hold
    TREND = "trend"  # beside the line of the months before: nothing is left to compare with


class State(StrEnum):
    """What can be said."""

    HELPED = "helped"  # the interval lies on the claimed side of nothing
    HURT = "hurt"  # it lies on the other side
    UNCLEAR = "unclear"  # it holds nothing
    FEW_MONTHS = "few_months"
    FEW_PLACES = "few_places"
    NO_PAST = "no_past"  # the figure does not say what it was
    NOT_BEGUN = "not_begun"


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate and the interval that holds the truth 95 times in 100."""

    estimate: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Side:
    """Some places: how many, their mean before and after."""

    places: int
    before: float
    after: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a measure did to one figure, with what it was worked out from.

    Attributes:
        before, after: The months that were compared.
        under, others: Places under the measure, and those that are not.
        effect: By how much the figure moved beyond what was to be expected.
        drift: By how much a month the gap between the two sides moved before the beginning;
            where its interval does not hold nothing, the comparison leans.
    """

    state: State
    method: Method
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    under: Side | None = None
    others: Side | None = None
    effect: Interval | None = None
    drift: Interval | None = None

    @property
    def is_judged(self) -> bool:
        return self.effect is not None

    @property
    def leans(self) -> bool:
        """Whether the two sides moved apart before the measure began."""
        return self.drift is not None and not self.drift.low <= 0 <= self.drift.high


def monthly(parts: Mapping[str, Sequence[float]], *, to_date: bool) -> dict[str, float]:
    """Return a figure's value in each month from what its parts were at the end of each.

    Args:
        parts: Month → the one part, or the two of a ratio.
        to_date: Whether parts add up since the year began: a month is then the difference
            to the one before, and unknown where that is.
    """
    found = {}
    for month, ended in parts.items():
        own: Sequence[float] | None = ended
        if to_date and not month.endswith("-01"):
            earlier = parts.get(_month_before(month))
            own = None if earlier is None else [a - b for a, b in zip(ended, earlier, strict=True)]
        value = None if own is None else _value(own)
        if value is not None:
            found[month] = value
    return found


def _value(parts: Sequence[float]) -> float | None:
    if len(parts) == 1:
        return parts[0]
    over, under = parts
    return over / under if under else None


def _month_before(month: str) -> str:
    return f"{month[:4]}-{int(month[5:]) - 1:02d}"


def split(months: Iterable[str], began_on: datetime.date) -> tuple[list[str], list[str]]:
    """Return the months before a beginning and those after it, in order."""
    month = f"{began_on:%Y-%m}"
    ordered = sorted(months)
    is_whole = began_on.day == 1
    after = [each for each in ordered if each > month or (is_whole and each == month)]
    return [each for each in ordered if each < month], after


def difference(
    values: Mapping[int, Values],
    *,
    under: Collection[int],
    began_on: datetime.date,
    is_rise: bool,
) -> Effect:
    """Return by how much places under the measure changed beyond the others.

    1. The months of each place are averaged before and after, and its change taken: months
       of one place hang together, so they are not counted as so many cases.
    2. The effect is the mean change under the measure less the mean change of the others.
    3. Its interval is that of two means whose spreads may differ.

    Args:
        values: Place → month → value; a place without enough months is left out.
        under: Places in which the measure holds.
        began_on: The day it began.
        is_rise: Whether the claim is that the figure rises.

    Source:
        D. Card, A. B. Krueger (1994), American Economic Review 84(4), for the difference of
        differences; M. Bertrand, E. Duflo, S. Mullainathan (2004), Quarterly Journal of
        Economics 119(1), section IV.C, for averaging the months first; B. L. Welch (1947),
        Biometrika 34, for the interval.
    """
    before, after = split({month for each in values.values() for month in each}, began_on)
    if len(before) < LEAST_MONTHS or len(after) < LEAST_MONTHS:
        return _open(State.FEW_MONTHS, Method.DIFFERENCE, before, after)
    sides: tuple[list[tuple[float, float]], list[tuple[float, float]]] = ([], [])
    for place, known in values.items():
        was = [known[month] for month in before if month in known]
        became = [known[month] for month in after if month in known]
        if len(was) >= LEAST_MONTHS and len(became) >= LEAST_MONTHS:
            sides[place not in under].append((fmean(was), fmean(became)))
    if min(map(len, sides)) < LEAST_PLACES:
        return _open(State.FEW_PLACES, Method.DIFFERENCE, before, after)
    changes = [[became - was for was, became in side] for side in sides]
    effect = _of_two_means(*changes)
    return Effect(
        state=_state(effect, is_rise=is_rise),
        method=Method.DIFFERENCE,
        before=tuple(before),
        after=tuple(after),
        under=_side(sides[0]),
        others=_side(sides[1]),
        effect=effect,
        drift=_drift(values, under, before),
    )


def trend(values: Values, *, began_on: datetime.date, is_rise: bool) -> Effect:
    """Return by how much the months after lie beyond the line through those before.

    For a measure that holds everywhere: nothing tells it from whatever else happened then,
    the season among it.

    Args:
        values: Month → value of all places together.

    Source:
        The interval of the mean of new values about a fitted line: N. R. Draper, H. Smith
        (1998), Applied Regression Analysis, 3rd edition, section 3.1.
    """
    before, after = split(values, began_on)
    if len(before) < LEAST_TREND or len(after) < LEAST_MONTHS:
        return _open(State.FEW_MONTHS, Method.TREND, before, after)
    first = _number(before[0])
    line = _line([(_number(each) - first, values[each]) for each in before])
    places = [_number(each) - first for each in after]
    beyond = [values[each] - line.at(place) for each, place in zip(after, places, strict=True)]
    error = line.error * math.sqrt(1 / len(after) + line.leverage(fmean(places)))
    effect = _interval(fmean(beyond), error, line.degrees)
    was, became = (fmean(values[each] for each in months) for months in (before, after))
    return Effect(
        state=_state(effect, is_rise=is_rise),
        method=Method.TREND,
        before=tuple(before),
        after=tuple(after),
        under=Side(1, was, became),
        effect=effect,
    )


def nothing(state: State, method: Method = Method.DIFFERENCE) -> Effect:
    """Return that nothing can be said, and why."""
    return Effect(state=state, method=method)


def _open(state: State, method: Method, before: list[str], after: list[str]) -> Effect:
    return Effect(state=state, method=method, before=tuple(before), after=tuple(after))


def _state(effect: Interval, *, is_rise: bool) -> State:
    if effect.low <= 0 <= effect.high:
        return State.UNCLEAR
    return State.HELPED if (effect.low > 0) == is_rise else State.HURT


def _side(places: Sequence[tuple[float, float]]) -> Side:
    return Side(len(places), fmean(was for was, _ in places), fmean(became for _, became in places))


def _of_two_means(under: Sequence[float], others: Sequence[float]) -> Interval:
    spreads = [variance(each) / len(each) for each in (under, others)]
    total = sum(spreads)
    estimate = fmean(under) - fmean(others)
    if not total:
        return Interval(estimate, estimate, estimate)
    sizes = (len(under), len(others))
    # As a share of the whole, so that tiny spreads do not vanish when squared.
    parts = sum(
        (spread / total) ** 2 / (size - 1) for spread, size in zip(spreads, sizes, strict=True)
    )
    return _interval(estimate, math.sqrt(total), 1 / parts)


def _interval(estimate: float, error: float, degrees: float) -> Interval:
    reach = student.quantile((1 + CONFIDENCE) / 2, degrees) * error
    return Interval(estimate, estimate - reach, estimate + reach)


def _drift(
    values: Mapping[int, Values], under: Collection[int], before: Sequence[str]
) -> Interval | None:
    """Return how the gap between both sides moved a month before; unknown with few months."""
    gaps = []
    for month in before:
        ours = [
            known[month] for place, known in values.items() if place in under and month in known
        ]
        theirs = [
            known[month] for place, known in values.items() if place not in under and month in known
        ]
        if ours and theirs:
            gaps.append((float(_number(month) - _number(before[0])), fmean(ours) - fmean(theirs)))
    if len(gaps) < LEAST_TREND:
        return None
    line = _line(gaps)
    return _interval(line.slope, line.error / math.sqrt(line.spread), line.degrees)


@dataclass(frozen=True, slots=True)
class _Line:
    """A straight line through points, by least squares."""

    middle: float
    height: float
    slope: float
    error: float  # of one point about the line
    spread: float  # of the points along the axis: sum of squares
    points: int

    @property
    def degrees(self) -> int:
        return self.points - 2

    def at(self, place: float) -> float:
        return self.height + self.slope * (place - self.middle)

    def leverage(self, place: float) -> float:
        return 1 / self.points + (place - self.middle) ** 2 / self.spread


def _line(points: Sequence[tuple[float, float]]) -> _Line:
    middle, height = (fmean(point[axis] for point in points) for axis in (0, 1))
    spread = sum((x - middle) ** 2 for x, _ in points)
    slope = sum((x - middle) * (y - height) for x, y in points) / spread
    rest = sum((y - height - slope * (x - middle)) ** 2 for x, y in points)
    error = math.sqrt(rest / (len(points) - 2))
    return _Line(middle, height, slope, error, spread, len(points))


def _number(month: str) -> int:
    """Return a month as a number that grows by one a month."""
    return int(month[:4]) * 12 + int(month[5:])
