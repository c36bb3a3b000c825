"""How a measure compares with a threshold, without dividing."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from yuandu.engines.rules import units
from yuandu.engines.rules.books import Measure
from yuandu.engines.rules.formulas import (
    FALSE,
    Added,
    Column,
    Compared,
    Comparison,
    Fixed,
    Flag,
    MeanGrowth,
    Number,
    Points,
    Positive,
    Scaled,
    Truth,
    Undefined,
    between,
    disjunction,
)
from yuandu.engines.rules.vocabulary import Vocabulary, column

# The largest fact times this still fits into 64 bits.
FINEST = (2**63 - 1) // units.LARGEST


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure made ready to be compared on one day.

    Attributes:
        compare: Gives the truth of "how threshold", the threshold in steps of `kind`.
        kind: What it is a number of: a kind of fact, `years` or `points`.
        unit: The unit of a count or a quantity.
        undefined: Where it cannot be worked out although nothing is missing.
        columns: What it reads.
    """

    compare: Callable[[Comparison, int], Truth]
    kind: str
    unit: str
    undefined: Truth
    columns: tuple[str, ...]


def measured(
    measure: Measure,
    *,
    year: int,
    vocabulary: Vocabulary,
    scores: dict[str, tuple[Number, Number]],
) -> Measured:
    """Make a measure ready.

    Args:
        year: The last full year before the day, already less the years asked back.
        scores: Of the book's scores the least and the most they can be.
    """
    return _FORMS[measure.form](measure, year - measure.years_back, vocabulary, scores)


def kind_of(measure: Measure, vocabulary: Vocabulary) -> tuple[str, str]:
    """Return what kind of value a measure gives, and its own unit if it has one."""
    match measure.form:
        case "ratio" | "growth" | "mean_growth" | "compound_growth":
            return "share", ""
        case "full_years":
            return "years", "年"
        case "true_flags":
            return "count", "项"
        case "score":
            return "points", "分"
        case _:
            kind = vocabulary[measure.facts[0]]
            return kind.kind, kind.unit


def day_limit(year: int, years: int) -> datetime.date:
    """Return the last day on which something began that lasted `years` at the end of `year`."""
    return datetime.date(year - years, 12, 31)


def _name(vocabulary: Vocabulary, code: str, year: int) -> str:
    return column(code, year if vocabulary[code].yearly else None)


def _fraction(steps: int) -> Fraction:
    return Fraction(steps, units.STEPS["share"])


def _fact(measure: Measure, year: int, vocabulary: Vocabulary, _: object) -> Measured:
    assert measure.fact is not None  # noqa: S101 - told by the form
    kind = vocabulary[measure.fact]
    name = _name(vocabulary, measure.fact, year)
    return Measured(
        lambda how, steps: Compared(Column(name), how, Fixed(steps)),
        kind.kind,
        kind.unit,
        FALSE,
        (name,),
    )


def _quotient(above: Number, below: str, above_names: tuple[str, ...], less: int = 0) -> Measured:
    """Compare `above / below − less` with a share, as `above × q ≥ (p + less × q) × below`."""

    def compare(how: Comparison, steps: int) -> Truth:
        rate = _fraction(steps) + less
        return Compared(
            Scaled(above, rate.denominator), how, Scaled(Positive(below), rate.numerator)
        )

    return Measured(compare, "share", "", Undefined(below), (*above_names, below))


def _ratio(measure: Measure, year: int, vocabulary: Vocabulary, _: object) -> Measured:
    assert measure.ratio is not None  # noqa: S101
    above, below = (_name(vocabulary, code, year) for code in measure.ratio)
    return _quotient(Column(above), below, (above,))


def _growth(measure: Measure, year: int, vocabulary: Vocabulary, _: object) -> Measured:
    assert measure.growth is not None  # noqa: S101
    now, before = (_name(vocabulary, measure.growth, one) for one in (year, year - 1))
    return _quotient(Column(now), before, (now,), less=1)


