"""What follows from an announcement's day and tier. Pure."""

import datetime

TIERS = ("innovative_sme", "srdi_sme", "little_giant")  # the lowest first
LEVELS = ("national", "provincial", "municipal")  # of platforms, the highest first
YEARS_HELD = 3  # 63号 art. 13, 2号: a title is valid for three years
SOON = 6  # months before its end in which a title is up for re-check


def last_day(valid_from: datetime.date, years: int = YEARS_HELD) -> datetime.date:
    """Return the last day of a title that holds from a day.

    Three years from 1 July 2023 end on 30 June 2026; from a 29 February on 28 February.
    """
    year = valid_from.year + years
    try:
        same = valid_from.replace(year=year)
    except ValueError:
        return datetime.date(year, 2, 28)
    return same - datetime.timedelta(days=1)


def months_later(day: datetime.date, months: int) -> datetime.date:
    """Return the same day some months later; the month's last where it has no such day."""
    month = day.year * 12 + day.month - 1 + months
    first = datetime.date(month // 12, month % 12 + 1, 1)
    following = datetime.date((month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(first + datetime.timedelta(days=day.day - 1), following - datetime.timedelta(days=1))


def months_left(valid_to: datetime.date, today: datetime.date) -> int:
    """Return the full months until a title's last day; negative once it has passed."""
    months = (valid_to.year - today.year) * 12 + valid_to.month - today.month
    return months - (valid_to.day < today.day)


def next_tier(tier: str) -> str:
    """Return the tier above, or "" at the top; without a tier the lowest."""
    if not tier:
        return TIERS[0]
    place = TIERS.index(tier) + 1
    return TIERS[place] if place < len(TIERS) else ""


def next_level(level: str) -> str:
    """Return the level to which a platform may be raised next, or "" at the top."""
    place = LEVELS.index(level)
    return LEVELS[place - 1] if place else ""
