"""Measures with claims and readings of figures; meetings with who came and what was promised."""

from yuandu.mechanisms.reforms.models.measures import Claim, Coverage, Measure
from yuandu.mechanisms.reforms.models.meetings import Attendee, Meeting, MeetingKind, Pledge
from yuandu.mechanisms.reforms.models.readings import Reading

__all__ = [
    "Attendee",
    "Claim",
    "Coverage",
    "Measure",
    "Meeting",
    "MeetingKind",
    "Pledge",
    "Reading",
]
