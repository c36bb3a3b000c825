"""Spreadsheets of this room: bookings to take along, and which counties a line reaches."""

from yuandu.mechanisms.lines.sheets import bookings, reach

__all__ = ["bookings", "reach"]
