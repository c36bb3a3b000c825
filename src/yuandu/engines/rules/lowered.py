"""A book as it is asked on one day, as formulas."""

import datetime
from dataclasses import dataclass

from yuandu.engines.rules.books import Assessed, Benefit, Book, Criterion, Item, Score
from yuandu.engines.rules.formulas import Number, Truth, conjunction, disjunction, negation


@dataclass(frozen=True, slots=True)
class LoweredCriterion:
    """A criterion as it is asked on a day.

    Attributes:
        truth: Whether the comparison holds.
        applies: Whether it is asked.
        person: Whether the comparison waits for a person's judgement; never unknown.
        columns: The values it reads.
    """

    criterion: Criterion
    truth: Truth
    applies: Truth
    person: Truth
    columns: tuple[str, ...]

    @property
    def helps(self) -> Truth:
        """Whether it fulfils one of several ways: it holds, and is asked."""
        return conjunction(self.truth, self.applies)

    @property
    def hinders_not(self) -> Truth:
        """Whether it stands in nobody's way: it holds, or is not asked."""
        return disjunction(self.truth, negation(self.applies))


@dataclass(frozen=True, slots=True)
class LoweredItem:
    """The least and the most an item can score."""

    item: Item
    least: Number
    most: Number
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LoweredScore:
    """The least and the most a score can be, in points."""

    score: Score
    least: Number
    most: Number
    items: tuple[LoweredItem, ...]


@dataclass(frozen=True, slots=True)
class LoweredBenefit:
    """Yuan that a subject gets, once it meets the book and `if_met` holds."""

    benefit: Benefit
    amount: Number
    if_met: Truth


@dataclass(frozen=True, slots=True)
class Lowered:
    """A book on a day: everything that is worked out.

    Attributes:
        truth: Whether the requirements hold.
        truth_if_judged: Whether they hold once persons have judged favourably.
        columns: The values the whole book reads, in the order of first use.
    """

    book: Book
    on: datetime.date
    assessed: Assessed
    criteria: tuple[LoweredCriterion, ...]
    scores: tuple[LoweredScore, ...]
    truth: Truth
    truth_if_judged: Truth
    benefits: tuple[LoweredBenefit, ...]
    columns: tuple[str, ...]
