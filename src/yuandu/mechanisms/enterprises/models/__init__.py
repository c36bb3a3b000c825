"""The ladder: firms, their titles, where they stand; the pool; and platforms."""

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
    Assessment,
    EarlyWarning,
    Standing,
    StandingSweep,
)

__all__ = [
    "Announcement",
    "Assessment",
    "BatchDate",
    "EarlyWarning",
    "Ending",
    "Firm",
    "Leaving",
    "Platform",
    "PlatformKind",
    "PlatformLevel",
    "PoolPlace",
    "Recognition",
    "Signal",
    "Standing",
    "StandingSweep",
    "Tier",
    "WatchLimits",
]
