"""Is an indicator on its way, and what changed between two versions of a plan.

The way is a straight line from the baseline to the target. What counts is how much of the
whole way is covered, so that indicators of any unit, growing or falling, are judged alike.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class State(StrEnum):
    REACHED = "reached"
    ON_PATH = "on_path"
    BEHIND = "behind"
    UNKNOWN = "unknown"  # nothing was reported


@dataclass(frozen=True, slots=True)
class Course:
    """Where an indicator comes from and where it is to go; values in its unit."""

    baseline: Decimal
    baseline_year: int
    target: Decimal
    target_year: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an indicator stands.

    Attributes:
        year: Of the latest actual; 0 without one.
        expected: On the straight line at that year, in the indicator's unit.
        covered_share: Of the whole way; 0 at the baseline, 1 at the target, may be beyond.
        lag_share: How much of the whole way is missing against the line; negative: ahead.
    """

    state: State
    year: int = 0
    actual: Decimal | None = None
    expected: Decimal | None = None
    covered_share: Decimal = Decimal(0)
    lag_share: Decimal = Decimal(0)


def expected(course: Course, year: int) -> Decimal:
    """Return the value on the straight line; before and after, that of its ends."""
    return course.baseline + (course.target - course.baseline) * _due_share(course, year)


def _due_share(course: Course, year: int) -> Decimal:
    passed = min(max(year, course.baseline_year), course.target_year) - course.baseline_year
    return Decimal(passed) / (course.target_year - course.baseline_year)


def standing(
    course: Course, actuals: Mapping[int, Decimal], *, year: int, tolerance_share: Decimal
) -> Standing:
    """Return where an indicator stands by its latest actual of `year` or before.

    Behind is what lags by more than `tolerance_share` of the whole way; what is exactly at
    the tolerance is not. An actual is judged against the line at its own year.
    """
    known = [each for each in actuals if each <= year]
    if not known:
        return Standing(State.UNKNOWN)
    latest = max(known)
    actual = actuals[latest]
    covered = (actual - course.baseline) / (course.target - course.baseline)
    lag = _due_share(course, latest) - covered
    if covered >= 1:
        state = State.REACHED
    elif lag > tolerance_share:
        state = State.BEHIND
    else:
        state = State.ON_PATH
    return Standing(state, latest, actual, expected(course, latest), covered, lag)


# --- Versions -----------------------------------------------------------------------------


class Change(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a plan as versions are compared: what it is, its key, its fields in words."""

    what: str  # plan, aspect, goal, indicator, task
    key: tuple[object, ...]
    title: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Difference:
    """One part that differs; `fields` is name → (before, after)."""

    change: Change
    what: str
    title: str
    fields: Mapping[str, tuple[str, str]]


def differences(before: Iterable[Part], after: Iterable[Part]) -> list[Difference]:
    """Return what was added, removed and changed, in the order of `after`, removals last."""
    old = {(part.what, part.key): part for part in before}
    found = []
    for part in after:
        earlier = old.pop((part.what, part.key), None)
        if earlier is None:
            found.append(Difference(Change.ADDED, part.what, part.title, {}))
            continue
        changed = {
            name: (earlier.fields.get(name, ""), value)
            for name, value in part.fields.items()
            if earlier.fields.get(name, "") != value
        }
        if changed:
            found.append(Difference(Change.CHANGED, part.what, part.title, changed))
    found += [Difference(Change.REMOVED, part.what, part.title, {}) for part in old.values()]
    return found
