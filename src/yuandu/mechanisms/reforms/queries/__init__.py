"""What this room finds: measures with what they claim, and what came of it."""

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

__all__ = [
    "SHOWS",
    "Result",
    "Scorecard",
    "divisions",
    "listed",
    "mays",
    "measure",
    "scorecard",
    "scorecard_of",
    "visible_to",
]
