"""What this room does: one verb a function."""

from yuandu.kernel.lifecycle.actions.tracks import (
    AlreadyStarted,
    MissingEvidence,
    NotYours,
    Stale,
    correct,
    move,
    plan,
    start,
)

__all__ = [
    "AlreadyStarted",
    "MissingEvidence",
    "NotYours",
    "Stale",
    "correct",
    "move",
    "plan",
    "start",
]
