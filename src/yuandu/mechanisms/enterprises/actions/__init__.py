"""What is done with firms, their titles, the pool and the platforms."""

from yuandu.mechanisms.enterprises.actions.applications import (
    assess,
    object_to_application,
    open_application,
)
from yuandu.mechanisms.enterprises.actions.equipment import (
    book,
    cancel_booking,
    open_equipment,
    report_platform,
)
from yuandu.mechanisms.enterprises.actions.platforms import NewPlatform, take_in_platforms
from yuandu.mechanisms.enterprises.actions.pool import (
    NewPlace,
    enter_pool,
    enter_proposed,
    keep_batch,
    keep_limits,
    leave_pool,
    take_in_pool,
)
from yuandu.mechanisms.enterprises.actions.standings import sweep_standings
from yuandu.mechanisms.enterprises.actions.titles import (
    GIVES,
    Announced,
    NoSuchTitle,
    NotYours,
    keep_contact,
    take_in,
)
from yuandu.mechanisms.enterprises.actions.updates import confirm_facts, open_round, remind
from yuandu.mechanisms.enterprises.actions.vault import drop_document, keep_document

__all__ = [
    "GIVES",
    "Announced",
    "NewPlace",
    "NewPlatform",
    "NoSuchTitle",
    "NotYours",
    "assess",
    "book",
    "cancel_booking",
    "confirm_facts",
    "drop_document",
    "enter_pool",
    "enter_proposed",
    "keep_batch",
    "keep_contact",
    "keep_document",
    "keep_limits",
    "leave_pool",
    "object_to_application",
    "open_application",
    "open_equipment",
    "open_round",
    "remind",
    "report_platform",
    "sweep_standings",
    "take_in",
    "take_in_platforms",
    "take_in_pool",
]
