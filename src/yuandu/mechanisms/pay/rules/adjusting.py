"""The adjustment rule: results, contribution and differentiation become yuan a month.

Of a worker with the pay of a base band, points p from 0 to 100 and weights w that sum to 1:

    asked = base × most × (w₁p₁ + w₂p₂ + w₃p₃) ÷ 100

`most` is the part of the base that full points bring. Where all ask for more than the budget,
everybody gets the same fraction of what they ask. Amounts are whole yuan, rounded down, so that
the budget is kept to the yuan.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

FACTORS = ("results", "contribution", "differentiation")
MOST_POINTS = Decimal(100)
LEAST_PEOPLE = 10  # whom a rule is for: for fewer, its cost would tell what one of them gets
MICRO = 1_000_000  # what is asked is kept in millionths of a yuan, so that sums are exact
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Terms:
    """The rule's parameters.

    Attributes:
        weights: by factor; they sum to 1.
        most_share: fraction of the base that full points in all factors bring.
        budget: yuan a month, for everybody together.
    """

    weights: Mapping[str, Decimal]
    most_share: Decimal
    budget: Decimal


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a worker; a factor without points is absent.

    Attributes:
        base: yuan a month.
        points: by factor, from 0 to 100.
    """

    key: int
    base: Decimal
    points: Mapping[str, Decimal]

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(factor for factor in FACTORS if factor not in self.points)


@dataclass(frozen=True, slots=True)
class Settled:
    """What the rule comes to.

    Attributes:
        amounts: worker → yuan a month; who lacks points for a factor is not among them.
        asked: yuan a month that all of them together ask for.
        unknown: how many lack points for a factor.
    """

    amounts: Mapping[int, Decimal]
    asked: Decimal
    unknown: int

    @property
    def cost(self) -> Decimal:
        return sum(self.amounts.values(), Decimal(0))


@dataclass(frozen=True, slots=True)
class Part:
    """What one factor adds to a worker's adjustment.

    Attributes:
        points: None where nobody has given any.
        amount: yuan a month, before the sum is rounded down to the yuan.
        ten_more: what ten points more would add, yuan a month, if all others stayed.
    """

    factor: str
    weight: Decimal
    points: Decimal | None
    amount: Decimal
    ten_more: Decimal


def faults(terms: Terms) -> list[str]:
    """Return the codes of what makes no sense in a rule."""
    weights = [terms.weights.get(factor, Decimal(-1)) for factor in FACTORS]
    return [
        code
        for code, is_wrong in (
            ("weights", min(weights) < 0 or sum(weights) != 1),
            ("most", not 0 < terms.most_share <= 1),
            ("budget", terms.budget < 1),
        )
        if is_wrong
    ]


def settle(people: Sequence[Facts], terms: Terms) -> Settled:
    """Return what everybody's adjustment is.

    More points never bring anybody less, and the sum never exceeds the budget.
    """
    asked = {each.key: _asked(each, terms) for each in people if not each.missing}
    whole = sum(asked.values())
    budget = int(terms.budget)
    if whole <= budget * MICRO:
        amounts = {key: Decimal(each // MICRO) for key, each in asked.items()}
    else:
        amounts = {key: Decimal(each * budget // whole) for key, each in asked.items()}
    return Settled(amounts, Decimal(whole) / MICRO, len(people) - len(asked))


def explain(one: Facts, terms: Terms, asked_by_all: Decimal) -> tuple[Part, ...]:
    """Return what each factor adds for a worker, and what ten points more would.

    Args:
        asked_by_all: `Settled.asked` of the rule as it was put in force.
    """
    scale = min(Decimal(1), terms.budget / asked_by_all) if asked_by_all else Decimal(1)

    def worth(points: Decimal, weight: Decimal) -> Decimal:
        full = one.base * terms.most_share * weight * points / MOST_POINTS * scale
        return full.quantize(CENT, rounding=ROUND_DOWN)

    parts = []
    for factor in FACTORS:
        points, weight = one.points.get(factor), terms.weights[factor]
        more = min(Decimal(10), MOST_POINTS - (points or Decimal(0)))
        parts.append(
            Part(factor, weight, points, worth(points or Decimal(0), weight), worth(more, weight))
        )
    return tuple(parts)


def _asked(one: Facts, terms: Terms) -> int:
    """Return what a worker asks for, in millionths of a yuan, rounded down."""
    points = sum((terms.weights[each] * one.points[each] for each in FACTORS), Decimal(0))
    return int(one.base * terms.most_share * points / MOST_POINTS * MICRO)
