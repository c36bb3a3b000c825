"""How much of a household's pots was lost or stayed unsold, against its own earlier periods.

Lost and unsold pots count against saleable pots. A pot that was sold for less (downgraded)
was sold: it costs money, not a pot, and is kept beside.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

UNSOLD, DOWNGRADED, TRANSPORT = "unsold", "downgraded", "transport"
DISEASE, WEATHER, NOT_COLLECTED, REJECTED = "disease", "weather", "not_collected", "rejected"
OTHER = "other"
CAUSES = (UNSOLD, DOWNGRADED, TRANSPORT, DISEASE, WEATHER, NOT_COLLECTED, REJECTED, OTHER)
LOST = tuple(cause for cause in CAUSES if cause != DOWNGRADED)

# What a rejection at the collection point is in the loss ledger.
OF_REJECTION = {
    "transport": TRANSPORT,
    "disease": DISEASE,
    "below_grade": REJECTED,
    "blown": REJECTED,
    "wrong_kind": REJECTED,
    "other": OTHER,
}

FEWEST_PERIODS = 4  # of one's own, before "as usual" means anything
SMALLEST_GROUP = 5  # households behind any number that is not one's own


@dataclass(frozen=True, slots=True)
class Period:
    """A household's season: pots that could be sold, and those lost or unsold."""

    saleable: int
    lost: int

    @property
    def rate(self) -> float:
        return self.lost / self.saleable


@dataclass(frozen=True, slots=True)
class Comparison:
    """A period beside one's own earlier ones.

    Attributes:
        usual: Lost of saleable pots over the earlier periods together.
        low, high: The best and the worst of them.
        coverage: How often a further period of the same kind lies between the two, if
            nothing has changed: the ranks of n + 1 equal periods are equally likely.
        periods: How many there are.
    """

    rate: float
    usual: float
    low: float
    high: float
    coverage: float
    periods: int

    @property
    def verdict(self) -> str:
        """`better` or `worse` only outside of what was seen before, else `usual`."""
        if self.rate < self.low:
            return "better"
        return "worse" if self.rate > self.high else "usual"


def compare(now: Period, before: Iterable[Period]) -> Comparison | None:
    """Set a period beside one's own earlier ones; `None` while these are too few."""
    earlier = [each for each in before if each.saleable]
    if not now.saleable or len(earlier) < FEWEST_PERIODS:
        return None
    rates = [each.rate for each in earlier]
    return Comparison(
        rate=now.rate,
        usual=pooled(earlier) or 0.0,
        low=min(rates),
        high=max(rates),
        coverage=(len(rates) - 1) / (len(rates) + 1),
        periods=len(rates),
    )


def pooled(periods: Sequence[Period]) -> float | None:
    """Return lost of saleable pots over all periods together; `None` without a pot."""
    saleable = sum(each.saleable for each in periods)
    return sum(each.lost for each in periods) / saleable if saleable else None


def change(now: Mapping[int, Period], before: Mapping[int, Period]) -> float | None:
    """Return how the losses of the same households changed: -0.2 is a fifth less.

    What was lost is set against what would have been, had every household lost the share of
    its saleable pots that it lost before. So nothing changes when a household that always
    loses much grows more. Only households with saleable pots in both count; `None` where they
    are fewer than `SMALLEST_GROUP`, or nothing was lost before.
    """
    same = [
        household
        for household in now.keys() & before.keys()
        if now[household].saleable and before[household].saleable
    ]
    if len(same) < SMALLEST_GROUP:
        return None
    expected = sum(now[each].saleable * before[each].rate for each in same)
    return sum(now[each].lost for each in same) / expected - 1 if expected else None
