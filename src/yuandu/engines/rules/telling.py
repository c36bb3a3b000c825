"""What a measure comes to, for people to read beside the threshold."""

import datetime
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from yuandu.engines.rules import units
from yuandu.engines.rules.books import Measure
from yuandu.engines.rules.facts import Value
from yuandu.engines.rules.measures import kind_of
from yuandu.engines.rules.vocabulary import Vocabulary, column

type Told = Decimal | bool | str | datetime.date | None
DIGITS = Decimal("0.0001")  # of a value that does not come out even


def worth(
    measure: Measure,
    unit: str,
    *,
    year: int,
    vocabulary: Vocabulary,
    values: Mapping[str, Value],
    points: Mapping[str, tuple[int, int]],
) -> Told:
    """Return what a measure comes to in a unit, `None` where it cannot be worked out.

    Args:
        unit: The unit of the threshold it is read beside.
        points: Of each score the least and the most it can be.
    """
    year -= measure.years_back
    if measure.score is not None:
        least, most = points[measure.score]
        return Decimal(least) if least == most else f"{least}–{most}"
    given = _of(measure, year, vocabulary, values)
    if given is None or isinstance(given, (bool, str, datetime.date)):
        return given
    kind, own = kind_of(measure, vocabulary)
    if kind in units.STEPS:
        known = units.factors(kind, own) if unit else {}
        # Rates are fractions as they are; what is told of facts is in their smallest steps.
        steps = units.STEPS[kind] if measure.form in {"fact", "sum", "mean"} else 1
        given = given / steps / Fraction(known.get(unit, Decimal(1)))
    return plain(given)


def plain_value(name: str, value: Value | None, vocabulary: Vocabulary) -> Told:
    """Return the value of a column in base units: yuan, a fraction, pieces, points."""
    if value is None or isinstance(value, (bool, str, datetime.date)):
        return value
    code = name if name in vocabulary else name.rpartition("_")[0]
    return units.plain(value, vocabulary[code].kind)


def plain(exact: Fraction) -> Decimal:
    """Return a fraction as a decimal number, to four places where it does not end before."""
    number = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(DIGITS)
    whole = number.to_integral()
    return whole if number == whole else number.normalize()


def _of(  # noqa: PLR0911 - a line for each way of measuring
    measure: Measure, year: int, vocabulary: Vocabulary, values: Mapping[str, Value]
) -> Fraction | bool | str | datetime.date | None:
    def at(code: str, back: int = 0) -> Value | None:
        return values.get(column(code, year - back if vocabulary[code].yearly else None))

    codes, over = measure.facts, measure.over
    match measure.form:
        case "fact":
            value = at(codes[0])
            return (
                value
                if value is None or isinstance(value, (bool, str, datetime.date))
                else Fraction(value)
            )
        case "ratio":
            return _quotient(at(codes[0]), at(codes[1]))
        case "growth":
            return _less_one(_quotient(at(codes[0]), at(codes[0], 1)))
        case "mean_growth":
            rates = [
                _less_one(_quotient(at(codes[0], b), at(codes[0], b + 1))) for b in range(over)
            ]
            known = [rate for rate in rates if rate is not None]
            return sum(known, Fraction(0)) / over if len(known) == over else None
        case "compound_growth":
            whole = _quotient(at(codes[0]), at(codes[0], over))
            # A root seldom comes out even; the comparison itself does not take it.
            return None if whole is None else Fraction(max(0.0, float(whole)) ** (1 / over) - 1)
        case "sum" | "mean":
            parts = [part for back in range(over) if isinstance(part := at(codes[0], back), int)]
            if len(parts) < over:
                return None
            return Fraction(sum(parts), over if measure.mean else 1)
        case "full_years":
            since = at(codes[0])
            return Fraction(_years(since, year)) if isinstance(since, datetime.date) else None
        case _:
            flags = [at(code) for code in codes]
            return None if None in flags else Fraction(sum(bool(flag) for flag in flags))


def _quotient(above: Value | None, below: Value | None) -> Fraction | None:
    if not isinstance(above, int) or not isinstance(below, int) or below <= 0:
        return None
    return Fraction(above, below)


def _less_one(quotient: Fraction | None) -> Fraction | None:
    return None if quotient is None else quotient - 1


def _years(since: datetime.date, year: int) -> int:
    """Return the whole years from a day to the end of a year."""
    whole = year - since.year
    return whole if (since.month, since.day) <= (12, 31) else whole - 1
