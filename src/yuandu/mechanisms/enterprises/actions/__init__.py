"""What is done with firms, their titles, the pool and the platforms."""

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

__all__ = [
    "GIVES",
    "Announced",
    "NewPlace",
    "NewPlatform",
    "NoSuchTitle",
    "NotYours",
    "enter_pool",
    "enter_proposed",
    "keep_batch",
    "keep_contact",
    "keep_limits",
    "leave_pool",
    "sweep_standings",
    "take_in",
    "take_in_platforms",
    "take_in_pool",
]
