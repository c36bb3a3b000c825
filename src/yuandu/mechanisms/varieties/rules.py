"""What this room decides without a database: royalties, and whether two names are one."""

import datetime
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

YEAR = datetime.timedelta(days=365)
CENT = Decimal("0.01")
ENDING = datetime.timedelta(days=60)  # before its last day, from which on a licence is ending
# Days left on which holder and licensee are told; −1: the day after the last one.
TOLD_WITH_LEFT = (60, 30, 7, 0, -1)
COMING, RUNNING, ENDS_SOON, ENDED = "coming", "running", "ending", "ended"


def term_state(from_on: datetime.date, to_on: datetime.date, today: datetime.date) -> str:
    """Return how a term stands: coming, running, ending within `ENDING`, or ended."""
    if today < from_on:
        return COMING
    if today > to_on:
        return ENDED
    return ENDS_SOON if to_on - today <= ENDING else RUNNING


@dataclass(frozen=True, slots=True)
class Produced:
    """Seedlings of a licensed variety from one producer in one month."""

    month: datetime.date  # its first day
    quantity: int


@dataclass(frozen=True, slots=True)
class Due:
    """What a month's seedlings cost in royalties.

    Attributes:
        is_covered: whether the licence ran in that month; outside of it nothing is due by the
            licence, and the seedlings need an explanation.
        amount: yuan, to the fen.
    """

    month: datetime.date
    quantity: int
    is_covered: bool
    amount: Decimal


def royalties(
    produced: Iterable[Produced],
    *,
    rate: Decimal,
    from_on: datetime.date,
    to_on: datetime.date,
) -> list[Due]:
    """Return what is due month by month; a month counts if the licence ran on one of its days.

    Args:
        rate: yuan a seedling.
    """
    return [
        Due(
            each.month,
            each.quantity,
            covered := from_on <= last_of(each.month) and to_on >= each.month,
            (each.quantity * rate if covered else Decimal(0)).quantize(CENT, ROUND_HALF_UP),
        )
        for each in produced
    ]


def first_of(day: datetime.date) -> datetime.date:
    return day.replace(day=1)


def last_of(month: datetime.date) -> datetime.date:
    later = (month.replace(day=28) + datetime.timedelta(days=4)).replace(day=1)
    return later - datetime.timedelta(days=1)


def plain(name: str) -> str:
    """Return a name as it is compared: full width, case, blanks and quotes make no other name."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(letter for letter in folded if letter.isalnum())
