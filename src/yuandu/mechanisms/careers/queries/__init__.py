"""Reads: ladders, where workers stand, what the next rung asks, applications."""

from yuandu.mechanisms.careers.queries.applications import (
    application,
    application_page,
    applications_visible_to,
    is_chair,
    panel_in_turn,
    relatives_of,
    seat_of,
)
from yuandu.mechanisms.careers.queries.ladders import (
    book_in_force,
    books,
    equivalences,
    rung,
    rungs,
)
from yuandu.mechanisms.careers.queries.people import (
    expiring,
    file_of,
    prospect_page,
    record,
    record_page,
    worker,
    worker_by_number,
    workers_visible_to,
)
from yuandu.mechanisms.careers.queries.ways import Door, Track, Ways, check_of, door_to, ways_of

__all__ = [
    "Door",
    "Track",
    "Ways",
    "application",
    "application_page",
    "applications_visible_to",
    "book_in_force",
    "books",
    "check_of",
    "door_to",
    "equivalences",
    "expiring",
    "file_of",
    "is_chair",
    "panel_in_turn",
    "prospect_page",
    "record",
    "record_page",
    "relatives_of",
    "rung",
    "rungs",
    "seat_of",
    "ways_of",
    "worker",
    "worker_by_number",
    "workers_visible_to",
]
