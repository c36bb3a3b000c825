"""When equipment can be had: hours of a week, what is booked, what is idle. Pure.

Hours are whole numbers of the workspace's day; a stretch is from its first hour to the hour
at which it ends.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

WEEK = 7
DAYS_AHEAD = 366  # how far ahead one books


@dataclass(frozen=True, slots=True)
class Opening:
    """So many days of the week from Monday, from an hour to an hour."""

    days: int
    opens_at: int
    closes_at: int

    def holds_on(self, day: datetime.date) -> bool:
        return day.weekday() < self.days


@dataclass(frozen=True, slots=True)
class Stretch:
    """From an hour of a day to an hour of the same day."""

    day: datetime.date
    first: int
    last: int  # it ends when this hour begins

    @property
    def hours(self) -> int:
        return self.last - self.first


def faults(opening: Opening, asked: Stretch, today: datetime.date) -> list[str]:
    """Return the codes of all that is wrong with a stretch that is asked for."""
    return [
        code
        for code, is_wrong in (
            ("ends-first", asked.last <= asked.first),
            ("in-the-past", asked.day < today),
            ("too-far-ahead", asked.day > today + datetime.timedelta(days=DAYS_AHEAD)),
            ("closed-that-day", not opening.holds_on(asked.day)),
            (
                "outside-hours",
                asked.first < opening.opens_at or asked.last > opening.closes_at,
            ),
        )
        if is_wrong
    ]


def idle(opening: Opening, day: datetime.date, booked: Iterable[Stretch]) -> list[Stretch]:
    """Return the hours of a day that are open and not booked, as few stretches, in order."""
    if not opening.holds_on(day):
        return []
    taken = {hour for each in booked if each.day == day for hour in range(each.first, each.last)}
    found: list[Stretch] = []
    for hour in range(opening.opens_at, opening.closes_at):
        if hour in taken:
            continue
        if found and found[-1].last == hour:
            found[-1] = Stretch(day, found[-1].first, hour + 1)
        else:
            found.append(Stretch(day, hour, hour + 1))
    return found


def week_from(day: datetime.date) -> list[datetime.date]:
    """Return seven days from a day on."""
    return [day + datetime.timedelta(days=number) for number in range(WEEK)]
