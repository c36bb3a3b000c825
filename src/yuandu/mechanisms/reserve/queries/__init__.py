"""What this room finds: ideas by rank, what is wanted, what works like them needed."""

from yuandu.mechanisms.reserve.queries.ideas import (
    SORTS,
    Filters,
    Waiting,
    idea,
    idea_of,
    listed,
    mays,
    page,
    rank_of,
    totals,
    visible_to,
    waiting_sets,
)
from yuandu.mechanisms.reserve.queries.overviews import (
    Gap,
    Rung,
    by_purpose,
    formulas,
    funnel,
    gaps,
    target_years,
)
from yuandu.mechanisms.reserve.queries.places import divisions, divisions_to_plan

__all__ = [
    "SORTS",
    "Filters",
    "Gap",
    "Rung",
    "Waiting",
    "by_purpose",
    "divisions",
    "divisions_to_plan",
    "formulas",
    "funnel",
    "gaps",
    "idea",
    "idea_of",
    "listed",
    "mays",
    "page",
    "rank_of",
    "target_years",
    "totals",
    "visible_to",
    "waiting_sets",
]
