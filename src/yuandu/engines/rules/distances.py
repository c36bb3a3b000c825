"""How far each subject of a table is from the number on which a book's answer hinges.

The margin of a criterion is by which part of its threshold a value lies on the right side of
it: 1,250 of at least 1,000 is 0.25, 900 is −0.1. Of criteria that must all hold the least
counts, of those of which one is enough the greatest, so that a book's margin is not negative
where it is met by numbers, and not positive where numbers fail it. The criterion whose margin
that is, is the hinge: the first that would turn the answer.

Source: the robustness degree of a formula, as G. E. Fainekos and G. J. Pappas (2009),
"Robustness of temporal logic specifications for continuous-time signals", define it.
"""

import datetime
import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import narwhals as nw

from yuandu.engines.rules import units
from yuandu.engines.rules.books import NUMERIC, Assessed, Book, Measure, Requirement
from yuandu.engines.rules.formulas import FALSE, TRUE, Added, Flag, Points
from yuandu.engines.rules.frames import Formula, Sheet, worked_out
from yuandu.engines.rules.lowered import Lowered, LoweredCriterion
from yuandu.engines.rules.lowering import lower, threshold_steps
from yuandu.engines.rules.measures import measured
from yuandu.engines.rules.tables import take_in
from yuandu.engines.rules.vocabulary import Vocabulary, column

LEAST, MOST, MARGIN, HINGE = "least", "most", "margin", "hinge"
# A flag, a choice or a person's word is met or not, by no number.
SURELY, NEVER = math.inf, -math.inf
UPWARDS = ("at_least", "more_than")
SHARES = ("ratio", "growth", "mean_growth", "compound_growth")


def distances(
    book: Book,
    table: Any,
    *,
    on: datetime.date,
    vocabulary: Vocabulary,
    assessed: Assessed = "new",
    id_column: str = "id",
) -> Any:
    """Return what a book's scores come to for every subject, and how far it is.

    Args:
        table: As for `sweeping.sweep`.

    Returns:
        As native as the table: the ids; `SCORE.least` and `SCORE.most`, points, of each score
        of the book; `margin`, a fraction of a threshold, null where no known number decides;
        `hinge`, the criterion whose margin that is.

    Raises:
        BadTable: the table cannot be read; says all that is wrong.
    """
    lowered = lower(book, vocabulary, on, assessed)
    taken = take_in(table, lowered.columns, vocabulary, id_column=id_column)
    sheet = Sheet(_asked_of(lowered), taken.texts)
    rows = taken.rows
    for shared in sheet.shared():
        rows = rows.with_columns(*shared)
    reading = _Reading(lowered, vocabulary, sheet)
    leaves = dict(reading.leaves())
    rows = rows.select(
        nw.col(id_column),
        *reading.scores(),
        *(one.alias(_leaf(code)) for code, one in leaves.items()),
        *reading.exceptions(),
    )
    margin = reading.whole()
    rows = rows.with_columns(nw.when(margin.abs() < SURELY).then(margin).alias(MARGIN))
    scores = [f"{one.score.id}.{end}" for one in lowered.scores for end in (LEAST, MOST)]
    return worked_out(rows.select(id_column, *scores, MARGIN, _hinge(leaves)))


def _leaf(code: str) -> str:
    return f"_margin.{code}"


def _asked(code: str) -> str:
    return f"_asked.{code}"


def _hinge(leaves: dict[str, nw.Expr]) -> nw.Expr:
    """Return the first criterion that has the book's margin."""
    found = nw.lit(None, nw.String)
    for code in reversed(leaves):
        # By its size: where something must not hold, the margin counts the other way round.
        same = nw.col(_leaf(code)).abs() == nw.col(MARGIN).abs()
        found = nw.when(same).then(nw.lit(code)).otherwise(found)
    return found.alias(HINGE)


def _asked_of(one: Lowered) -> Iterator[Formula]:
    for score in one.scores:
        yield from (score.least, score.most)
    for each in one.criteria:
        yield from (each.applies, each.truth)


def _is_numeric(one: LoweredCriterion, vocabulary: Vocabulary) -> bool:
    asked = one.criterion
    if asked.operator not in NUMERIC or asked.value is None:
        return False
    fact = asked.value.fact
    return fact is None or vocabulary[fact].is_number


