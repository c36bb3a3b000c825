"""The project reserve for programs: the same queries and actions as its pages."""

from yuandu.mechanisms.reserve.api.operations import router

__all__ = ["router"]
