"""A settlement slip: what was delivered, what comes off, what is paid. Never below zero.

What comes off is taken in a fixed order until nothing is left; what could not be taken is
carried to the next slip and said, so that no slip hides a debt and none is negative.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from yuandu.mechanisms.settlements.rules.amounts import NOTHING, to_fen
from yuandu.mechanisms.settlements.rules.grading import Line

DEPOSIT, TRANSPORT, GRADING = "deposit", "transport", "grading"
MARGIN, INPUTS, CARRIED = "margin", "inputs", "carried"
# The order in which they are taken. The deposit is money that the grower has already; what
# he owes from before comes last, so that today's costs do not become a debt.
ORDER = (DEPOSIT, TRANSPORT, GRADING, MARGIN, INPUTS, CARRIED)
LARGEST_MARGIN = Decimal("0.20")  # of what was sold


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What comes off, as the contract says.

    Attributes:
        transport: Yuan a pot received.
        grading: Yuan a pot received.
        margin_share: The cooperative's part of what was sold, 0 to `LARGEST_MARGIN`.
    """

    transport: Decimal = NOTHING
    grading: Decimal = NOTHING
    margin_share: Decimal = NOTHING


@dataclass(frozen=True, slots=True)
class Deduction:
    """One thing that comes off.

    Attributes:
        wanted: What was to be taken.
        taken: What could be.
    """

    code: str
    wanted: Decimal
    taken: Decimal

    @property
    def left(self) -> Decimal:
        return self.wanted - self.taken


@dataclass(frozen=True, slots=True)
class Slip:
    """A settlement: `gross` is what was taken off and what is paid, to the fen.

    Attributes:
        net: What the grower gets, never below zero.
        carried: What could not be taken and is owed on.
    """

    lines: tuple[Line, ...]
    gross: Decimal
    deductions: tuple[Deduction, ...]
    net: Decimal
    carried: Decimal

    def taken(self, code: str) -> Decimal:
        return sum((each.taken for each in self.deductions if each.code == code), NOTHING)

    def left(self, code: str) -> Decimal:
        return sum((each.left for each in self.deductions if each.code == code), NOTHING)

    @property
    def due(self) -> Decimal:
        """What the buyer still has to pay for it: all but the deposit it paid before."""
        return self.gross - self.taken(DEPOSIT)


def settle(
    lines: Iterable[Line],
    *,
    received: int,
    terms: Terms,
    deposit: Decimal = NOTHING,
    inputs: Decimal = NOTHING,
    carried: Decimal = NOTHING,
) -> Slip:
    """Return the slip of a graded batch.

    Args:
        received: Pots that were brought and sorted, accepted or not.
        deposit: What earlier deliveries have not netted of it; the first ones do (民法典 587).
        inputs: What the grower still owes for seedlings and pots advanced.
        carried: What earlier slips could not take.
    """
    lines = tuple(lines)
    gross = sum((line.amount for line in lines), NOTHING)
    wanted = {
        DEPOSIT: deposit,
        TRANSPORT: to_fen(terms.transport * received),
        GRADING: to_fen(terms.grading * received),
        MARGIN: to_fen(terms.margin_share * gross),
        INPUTS: inputs,
        CARRIED: carried,
    }
    rest, deductions = gross, []
    for code in ORDER:
        if wanted[code]:
            taken = min(wanted[code], rest)
            rest -= taken
            deductions.append(Deduction(code, wanted[code], taken))
    owed = sum((each.left for each in deductions if each.code != DEPOSIT), NOTHING)
    return Slip(lines, gross, tuple(deductions), rest, owed)


def is_balanced(slip: Slip, entries: Sequence[Decimal] = ()) -> bool:
    """Say whether a slip adds up, and the amounts booked for it, where given, too."""
    taken = sum((each.taken for each in slip.deductions), NOTHING)
    adds_up = slip.gross == slip.net + taken and slip.net >= 0
    return adds_up and (not entries or sum(entries, NOTHING) == slip.gross)
