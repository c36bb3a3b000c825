"""The ladder: firms, what was announced about them, the titles they hold; and platforms."""

from yuandu.mechanisms.enterprises.models.equipment import (
    Booking,
    Equipment,
    PlatformReport,
)
from yuandu.mechanisms.enterprises.models.firms import Firm
from yuandu.mechanisms.enterprises.models.platforms import Platform, PlatformKind, PlatformLevel
from yuandu.mechanisms.enterprises.models.recognitions import (
    Announcement,
    Ending,
    Recognition,
    Tier,
)

__all__ = [
    "Announcement",
    "Booking",
    "Ending",
    "Equipment",
    "Firm",
    "Platform",
    "PlatformKind",
    "PlatformLevel",
    "PlatformReport",
    "Recognition",
    "Tier",
]
