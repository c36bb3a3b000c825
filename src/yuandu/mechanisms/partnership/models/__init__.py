"""Shareholder groups, reviews and their dates, candidates, what was voted, appeals."""

from yuandu.mechanisms.partnership.models.candidates import (
    Candidate,
    Conflict,
    Nomination,
    Opinion,
)
from yuandu.mechanisms.partnership.models.endings import Appeal, OutcomeEntry
from yuandu.mechanisms.partnership.models.groups import GroupMember, ShareholderGroup
from yuandu.mechanisms.partnership.models.reviews import Review, StepDate
from yuandu.mechanisms.partnership.models.votes import StepBallot, StepResult

__all__ = [
    "Appeal",
    "Candidate",
    "Conflict",
    "GroupMember",
    "Nomination",
    "Opinion",
    "OutcomeEntry",
    "Review",
    "ShareholderGroup",
    "StepBallot",
    "StepDate",
    "StepResult",
]
