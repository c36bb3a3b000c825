"""The promise: pay above that of local peers, month by month, against a dated benchmark."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

STALE_AFTER = 12  # months behind the one it is held against
YEAR = 12


@dataclass(frozen=True, slots=True)
class Peer:
    """What local peers paid in a month, yuan on average."""

    month: datetime.date
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the company against its peers.

    Attributes:
        average: yuan, gross pay due.
        peer: the newest benchmark up to the month; None while there is none.
        above_share: fraction by which the average lies above it.
        is_stale: whether that benchmark is older than a year.
    """

    month: datetime.date
    people: int
    average: Decimal
    peer: Peer | None
    above_share: Decimal | None
    is_kept: bool | None
    is_stale: bool


def above(average: Decimal, peer: Decimal) -> Decimal:
    """Return the fraction by which an average lies above that of the peers."""
    return average / peer - 1


def is_kept(above_share: Decimal, promised_share: Decimal) -> bool:
    return above_share >= promised_share


def months_between(first: datetime.date, last: datetime.date) -> int:
    return (last.year - first.year) * YEAR + last.month - first.month


def is_stale(peer: datetime.date, month: datetime.date) -> bool:
    """Whether a benchmark of one month is too old to judge another by."""
    return months_between(peer, month) > STALE_AFTER


def carried(month: datetime.date, peers: Sequence[Peer]) -> Peer | None:
    """Return the newest benchmark up to a month; the peers ascend."""
    return next((each for each in reversed(peers) if each.month <= month), None)
