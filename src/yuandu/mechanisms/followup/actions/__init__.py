"""Writes: months are filed and corrected, counties reminded, terms and offices named."""

from yuandu.mechanisms.followup.actions.months import enter
from yuandu.mechanisms.followup.actions.reminders import remind
from yuandu.mechanisms.followup.actions.terms import dismiss_office, keep_terms, name_office

__all__ = ["dismiss_office", "enter", "keep_terms", "name_office", "remind"]
