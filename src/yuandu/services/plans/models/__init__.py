"""The plan register: plans with their parts, what was reached, and the instruments that serve them."""

from yuandu.services.plans.models.instruments import Instrument, Kind, Serving
from yuandu.services.plans.models.plans import (
    EARLIEST_YEAR,
    LATEST_YEAR,
    Actual,
    Aspect,
    Goal,
    Indicator,
    Level,
    Plan,
    Task,
)

__all__ = [
    "EARLIEST_YEAR",
    "LATEST_YEAR",
    "Actual",
    "Aspect",
    "Goal",
    "Indicator",
    "Instrument",
    "Kind",
    "Level",
    "Plan",
    "Serving",
    "Task",
]
