"""Monthly reports for programs: the same queries and actions as their pages."""

from yuandu.mechanisms.reporting.api.operations import router

__all__ = ["router"]
