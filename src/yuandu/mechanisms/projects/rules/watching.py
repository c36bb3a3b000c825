"""When a project has stood too long, and how long it is followed. Pure; the day is an argument."""

import datetime
from collections.abc import Mapping

STUCK, SILENT, UNLISTED, UNSTARTED = "stuck", "silent", "unlisted", "unstarted"
WATCHES = (STUCK, SILENT, UNLISTED, UNSTARTED)
FOLLOWED_MONTHS = 24  # after production began
MONTHS = 12
WORKING = ("plan", "works_start", "build", "production_start", "tax")  # stages one leaves
FOLLOWED = ("production_start", "tax")  # tax or above-scale statistics are still to come


def lines(usual: Mapping[str, int | None], today: datetime.date) -> dict[str, datetime.date]:
    """Return, of each stage whose usual time is known, the day before which one is stuck."""
    return {
        stage: today - datetime.timedelta(days) for stage, days in usual.items() if days is not None
    }


def followed_from(today: datetime.date) -> datetime.date:
    """Return the first day of production that is still followed: 24 months back."""
    year = today.year - FOLLOWED_MONTHS // MONTHS
    is_leap_day = (today.month, today.day) == (2, 29)
    return today.replace(year=year, day=28) if is_leap_day else today.replace(year=year)


def full_months(since: datetime.date, today: datetime.date) -> int:
    """Return how many whole months lie between two days."""
    months = (today.year - since.year) * MONTHS + today.month - since.month
    return months - (today.day < since.day)
