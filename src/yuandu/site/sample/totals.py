"""Splitting a published total into rows that add up to it exactly."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from random import Random


def split(total: int, weights: Sequence[float], *, least: int = 0) -> list[int]:
    """Divide `total` in proportion to `weights`, whole and exact.

    Each part is at least `least`; what rounding leaves goes to the largest remainders.

    Raises:
        ValueError: the parts cannot all reach `least`.
    """
    spare = total - least * len(weights)
    if spare < 0:
        raise ValueError(f"{total} cannot be split into {len(weights)} parts of at least {least}")
    exact = [Fraction(weight) for weight in weights]
    whole = sum(exact)
    shares = [spare * weight / whole for weight in exact]
    parts = [int(share) for share in shares]
    by_remainder = sorted(range(len(parts)), key=lambda i: parts[i] - shares[i])
    for i in by_remainder[: spare - sum(parts)]:
        parts[i] += 1
    return [least + part for part in parts]


def spread(count: int, shares: Mapping[str, float], rng: Random) -> list[str]:
    """Return `count` keys in the proportions of `shares`, exact and shuffled."""
    counts = split(count, list(shares.values()))
    keys = [key for key, number in zip(shares, counts, strict=True) for _ in range(number)]
    rng.shuffle(keys)
    return keys


def skewed(count: int, rng: Random, *, spread_by: float = 1.1) -> list[float]:
    """Return weights of which a few are large and most small, as investments are."""
    return [rng.lognormvariate(0, spread_by) for _ in range(count)]
