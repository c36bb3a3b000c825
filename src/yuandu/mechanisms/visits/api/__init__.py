"""Drives, visits and difficulties for programs: the same queries and actions as their pages."""

from yuandu.mechanisms.visits.api.operations import router

__all__ = ["router"]
