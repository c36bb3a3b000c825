"""Ladders, where workers stand on them, and what is recorded of them."""

from yuandu.mechanisms.careers.models.applications import (
    Application,
    Kinship,
    PanelMember,
)
from yuandu.mechanisms.careers.models.ladders import Equivalence, Ladder, Rung, RungBook
from yuandu.mechanisms.careers.models.people import Position, Prospect, WorkerRecord

__all__ = [
    "Application",
    "Equivalence",
    "Kinship",
    "Ladder",
    "PanelMember",
    "Position",
    "Prospect",
    "Rung",
    "RungBook",
    "WorkerRecord",
]
