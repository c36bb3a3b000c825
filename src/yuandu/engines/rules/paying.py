"""What a benefit pays: a sum, or so much of a fact, in products that machine integers hold."""

import math
from dataclasses import dataclass
from fractions import Fraction

from yuandu.engines.rules import units
from yuandu.engines.rules.books import Benefit
from yuandu.engines.rules.facts import bounds
from yuandu.engines.rules.formulas import Column, Fixed, Floored, Least, NotBelow, Number, Scaled
from yuandu.engines.rules.vocabulary import Vocabulary, column

# Nine numbers of this size can still be added in 64 bits.
LARGEST_PRODUCT = 10**18


@dataclass(frozen=True, slots=True)
class Share:
    """Yuan for so much of a fact: its steps times `above`, divided by `below`, rounded down.

    Attributes:
        least, most: What the fact lies between, in steps.
        enough: Steps from which the cap is reached; `None` without a cap.
    """

    above: int
    below: int
    least: int
    most: int
    enough: int | None

    @property
    def fits(self) -> bool:
        """Whether no product on the way is too large."""
        most = self.most if self.enough is None else min(self.most, self.enough)
        return max(most * self.above, self.below) <= LARGEST_PRODUCT

    def of(self, value: Number) -> Number:
        """Return the yuan for a value, before the cap."""
        if self.least < 0:
            value = NotBelow(value, 0)  # of a loss nothing is paid, and nothing taken
        if self.enough is not None and self.most * self.above > LARGEST_PRODUCT:
            value = Least(value, self.enough)
        return Floored(Scaled(value, self.above), self.below)


def share_of(one: Benefit, vocabulary: Vocabulary) -> Share | None:
    """Return how a benefit is worked out; `None` where it is a fixed sum.

    Raises:
        WrongNumber: its cap is no whole number of yuan.
    """
    measure = one.base or one.per
    if measure is None or measure.fact is None:
        return None
    kind, cap = vocabulary[measure.fact], cap_of(one)
    steps = units.STEPS[kind.kind]
    whole = Fraction(one.amount or 0) * Fraction(units.MONEY[one.unit])
    each = (whole if one.rate is None else Fraction(one.rate) / 100) / steps
    low, high = (int(end * steps) for end in bounds(kind))
    enough = math.ceil((cap + 1) / each) if cap is not None and each > 0 else None
    return Share(each.numerator, each.denominator, low, high, enough)


def amount_of(one: Benefit, year: int, vocabulary: Vocabulary) -> Number:
    """Return the yuan a benefit pays to who is due it.

    Args:
        year: The last full year.

    Raises:
        WrongNumber: a sum is no whole number of yuan.
    """
    share, measure = share_of(one, vocabulary), one.base or one.per
    if share is None or measure is None or measure.fact is None:
        amount: Number = Fixed(units.steps(one.amount, "amount", units.MONEY[one.unit]))
    else:
        known_of = year - measure.years_back if vocabulary[measure.fact].yearly else None
        amount = share.of(Column(column(measure.fact, known_of)))
    cap = cap_of(one)
    return amount if cap is None else Least(amount, cap)


def cap_of(one: Benefit) -> int | None:
    """Return the most a benefit pays, in yuan.

    Raises:
        WrongNumber: it is no whole number of yuan.
    """
    return None if one.cap is None else units.steps(one.cap, "amount", units.MONEY[one.unit])
