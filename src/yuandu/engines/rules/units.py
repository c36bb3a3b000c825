"""How values of facts become integers: yuan, millionths, whole pieces, thousandths.

Edges of bands must be met exactly, and binary fractions miss them; so every number that is
compared is an integer of the smallest step its kind knows.
"""

import re
from decimal import Decimal, InvalidOperation
from typing import Literal

type Kind = Literal[
    "amount", "count", "share", "quantity", "score", "flag", "choice", "codes", "day"
]

# Smallest steps in one base unit.
STEPS: dict[str, int] = {
    "amount": 1,  # yuan
    "count": 1,
    "share": 1_000_000,  # of the whole
    "quantity": 1_000,  # of its unit
    "score": 100,  # of a point
}
# What a written unit is worth in base units.
MONEY = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
SHARES = {"%": Decimal("0.01"), "％": Decimal("0.01"), "‰": Decimal("0.001")}
POINTS = {"分": Decimal(1)}
YEARS = {"年": Decimal(1)}

# More than any city's firm has; what is beyond is a slip, and could not be multiplied safely.
LARGEST = 10**13
DIGITS = 20  # before and behind the point: no number of a firm has more

_WRITTEN = re.compile(r"^\s*([+-]?\d[\d,，]*(?:\.\d+)?)\s*([^\d\s].*?)?\s*$")


class WrongUnit(ValueError):
    """A number is given in a unit its kind does not have, or in none where one is needed."""


class WrongNumber(ValueError):
    """Something that is no number, or none that can be held, stands where one belongs."""


def factors(kind: str, unit: str = "") -> dict[str, Decimal]:
    """Return the units a kind may be written in, each with its worth in base units.

    Args:
        kind: A kind of fact that is a number.
        unit: The fact's own unit, for counts and quantities, such as 人 or 亩.
    """
    match kind:
        case "amount":
            return MONEY
        case "share":
            return SHARES
        case "score":
            return POINTS
        case _:
            return {unit: Decimal(1)} if unit else {}


def steps(number: object, kind: str, worth: Decimal = Decimal(1)) -> int:
    """Return a number in the smallest steps of its kind.

    Raises:
        WrongNumber: it is no finite number, is finer than the steps, or beyond reason.
    """
    if isinstance(number, bool) or not isinstance(number, (int, float, Decimal, str)):
        raise WrongNumber(str(number))
    try:
        given = Decimal(str(number))
    except (InvalidOperation, ValueError) as error:  # an integer of 5000 digits has no text
        raise WrongNumber from error
    # Before anything is worked out: 1e999999999 overflows, and 1e-999999999 turns into zero.
    if not given.is_finite() or (given and not -DIGITS <= given.adjusted() <= DIGITS):
        raise WrongNumber(str(number))
    exact = given * worth * STEPS[kind]
    whole = int(exact)
    if whole != exact or abs(whole) > LARGEST:
        raise WrongNumber(str(number))
    return whole


def read(text: str, kind: str, unit: str = "") -> int:
    """Return a number written with its unit, such as `1,200 万元` or `3 %`, in steps.

    Raises:
        WrongNumber: there is no number in front.
        WrongUnit: the unit is not one of the kind's.
    """
    written = _WRITTEN.match(text)
    if not written:
        raise WrongNumber(text)
    number, named = written[1].replace(",", "").replace("，", ""), (written[2] or "").strip()
    known = factors(kind, unit)
    if named and named not in known:
        raise WrongUnit(named)
    return steps(number, kind, known[named] if named else Decimal(1))


def plain(value: int, kind: str) -> Decimal:
    """Return steps as base units: yuan, a fraction, pieces, points."""
    exact = Decimal(value) / STEPS[kind]
    return exact.quantize(Decimal(1)) if exact == exact.to_integral() else exact.normalize()
