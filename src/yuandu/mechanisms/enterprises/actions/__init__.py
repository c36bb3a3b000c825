"""What is done with firms, their titles and the platforms."""

from yuandu.mechanisms.enterprises.actions.applications import (
    assess,
    object_to_application,
    open_application,
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
from yuandu.mechanisms.enterprises.actions.updates import confirm_facts, open_round, remind
from yuandu.mechanisms.enterprises.actions.vault import drop_document, keep_document

__all__ = [
    "GIVES",
    "Announced",
    "NewPlatform",
    "NoSuchTitle",
    "NotYours",
    "assess",
    "confirm_facts",
    "drop_document",
    "keep_contact",
    "keep_document",
    "object_to_application",
    "open_application",
    "open_round",
    "remind",
    "take_in",
    "take_in_platforms",
]
