"""The ladder: firms, their titles, where they stand; the pool; and platforms."""

from yuandu.mechanisms.enterprises.models.applications import (
    Application,
    ApplicationObjection,
    Assessment,
)
from yuandu.mechanisms.enterprises.models.equipment import (
    Booking,
    Equipment,
    PlatformReport,
)
from yuandu.mechanisms.enterprises.models.evidence import Document
from yuandu.mechanisms.enterprises.models.firms import Firm
from yuandu.mechanisms.enterprises.models.platforms import Platform, PlatformKind, PlatformLevel
from yuandu.mechanisms.enterprises.models.pool import (
    BatchDate,
    Leaving,
    PoolPlace,
    Signal,
    WatchLimits,
)
from yuandu.mechanisms.enterprises.models.recognitions import (
    Announcement,
    Ending,
    Recognition,
    Tier,
)
from yuandu.mechanisms.enterprises.models.standings import (
    AssessedAs,
    EarlyWarning,
    Standing,
    StandingSweep,
)
from yuandu.mechanisms.enterprises.models.updates import UpdateAnswer, UpdateRound

__all__ = [
    "Announcement",
    "Application",
    "ApplicationObjection",
    "AssessedAs",
    "Assessment",
    "BatchDate",
    "Booking",
    "Document",
    "EarlyWarning",
    "Ending",
    "Equipment",
    "Firm",
    "Leaving",
    "Platform",
    "PlatformKind",
    "PlatformLevel",
    "PlatformReport",
    "PoolPlace",
    "Recognition",
    "Signal",
    "Standing",
    "StandingSweep",
    "Tier",
    "UpdateAnswer",
    "UpdateRound",
    "WatchLimits",
]
