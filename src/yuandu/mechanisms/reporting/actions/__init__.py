"""What this room does: one verb a function."""

from yuandu.mechanisms.reporting.actions.lighting import keep_terms
from yuandu.mechanisms.reporting.actions.locking import lock
from yuandu.mechanisms.reporting.actions.reports import enter, explain
from yuandu.mechanisms.reporting.actions.rounds import open_round, remind

__all__ = ["enter", "explain", "keep_terms", "lock", "open_round", "remind"]
