"""A published rule of a board: components, weights, how each is measured, stars and flags."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction


class BadRule(ValueError):
    """The rule cannot be computed with; the message says why."""


class Measuring(enum.StrEnum):
    """How a component's values become shares of its points.

    MIN_MAX: the best subject has all, the worst none, the others in proportion between.
    TARGET: value ÷ target, at most all; for lower-is-better, target ÷ value.
    SHARE: the value is a fraction from 0 to 1 already.
    """

    MIN_MAX = "min-max"
    TARGET = "target"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class Component:
    """One line of the rule.

    Attributes:
        code: Its name among the values of a subject.
        weight: Its part in the total; weights need not sum to anything.
        measuring: How values become shares.
        target: What earns all points, for `TARGET`.
        per: A capacity the value is divided by first (project starts per 10 000 people), so
            that small counties are not measured by their size.
        lower_is_better: Fewer is more: days, emissions.
    """

    code: str
    weight: Decimal
    measuring: Measuring = Measuring.MIN_MAX
    target: Decimal | None = None
    per: str | None = None
    lower_is_better: bool = False

    def __post_init__(self) -> None:
        if not self.weight.is_finite() or self.weight < 0:
            raise BadRule(f"the weight of {self.code} is {self.weight}")
        if (self.measuring is Measuring.TARGET) != (self.target is not None):
            raise BadRule(f"{self.code} needs a target if and only if it is measured by one")
        if self.target is not None and not (self.target.is_finite() and self.target > 0):
            raise BadRule(f"the target of {self.code} is {self.target}")
        if self.measuring is Measuring.SHARE and self.lower_is_better:
            raise BadRule(f"{self.code} is a share; turn it round before it comes here")


@dataclass(frozen=True, slots=True)
class Band:
    """So many stars from this score on, the score itself included."""

    stars: int
    at_least: Decimal


@dataclass(frozen=True, slots=True)
class Flag:
    """A flag for the first `top` subjects, of the board or of one component.

    Who ties with the last of them has it too; nobody has it for no points at all.
    """

    code: str
    top: int = 1
    component: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as published, before any score.

    Attributes:
        code: The board.
        version: Which text of the rule this is; every result carries it.
        components: Its lines.
        out_of: The score of a subject that is best in everything.
        decimals: Digits of the printed score, rounded half up. Who prints alike ties.
        stars: Bands, in any order.
        flags: Flags to win.
    """

    code: str
    version: str
    components: tuple[Component, ...]
    out_of: Decimal = Decimal(100)
    decimals: int = 2
    stars: tuple[Band, ...] = ()
    flags: tuple[Flag, ...] = ()

    def __post_init__(self) -> None:
        codes = [component.code for component in self.components]
        if len(set(codes)) != len(codes):
            raise BadRule(f"{self.code} names a component twice")
        if not sum(component.weight for component in self.components):
            raise BadRule(f"{self.code} gives no weight to anything")
        unknown = {flag.component for flag in self.flags} - {None, *codes}
        if unknown:
            raise BadRule(f"{self.code} has a flag for {unknown.pop()}, which it does not measure")

    @property
    def shares(self) -> tuple[Fraction, ...]:
        """The components' weights as exact fractions of their sum."""
        weights = [Fraction(component.weight) for component in self.components]
        whole = sum(weights)
        return tuple(weight / whole for weight in weights)
