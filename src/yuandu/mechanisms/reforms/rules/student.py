"""Student's t distribution: the factor of an interval. Pure.

Source:
    M. Abramowitz, I. A. Stegun (1964), Handbook of Mathematical Functions, 26.5.8 and 26.7.1:
    the distribution by the incomplete beta function, and that by its continued fraction.
"""

import math

STEPS = 300
TINY = 1e-300
CLOSE = 1e-14


def quantile(share: float, degrees: float) -> float:
    """Return the value below which `share` of the distribution lies.

    Args:
        share: above one half, below 1.
        degrees: of freedom, above zero; need not be whole.
    """
    low, high = 0.0, 1.0
    while below(high, degrees) < share:
        low, high = high, high * 2
    while high - low > CLOSE * high:
        middle = (low + high) / 2
        if middle in {low, high}:
            break
        low, high = (middle, high) if below(middle, degrees) < share else (low, middle)
    return (low + high) / 2


def below(value: float, degrees: float) -> float:
    """Return the share of the distribution below a value that is not negative."""
    return 1 - _beta(degrees / 2, 0.5, degrees / (degrees + value * value)) / 2


def _beta(a: float, b: float, x: float) -> float:
    """Return the regularised incomplete beta function I_x(a, b)."""
    if not 0 < x < 1:
        return min(max(x, 0.0), 1.0)
    front = math.exp(
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    )
    # The fraction converges fast on this side of the mean alone.
    if x > (a + 1) / (a + b + 2):
        return 1 - front * _fraction(b, a, 1 - x) / b
    return front * _fraction(a, b, x) / a


def _fraction(a: float, b: float, x: float) -> float:
    """Return the continued fraction, by the modified method of Lentz."""
    c, d = 1.0, 1 / _not_zero(1 - (a + b) * x / (a + 1))
    found = d
    for step in range(1, STEPS):
        even = step * (b - step) * x / ((a + 2 * step - 1) * (a + 2 * step))
        odd = -(a + step) * (a + b + step) * x / ((a + 2 * step) * (a + 2 * step + 1))
        for term in (even, odd):
            d = 1 / _not_zero(1 + term * d)
            c = _not_zero(1 + term / c)
            found *= c * d
        if abs(c * d - 1) < CLOSE:
            break
    return found


def _not_zero(value: float) -> float:
    return value if abs(value) > TINY else TINY
