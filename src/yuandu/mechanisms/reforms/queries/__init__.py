"""What this room finds: measures and what came of them; meetings and what was promised."""

from yuandu.mechanisms.reforms.queries.effects import (
    Result,
    Scorecard,
    scorecard,
    scorecard_of,
)
from yuandu.mechanisms.reforms.queries.measures import (
    SHOWS,
    divisions,
    listed,
    mays,
    measure,
    visible_to,
)
from yuandu.mechanisms.reforms.queries.meetings import (
    TRACKED,
    Tracked,
    difficulties_of,
    meeting,
    meeting_page,
    meetings_visible_to,
    pledge,
    pledges_visible_to,
    rows,
    tracked,
    tracker_counts,
    waiting_sets,
)

__all__ = [
    "SHOWS",
    "TRACKED",
    "Result",
    "Scorecard",
    "Tracked",
    "difficulties_of",
    "divisions",
    "listed",
    "mays",
    "measure",
    "meeting",
    "meeting_page",
    "meetings_visible_to",
    "pledge",
    "pledges_visible_to",
    "rows",
    "scorecard",
    "scorecard_of",
    "tracked",
    "tracker_counts",
    "visible_to",
    "waiting_sets",
]
