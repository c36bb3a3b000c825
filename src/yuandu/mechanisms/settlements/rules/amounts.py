"""Yuan to the fen: rounding, and splitting so that nothing is left over."""

from collections.abc import Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

FEN = Decimal("0.01")
NOTHING = Decimal(0)


def to_fen(amount: Decimal) -> Decimal:
    """Return an amount rounded half up to the fen, as a bill is."""
    return amount.quantize(FEN, rounding=ROUND_HALF_UP)


def split(amount: Decimal, weights: Sequence[int]) -> tuple[Decimal, ...]:
    """Return an amount in parts that follow `weights` and add up to it exactly.

    Every part is cut off at the fen; the fen left over go one each to the parts that lost
    most, the earlier one first where two lost the same.

    Args:
        amount: exact to the fen, not negative.
        weights: not negative; all zero counts as all equal.
    """
    if not weights:
        return ()
    shares = weights if any(weights) else [1] * len(weights)
    whole = sum(shares)
    exact = [amount * share / whole for share in shares]
    parts = [each.quantize(FEN, rounding=ROUND_DOWN) for each in exact]
    left = int((amount - sum(parts, NOTHING)) / FEN)
    by_loss = sorted(range(len(parts)), key=lambda at: (parts[at] - exact[at], at))
    for at in by_loss[:left]:
        parts[at] += FEN
    return tuple(parts)
