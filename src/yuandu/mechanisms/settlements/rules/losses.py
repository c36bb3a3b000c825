"""How much of a household's pots was lost or stayed unsold, against its own earlier periods.

Lost and unsold pots count against saleable pots. A pot that was sold for less (downgraded)
was sold: it costs money, not a pot, and is kept beside.
"""

import math
from collections.abc import Iterable, Sequence
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
FEWEST_FOR_INTERVAL = 30  # households, below which the normal curve promises too much
NORMAL = 1.96  # standard errors to each side that hold 95 of 100


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Moments:
    """Sums over households with saleable pots in two years.

    Attributes:
        lost: What they lost in the later one.
        expected: What they would have lost in it at the share each lost in the earlier one.
        lost_squared, product, expected_squared: Sums of lost², lost × expected, expected².
    """

    households: int
    lost: float
    expected: float
    lost_squared: float
    product: float
    expected_squared: float


@dataclass(frozen=True, slots=True)
class Change:
    """How the losses of the same households changed: -0.2 is a fifth less.

    Attributes:
        low, high: Where the change lies for 95 of 100 draws of as many households like these;
            `None` where they are too few to say.
    """

    households: int
    change: float
    low: float | None
    high: float | None


def change(sums: Moments) -> Change | None:
    """Return the change against what each household lost before; `None` for too few of them.

    What was lost is set against what would have been, so nothing changes when a household
    that always loses much grows more.

    Source:
        The ratio of two sums over units and its variance by linearisation: W. G. Cochran
        (1977), "Sampling Techniques", chapter 6.
    """
    number = sums.households
    if number < SMALLEST_GROUP or not sums.expected:
        return None
    ratio = sums.lost / sums.expected
    if number < FEWEST_FOR_INTERVAL:
        return Change(number, ratio - 1, None, None)
    residual = sums.lost_squared - 2 * ratio * sums.product + ratio**2 * sums.expected_squared
    error = math.sqrt(max(residual, 0) * number / (number - 1)) / sums.expected
    return Change(number, ratio - 1, ratio - 1 - NORMAL * error, ratio - 1 + NORMAL * error)
