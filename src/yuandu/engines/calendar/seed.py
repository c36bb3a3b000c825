"""Fill the package's table from the library chinesecalendar.

    python -m yuandu.engines.calendar.seed > src/yuandu/engines/calendar/china.csv

The library knows the State Council's notices of 2004 to 2026. A later year is added either by
a newer library and this command, or by hand from the notice, in the same format.
"""

from __future__ import annotations

import sys
from datetime import date, timedelta
from types import MappingProxyType

import chinese_calendar  # type: ignore[import-untyped]

from yuandu.engines.calendar.table import Entry, Table, write_table

_CHINESE = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "National Day": "国庆节",
    "Anti-Fascist 70th Day": "抗日战争暨世界反法西斯战争胜利70周年纪念日",
}


def table_from_library() -> Table:
    """Return the library's days that differ from the plain week, and the years it knows."""
    named = {**chinese_calendar.holidays, **chinese_calendar.workdays}
    years = frozenset(day.year for day in named)
    entries: dict[date, Entry] = {}
    day = date(min(years), 1, 1)
    while day.year <= max(years):
        works = chinese_calendar.is_workday(day)
        if day in named or works != (day.weekday() < 5):  # noqa: PLR2004
            entries[day] = Entry(works, _CHINESE[named[day]], named[day])
        day += timedelta(days=1)
    return Table(years, MappingProxyType(entries))


if __name__ == "__main__":
    sys.stdout.write(write_table(table_from_library()))
