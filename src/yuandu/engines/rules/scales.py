"""How a scale's bands and choices bring points, and thresholds in smallest steps."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby

from yuandu.engines.rules import units
from yuandu.engines.rules.books import Band, Criterion, Scale
from yuandu.engines.rules.formulas import (
    Comparison,
    Fixed,
    Number,
    OneOf,
    Points,
    Truth,
    conjunction,
    disjunction,
    negation,
)
from yuandu.engines.rules.measures import Measured

type Bounds = tuple[Number, Number]  # the least and the most of it
type Tests = tuple[tuple[Truth, int], ...]  # by falling points; one of them holds


def tests_of_choices(one: Scale, name: str) -> Tests:
    """Return the points of each choice of a column."""
    falling = sorted(one.choices.items(), key=lambda pair: -pair[1])
    return tuple((OneOf(name, (code,)), points) for code, points in falling)


def tests_of_bands(one: Scale, ready: Measured) -> Tests:
    """Return the points of each band of a measure."""
    if one.value.true_flags is not None:
        return _tests_of_flags(one, len(one.value.true_flags), ready)
    falling = sorted(one.bands, key=lambda band: -band.points)
    return tuple(
        (
            conjunction(
                *(
                    ready.compare(how, band_steps(end, one, ready))
                    for how, end in ends(band)
                    if end is not None
                )
            ),
            band.points,
        )
        for band in falling
    )


def _tests_of_flags(one: Scale, flags: int, ready: Measured) -> Tests:
    """Return which numbers of flags bring so many points or more.

    Of the number only bounds may be known. They may lie in several bands of the same points,
    so numbers of flags are asked for in runs, not band by band.
    """
    best = [max(band.points for band in one.bands if _lies(n, band)) for n in range(flags + 1)]
    return tuple(
        (
            disjunction(
                *(
                    conjunction(ready.compare("ge", first), ready.compare("le", last))
                    for first, last in runs([one >= points for one in best])
                )
            ),
            points,
        )
        for points in sorted(set(best), reverse=True)
    )


def runs(held: Iterable[bool]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last place of each stretch that holds."""
    for holds, places in groupby(enumerate(held), key=lambda pair: pair[1]):
        numbers = [place for place, _ in places]
        if holds:
            yield numbers[0], numbers[-1]


def _lies(number: int, band: Band) -> bool:
    return (band.low is None or band.low <= number) and (band.high is None or number <= band.high)


def bounds(tests: Tests) -> Bounds:
    """Return the least and the most of points that fall along the tests."""
    *tried, (_, last) = tests
    if not tried:
        return Fixed(last), Fixed(last)
    return Points(tuple(tried), last, False), Points(tuple(tried), last, True)


def bounds_by_facts(tests: Tests, undefined: Truth) -> Bounds:
    """Return the bounds that facts yet to be told can bring.

    What nothing divides no fact can mend: it counts high where a score has to be low, and low
    where it has to be high.
    """
    high = tuple((disjunction(test, undefined), points) for test, points in tests)
    low = tuple((conjunction(test, negation(undefined)), points) for test, points in tests)
    return bounds(high)[0], bounds(low)[1]


def ends(band: Band) -> tuple[tuple[Comparison, Decimal | None], ...]:
    """Return how a value compares with a band's two ends; both belong to it."""
    return ("ge", band.low), ("le", band.high)


def threshold_steps(one: Criterion, ready: Measured) -> int:
    """Return a criterion's threshold in the smallest steps of what it is compared with."""
    return _steps(one.threshold, one.unit, ready)


def band_steps(end: Decimal, scale: Scale, ready: Measured) -> int:
    """Return a band's end in the smallest steps of what it is compared with."""
    return _steps(end, scale.unit, ready)


def _steps(number: object, unit: str, ready: Measured) -> int:
    if ready.kind in {"years", "points"}:
        return units.steps(number, "count")
    known = units.factors(ready.kind, ready.unit)
    return units.steps(number, ready.kind, known[unit])
