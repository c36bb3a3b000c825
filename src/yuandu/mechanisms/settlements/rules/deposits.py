"""Deposits (定金) and what becomes of them when somebody abandons the contract (弃单).

Source:
    民法典 586 and 587: a deposit is at most 20 % of the contract's price, what is above is no
    deposit; whoever gave it and does not perform loses it, whoever took it and does not
    perform returns it twice. Where neither is at fault (562: both agree; 563 and 590: force
    majeure), it goes back once.
"""

from collections.abc import Mapping
from decimal import ROUND_DOWN, Decimal
from typing import Literal

from yuandu.mechanisms.settlements.rules.amounts import FEN

LARGEST_SHARE = Decimal("0.20")

type Side = Literal["buyer", "grower", "neither"]
RETURNED: Mapping[Side, int] = {"buyer": 0, "grower": 2, "neither": 1}  # times the deposit


def largest(value: Decimal) -> Decimal:
    """Return the largest deposit on a contract of `value` yuan."""
    return (value * LARGEST_SHARE).quantize(FEN, rounding=ROUND_DOWN)


def fault(amount: Decimal, *, value: Decimal, paid: Decimal) -> str:
    """Return what speaks against a deposit, as a code; empty if nothing does.

    Args:
        paid: What was paid as a deposit on the same contract before.
    """
    if not amount.is_finite() or amount <= 0:
        return "deposit-not-positive"
    if amount != amount.quantize(FEN):
        return "deposit-too-fine"
    return "deposit-above-a-fifth" if paid + amount > largest(value) else ""


def after_abandonment(deposit: Decimal, *, by: Side) -> Decimal:
    """Return what the grower pays the buyer once the rest of a contract is given up.

    Args:
        deposit: What of it no slip has netted.
        by: Who gives up. Where the buyer does, the deposit stays; where the grower does, it
            goes back twice; where neither is at fault, once.
    """
    return RETURNED[by] * deposit
