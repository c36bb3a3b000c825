"""What works of a kind really needed: money, days, whatever is counted, as an interval.

The reference class is what had ended by the day (Flyvbjerg, "From Nobel Prize to Project
Management", 2006). Where nothing is planned yet there is no plan to stretch: what is
compared are the amounts themselves.
"""

import datetime
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from fractions import Fraction

from yuandu.engines.forecasting.intervals import LEAST_CASES, SHARE, edges, weight


@dataclass(frozen=True, slots=True)
class Needed:
    """What works needed that began and ended on these days; `traits` as in `Works`."""

    amount: float
    begun: datetime.date
    ended: datetime.date
    traits: tuple[Hashable, ...] = ()


@dataclass(frozen=True, slots=True)
class Expected:
    """Between which amounts `share` of works like these need; `high` is `None`: nobody knows."""

    low: float
    middle: float
    high: float | None
    share: Fraction
    cases: int
    cut_off: datetime.date


@dataclass(frozen=True, slots=True)
class NeedsLookBack:
    """How right `expect` would have been on the days these `count` works began.

    `error` is the mean distance of the middle from what was needed, as a fraction of that;
    `error_of_mean` that of the plain mean of all works known then.
    """

    count: int
    inside: Fraction
    error: float
    error_of_mean: float


def expect(
    cases: Iterable[Needed],
    *,
    traits: tuple[Hashable, ...],
    on: datetime.date,
    share: Fraction = SHARE,
) -> Expected | None:
    """Return what works with these traits need as seen on a day; `None`: too few are known."""
    known = [case for case in cases if case.ended <= on]
    if len(known) < LEAST_CASES:
        return None
    known.sort(key=lambda case: case.amount)
    found = edges([weight(traits, case.traits, (on - case.ended).days) for case in known], share)
    return Expected(
        low=known[found.low].amount,
        middle=known[found.middle].amount,
        high=None if found.high is None else known[found.high].amount,
        share=share,
        cases=len(known),
        cut_off=on,
    )


def look_back(
    cases: Iterable[Needed], *, latest: int, share: Fraction = SHARE
) -> NeedsLookBack | None:
    """Return how right `expect` was for the `latest` works to begin; `None`: it never could be."""
    known = list(cases)
    seen = []
    for case in sorted(known, key=lambda each: each.begun)[-latest:]:
        before = [other for other in known if other.ended <= case.begun]
        told = expect(before, traits=case.traits, on=case.begun, share=share)
        if told is not None and case.amount > 0:
            seen.append((case, told, sum(each.amount for each in before) / len(before)))
    if not seen:
        return None
    inside = sum(
        told.low <= case.amount and (told.high is None or case.amount <= told.high)
        for case, told, _ in seen
    )
    return NeedsLookBack(
        count=len(seen),
        inside=Fraction(inside, len(seen)),
        error=sum(abs(told.middle - case.amount) / case.amount for case, told, _ in seen)
        / len(seen),
        error_of_mean=sum(abs(mean - case.amount) / case.amount for case, _, mean in seen)
        / len(seen),
    )
