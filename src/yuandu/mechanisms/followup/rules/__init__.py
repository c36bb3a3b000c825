"""What is followed after production began, and what a month may say. Pure."""

from yuandu.mechanisms.followup.rules.months import (
    due_on,
    earliest_production,
    first_month,
    followed,
    has_ended,
    is_followed,
    last_month,
    month_after,
    month_of,
    number_of,
    to_open,
)
from yuandu.mechanisms.followup.rules.sense import (
    FIELDS,
    Fault,
    Kept,
    Said,
    changed,
    corrected,
    faults,
)
from yuandu.mechanisms.followup.rules.standing import (
    ABOVE,
    BELOW,
    SCALES,
    UNSETTLED,
    Filed,
    Standing,
    Terms,
    standing,
)
from yuandu.mechanisms.projects.rules.watching import FOLLOWED_MONTHS

PRODUCING = ("production_start", "tax", "above_scale_listing")  # stages that are followed
ENTERED = "above_scale_listing"

__all__ = [
    "ABOVE",
    "BELOW",
    "ENTERED",
    "FIELDS",
    "FOLLOWED_MONTHS",
    "PRODUCING",
    "SCALES",
    "UNSETTLED",
    "Fault",
    "Filed",
    "Kept",
    "Said",
    "Standing",
    "Terms",
    "changed",
    "corrected",
    "due_on",
    "earliest_production",
    "faults",
    "first_month",
    "followed",
    "has_ended",
    "is_followed",
    "last_month",
    "month_after",
    "month_of",
    "number_of",
    "standing",
    "to_open",
]
