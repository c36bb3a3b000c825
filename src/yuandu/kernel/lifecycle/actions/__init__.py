"""What this room does: one verb a function."""

from yuandu.kernel.lifecycle.actions.tracks import correct, move, plan, start
from yuandu.kernel.lifecycle.cycles import MoveNotAllowed
from yuandu.kernel.lifecycle.refusals import AlreadyStarted, MissingEvidence, NotYours, Stale

__all__ = [
    "AlreadyStarted",
    "MissingEvidence",
    "MoveNotAllowed",
    "NotYours",
    "Stale",
    "correct",
    "move",
    "plan",
    "start",
]
