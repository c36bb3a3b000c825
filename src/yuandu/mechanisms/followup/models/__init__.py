"""Months of projects after production, how each project stands, the terms, and the offices."""

from yuandu.mechanisms.followup.models.months import Correction, Month, MonthTally, Scale
from yuandu.mechanisms.followup.models.standing import Following
from yuandu.mechanisms.followup.models.terms import FollowTerms, Source, SourceOffice

__all__ = [
    "Correction",
    "FollowTerms",
    "Following",
    "Month",
    "MonthTally",
    "Scale",
    "Source",
    "SourceOffice",
]
