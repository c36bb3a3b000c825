"""The ladder: firms, what was announced about them, the titles they hold; and platforms."""

from yuandu.mechanisms.enterprises.models.applications import (
    Application,
    ApplicationObjection,
    Assessment,
)
from yuandu.mechanisms.enterprises.models.evidence import Document
from yuandu.mechanisms.enterprises.models.firms import Firm
from yuandu.mechanisms.enterprises.models.platforms import Platform, PlatformKind, PlatformLevel
from yuandu.mechanisms.enterprises.models.recognitions import (
    Announcement,
    Ending,
    Recognition,
    Tier,
)
from yuandu.mechanisms.enterprises.models.updates import UpdateAnswer, UpdateRound

__all__ = [
    "Announcement",
    "Application",
    "ApplicationObjection",
    "Assessment",
    "Document",
    "Ending",
    "Firm",
    "Platform",
    "PlatformKind",
    "PlatformLevel",
    "Recognition",
    "Tier",
    "UpdateAnswer",
    "UpdateRound",
]
