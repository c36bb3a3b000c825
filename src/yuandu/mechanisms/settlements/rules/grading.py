"""What a graded batch is worth: counts by grade and cause become accepted pots and prices."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from yuandu.mechanisms.settlements.rules.amounts import NOTHING, to_fen

# From the best to the worst; the codes are those of market data.
GRADES = ("first", "second", "third", "ungraded")

# Why a pot is not taken at the collection point.
TRANSPORT, DISEASE, BELOW_GRADE, BLOWN = "transport", "disease", "below_grade", "blown"
WRONG_KIND, OTHER = "wrong_kind", "other"
REJECTED_FOR = (TRANSPORT, DISEASE, BELOW_GRADE, BLOWN, WRONG_KIND, OTHER)

# Share of the promised price by steps below the ordered grade; further down is not taken.
USUAL_SHARES = (Decimal(1), Decimal("0.85"), Decimal("0.70"), Decimal("0.50"))
MOST = 10**7  # pots of a batch


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted at the collection point, in pots.

    Attributes:
        received: All that came off the truck.
        graded: Pots by grade.
        rejected: Pots by cause.
    """

    received: int
    graded: Mapping[str, int]
    rejected: Mapping[str, int]

    @property
    def accepted(self) -> int:
        return sum(self.graded.values())

    @property
    def refused(self) -> int:
        return sum(self.rejected.values())


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with counts, by a stable code, with the numbers that show it.

    Codes: negative, too-many, unknown-grade, unknown-cause, sum-differs, grade-not-taken,
    above-promise.
    """

    code: str
    is_: int = 0
    should: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """Pots of one grade at one price.

    Attributes:
        steps: Grades below the ordered one; 0: as ordered, or better.
        price: Yuan a pot, to the fen.
    """

    grade: str
    quantity: int
    steps: int
    price: Decimal

    @property
    def amount(self) -> Decimal:
        return self.quantity * self.price


def steps_below(grade: str, ordered: str) -> int:
    """Return how many grades below the ordered one a pot is; a better one counts as ordered."""
    return max(GRADES.index(grade) - GRADES.index(ordered), 0)


def faults(
    counts: Counts, *, ordered: str, shares: tuple[Decimal, ...], left: int
) -> tuple[Fault, ...]:
    """Return all that is wrong with counts; none: the batch can be graded so.

    Args:
        ordered: The grade that was promised.
        shares: Share of the price by steps below it; a step without a share is not taken.
        left: Pots of the promise that were not delivered yet.
    """
    numbers = [counts.received, *counts.graded.values(), *counts.rejected.values()]
    if min(numbers) < 0:
        return (Fault("negative", min(numbers)),)
    if max(numbers) > MOST:
        return (Fault("too-many", max(numbers), MOST),)
    if counts.graded.keys() - set(GRADES):
        return (Fault("unknown-grade"),)
    if counts.rejected.keys() - set(REJECTED_FOR):
        return (Fault("unknown-cause"),)
    found = []
    total = counts.accepted + counts.refused
    if total != counts.received:
        found.append(Fault("sum-differs", total, counts.received))
    too_low = sum(
        quantity
        for grade, quantity in counts.graded.items()
        if steps_below(grade, ordered) >= len(shares)
    )
    if too_low:
        found.append(Fault("grade-not-taken", too_low))
    if counts.accepted > left:
        found.append(Fault("above-promise", counts.accepted, left))
    return tuple(found)


def lines(
    counts: Counts, *, ordered: str, price: Decimal, shares: tuple[Decimal, ...]
) -> tuple[Line, ...]:
    """Return the accepted pots by grade with their prices, the best grade first.

    Args:
        price: Yuan a pot of the ordered grade.
        shares: As in `faults`, which has found nothing.
    """
    found = []
    for grade in GRADES:
        if quantity := counts.graded.get(grade, 0):
            steps = steps_below(grade, ordered)
            found.append(Line(grade, quantity, steps, to_fen(price * shares[steps])))
    return tuple(found)


def downgraded(lines: tuple[Line, ...], price: Decimal) -> tuple[int, Decimal]:
    """Return the pots paid below the promised price, and what that cost their grower."""
    below = [line for line in lines if line.steps]
    lost = sum(((price - line.price) * line.quantity for line in below), NOTHING)
    return sum(line.quantity for line in below), lost
