"""Who is entitled to what, whether a seat is left, and when an answer is due. Pure."""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from yuandu.engines.calendar import Calendar, add_working_days

URGENT_HOURS = 24
USUAL_DAYS = 2  # working days
FLOOR = 10  # cases below which not even their number is told


@dataclass(frozen=True, slots=True)
class Terms:
    """Whom an entitlement is for.

    Attributes:
        sections: keys of the divisions; empty means everybody.
        quota: how often a year.
        stock: how many there are a year for everybody; None: as many as are asked for.
    """

    least_years: int
    sections: frozenset[int]
    is_for_frontline: bool
    opens_on: datetime.date
    closes_on: datetime.date
    quota: int
    stock: int | None


@dataclass(frozen=True, slots=True)
class Person:
    joined_on: datetime.date
    sections: frozenset[int]  # one's own and those it belongs to
    is_frontline: bool


def full_years(since: datetime.date, on: datetime.date) -> int:
    """Return how many years of service are full on a day."""
    years = on.year - since.year
    return years - ((on.month, on.day) < (since.month, since.day))


def faults(
    terms: Terms, person: Person, on: datetime.date, *, claimed: int, handed_out: int
) -> list[str]:
    """Return the codes of all that keeps somebody from claiming.

    Args:
        claimed: how often this year by that person; handed_out: by everybody.
    """
    return [
        code
        for code, is_wrong in (
            ("too-few-years", full_years(person.joined_on, on) < terms.least_years),
            ("other-section", bool(terms.sections) and not terms.sections & person.sections),
            ("frontline-only", terms.is_for_frontline and not person.is_frontline),
            ("not-now", not terms.opens_on <= on <= terms.closes_on),
            ("used-up", claimed >= terms.quota),
            ("out-of-stock", terms.stock is not None and handed_out >= terms.stock),
        )
        if is_wrong
    ]


def full_hours(taken: Iterable[tuple[int, int]], seats: int) -> set[int]:
    """Return the hours of a day in which no seat is left.

    Args:
        taken: of each standing booking the first hour and the one at which it ends.
    """
    counted = Counter(hour for first, last in taken for hour in range(first, last))
    return {hour for hour, number in counted.items() if number >= seats}


def answer_due(
    asked_at: datetime.datetime, *, is_urgent: bool, calendar: Calendar
) -> datetime.datetime:
    """Return by when somebody who asks for aid has a first answer.

    Urgent: within 24 hours, whatever day it is. Else by the end of the second working day.
    """
    if is_urgent:
        return asked_at + datetime.timedelta(hours=URGENT_HOURS)
    day = add_working_days(asked_at.date(), USUAL_DAYS, calendar=calendar).on
    return datetime.datetime.combine(
        day + datetime.timedelta(days=1), datetime.time(), asked_at.tzinfo
    )
