"""Reads: whose figures one reads, a county's month, lists, a project's 24 months."""

from yuandu.mechanisms.followup.queries.grids import (
    Line,
    lines,
    months_before,
    months_of,
    newest_period,
    periods,
    tallies,
    tally_of,
)
from yuandu.mechanisms.followup.queries.lists import (
    LISTS,
    SILENT,
    STOPPED,
    UNLISTED,
    Filters,
    Row,
    counts,
    every,
    list_page,
    waiting_sets,
)
from yuandu.mechanisms.followup.queries.projects import Panel, panel
from yuandu.mechanisms.followup.queries.rights import rights, working_rights
from yuandu.mechanisms.followup.queries.terms import departments, office, offices, terms_list

__all__ = [
    "LISTS",
    "SILENT",
    "STOPPED",
    "UNLISTED",
    "Filters",
    "Line",
    "Panel",
    "Row",
    "counts",
    "departments",
    "every",
    "lines",
    "list_page",
    "months_before",
    "months_of",
    "newest_period",
    "office",
    "offices",
    "panel",
    "periods",
    "rights",
    "tallies",
    "tally_of",
    "terms_list",
    "waiting_sets",
    "working_rights",
]
