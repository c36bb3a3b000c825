"""What is done on direct lines: one verb a function."""

from yuandu.mechanisms.lines.actions.bookings import book, certify, receive, withdraw
from yuandu.mechanisms.lines.actions.closing import Closed, close_line
from yuandu.mechanisms.lines.actions.lines import (
    NewDeparture,
    NewReach,
    drop_reach,
    load_counties,
    open_line,
    plan_trips,
    set_reach,
    set_timetable,
)
from yuandu.mechanisms.lines.actions.transit import (
    claim,
    move_claim,
    record_temperatures,
    remind_of_claim,
)
from yuandu.mechanisms.lines.actions.trips import move

__all__ = [
    "Closed",
    "NewDeparture",
    "NewReach",
    "book",
    "certify",
    "claim",
    "close_line",
    "drop_reach",
    "load_counties",
    "move",
    "move_claim",
    "open_line",
    "plan_trips",
    "receive",
    "record_temperatures",
    "remind_of_claim",
    "set_reach",
    "set_timetable",
    "withdraw",
]
