"""Which months of a project are followed, and when what is said of them is due.

A month is written `2026-11`. The first month is the one after the month in which production
began: the first that lies wholly after it.
"""

import datetime

from yuandu.mechanisms.projects.rules.watching import FOLLOWED_MONTHS, MONTHS


def month_after(period: str, months: int = 1) -> str:
    """Return the month that lies `months` after a month; negative: before it."""
    year, number = divmod(_count(period) + months, MONTHS)
    return f"{year:04}-{number + 1:02}"


def month_of(day: datetime.date) -> str:
    return f"{day:%Y-%m}"


def first_month(produced_on: datetime.date) -> str:
    return month_after(month_of(produced_on))


def last_month(produced_on: datetime.date) -> str:
    return month_after(month_of(produced_on), FOLLOWED_MONTHS)


def followed(produced_on: datetime.date) -> tuple[str, ...]:
    """Return the 24 months of a project, the first in front."""
    begun = month_of(produced_on)
    return tuple(month_after(begun, number) for number in range(1, FOLLOWED_MONTHS + 1))


def number_of(produced_on: datetime.date, period: str) -> int:
    """Return which month after production this is; 1 to 24 are followed."""
    return _count(period) - _count(month_of(produced_on))


def is_followed(produced_on: datetime.date, period: str) -> bool:
    return 1 <= number_of(produced_on, period) <= FOLLOWED_MONTHS


def has_ended(period: str, today: datetime.date) -> bool:
    return period < month_of(today)


def due_on(period: str, due_day: int) -> datetime.date:
    """Return the last day on which the figures of a month are on time: in the next month."""
    return datetime.date.fromisoformat(f"{month_after(period)}-{due_day:02}")


def to_open(produced_on: datetime.date, today: datetime.date) -> tuple[str, ...]:
    """Return the followed months that have ended."""
    return tuple(each for each in followed(produced_on) if has_ended(each, today))


def earliest_production(today: datetime.date) -> datetime.date:
    """Return the first day of production of which a month is still to be filed in time.

    The figures of the last month are due in the month after it.
    """
    return datetime.date.fromisoformat(f"{month_after(month_of(today), -FOLLOWED_MONTHS - 1)}-01")


def _count(period: str) -> int:
    return int(period[:4]) * MONTHS + int(period[5:]) - 1
