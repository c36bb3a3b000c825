"""Direct lines (直供专线): where they reach, when they go, what is booked, what arrived."""

from yuandu.mechanisms.lines.models.lines import (
    Costed,
    County,
    Departure,
    Line,
    Reach,
    Space,
    Weekday,
)
from yuandu.mechanisms.lines.models.transit import Claim, TemperatureLog
from yuandu.mechanisms.lines.models.trips import Booking, BookingState, Cause, State, Trip

__all__ = [
    "Booking",
    "BookingState",
    "Cause",
    "Claim",
    "Costed",
    "County",
    "Departure",
    "Line",
    "Reach",
    "Space",
    "State",
    "TemperatureLog",
    "Trip",
    "Weekday",
]
