"""Who may judge, when a panel has judged, and until when one may appeal."""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

CYCLE = "careers_application"
APPLIED, RETURNED, PANEL = "applied", "returned", "panel"
RECOGNISED, REFUSED, APPEALED = "recognised", "refused", "appealed"
UPHELD, WITHDRAWN = "upheld", "withdrawn"
ENDED = (RECOGNISED, UPHELD, WITHDRAWN)

SMALLEST_PANEL, LARGEST_PANEL = 3, 9
ENOUGH = Fraction(2, 3)  # of a panel in favour
APPEAL_DAYS = 15  # calendar days after the result

type Opinion = Literal["for", "against", ""]


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody named for a panel."""

    worker: int
    is_chair: bool


def objections(
    seats: Sequence[Seat],
    *,
    applicant: int,
    relatives: Collection[int],
    earlier: Collection[int] = (),
) -> tuple[str, ...]:
    """Return the codes of everything that speaks against a panel; nothing where it may judge.

    Args:
        relatives: those whom the applicant declared, or who declared the applicant.
        earlier: who judged already, where this panel answers an appeal.
    """
    members = [seat.worker for seat in seats]
    found = []
    if not SMALLEST_PANEL <= len(set(members)) <= LARGEST_PANEL:
        found.append("size")
    if len(set(members)) < len(members):
        found.append("twice")
    if sum(seat.is_chair for seat in seats) != 1:
        found.append("chair")
    if applicant in members:
        found.append("applicant")
    if set(relatives) & set(members):
        found.append("relative")
    if set(earlier) & set(members):
        found.append("earlier")
    return tuple(found)


def verdict(opinions: Sequence[Opinion]) -> bool | None:
    """Return whether a panel is in favour, `None` until each of it has spoken."""
    if not opinions or "" in opinions:
        return None
    return Fraction(opinions.count("for"), len(opinions)) >= ENOUGH


def appeal_until(result_on: datetime.date) -> datetime.date:
    """Return the last day on which a result can be appealed against."""
    return result_on + datetime.timedelta(days=APPEAL_DAYS)
