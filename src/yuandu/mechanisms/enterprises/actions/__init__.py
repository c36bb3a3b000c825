"""What is done with firms, their titles and the platforms."""

from yuandu.mechanisms.enterprises.actions.equipment import (
    book,
    cancel_booking,
    open_equipment,
    report_platform,
)
from yuandu.mechanisms.enterprises.actions.platforms import NewPlatform, take_in_platforms
from yuandu.mechanisms.enterprises.actions.titles import (
    GIVES,
    Announced,
    NoSuchTitle,
    NotYours,
    keep_contact,
    take_in,
)

__all__ = [
    "GIVES",
    "Announced",
    "NewPlatform",
    "NoSuchTitle",
    "NotYours",
    "book",
    "cancel_booking",
    "keep_contact",
    "open_equipment",
    "report_platform",
    "take_in",
    "take_in_platforms",
]
