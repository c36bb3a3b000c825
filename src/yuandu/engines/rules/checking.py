"""Checking one subject by one book: the answer, clause by clause."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from yuandu.engines.rules import evaluating, states
from yuandu.engines.rules.books import NUMERIC, Assessed, Book, Criterion
from yuandu.engines.rules.facts import Facts
from yuandu.engines.rules.lowered import Lowered, LoweredCriterion, LoweredScore
from yuandu.engines.rules.lowering import lower
from yuandu.engines.rules.states import State
from yuandu.engines.rules.telling import Told, worth
from yuandu.engines.rules.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Finding:
    """What is found of one criterion.

    Attributes:
        values: What it comes to, newest year first where each of several years is asked; in
            the unit of the threshold.
        missing: Columns it reads that nothing is known of.
    """

    criterion: Criterion
    state: State
    values: tuple[Told, ...]
    missing: tuple[str, ...]

    @property
    def id(self) -> str:
        return self.criterion.id


@dataclass(frozen=True, slots=True)
class ItemPoints:
    """What one item of a score brings, at least and at most."""

    id: str
    title: str
    least: int
    most: int
    full: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScorePoints:
    """What a score comes to, at least and at most: one number once every fact is known."""

    id: str
    title: str
    least: int
    most: int
    full: int
    items: tuple[ItemPoints, ...]


@dataclass(frozen=True, slots=True)
class Payment:
    """What a benefit brings: yuan, `None` where a fact for it is missing."""

    id: str
    title: str
    yuan: int | None
    stacking: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a book says of a subject on a day, and why.

    Attributes:
        payments: Only of those who meet the book.
    """

    book: Book
    on: datetime.date
    assessed: Assessed
    state: State
    findings: tuple[Finding, ...]
    scores: tuple[ScorePoints, ...]
    payments: tuple[Payment, ...]

    def finding(self, code: str) -> Finding:
        """Return what is found of a criterion.

        Raises:
            KeyError: it is not asked on that day.
        """
        for one in self.findings:
            if one.id == code:
                return one
        raise KeyError(code)


def check(
    book: Book,
    facts: Facts,
    *,
    on: datetime.date,
    vocabulary: Vocabulary,
    assessed: Assessed = "new",
) -> Answer:
    """Return what a book says of a subject on a day.

    Every criterion is answered, not only the first that fails. The day says which year is
    the last full one and which criteria are in force; whether the book itself is in force is
    for `Book.holds_on` to say.
    """
    lowered, values = lower(book, vocabulary, on, assessed), facts.values
    scores = tuple(_points(one, values) for one in lowered.scores)
    state = state_of(lowered, values)
    return Answer(
        book,
        on,
        assessed,
        state,
        tuple(_finding(one, lowered, values, vocabulary, scores) for one in lowered.criteria),
        scores,
        _payments(lowered, values) if state is State.MET else (),
    )


def state_of(lowered: Lowered, values: Mapping[str, evaluating.Value]) -> State:
    """Return the state of a whole book."""
    if lowered.assessed not in lowered.book.assessed:
        return State.NOT_APPLICABLE
    held = evaluating.truth(lowered.truth, values)
    judged = evaluating.truth(lowered.truth_if_judged, values) if held is None else held
    return states.of_book(held, judged)


def criterion_state(one: LoweredCriterion, values: Mapping[str, evaluating.Value]) -> State:
    """Return the state of one criterion."""
    return states.of_criterion(
        evaluating.truth(one.truth, values),
        evaluating.truth(one.applies, values),
        needs_person=evaluating.truth(one.truth, values) is None
        and evaluating.truth(one.person, values) is True,
    )


def _finding(
    one: LoweredCriterion,
    lowered: Lowered,
    values: Mapping[str, evaluating.Value],
    vocabulary: Vocabulary,
    scores: tuple[ScorePoints, ...],
) -> Finding:
    criterion, told = one.criterion, tuple[Told, ...]()
    points = {score.id: (score.least, score.most) for score in scores}
    if criterion.value is not None:
        unit = criterion.unit if criterion.operator in NUMERIC else ""
        told = tuple(
            worth(
                criterion.value,
                unit,
                year=lowered.on.year - 1 - back,
                vocabulary=vocabulary,
                values=values,
                points=points,
            )
            for back in range(criterion.each_of_years)
        )
    missing = [name for name in one.columns if name not in values]
    if criterion.value is not None and criterion.value.score is not None:
        missing += _missing(criterion.value.score, lowered, scores)
    return Finding(criterion, criterion_state(one, values), told, tuple(missing))


def _missing(code: str, lowered: Lowered, scores: tuple[ScorePoints, ...]) -> list[str]:
    """Return what a score lacks, that of the scores it is made of included."""
    parts = {one.score.id: one.score.parts for one in lowered.scores}[code]
    own = [name for one in scores if one.id == code for item in one.items for name in item.missing]
    inner = [name for part in parts for name in _missing(part, lowered, scores)]
    return list(dict.fromkeys([*own, *inner]))


def _points(one: LoweredScore, values: Mapping[str, evaluating.Value]) -> ScorePoints:
    items = tuple(
        ItemPoints(
            item.item.id,
            item.item.title,
            evaluating.number(item.least, values),
            evaluating.number(item.most, values),
            item.item.most,
            tuple(name for name in item.columns if name not in values),
        )
        for item in one.items
    )
    least, most = (evaluating.number(side, values) for side in (one.least, one.most))
    return ScorePoints(one.score.id, one.score.title, least, most, one.score.most, items)


def _payments(lowered: Lowered, values: Mapping[str, evaluating.Value]) -> tuple[Payment, ...]:
    paid = []
    for one in lowered.benefits:
        met = evaluating.truth(one.if_met, values)
        yuan = evaluating.number(one.amount, values) if met else None if met is None else 0
        benefit = one.benefit
        paid.append(Payment(benefit.id, benefit.title, yuan, benefit.stacking))
    return tuple(paid)


def total(payments: tuple[Payment, ...]) -> int | None:
    """Return what payments add up to in yuan: of a stacking group only the greatest counts.

    Returns:
        `None` where one of them is not known.
    """
    if any(one.yuan is None for one in payments):
        return None
    alone = sum(one.yuan or 0 for one in payments if not one.stacking)
    groups: dict[str, int] = {}
    for one in payments:
        if one.stacking:
            groups[one.stacking] = max(groups.get(one.stacking, 0), one.yuan or 0)
    return alone + sum(groups.values())
