"""The tables of this room: tracks and their steps, who stands by, who promised what."""

from yuandu.kernel.lifecycle.models.people import Assignment
from yuandu.kernel.lifecycle.models.promises import CalendarKey, Promise, PromiseEvent, Rhythm
from yuandu.kernel.lifecycle.models.tracks import Plan, Step, Track

__all__ = [
    "Assignment",
    "CalendarKey",
    "Plan",
    "Promise",
    "PromiseEvent",
    "Rhythm",
    "Step",
    "Track",
]
