"""Ladders, where workers stand on them, classes and logbooks, badges."""

from yuandu.mechanisms.careers.models.applications import (
    Application,
    Kinship,
    PanelMember,
)
from yuandu.mechanisms.careers.models.badges import Badge, IssuerKey
from yuandu.mechanisms.careers.models.ladders import Equivalence, Ladder, Rung, RungBook
from yuandu.mechanisms.careers.models.people import Position, Prospect, WorkerRecord
from yuandu.mechanisms.careers.models.training import (
    LogEntry,
    LogSignature,
    Outcome,
    Place,
    Rotation,
    Side,
    Trainee,
    TrainingBase,
    TrainingClass,
    TrainingUnit,
    UnitExam,
)

__all__ = [
    "Application",
    "Badge",
    "Equivalence",
    "IssuerKey",
    "Kinship",
    "Ladder",
    "LogEntry",
    "LogSignature",
    "Outcome",
    "PanelMember",
    "Place",
    "Position",
    "Prospect",
    "Rotation",
    "Rung",
    "RungBook",
    "Side",
    "Trainee",
    "TrainingBase",
    "TrainingClass",
    "TrainingUnit",
    "UnitExam",
    "WorkerRecord",
]
