"""Intervals from a reference class: weighted conformal prediction over cases that are known.

Each case weighs as much as it is like the one in question and recent; the one in question
joins the class as one more case that might lie anywhere (Tibshirani et al., 2019).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

SHARE = Fraction(8, 10)  # of cases that should lie within the interval
LEAST_CASES = 30  # fewer tell nothing of the edges of an interval
ALIKE = 2  # how many times a case weighs more for each trait it shares
HALF_LIFE = 730  # days after which a case weighs half


@dataclass(frozen=True, slots=True)
class Edges:
    """Places of an interval among cases in order; `high` is `None` where none reaches so far."""

    low: int
    middle: int
    high: int | None


def edges(weights: Sequence[float], share: Fraction = SHARE) -> Edges:
    """Return the places between which `share` of cases like these lie; weights in their order."""
    reached = list(accumulate(weights))
    total = reached[-1]
    own = sum(weight**2 for weight in weights) / total  # a case's usual weight, and so its own
    tail = float(1 - share) / 2
    high = bisect_left(reached, (1 - tail) * (total + own))
    return Edges(
        low=bisect_right(reached, tail * (total + own) - own),
        middle=bisect_left(reached, total / 2),
        high=high if high < len(reached) else None,
    )


def weight(traits: Sequence[Hashable], others: Sequence[Hashable], days: int) -> float:
    """Return what a case weighs that has the `others` traits and is `days` old."""
    return likeness(traits, others) * recency(days)


def likeness(traits: Sequence[Hashable], others: Sequence[Hashable]) -> float:
    """Return what a case weighs for the traits it shares."""
    return float(ALIKE ** sum(ours == theirs for ours, theirs in zip(traits, others, strict=True)))


def recency(days: int) -> float:
    """Return what a case weighs that is `days` old: less and less."""
    return 0.5 ** (days / HALF_LIFE)
