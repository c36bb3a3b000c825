"""What pay follows: the adjustment rule, the floor below which nothing is told, the promise."""

from yuandu.mechanisms.pay.rules.adjusting import (
    FACTORS,
    LEAST_PEOPLE,
    MOST_POINTS,
    Facts,
    Part,
    Settled,
    Terms,
    explain,
    faults,
    settle,
)
from yuandu.mechanisms.pay.rules.disclosure import CHANGES, FLOOR, PAY, Cell, Group, banded, grouped
from yuandu.mechanisms.pay.rules.promising import (
    Month,
    Peer,
    above,
    carried,
    is_kept,
    is_stale,
    months_between,
)

__all__ = [
    "CHANGES",
    "FACTORS",
    "FLOOR",
    "LEAST_PEOPLE",
    "MOST_POINTS",
    "PAY",
    "Cell",
    "Facts",
    "Group",
    "Month",
    "Part",
    "Peer",
    "Settled",
    "Terms",
    "above",
    "banded",
    "carried",
    "explain",
    "faults",
    "grouped",
    "is_kept",
    "is_stale",
    "months_between",
    "settle",
]
