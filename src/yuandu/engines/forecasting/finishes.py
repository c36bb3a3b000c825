"""When works end, foretold from a reference class: what works like them really needed.

The class is all works that had ended by the day of the forecast, each weighing as much as it
is like the ones in question and recent. What is compared is how many times its planned time
each took (Flyvbjerg, "From Nobel Prize to Project Management", 2006). The interval is that of
weighted conformal prediction (Tibshirani et al., 2019): the works in question join the class
as one more case that might lie anywhere. Of works that are under way, the cases that would
have ended already are left out.
"""

import datetime
from bisect import bisect_right
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from yuandu.engines.forecasting.intervals import LEAST_CASES, SHARE, edges, likeness, recency

DAY = datetime.timedelta(1)
LAST = datetime.date.max


@dataclass(frozen=True, slots=True)
class Works:
    """Works with a plan: the day they began, the day they are to end, and what they are like.

    `traits` stand in the same order for all works: a category, a place.

    Raises:
        ValueError: they are to end before they begin.
    """

    begun: datetime.date
    planned: datetime.date
    traits: tuple[Hashable, ...] = ()

    def __post_init__(self) -> None:
        if self.planned <= self.begun:
            raise ValueError(f"works of no time: from {self.begun} to {self.planned}")

    @property
    def planned_days(self) -> int:
        return (self.planned - self.begun).days


@dataclass(frozen=True, slots=True)
class Ended:
    """Works that have ended, and the day they did.

    Raises:
        ValueError: they ended before they began.
    """

    works: Works
    on: datetime.date

    def __post_init__(self) -> None:
        if self.on <= self.works.begun:
            raise ValueError(f"works that ended on {self.on}, begun on {self.works.begun}")

    @property
    def stretch(self) -> float:
        """How many times their planned time they took."""
        return (self.on - self.works.begun).days / self.works.planned_days


@dataclass(frozen=True, slots=True)
class Foretold:
    """The days between which works end, and what that rests on.

    `latest` is `None` where the class does not reach that far: nobody knows.
    """

    earliest: datetime.date
    middle: datetime.date
    latest: datetime.date | None
    share: Fraction
    cases: int
    cut_off: datetime.date


@dataclass(frozen=True, slots=True)
class LookBack:
    """How right forecasts on the day works began would have been, for `count` works.

    Errors are mean distances in days: of the middle, of the plan as it stood, and of the mean
    time that works of the same first trait had taken.
    """

    count: int
    inside: Fraction
    error: float
    error_as_planned: float
    error_of_mean: float
    share: Fraction

    @property
    def width_is_right(self) -> bool:
        """Whether as many ended inside as were to, give or take a twentieth."""
        return abs(self.inside - self.share) <= Fraction(1, 20)


@dataclass(frozen=True, slots=True)
class Known:
    """What had ended by the day `on`, in the order of how it stretched; one place a case.

    `ages` are what the cases weigh by their age alone: the same for all works that are
    foretold on that day.
    """

    on: datetime.date
    stretches: list[float]
    traits: list[tuple[Hashable, ...]]
    ages: list[float]


def known(ended: Iterable[Ended], *, on: datetime.date) -> Known:
    """Return the class that works are compared with on a day."""
    cases = sorted((case for case in ended if case.on <= on), key=lambda case: case.stretch)
    return Known(
        on,
        [case.stretch for case in cases],
        [case.works.traits for case in cases],
        [recency((on - case.on).days) for case in cases],
    )


def foretell(
    works: Works,
    ended: Iterable[Ended],
    *,
    on: datetime.date,
    share: Fraction = SHARE,
) -> Foretold | None:
    """Return when `works` end as seen on a day, or `None` if too few cases are known by then.

    Works that have begun by `on` are taken to be under way still: they end after it.
    """
    return foretell_from(works, known(ended, on=on), share=share)


def foretell_from(works: Works, class_: Known, *, share: Fraction = SHARE) -> Foretold | None:
    """Return what `foretell` does; of many works on one day, their class is made once."""
    elapsed = max(0, (class_.on - works.begun).days)

    def days(stretch: float) -> float:
        return stretch * works.planned_days

    first = bisect_right(class_.stretches, float(elapsed), key=days)
    count = len(class_.stretches) - first
    if count < LEAST_CASES:
        return None
    # Cases have few different traits: what being alike weighs is found once for each.
    alike = {traits: likeness(works.traits, traits) for traits in set(class_.traits)}
    weights = [
        alike[traits] * age
        for traits, age in zip(class_.traits[first:], class_.ages[first:], strict=True)
    ]
    found = edges(weights, share)

    def day(at: int) -> datetime.date:
        long = round(days(class_.stretches[first + at]))
        # One day that took years, held against years: the calendar ends before.
        return works.begun + DAY * min(max(elapsed + 1, long), (LAST - works.begun).days)

    return Foretold(
        earliest=day(found.low),
        middle=day(found.middle),
        latest=None if found.high is None else day(found.high),
        share=share,
        cases=count,
        cut_off=class_.on,
    )


def look_back(
    ended: Iterable[Ended],
    *,
    on: datetime.date,
    share: Fraction = SHARE,
    latest: int | None = None,
) -> LookBack | None:
    """Return how right `foretell` was on the day each of these began, seen from a day.

    Each forecast knows only what had ended when its works began. `None` where there was none.

    Args:
        latest: how many to look back on, those that began last; without it all of them.
    """
    cases = [case for case in ended if case.on <= on]
    asked = cases
    if latest is not None:
        asked = sorted(cases, key=lambda case: case.works.begun)[-latest:]
    seen = [
        (case, told)
        for case in asked
        if (told := foretell(case.works, cases, on=case.works.begun, share=share))
    ]
    if not seen:
        return None
    inside = sum(
        told.earliest <= case.on and (told.latest is None or case.on <= told.latest)
        for case, told in seen
    )
    return LookBack(
        count=len(seen),
        inside=Fraction(inside, len(seen)),
        error=_mean(abs((case.on - told.middle).days) for case, told in seen),
        error_as_planned=_mean(abs((case.on - case.works.planned).days) for case, _ in seen),
        error_of_mean=_mean(abs(_days(case) - _usual_days(case, cases)) for case, _ in seen),
        share=share,
    )


def _days(case: Ended) -> int:
    return (case.on - case.works.begun).days


def _usual_days(case: Ended, cases: Sequence[Ended]) -> float:
    before = [other for other in cases if other.on <= case.works.begun]
    alike = [other for other in before if other.works.traits[:1] == case.works.traits[:1]]
    return _mean(_days(other) for other in alike or before)


def _mean(values: Iterable[float]) -> float:
    taken = list(values)
    return sum(taken) / len(taken)
