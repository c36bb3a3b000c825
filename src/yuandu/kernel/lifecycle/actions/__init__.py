"""What this room does: one verb a function."""

from yuandu.kernel.lifecycle.actions.calendars import close_calendar, open_calendar
from yuandu.kernel.lifecycle.actions.people import assign, hand_over, pass_on, release
from yuandu.kernel.lifecycle.actions.promises import (
    NewPromise,
    claim,
    confirm,
    keep_rhythm,
    promise,
    promise_all,
    refuse,
    say,
    settle,
    withdraw,
)
from yuandu.kernel.lifecycle.actions.tracks import correct, move, plan, start
from yuandu.kernel.lifecycle.cycles import MoveNotAllowed
from yuandu.kernel.lifecycle.refusals import (
    AlreadyAssigned,
    AlreadyStarted,
    MissingEvidence,
    NotYours,
    NotYourTurn,
    OddPromise,
    OpenPromises,
    Stale,
)

__all__ = [
    "AlreadyAssigned",
    "AlreadyStarted",
    "MissingEvidence",
    "MoveNotAllowed",
    "NewPromise",
    "NotYourTurn",
    "NotYours",
    "OddPromise",
    "OpenPromises",
    "Stale",
    "assign",
    "claim",
    "close_calendar",
    "confirm",
    "correct",
    "hand_over",
    "keep_rhythm",
    "move",
    "open_calendar",
    "pass_on",
    "plan",
    "promise",
    "promise_all",
    "refuse",
    "release",
    "say",
    "settle",
    "start",
    "withdraw",
]
