"""From a book and a day to formulas: what is asked of whom on that day."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from yuandu.engines.rules.books import (
    NUMERIC,
    Assessed,
    Benefit,
    Book,
    Cited,
    Condition,
    Criterion,
    Item,
    Requirement,
    Scale,
    Score,
)
from yuandu.engines.rules.formulas import (
    FALSE,
    TRUE,
    Added,
    Column,
    Compared,
    Comparison,
    Fixed,
    Flag,
    Floored,
    Greatest,
    Judged,
    Least,
    NotBelow,
    Number,
    OneOf,
    Open,
    Pattern,
    Points,
    Scaled,
    Truth,
    between,
    conjunction,
    disjunction,
    negation,
)
from yuandu.engines.rules.lowered import (
    Lowered,
    LoweredBenefit,
    LoweredCriterion,
    LoweredItem,
    LoweredScore,
)
from yuandu.engines.rules.measures import Measured, measured
from yuandu.engines.rules.paying import amount_of
from yuandu.engines.rules.scales import (
    Bounds,
    bounds,
    bounds_by_facts,
    tests_of_bands,
    tests_of_choices,
    threshold_steps,
)
from yuandu.engines.rules.vocabulary import Vocabulary, column

HOW: dict[str, Comparison] = {
    "at_least": "ge",
    "more_than": "gt",
    "at_most": "le",
    "less_than": "lt",
}


def in_force(part: Cited, on: datetime.date) -> bool:
    """Tell whether a part of a book holds on a day."""
    return (part.effective_from is None or part.effective_from <= on) and (
        part.effective_until is None or on <= part.effective_until
    )


@lru_cache(maxsize=4096)
def lower(book: Book, vocabulary: Vocabulary, on: datetime.date, assessed: Assessed) -> Lowered:
    """Return what a book asks on a day, as formulas.

    Criteria that are not in force on the day are left out; one that is not asked of those
    who are assessed stays, as not applicable.
    """
    return _Lowering(book, vocabulary, on, assessed).whole()


class _Lowering:
    def __init__(
        self, book: Book, vocabulary: Vocabulary, on: datetime.date, assessed: Assessed
    ) -> None:
        self.book, self.vocabulary, self.on, self.assessed = book, vocabulary, on, assessed
        self.last_year = on.year - 1
        self.bounds: dict[str, Bounds] = {}
        self.told: dict[str, Bounds] = {}  # what facts that are yet to be told can bring
        self.done: dict[str, LoweredCriterion] = {}
        self.asked = {one.id: one for one in book.criteria if in_force(one, on)}

    def whole(self) -> Lowered:
        scores = tuple(self.score(one) for one in self.book.scores if in_force(one, self.on))
        criteria = tuple(self.criterion(one) for one in self.asked)
        vetoes = [one for one in criteria if one.criterion.veto]
        benefits = tuple(self.benefit(one) for one in self.book.benefits if in_force(one, self.on))
        read = [name for one in criteria for name in one.columns]
        read += [name for score in scores for item in score.items for name in item.columns]
        truth, judged = (
            conjunction(
                self.holds(self.book.requires, judged=judged),
                *(self._asked(one.criterion.id, judged).hinders_not for one in vetoes),
            )
            for judged in (False, True)
        )
        read += [name for one in benefits for name in names(one.amount)]
        return Lowered(
            self.book,
            self.on,
            self.assessed,
            criteria,
            scores,
            truth,
            judged,
            benefits,
            tuple(dict.fromkeys(read)),
        )

    def measure(self, one: Criterion | Scale, back: int = 0) -> Measured:
        assert one.value is not None  # noqa: S101 - reading has seen to it
        return measured(
            one.value,
            year=self.last_year - back,
            vocabulary=self.vocabulary,
            scores=self.bounds,
        )

    # Criteria

    def criterion(self, code: str) -> LoweredCriterion:
        if code not in self.done:
            self.done[code] = self._criterion(self.asked[code])
        return self.done[code]

    def _criterion(self, one: Criterion) -> LoweredCriterion:
        truth, person, columns = self._comparison(one)
        applies: Truth = TRUE if self.assessed in one.assessed else FALSE
        if one.applies_if is not None:
            applies = conjunction(applies, self.holds(one.applies_if))
        if one.exempt_if is not None:
            applies = conjunction(applies, negation(self.holds(one.exempt_if)))
        return LoweredCriterion(one, truth, applies, person, columns)

    def _comparison(self, one: Criterion) -> tuple[Truth, Truth, tuple[str, ...]]:
        if one.operator == "person":
            # One may have been asked already; what was said is a fact like any other.
            name = f"judged_{one.id}"
            return Judged(name), Open(Judged(name)), (name,)
        if one.operator not in NUMERIC:
            truth, name = self._choice(one)
            return truth, FALSE, (name,)
        if self._is_day(one):
            return *self._day(one), (one.value.fact or "",) if one.value else ()
        each = [self.measure(one, back) for back in range(one.each_of_years)]
        steps = threshold_steps(one, each[0])
        truth = conjunction(*(each_one.compare(HOW[one.operator], steps) for each_one in each))
        undefined = disjunction(*(each_one.undefined for each_one in each))
        # Where one year cannot be worked out, another may still have failed.
        waits = undefined if len(each) == 1 else conjunction(undefined, Open(truth))
        if one.value is not None and one.value.score is not None:
            waits = self._beyond_facts(one, one.value.score, steps, truth)
        return (
            truth,
            waits,
            tuple(dict.fromkeys(name for each_one in each for name in each_one.columns)),
        )

    def _beyond_facts(self, one: Criterion, score: str, steps: int, truth: Truth) -> Truth:
        """Return whether no fact that is yet to be told could bring a score to its threshold."""
        if self.told[score] == self.bounds[score]:
            return FALSE
        how = HOW[one.operator]
        side = self.told[score][how in {"ge", "gt"}]
        return conjunction(Open(truth), negation(Compared(side, how, Fixed(steps))))

    def _is_day(self, one: Criterion) -> bool:
        fact = one.value.fact if one.value else None
        return fact is not None and self.vocabulary[fact].kind == "day"

    def _day(self, one: Criterion) -> tuple[Truth, Truth]:
        assert one.value is not None  # noqa: S101
        assert one.value.fact is not None  # noqa: S101
        assert isinstance(one.threshold, datetime.date)  # noqa: S101
        left = Column(one.value.fact)
        return Compared(left, HOW[one.operator], Fixed(one.threshold)), FALSE

    def _choice(self, one: Criterion) -> tuple[Truth, str]:
        assert one.value is not None  # noqa: S101
        assert one.value.fact is not None  # noqa: S101
        kind = self.vocabulary[one.value.fact]
        year = self.last_year - one.value.years_back if kind.yearly else None
        name = column(one.value.fact, year)
        given = one.threshold if isinstance(one.threshold, tuple) else (str(one.threshold),)
        match one.operator:
            case "is" if kind.kind == "flag":
                truth: Truth = Flag(name) if one.threshold else negation(Flag(name))
            case "is" | "one_of":
                truth = OneOf(name, given)
            case "none_of":
                truth = negation(OneOf(name, given))
            case "includes" | "excludes":
                truth = Pattern(name, f"(^|,)({_joined(given)})(,|$)")
                truth = negation(truth) if one.operator == "excludes" else truth
            case _:
                truth = Pattern(name, f"^({_joined(given)})")
                truth = negation(truth) if one.operator == "outside" else truth
        return truth, name

    # Requirements

    def holds(self, asked: Requirement, *, judged: bool = False) -> Truth:
        """Return whether a requirement holds; one that nobody asks today is held."""
        if isinstance(asked, str):
            if asked not in self.asked:
                return TRUE
            return self._asked(asked, judged).hinders_not
        if asked.any is not None:
            return disjunction(*(self._way(part, judged) for part in asked.any))
        if asked.no is not None:
            return negation(self.holds(asked.no, judged=judged))
        if asked.of is not None:
            return self._so_many(asked, judged)
        return conjunction(*(self.holds(part, judged=judged) for part in asked.all or ()))

    def _way(self, asked: Requirement, judged: bool) -> Truth:
        """Return whether one way of several leads there; what is not asked leads nowhere."""
        if isinstance(asked, str):
            if asked not in self.asked:
                return FALSE
            return self._asked(asked, judged).helps
        return self.holds(asked, judged=judged)

    def _so_many(self, asked: Condition, judged: bool) -> Truth:
        ways = [self._way(part, judged) for part in asked.of or ()]
        least, most = (
            Added(tuple(Points(((way, 1),), 0, if_unknown) for way in ways))
            for if_unknown in (False, True)
        )
        wanted = Fixed(asked.at_least or 1)
        low, high = (Compared(side, "ge", wanted) for side in (least, most))
        return between(low, high)

    def _asked(self, code: str, judged: bool) -> LoweredCriterion:
        """Return a criterion, as it stands or once what waits for a person is judged well."""
        one = self.criterion(code)
        return replace(one, truth=disjunction(one.truth, one.person)) if judged else one

    # Scores

    def score(self, one: Score) -> LoweredScore:
        lowered = [self.item(item) for item in one.items if in_force(item, self.on)]
        parts = [(item.least, item.most, *told) for item, told in lowered]
        parts += [(*self.bounds[part], *self.told[part]) for part in one.parts]
        sides = zip(*parts, strict=True) if parts else [(Fixed(0),)] * 4
        least, most, *told = (Least(Added(tuple(side)), one.most) for side in sides)
        self.bounds[one.id], self.told[one.id] = (least, most), (told[0], told[1])
        return LoweredScore(one, least, most, tuple(item for item, _ in lowered))

    def item(self, one: Item) -> tuple[LoweredItem, Bounds]:
        scales = [self._scale(scale) for scale in one.better_of]
        least, most, *told = (
            Least(Greatest(side) if len(side) > 1 else side[0], one.most)
            for side in zip(*((*bounds, *told) for bounds, told, _ in scales), strict=True)
        )
        read = tuple(name for _, _, names in scales for name in names)
        return LoweredItem(one, least, most, read), (told[0], told[1])

    def _scale(self, one: Scale) -> tuple[Bounds, Bounds, tuple[str, ...]]:
        """Return the bounds of its points, those that facts alone can bring, and what it reads."""
        if one.choices:
            assert one.value.fact  # noqa: S101
            kind = self.vocabulary[one.value.fact]
            year = self.last_year - one.value.years_back
            name = column(one.value.fact, year if kind.yearly else None)
            points = bounds(tests_of_choices(one, name))
            return points, points, (name,)
        ready = self.measure(one)
        tests = tests_of_bands(one, ready)
        return bounds(tests), bounds_by_facts(tests, ready.undefined), ready.columns

    # Benefits

    def benefit(self, one: Benefit) -> LoweredBenefit:
        if_met = TRUE if one.if_met is None else self.holds(one.if_met)
        return LoweredBenefit(one, amount_of(one, self.last_year, self.vocabulary), if_met)


def _joined(values: tuple[str, ...]) -> str:
    return "|".join(re.escape(value) for value in values)


def names(number: Number) -> Iterator[str]:
    """Yield the columns a benefit's amount reads."""
    match number:
        case Column(name):
            yield name
        case Scaled(of) | Floored(of) | Least(of) | NotBelow(of):
            yield from names(of)
