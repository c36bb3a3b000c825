"""What is done with firms, their titles and the platforms."""

from yuandu.mechanisms.enterprises.actions.platforms import NewPlatform, take_in_platforms
from yuandu.mechanisms.enterprises.actions.standings import sweep_standings
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
    "keep_contact",
    "sweep_standings",
    "take_in",
    "take_in_platforms",
]
