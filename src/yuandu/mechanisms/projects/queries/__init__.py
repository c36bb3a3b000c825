"""Reads: one project, lists of them, and how many stand where."""

from yuandu.mechanisms.projects.queries.counts import (
    Cell,
    Cross,
    CountyRow,
    counties,
    counted,
    cross,
)
from yuandu.mechanisms.projects.queries.filters import SORTS, Filters
from yuandu.mechanisms.projects.queries.lists import (
    Column,
    Found,
    board,
    lists_in,
    page,
    points,
    standings,
    years,
)
from yuandu.mechanisms.projects.queries.objects import (
    alike,
    by_code,
    get,
    mays,
    visible_to,
)

__all__ = [
    "SORTS",
    "Cell",
    "Column",
    "CountyRow",
    "Cross",
    "Filters",
    "Found",
    "alike",
    "board",
    "by_code",
    "counted",
    "counties",
    "cross",
    "get",
    "lists_in",
    "mays",
    "page",
    "points",
    "standings",
    "visible_to",
    "years",
]
