"""Writes: months are filed and corrected."""

from yuandu.mechanisms.followup.actions.months import enter

__all__ = ["enter"]
