"""The least change of facts that brings one measure to where it should be."""

import datetime
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from yuandu.engines.rules import units
from yuandu.engines.rules.books import Measure
from yuandu.engines.rules.facts import Value, bounds
from yuandu.engines.rules.formulas import Comparison
from yuandu.engines.rules.measures import day_limit
from yuandu.engines.rules.vocabulary import Vocabulary, column

type Doing = Literal["provide", "raise", "lower", "obtain", "shed", "wait", "judge"]

# What a step weighs against another. They order ways that end in the same place; no money.
PAPER = 0.05  # what every subject has, a statement or a day, has to be handed in
CLAIM = 0.8  # what only some have, an award or a title, has to be shown
JUDGEMENT = 0.2  # a person has to look at it
DEED = 1.0  # something has to be won, founded or got rid of
YEAR = 0.5  # of waiting


@dataclass(frozen=True, slots=True)
class Step:
    """One fact that has to change.

    Attributes:
        have: What it is now, in steps of its kind; `None` where it is not known.
        need: The nearest that suffices.
        not_before: The day from which it can count, where that is not today.
    """

    column: str
    doing: Doing
    have: Value | None
    need: Value
    not_before: datetime.date | None = None
    effort: float = PAPER


type Steps = tuple[Step, ...]


def effort(steps: Steps) -> float:
    """Return what steps weigh together."""
    return sum(step.effort for step in steps)


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a change starts from.

    Attributes:
        year: The last full year before the day.
        years: How many years in a row are asked; all later ones must be good as well.
    """

    values: Mapping[str, Value]
    vocabulary: Vocabulary
    year: int
    years: int = 1

    def name(self, code: str, back: int = 0) -> str:
        return column(code, self.year - back if self.vocabulary[code].yearly else None)

    def number(self, code: str, back: int = 0) -> int | None:
        value = self.values.get(self.name(code, back))
        return value if isinstance(value, int) else None

    def can_be(self, code: str, need: int) -> bool:
        """Tell whether a fact may have a value at all."""
        kind = self.vocabulary[code]
        low, high = (end * units.STEPS[kind.kind] for end in bounds(kind))
        return low <= need <= high

    def to(self, code: str, need: int, first: Steps = ()) -> Steps | None:
        """Return the step that brings a number to where it should be, after those that go first."""
        if not self.can_be(code, need):
            return None
        return (*first, self._step(code, need))

    def _step(self, code: str, need: int) -> Step:
        name, have = self.name(code), self.number(code)
        if have is None:
            weight = CLAIM if self.vocabulary[code].is_rare and need > 0 else PAPER
            return Step(name, "provide", None, need, effort=weight)
        far = abs(need - have) / max(abs(need), abs(have), 1)
        # What happened last year stays; the figures of the years to come can differ.
        first = datetime.date(self.year + 1 + self.years, 1, 1)
        not_before = first if self.vocabulary[code].yearly else None
        doing: Doing = "raise" if need > have else "lower"
        return Step(name, doing, have, need, not_before, 0.1 + far)


def reach(measure: Measure, how: Comparison, steps: int, ground: Ground) -> Steps | None:
    """Return the nearest steps after which a measure compares as asked.

    Args:
        steps: The threshold in smallest steps.

    Returns:
        `None` where nothing that is done leads there.
    """
    return _REACH[measure.form](measure, how, steps, ground)


def _least(exact: Fraction, how: Comparison) -> int:
    """Return the whole number nearest to an edge on the side that is asked."""
    match how:
        case "ge":
            return math.ceil(exact)
        case "gt":
            return math.floor(exact) + 1
        case "le":
            return math.floor(exact)
        case _:
            return math.ceil(exact) - 1


def _fact(measure: Measure, how: Comparison, steps: int, ground: Ground) -> Steps | None:
    assert measure.fact is not None  # noqa: S101 - told by the form
    return ground.to(measure.fact, _least(Fraction(steps), how))


def _ratio(measure: Measure, how: Comparison, steps: int, ground: Ground) -> Steps | None:
    assert measure.ratio is not None  # noqa: S101
    above, below = measure.ratio
    rate = Fraction(steps, units.STEPS["share"])
    divisor = ground.number(below)
    if divisor is None:
        # Any divisor above zero does; one that goes with the numerator as it is.
        have = ground.number(above)
        divisor = max(1, math.floor(have / rate) if have and rate > 0 else units.STEPS["share"])
        first: Steps = (Step(ground.name(below), "provide", None, divisor),)
    elif divisor <= 0:
        return None
    else:
        first = ()
    need, have = _least(rate * divisor, how), ground.number(above)
    if have is not None and _suffices(have, need, how):
        return first
    return ground.to(above, need, first)


def _suffices(have: int, need: int, how: Comparison) -> bool:
    return have >= need if how in {"ge", "gt"} else have <= need


def _over(code: str, times: Fraction, back: int, how: Comparison, ground: Ground) -> Steps | None:
    """Bring a value to so many times what it was some years back."""
    before = ground.number(code, back)
    if before is not None and before <= 0:
        return None
    first: Steps = ()
    if before is None:
        have = ground.number(code)
        before = max(1, math.floor(have / times)) if have and times > 0 else 1
        first = (Step(ground.name(code, back), "provide", None, before),)
    need, have = _least(times * before, how), ground.number(code)
    if have is not None and _suffices(have, need, how):
        return first
    return ground.to(code, need, first)


def _growth(measure: Measure, how: Comparison, steps: int, ground: Ground) -> Steps | None:
    assert measure.growth is not None  # noqa: S101
    return _over(measure.growth, 1 + Fraction(steps, units.STEPS["share"]), 1, how, ground)


def _compound(measure: Measure, how: Comparison, steps: int, ground: Ground) -> Steps | None:
    assert measure.compound_growth is not None  # noqa: S101
    times = (1 + Fraction(steps, units.STEPS["share"])) ** measure.over
    return _over(measure.compound_growth, times, measure.over, how, ground)


def _mean_growth(measure: Measure, how: Comparison, steps: int, ground: Ground) -> Steps | None:
    code = measure.mean_growth
    assert code is not None  # noqa: S101
    known = [ground.number(code, back) for back in range(1, measure.over + 1)]
    steps_first: list[Step] = []
    for back in range(measure.over, 0, -1):
        value = known[back - 1]
        if value is None:
            # An even past: what was not told is taken to be as the year before, or after.
            near = [one for one in known if one] or [ground.number(code) or 1]
            known[back - 1] = near[0]
            name = ground.name(code, back)
            steps_first.append(Step(name, "provide", None, near[0] or 1))
        elif value <= 0:
            return None
    years = [one for one in known if one is not None]
    sofar = sum((Fraction(a, b) for a, b in pairwise(years)), Fraction(0))
    whole = (1 + Fraction(steps, units.STEPS["share"])) * measure.over
    need, have = _least((whole - sofar) * years[0], how), ground.number(code)
    if have is not None and _suffices(have, need, how):
        return tuple(steps_first)
    return ground.to(code, need, tuple(steps_first))


def _sum(measure: Measure, how: Comparison, steps: int, ground: Ground) -> Steps | None:
    code = measure.sum or measure.mean
    assert code is not None  # noqa: S101
    wanted = steps * (measure.over if measure.mean else 1)
    names = [ground.name(code, back) for back in range(measure.over)]
    known = [ground.number(code, back) for back in range(measure.over)]
    total = sum(value or 0 for value in known)
    need = _least(Fraction(wanted), how)
    missing = [name for name, value in zip(names, known, strict=True) if value is None]
    if missing:
        # The newest of them makes up for all that lacks, the others are told as nothing.
        short = 0 if _suffices(total, need, how) else need - total
        if not ground.can_be(code, short):
            return None
        newest, *others = missing
        rest = tuple(Step(name, "provide", None, 0) for name in others)
        weight = CLAIM if ground.vocabulary[code].is_rare and short > 0 else PAPER
        return (Step(newest, "provide", None, short, effort=weight), *rest)
    return ground.to(code, (known[0] or 0) + need - total)


def _full_years(measure: Measure, how: Comparison, years: int, ground: Ground) -> Steps | None:
    code = measure.full_years
    assert code is not None  # noqa: S101
    if how in {"le", "lt"}:
        return None  # nothing grows younger
    at_least = years if how == "ge" else years + 1
    latest, since = day_limit(ground.year, at_least), ground.values.get(code)
    if not isinstance(since, datetime.date):
        return (Step(code, "provide", None, latest),)
    ready = since.year + at_least + 1
    wait = ready - ground.year - 1
    return (Step(code, "wait", since, latest, datetime.date(ready, 1, 1), YEAR * wait),)


def _true_flags(measure: Measure, how: Comparison, wanted: int, ground: Ground) -> Steps | None:
    assert measure.true_flags is not None  # noqa: S101
    if how in {"le", "lt"}:
        return None
    need = wanted if how == "ge" else wanted + 1
    flags = [
        (ground.name(code), ground.values.get(ground.name(code))) for code in measure.true_flags
    ]
    short = need - sum(1 for _, value in flags if value)
    asked = [
        Step(name, "provide", None, True, effort=CLAIM) for name, value in flags if value is None
    ]
    won = [
        Step(name, "obtain", False, True, effort=DEED) for name, value in flags if value is False
    ]
    chosen = (*asked, *won)[: max(0, short)]
    return chosen if len(chosen) >= short else None


def _never(*_: object) -> None:
    """Say that a score is reached through its items, not by itself."""


_REACH: dict[str, Callable[[Measure, Comparison, int, Ground], Steps | None]] = {
    "fact": _fact,
    "ratio": _ratio,
    "growth": _growth,
    "mean_growth": _mean_growth,
    "compound_growth": _compound,
    "sum": _sum,
    "mean": _sum,
    "full_years": _full_years,
    "true_flags": _true_flags,
    "score": _never,
}
