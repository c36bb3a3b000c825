"""Does the sum of the parts meet the total? Does a figure meet what a document declares?"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A figure in a check: its code and what it says, in the check's unit; `None`: nothing."""

    code: str
    value: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One equation that must hold, with both of its sides.

    Attributes:
        code: Of the reconciliation, or of the figure whose declared total it is.
        kind: `sum` (parts and total) or `declared` (a figure and a sourced total).
        total: The left side: the total figure, or the figure that is declared.
        parts: The right side of a sum; empty for a declared total.
        expected: What the left side has to be: the sum of the parts, or what is declared.
        tolerance: How far both may be apart.
        source: Where a declared total stands.
    """

    code: str
    kind: str
    total: Term
    parts: tuple[Term, ...] = ()
    expected: Decimal | None
    tolerance: Decimal = Decimal(0)
    unit: str
    source: str = ""

    @property
    def difference(self) -> Decimal | None:
        """By how much the left side is too large; `None` where a side is unknown."""
        if self.total.value is None or self.expected is None:
            return None
        return self.total.value - self.expected

    @property
    def agrees(self) -> bool:
        """Whether both sides meet; what is unknown does not."""
        return self.difference is not None and abs(self.difference) <= self.tolerance

    @property
    def codes(self) -> frozenset[str]:
        """The figures that take part."""
        return frozenset(term.code for term in (self.total, *self.parts))


def sum_of(parts: Sequence[Term]) -> Decimal | None:
    """Return the sum; one unknown part leaves it unknown."""
    values = [term.value for term in parts if term.value is not None]
    return sum(values, Decimal(0)) if len(values) == len(parts) else None


def verdicts(checks: Sequence[Check]) -> dict[str, bool]:
    """Return, for each figure that takes part in a check, whether all its checks hold."""
    held: dict[str, bool] = {}
    for check in checks:
        for code in check.codes:
            held[code] = held.get(code, True) and check.agrees
    return held
