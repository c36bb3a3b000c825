"""Working days: the Chinese calendar with its holidays and make-up days, and the plain week."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from importlib import resources

from yuandu.engines.calendar.table import Table, read_table

MOST_DAYS = 10_000  # forty years of working days: whoever asks for more mistyped
_DAY = timedelta(days=1)
_MONDAY_TO_FRIDAY = frozenset(range(5))


class TooFar(ValueError):
    """The number of working days, or the span between two days, is beyond any promise."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days are worked.

    Attributes:
        table: Announced holidays and make-up days; None for a plain week, whose every year is
            certain.
        closures: Days on which this workspace is shut besides.
    """

    table: Table | None = None
    closures: frozenset[date] = field(default=frozenset())

    def closed_on(self, days: Iterable[date]) -> Calendar:
        """Return the same calendar, shut on these days too."""
        return replace(self, closures=self.closures | frozenset(days))

    def works_on(self, day: date) -> bool:
        """Say whether `day` is worked; a closure outweighs a make-up day."""
        if day in self.closures:
            return False
        entry = self.table.entries.get(day) if self.table else None
        return entry.works if entry else day.weekday() in _MONDAY_TO_FRIDAY

    def is_provisional(self, day: date) -> bool:
        """Say whether the year of `day` has no announced table, so that only weekends count."""
        return self.table is not None and day.year not in self.table.announced


PLAIN = Calendar()


@cache
def china() -> Calendar:
    """Return the calendar of the State Council's yearly notices, as far as the package knows."""
    source = resources.files(__package__).joinpath("china.csv")
    return Calendar(read_table(source.read_text("utf-8")))


@dataclass(frozen=True, slots=True)
class Due:
    """The day a count of working days ends on.

    Attributes:
        on: The day.
        provisional: A year on the way has no announced table; the day may still move.
    """

    on: date
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """Working days between two days, and whether their number may still change."""

    days: int
    provisional: bool = False


def is_working_day(day: date, *, calendar: Calendar | None = None) -> bool:
    """Say whether `day` is worked, by the Chinese calendar unless another is given."""
    return (calendar or china()).works_on(day)


def add_working_days(day: date, count: int, *, calendar: Calendar | None = None) -> Due:
    """Return the working day that lies `count` working days after `day`.

    The day itself is not counted, whether it is worked or not. A negative count goes back.
    A count of 0 gives `day` where it is worked, else the next working day.

    Raises:
        TooFar: `count` is beyond 10 000 either way, or leaves the calendar.

    Source:
        民法典 第二百零一条 (the first day is not counted) and 第二百零三条 (a term does not
        end on a day of rest).
    """
    calendar = calendar or china()
    if abs(count) > MOST_DAYS:
        raise TooFar(f"{count} working days are more than {MOST_DAYS}")
    step = _DAY if count >= 0 else -_DAY
    left, provisional = abs(count), calendar.is_provisional(day)
    try:
        while left or not calendar.works_on(day):
            day += step
            left -= left > 0 and calendar.works_on(day)
            provisional = provisional or calendar.is_provisional(day)
    except OverflowError as error:
        raise TooFar(f"{count} working days from {day} leave the calendar") from error
    return Due(day, provisional)


def working_days_between(start: date, end: date, *, calendar: Calendar | None = None) -> Span:
    """Return how many working days lie after `start` up to and with `end`.

    Negative where `end` comes first, so that swapping the days turns the sign when both are
    worked.

    Raises:
        TooFar: the days lie more than 20 000 days apart.
    """
    calendar = calendar or china()
    if end < start:
        turned = working_days_between(end, start, calendar=calendar)
        return replace(turned, days=-turned.days)
    distance = (end - start).days
    if distance > 2 * MOST_DAYS:
        raise TooFar(f"{start} and {end} lie {distance} days apart")
    days = [start + timedelta(days=passed) for passed in range(1, distance + 1)]
    return Span(
        sum(map(calendar.works_on, days)), any(map(calendar.is_provisional, [start, *days]))
    )
