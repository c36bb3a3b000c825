"""What drives and visits hold to be true: whose visit counts, and how far a drive has come.

Pure: facts are arguments. Working days, clocks and who is competent are those of one-to-one
service (`services.liaison.rules`): a department answers a project as it answers a firm.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from yuandu.services.liaison.rules import DUE, GIVEN_UP, TOLD_UPWARDS

CYCLE = "difficulty"
RAISED, SENT, TAKEN_UP, ANSWERED, CLOSED = "raised", "sent", "taken_up", "answered", "closed"
ABANDONED, WITHDRAWN = "abandoned", "withdrawn"
STAGES = (RAISED, SENT, TAKEN_UP, ANSWERED, CLOSED, ABANDONED, WITHDRAWN)
OPEN = (RAISED, SENT, TAKEN_UP, ANSWERED, ABANDONED)
WAITING = (SENT, TAKEN_UP)  # for the department's word
UNSENT = (RAISED, ABANDONED)  # where class and severity may still be changed

# Why a visit does not count before somebody has looked at it.
CANCELLED, OTHER_TEAM, OFF_LIST = "cancelled", "other_team", "off_list"
DOUBTS = (CANCELLED, OTHER_TEAM, OFF_LIST)

MOST_DIFFICULTIES = 3  # of one visit's form
MOST_PHOTOS = 6
ROUTE = 12  # stops of a day beyond which a route cannot be driven


@dataclass(frozen=True, slots=True)
class Arrival:
    """What is known of a project when a visit to it arrives, maybe days later.

    Attributes:
        is_cancelled: The project was cancelled meanwhile.
        was_seen_by_others: Another team was there on that day, or before in the same drive.
        is_covered: The drive's lists still name the project.
    """

    is_cancelled: bool
    was_seen_by_others: bool
    is_covered: bool


def doubt(arrival: Arrival) -> str:
    """Return why the visit waits for a decision, the gravest reason; empty: it counts."""
    if arrival.is_cancelled:
        return CANCELLED
    if arrival.was_seen_by_others:
        return OTHER_TEAM
    return "" if arrival.is_covered else OFF_LIST


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of the projects of a drive were visited."""

    projects: int = 0
    visited: int = 0

    @property
    def silent(self) -> int:
        """How many nobody has been to."""
        return self.projects - self.visited

    @property
    def share(self) -> float | None:
        """The visited ones as a fraction, 0 to 1; `None` where there is nothing to visit."""
        return self.visited / self.projects if self.projects else None

    def __add__(self, other: "Coverage") -> "Coverage":
        return Coverage(self.projects + other.projects, self.visited + other.visited)


def total(parts: Iterable[Coverage]) -> Coverage:
    return sum(parts, Coverage())


__all__ = [
    "ABANDONED",
    "ANSWERED",
    "CANCELLED",
    "CLOSED",
    "CYCLE",
    "DOUBTS",
    "DUE",
    "GIVEN_UP",
    "MOST_DIFFICULTIES",
    "MOST_PHOTOS",
    "OFF_LIST",
    "OPEN",
    "OTHER_TEAM",
    "RAISED",
    "ROUTE",
    "SENT",
    "STAGES",
    "TAKEN_UP",
    "TOLD_UPWARDS",
    "UNSENT",
    "WAITING",
    "WITHDRAWN",
    "Arrival",
    "Coverage",
    "doubt",
    "total",
]
