"""The days flowers are given on, by the lunar and the solar calendar.

A festival is not a day off: 七夕 and Mother's Day are worked, and sell more than most.
"""

import csv
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from importlib import resources
from types import MappingProxyType

_SUNDAY = 6
_FIXED = {
    "new_year": (1, 1),
    "valentine": (2, 14),
    "womens_day": (3, 8),
    "labour_day": (5, 1),
    "teachers_day": (9, 10),
    "national_day": (10, 1),
}
_QINGMING_CENTURY = {19: 5.59, 20: 4.81}


@cache
def lunar() -> Mapping[int, Mapping[str, date]]:
    """Return the lunar festivals of each year that the package knows, 1990 to 2060."""
    text = resources.files(__package__).joinpath("lunar.csv").read_text("utf-8")
    return MappingProxyType(
        {
            int(row.pop("year")): {name: date.fromisoformat(day) for name, day in row.items()}
            for row in csv.DictReader(text.splitlines())
        }
    )


def festivals(year: int) -> dict[str, date]:
    """Return the festivals of a year by name; beyond the lunar table, those of the sun alone."""
    found = {name: date(year, month, day) for name, (month, day) in _FIXED.items()}
    may = date(year, 5, 1)
    found["mothers_day"] = may + timedelta((_SUNDAY - may.weekday()) % 7 + 7)
    found["qingming"] = _qingming(year)
    return found | dict(lunar().get(year, {}))


def _qingming(year: int) -> date:
    """Return the day of Qingming, 4 to 6 April, by the usual rule of a century."""
    within = year % 100
    constant = _QINGMING_CENTURY.get(year // 100, _QINGMING_CENTURY[20])
    return date(year, 4, int(within * 0.2422 + constant) - within // 4)
