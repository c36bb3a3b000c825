"""How a series moved over the same weeks of earlier years, by the lunar year near its festival.

Spring Festival wanders over a month. A week within eight weeks of it is compared with the week
that lay as far from it a year before; the others with the week 52 weeks earlier.
"""

import datetime
from functools import cache

import numpy as np
from numpy.typing import NDArray

from yuandu.engines.calendar import festivals
from yuandu.engines.forecasting.series.tables import Floats, Panel

YEAR = 52
MOST_YEARS = 3
NEAR = 8  # weeks from Spring Festival
FAR = 9  # a distance that says: not near
NAMES = (
    "spring_festival", "valentine", "womens_day", "qingming", "mothers_day", "dragon_boat",
    "qixi", "teachers_day", "mid_autumn", "national_day",
)  # fmt: skip


def distances(panel: Panel, weeks: int) -> NDArray[np.int64]:
    """Return weeks × festivals: weeks from the nearest of its kind, above zero after it."""
    found = np.full((weeks, len(NAMES)), FAR, np.int64)
    for week in range(weeks):
        monday = panel.monday(week)
        for at, name in enumerate(NAMES):
            near = [(monday - _monday(day)).days // 7 for day in _days(name, monday.year)]
            nearest = min(near, key=abs, default=FAR)
            if abs(nearest) <= NEAR:
                found[week, at] = nearest
    return found


def _monday(day: datetime.date) -> datetime.date:
    return day - datetime.timedelta(day.weekday())


@cache
def _days(name: str, year: int) -> tuple[datetime.date, ...]:
    known = (festivals(each) for each in (year - 1, year, year + 1))
    return tuple(days[name] for days in known if name in days)


def year_before(panel: Panel, weeks: int) -> NDArray[np.int64]:
    """Return for each week the one that it is compared with, a year earlier; may be below 0."""
    found = np.arange(weeks) - YEAR
    for week in range(weeks):
        monday = panel.monday(week)
        for day in _days("spring_festival", monday.year):
            offset = (monday - _monday(day)).days // 7
            if abs(offset) > NEAR:
                continue
            earlier = festivals(day.year - 1).get("spring_festival")
            if earlier is not None:
                found[week] = (_monday(earlier) - panel.first).days // 7 + offset
    return found


def changes(
    filled: Floats, groups: NDArray[np.int64], before: NDArray[np.int64], origin: int, ahead: int
) -> tuple[Floats, Floats]:
    """Return how each series changed over the same weeks of earlier years, and where it stood.

    Both are means of up to three years of which everything was known at the origin; the second
    is the level in the weeks of the year about the origin. Where a series is too young, the mean
    of its group stands in for the change, and that of all series where its group is; for the
    level, its present value does.
    """
    now, then = origin, origin + ahead
    moved: list[Floats] = []
    stood: list[Floats] = []
    while len(moved) < MOST_YEARS and min(before[now], before[then]) >= 1:
        now, then = before[now], before[then]
        if max(now, then) < origin:  # the week after is known too
            moved.append(_around(filled, then) - _around(filled, now))
            stood.append(_around(filled, now))
    if not moved:
        return np.zeros(filled.shape[0]), filled[:, origin]
    level = _known_mean(stood)
    return (
        _or_alike(_known_mean(moved), groups),
        np.where(np.isnan(level), filled[:, origin], level),
    )


def _known_mean(parts: list[Floats]) -> Floats:
    together = np.array(parts)
    known = ~np.isnan(together)
    count = known.sum(axis=0)
    mean = np.nan_to_num(together).sum(axis=0) / np.maximum(count, 1)
    return np.where(count > 0, mean, np.nan)


def _around(filled: Floats, week: int) -> Floats:
    """Return a week smoothed by its neighbours."""
    middle: Floats = (filled[:, week - 1] + 2 * filled[:, week] + filled[:, week + 1]) / 4
    return middle


def _or_alike(found: Floats, groups: NDArray[np.int64]) -> Floats:
    known = ~np.isnan(found)
    if known.all():
        return found
    everywhere = found[known].mean() if known.any() else 0.0
    count = np.bincount(groups[known], minlength=groups.max() + 1)
    total = np.bincount(groups[known], found[known], minlength=groups.max() + 1)
    by_group = np.where(count > 0, total / np.maximum(count, 1), everywhere)
    return np.where(known, found, by_group[groups])