@dataclass(frozen=True, slots=True)
class _Reading:
    lowered: Lowered
    vocabulary: Vocabulary
    sheet: Sheet

    def scores(self) -> Iterator[nw.Expr]:
        for one in self.lowered.scores:
            for end, number in ((LEAST, one.least), (MOST, one.most)):
                yield self.sheet.number(number).cast(nw.Int32).alias(f"{one.score.id}.{end}")

    # Criteria

    def exceptions(self) -> Iterator[nw.Expr]:
        """Yield whether a criterion is asked, of those that are not asked of everybody."""
        for one in self.lowered.criteria:
            if one.applies not in {TRUE, FALSE}:
                yield self.sheet.truth(one.applies).alias(_asked(one.criterion.id))

    def leaves(self) -> Iterator[tuple[str, nw.Expr]]:
        """Yield the margin of each criterion; it is not asked about here whether it applies."""
        for one in self.lowered.criteria:
            truth = self.sheet.truth(one.truth)
            failed = nw.when(~truth).then(nw.lit(NEVER))
            decided = nw.when(truth).then(nw.lit(SURELY)).otherwise(failed)
            if _is_numeric(one, self.vocabulary):
                # A number that nobody knows may still lie on one side, by what bounds it.
                number = self._by_number(one)
                decided = nw.when(number.is_null()).then(decided).otherwise(number)
            yield one.criterion.id, decided

    def _by_number(self, one: LoweredCriterion) -> nw.Expr:
        asked, year = one.criterion, self.lowered.on.year - 1
        assert asked.value is not None  # noqa: S101 - numbers have a measure
        measure, scores = asked.value, {s.score.id: (s.least, s.most) for s in self.lowered.scores}
        ready = measured(measure, year=year, vocabulary=self.vocabulary, scores=scores)
        limit = threshold_steps(asked, ready)
        whole = abs(limit) or units.STEPS.get(ready.kind, 1)
        sign = 1 if asked.operator in UPWARDS else -1
        years = [
            (self._value(measure, year - measure.years_back - back) - float(limit)) * (sign / whole)
            for back in range(asked.each_of_years)
        ]
        return nw.min_horizontal(*years) if len(years) > 1 else years[0]

    def _value(self, measure: Measure, year: int) -> nw.Expr:
        """Return a measure in the steps of its threshold; null where it is not known."""
        form, over = measure.form, measure.over
        if form in SHARES:
            return self._share(measure, year) * float(units.STEPS["share"])
        if form == "score":
            return self._score(measure.score or "")
        if form == "true_flags":
            return self._flags(measure.true_flags or (), year)
        first = measure.facts[0]
        if form == "full_years":
            # As many as turns of the year lie between: no day is later in a year than its last.
            return float(year) - nw.col(first).dt.year().cast(nw.Float64)
        if form == "fact":
            return self._column(first, year)
        parts = [self._column(first, year - back) for back in range(over)]
        return _sum(parts) / (float(over) if form == "mean" else 1.0)

    def _share(self, measure: Measure, year: int) -> nw.Expr:
        if measure.ratio is not None:
            above, below = measure.ratio
            return self._quotient(above, year, below, year)
        code, over = measure.facts[0], measure.over
        if measure.growth is not None:
            return self._quotient(code, year, code, year - 1) - 1.0
        if measure.compound_growth is not None:
            whole = self._quotient(code, year, code, year - over)
            # A fall to less than nothing has no yearly rate; it is as far down as there is.
            return nw.when(whole > 0).then(whole).otherwise(whole * 0.0) ** (1.0 / over) - 1.0
        rates = [self._quotient(code, year - i, code, year - i - 1) - 1.0 for i in range(over)]
        return _sum(rates) / float(over)

    def _quotient(self, above: str, year: int, below: str, other: int) -> nw.Expr:
        bottom = self._column(below, other)
        return self._column(above, year) / nw.when(bottom > 0).then(bottom)

    def _score(self, code: str) -> nw.Expr:
        """Return the points of a score; null while facts are missing that would change them."""
        found = next(one for one in self.lowered.scores if one.score.id == code)
        least, most = (self.sheet.number(end).cast(nw.Float64) for end in (found.least, found.most))
        return nw.when(least == most).then(least)

    def _flags(self, codes: tuple[str, ...], year: int) -> nw.Expr:
        yearly = {code: self.vocabulary[code].yearly for code in codes}
        names = [column(code, year if yearly[code] else None) for code in codes]
        counted = [Points(((Flag(name), 1),), 0, if_unknown=False) for name in names]
        known = [nw.col(name).cast(nw.Int8).cast(nw.Float64) * 0.0 for name in names]
        return self.sheet.number(Added(tuple(counted))).cast(nw.Float64) + _sum(known)

    def _column(self, code: str, year: int) -> nw.Expr:
        name = column(code, year if self.vocabulary[code].yearly else None)
        return nw.col(name).cast(nw.Float64)

    # Requirements

    def whole(self) -> nw.Expr:
        vetoes = [one.criterion.id for one in self.lowered.criteria if one.criterion.veto]
        return _least(
            [self._holds(self.lowered.book.requires), *(self._holds(code) for code in vetoes)]
        )

    def _holds(self, asked: Requirement) -> nw.Expr:
        if isinstance(asked, str):
            return self._one(asked, unasked=SURELY)
        if asked.any is not None:
            return _most([self._way(part) for part in asked.any])
        if asked.no is not None:
            return self._holds(asked.no) * -1.0
        if asked.of is not None:
            ways = [self._way(part) for part in asked.of]
            chosen = combinations(ways, asked.at_least or 1)
            return _most([_least(list(some)) for some in chosen])
        return _least([self._holds(part) for part in asked.all or ()])

    def _way(self, asked: Requirement) -> nw.Expr:
        """Return the margin of one way of several; what is not asked leads nowhere."""
        return self._one(asked, unasked=NEVER) if isinstance(asked, str) else self._holds(asked)

    def _one(self, code: str, *, unasked: float) -> nw.Expr:
        found = next((one for one in self.lowered.criteria if one.criterion.id == code), None)
        if found is None or found.applies == FALSE:
            return nw.lit(unasked, nw.Float64)
        margin = nw.col(_leaf(code))
        if found.applies == TRUE:
            return margin
        return nw.when(~nw.col(_asked(code))).then(nw.lit(unasked)).otherwise(margin)


def _sum(parts: list[nw.Expr]) -> nw.Expr:
    total = parts[0]
    for part in parts[1:]:
        total = total + part
    return total


def _least(parts: list[nw.Expr]) -> nw.Expr:
    return nw.min_horizontal(*parts) if len(parts) > 1 else parts[0]


def _most(parts: list[nw.Expr]) -> nw.Expr:
    return nw.max_horizontal(*parts) if len(parts) > 1 else parts[0]
