"""Drives with their teams and routes, visits, and the difficulties found on them."""

from yuandu.mechanisms.visits.models.difficulties import Difficulty
from yuandu.mechanisms.visits.models.drives import Drive, Member, Stop, Team
from yuandu.mechanisms.visits.models.visits import Doubt, State, Visit

__all__ = [
    "Difficulty",
    "Doubt",
    "Drive",
    "Member",
    "State",
    "Stop",
    "Team",
    "Visit",
]
