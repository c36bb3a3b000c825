"""Does a printed figure agree with an exact value? As far as its last printed place says."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from yuandu.engines.quantities import units
from yuandu.engines.quantities.figures import Qualifier, Quantity

# 约 and 近 promise no number. These shares are the house's reading, shown with the result.
APPROX_SHARE = Decimal("0.05")
NEARLY_SHARE = Decimal("0.10")


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a printed figure claims about the exact value; None is open.

    An end belongs to the claim where `low_included` or `high_included` says so.
    """

    low: Decimal | None
    high: Decimal | None
    low_included: bool = True
    high_included: bool = True

    def hold(self, value: Decimal) -> bool:
        above = self.low is None or value > self.low or (self.low_included and value == self.low)
        below = (
            self.high is None or value < self.high or (self.high_included and value == self.high)
        )
        return above and below


@dataclass(frozen=True, slots=True)
class Agreement:
    """The result of setting a printed figure against an exact value.

    Attributes:
        agrees: The exact value lies in what the figure claims.
        exact: The exact value, in the figure's unit.
        difference: Exact less printed, in the figure's unit.
        share: The difference as a fraction of the printed value; None where that is 0.
        bounds: What the figure claims.
        correct: The exact value rounded half up to the figure's last printed place.
        truncated: The figure is what cutting off, instead of rounding, would have printed.
    """

    agrees: bool
    exact: Decimal
    difference: Decimal
    share: Decimal | None
    bounds: Bounds
    correct: Decimal
    truncated: bool


def compare(stated: Quantity, exact: Decimal, unit: str | None = None) -> Agreement:
    """Set a printed figure against an exact value.

    1.16万亿元 agrees with 11600.3亿元, since it rounds to it; 超374.6亿 agrees with anything
    above, and `share` says how far above; 50多个 agrees with 51 to 59.

    Args:
        stated: The figure as it was read.
        exact: The value in the books.
        unit: The unit of `exact`; the figure's own where it is not said.

    Raises:
        ValueError: the units do not measure the same thing.
    """
    if unit is not None:
        exact = units.convert(exact, unit, stated.unit)
    claim = bounds_of(stated)
    correct = rounded(exact, stated.step)
    return Agreement(
        agrees=claim.hold(exact),
        exact=exact,
        difference=exact - stated.value,
        share=(exact - stated.value) / abs(stated.value) if stated.value else None,
        bounds=claim,
        correct=correct,
        truncated=correct != stated.value and _cut(exact, stated.step) == stated.value,
    )


def rounded(value: Decimal, step: Decimal) -> Decimal:
    """Return `value` rounded half up (away from zero) to a multiple of `step`."""
    return units.plain((value / step).quantize(units.ONE, rounding=ROUND_HALF_UP) * step)


def _cut(value: Decimal, step: Decimal) -> Decimal:
    return (value / step).to_integral_value(rounding="ROUND_DOWN") * step


def bounds_of(stated: Quantity) -> Bounds:
    """Return which exact values a printed figure covers.

    A bare figure covers what rounds to it half up. 多 and 余 reach up to the next number that
    is as round; 约 is 5 % either way, 近 is 10 % below, neither less than a printed place.
    """
    value, half = stated.value, stated.step / 2
    if stated.upper is not None:
        return Bounds(value - half, stated.upper + half, high_included=False)
    if stated.qualifier is None:
        return _rounding_to(value, half)
    below = max(abs(value) * NEARLY_SHARE, half)
    around = max(abs(value) * APPROX_SHARE, half)
    return {
        Qualifier.MORE_THAN: Bounds(value, None, low_included=False),
        Qualifier.AT_LEAST: Bounds(value, None),
        Qualifier.AT_MOST: Bounds(None, value),
        Qualifier.LESS_THAN: Bounds(None, value, high_included=False),
        Qualifier.ODD: Bounds(
            value, value + last_place(stated), low_included=False, high_included=False
        ),
        Qualifier.NEARLY: Bounds(value - below, value, high_included=False),
        Qualifier.APPROX: Bounds(value - around, value + around),
    }[stated.qualifier]


def _rounding_to(value: Decimal, half: Decimal) -> Bounds:
    """Return what rounds half up, away from zero, to `value`."""
    return Bounds(
        value - half,
        value + half,
        low_included=value > 0,
        high_included=value < 0,
    )


def last_place(stated: Quantity) -> Decimal:
    """Return the size of one in the last printed place that is not 0: 10 in 50, 1 in 53."""
    printed = str(abs(int(stated.value / stated.step)))
    zeros = len(printed) - len(printed.rstrip("0"))
    return stated.step.scaleb(zeros if stated.value else 0)
