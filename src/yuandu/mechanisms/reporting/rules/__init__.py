"""What a monthly report holds to be true, and what lights it switches on. Pure."""

from yuandu.mechanisms.reporting.rules.lighting import (
    KINDS,
    MONTHS,
    Lights,
    Reading,
    State,
    Terms,
    Tone,
    lights,
    worst,
)
from yuandu.mechanisms.reporting.rules.sense import (
    Doubt,
    Fault,
    Figures,
    Known,
    doubts,
    faults,
)

CYCLE = "report_filing"
OPEN, SIGNED, RETURNED = "open", "signed", "returned"
LOCKED, MISSED = "locked", "missed"
WRITABLE = (OPEN, RETURNED)

__all__ = [
    "CYCLE",
    "KINDS",
    "LOCKED",
    "MISSED",
    "MONTHS",
    "OPEN",
    "RETURNED",
    "SIGNED",
    "WRITABLE",
    "Doubt",
    "Fault",
    "Figures",
    "Known",
    "Lights",
    "Reading",
    "State",
    "Terms",
    "Tone",
    "doubts",
    "faults",
    "lights",
    "worst",
]
