"""When a post counts: from its first day to its last, both included."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """The days a post is held; without a last day it runs on."""

    from_on: datetime.date
    to_on: datetime.date | None = None


def counts_on(term: Term, on: datetime.date) -> bool:
    """Say whether the post gives rights on a day of the workspace."""
    return term.from_on <= on and (term.to_on is None or on <= term.to_on)


def overlap(one: Term, other: Term) -> bool:
    """Say whether two terms have a day in common."""
    return (other.to_on is None or one.from_on <= other.to_on) and (
        one.to_on is None or other.from_on <= one.to_on
    )
