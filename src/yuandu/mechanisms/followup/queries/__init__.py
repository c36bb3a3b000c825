"""Reads: whose figures one reads, a county's month, lists, a project's 24 months."""

from yuandu.mechanisms.followup.queries.grids import (
    Line,
    lines,
    months_of,
    newest_period,
    periods,
    tallies,
    tally_of,
)
from yuandu.mechanisms.followup.queries.projects import Panel, panel
from yuandu.mechanisms.followup.queries.rights import rights

__all__ = [
    "Line",
    "Panel",
    "lines",
    "months_of",
    "newest_period",
    "panel",
    "periods",
    "rights",
    "tallies",
    "tally_of",
]
