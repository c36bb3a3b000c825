"""Tables: what was reported, declared and frozen; boards; values by month.

What has once been published is never changed: the database refuses it (migration 0002),
and a correction is a row of its own.
"""

from yuandu.kernel.indicators.models.boards import (
    Board,
    BoardMember,
    BoardRule,
    Edition,
    Objection,
    Over,
)
from yuandu.kernel.indicators.models.monthly import MonthlyTotal, MonthlyValue
from yuandu.kernel.indicators.models.published import Declared, Reported, Snapshot

__all__ = [
    "Board",
    "BoardMember",
    "BoardRule",
    "Declared",
    "Edition",
    "MonthlyTotal",
    "MonthlyValue",
    "Objection",
    "Over",
    "Reported",
    "Snapshot",
]