def _compound(measure: Measure, year: int, vocabulary: Vocabulary, _: object) -> Measured:
    code = measure.compound_growth
    assert code is not None  # noqa: S101
    now, before = (_name(vocabulary, code, one) for one in (year, year - measure.over))

    def compare(how: Comparison, steps: int) -> Truth:
        rate = (_fraction(steps) + 1) ** measure.over
        if max(rate.numerator, rate.denominator) > FINEST:
            # Three per cent over three years are 1,092,727 millionths already.
            return MeanGrowth((now, before), how, (rate - 1) * units.STEPS["share"])
        return Compared(
            Scaled(Column(now), rate.denominator), how, Scaled(Positive(before), rate.numerator)
        )

    return Measured(compare, "share", "", Undefined(before), (now, before))


def _mean_growth(measure: Measure, year: int, vocabulary: Vocabulary, _: object) -> Measured:
    code = measure.mean_growth
    assert code is not None  # noqa: S101
    names = tuple(_name(vocabulary, code, year - back) for back in range(measure.over + 1))
    return Measured(
        lambda how, steps: MeanGrowth(names, how, steps),
        "share",
        "",
        disjunction(*(Undefined(name) for name in names[1:])),
        names,
    )


def _total(measure: Measure, year: int, vocabulary: Vocabulary, _: object) -> Measured:
    code = measure.sum or measure.mean
    assert code is not None  # noqa: S101
    kind, times = vocabulary[code], measure.over if measure.mean else 1
    names = tuple(_name(vocabulary, code, year - back) for back in range(measure.over))
    added = Added(tuple(Column(name) for name in names))
    return Measured(
        lambda how, steps: Compared(added, how, Fixed(steps * times)),
        kind.kind,
        kind.unit,
        FALSE,
        names,
    )


def _full_years(measure: Measure, year: int, vocabulary: Vocabulary, _: object) -> Measured:
    code = measure.full_years
    assert code is not None  # noqa: S101

    def compare(how: Comparison, years: int) -> Truth:
        # So many years have passed if it began on that day of the year or before; more than
        # so many whole years means one more, and "at most" is the opposite of "more".
        at_least = years if how in {"ge", "lt"} else years + 1
        how_day: Comparison = "le" if how in {"ge", "gt"} else "gt"
        return Compared(Column(code), how_day, Fixed(day_limit(year, at_least)))

    return Measured(compare, "years", "年", FALSE, (code,))


def _true_flags(measure: Measure, year: int, vocabulary: Vocabulary, _: object) -> Measured:
    assert measure.true_flags is not None  # noqa: S101
    names = tuple(_name(vocabulary, code, year) for code in measure.true_flags)
    least, most = (
        Added(tuple(Points(((Flag(name), 1),), 0, if_unknown) for name in names))
        for if_unknown in (False, True)
    )
    return Measured(_within(least, most), "count", "项", FALSE, names)


def _score(
    measure: Measure, _: int, __: Vocabulary, scores: dict[str, tuple[Number, Number]]
) -> Measured:
    assert measure.score is not None  # noqa: S101
    least, most = scores[measure.score]
    return Measured(_within(least, most), "points", "分", FALSE, ())


def _within(least: Number, most: Number) -> Callable[[Comparison, int], Truth]:
    """Compare a number of which only bounds are known."""

    def compare(how: Comparison, steps: int) -> Truth:
        low, high = (Compared(side, how, Fixed(steps)) for side in (least, most))
        return between(low, high) if how in {"ge", "gt"} else between(high, low)

    return compare


_FORMS: dict[str, Callable[..., Measured]] = {
    "fact": _fact,
    "ratio": _ratio,
    "growth": _growth,
    "mean_growth": _mean_growth,
    "compound_growth": _compound,
    "sum": _total,
    "mean": _total,
    "full_years": _full_years,
    "true_flags": _true_flags,
    "score": _score,
}


def reaches_too_far(measure: Measure, steps: int) -> bool:
    """Tell whether a threshold is too large or too fine to be compared in machine integers."""
    rate = _fraction(steps) + (measure.form == "growth")
    if measure.form in {"ratio", "growth"}:
        return max(abs(rate.numerator), rate.denominator) > FINEST
    return False


def is_less_than_nothing(measure: Measure, steps: int) -> bool:
    """Tell whether a threshold asks that more than everything is lost every year."""
    return measure.form == "compound_growth" and _fraction(steps) < -1
