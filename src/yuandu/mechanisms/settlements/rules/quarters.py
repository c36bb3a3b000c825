"""Quarters, by which the loss book is kept: a crop is grown and sold within one or two."""

import datetime

MONTHS = 3
FURTHEST = 12  # quarters back that are still entered


def first_day(day: datetime.date) -> datetime.date:
    """Return the first day of the quarter of `day`."""
    return day.replace(month=day.month - (day.month - 1) % MONTHS, day=1)


def back(first: datetime.date, quarters: int) -> datetime.date:
    """Return the first day of the quarter that lies `quarters` before the one of `first`."""
    months = first.year * 12 + first.month - 1 - quarters * MONTHS
    return datetime.date(months // 12, months % 12 + 1, 1)


def number(first: datetime.date) -> int:
    """Return which quarter of its year it is, 1 to 4."""
    return (first.month - 1) // MONTHS + 1


def open_quarters(today: datetime.date) -> tuple[datetime.date, ...]:
    """Return the quarters that can be entered, the present one first."""
    here = first_day(today)
    return tuple(back(here, each) for each in range(FURTHEST))
