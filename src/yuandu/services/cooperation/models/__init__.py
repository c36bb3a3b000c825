"""Challenges, offers and contracts of joint research; experts, needs and engagements; results."""

from yuandu.services.cooperation.models.experts import Expert, Free, Level, Tie, TieKind
from yuandu.services.cooperation.models.fields import Field
from yuandu.services.cooperation.models.outputs import Output
from yuandu.services.cooperation.models.research import (
    Challenge,
    Contract,
    Invitation,
    Milestone,
    Offer,
    Sharing,
)
from yuandu.services.cooperation.models.talent import Engagement, TalentNeed

__all__ = [
    "Challenge",
    "Contract",
    "Engagement",
    "Expert",
    "Field",
    "Free",
    "Invitation",
    "Level",
    "Milestone",
    "Offer",
    "Output",
    "Sharing",
    "TalentNeed",
    "Tie",
    "TieKind",
]
