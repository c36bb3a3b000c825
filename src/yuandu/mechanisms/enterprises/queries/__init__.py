"""Reads: firms and their titles, what runs out when, platforms."""

from yuandu.mechanisms.enterprises.queries.firms import (
    NO_TIER,
    ROWS_A_PAGE,
    FactRow,
    Filters,
    Found,
    Year,
    get,
    mays,
    page,
    platforms_of,
    standing_facts,
    titles_of,
    visible_to,
    yearly_facts,
)
from yuandu.mechanisms.enterprises.queries.platforms import (
    PlatformFilters,
    current_platforms,
    get_platform,
    path_of,
    platform_page,
    visible_platforms,
)
from yuandu.mechanisms.enterprises.queries.titles import Month, expiring, unexpired

__all__ = [
    "NO_TIER",
    "ROWS_A_PAGE",
    "FactRow",
    "Filters",
    "Found",
    "Month",
    "PlatformFilters",
    "Year",
    "current_platforms",
    "expiring",
    "get",
    "get_platform",
    "mays",
    "page",
    "path_of",
    "platform_page",
    "platforms_of",
    "standing_facts",
    "titles_of",
    "unexpired",
    "visible_platforms",
    "visible_to",
    "yearly_facts",
]
