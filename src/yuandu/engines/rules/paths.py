"""The nearest path: what would have to change for a subject to meet a book, and by when."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from yuandu.engines.rules import evaluating, reaching
from yuandu.engines.rules.books import NUMERIC, Assessed, Book, Condition, Criterion, Requirement
from yuandu.engines.rules.checking import criterion_state, state_of
from yuandu.engines.rules.facts import Facts, Value
from yuandu.engines.rules.lowered import Lowered
from yuandu.engines.rules.lowering import HOW, lower
from yuandu.engines.rules.measures import measured
from yuandu.engines.rules.path_scores import steps_of_scores
from yuandu.engines.rules.reaching import Ground, Step, Steps
from yuandu.engines.rules.scales import threshold_steps
from yuandu.engines.rules.states import State
from yuandu.engines.rules.vocabulary import Vocabulary, column

ROUNDS = 6  # a step can open another gap (a longer list of staff, say); seldom twice


@dataclass(frozen=True, slots=True)
class Path:
    """The nearest way to meet a book.

    Attributes:
        steps: What has to change; nothing where the book is met already.
        reaches: Whether the book is met once all steps are taken.
        not_before: The day from which all of them can count.
    """

    steps: Steps
    reaches: bool

    @property
    def effort(self) -> float:
        return reaching.effort(self.steps)

    @property
    def not_before(self) -> datetime.date | None:
        return max((step.not_before for step in self.steps if step.not_before), default=None)

    def changes(self) -> dict[str, Value]:
        return {step.column: step.need for step in self.steps}


def nearest_path(
    book: Book,
    facts: Facts,
    *,
    on: datetime.date,
    vocabulary: Vocabulary,
    assessed: Assessed = "new",
) -> Path:
    """Return the least change of facts after which a subject meets a book.

    Of several ways in, the one whose steps weigh least is taken: handing in a paper that
    every subject has weighs least, then a judgement, then an award or a title nobody has told
    of, then a year's waiting and a deed; a number weighs by how far it has to go. Each step is needed: without it the book would not be met.
    """
    lowered = lower(book, vocabulary, on, assessed)
    taken: dict[str, Step] = {}
    known = dict(facts.values)
    for _ in range(ROUNDS):
        if state_of(lowered, known) in {State.MET, State.NOT_APPLICABLE}:
            break
        steps = _Search(lowered, known, vocabulary).whole()
        if not steps:
            break
        for step in steps:
            before = taken.get(step.column)
            have = before.have if before else step.have
            taken[step.column] = _rebased(step, have)
            known[step.column] = step.need
    steps, reaches = _pruned(lowered, facts.values, taken)
    return Path(steps, reaches)


def _rebased(step: Step, have: Value | None) -> Step:
    return Step(step.column, step.doing, have, step.need, step.not_before, step.effort)


def _pruned(
    lowered: Lowered, values: Mapping[str, Value], taken: dict[str, Step]
) -> tuple[Steps, bool]:
    """Leave out, the weightiest first, what is not needed in the end."""

    def is_met(steps: Iterable[Step]) -> bool:
        changes = {step.column: step.need for step in steps}
        return state_of(lowered, {**values, **changes}) is State.MET

    kept = list(taken.values())
    if not is_met(kept):
        return tuple(kept), state_of(lowered, values) is State.NOT_APPLICABLE
    for step in sorted(taken.values(), key=lambda one: -one.effort):
        without = [one for one in kept if one is not step]
        if is_met(without):
            kept = without
    return tuple(kept), True


class _Search:
    """Looks through what a book requires for the lightest steps."""

    def __init__(
        self, lowered: Lowered, values: Mapping[str, Value], vocabulary: Vocabulary
    ) -> None:
        self.lowered, self.values, self.vocabulary = lowered, values, vocabulary
        self.asked = {one.criterion.id: one for one in lowered.criteria}
        self.year = lowered.on.year - 1

    def whole(self) -> Steps | None:
        vetoes = [one.criterion.id for one in self.lowered.criteria if one.criterion.veto]
        return self._together([self.lowered.book.requires, *vetoes])

    def steps(self, asked: Requirement, *, must_help: bool = False) -> Steps | None:
        """Return the lightest steps after which a requirement holds, `None` if none do."""
        if isinstance(asked, str):
            return self._criterion(asked, must_help=must_help)
        if asked.any is not None:
            return _lightest(self.steps(part, must_help=True) for part in asked.any)
        if asked.of is not None:
            ways = [self.steps(part, must_help=True) for part in asked.of]
            open_ways = sorted((way for way in ways if way is not None), key=reaching.effort)
            if len(open_ways) < (asked.at_least or 1):
                return None
            return _merged(open_ways[: asked.at_least])
        if asked.no is not None:
            return self._without(asked.no)
        return self._together(list(asked.all or ()))

    def _together(self, parts: list[Requirement]) -> Steps | None:
        """Take what is asked all at once; scores share their items, so they go together."""
        scored = [part for part in self._flat(parts) if self._is_score(part)]
        found: list[Steps] = []
        if scored:
            wanted = {
                one.value.score: self._wanted(one)
                for one in (self.asked[code].criterion for code in scored)
                if one.value is not None and one.value.score is not None
            }
            of_scores = steps_of_scores(self.lowered, wanted, self._ground())
            if of_scores is None:
                return None
            found.append(of_scores)
        for part in parts:
            if isinstance(part, str) and part in scored:
                continue
            if isinstance(part, Condition) and part.all is not None:
                inner = [one for one in part.all if one not in scored]
                steps = self._together(inner) if inner else ()
            else:
                steps = self.steps(part)
            if steps is None:
                return None
            found.append(steps)
        return _merged(found)

    def _flat(self, parts: Iterable[Requirement]) -> list[str]:
        flat: list[str] = []
        for part in parts:
            if isinstance(part, str):
                flat.append(part)
            elif part.all is not None:
                flat += self._flat(part.all)
        return flat

    def _is_score(self, code: str) -> bool:
        one = self.asked.get(code)
        if one is None or one.criterion.value is None or one.criterion.value.score is None:
            return False
        return criterion_state(one, self.values) not in {State.MET, State.NOT_APPLICABLE}

    def _wanted(self, one: Criterion) -> int:
        points = int(str(one.threshold))
        return points if one.operator == "at_least" else points + 1

    def _ground(self, years: int = 1, back: int = 0) -> Ground:
        return Ground(self.values, self.vocabulary, self.year - back, years)

    def _criterion(self, code: str, *, must_help: bool) -> Steps | None:
        one = self.asked.get(code)
        if one is None:
            return None if must_help else ()
        if evaluating.truth(one.helps if must_help else one.hinders_not, self.values):
            return ()
        if must_help and evaluating.truth(one.applies, self.values) is False:
            return None
        direct = self._direct(one.criterion)
        if must_help:
            return _all_of([direct, *self._asked_for(one.criterion)])
        if one.criterion.exempt_if is None:
            return direct
        return _lightest([direct, self.steps(one.criterion.exempt_if)])

    def _asked_for(self, one: Criterion) -> list[Steps | None]:
        """Return the steps after which a criterion is asked, so that it can help."""
        needed = [] if one.applies_if is None else [self.steps(one.applies_if)]
        return needed if one.exempt_if is None else [*needed, self._without(one.exempt_if)]

    def _direct(self, one: Criterion) -> Steps | None:
        if one.operator == "person":
            name = f"judged_{one.id}"
            have = self.values.get(name)
            return (Step(name, "judge", have, True, effort=reaching.JUDGEMENT),)
        assert one.value is not None  # noqa: S101 - reading has seen to it
        if one.value.score is not None:
            return steps_of_scores(
                self.lowered, {one.value.score: self._wanted(one)}, self._ground()
            )
        if one.operator in NUMERIC:
            return self._numeric(one)
        return self._choice(one)

    def _numeric(self, one: Criterion) -> Steps | None:
        assert one.value is not None  # noqa: S101
        if isinstance(one.threshold, datetime.date):
            return self._day(one)
        found: list[Steps] = []
        for back in range(one.each_of_years):
            ready = measured(
                one.value, year=self.year - back, vocabulary=self.vocabulary, scores={}
            )
            steps = threshold_steps(one, ready)
            if evaluating.truth(ready.compare(HOW[one.operator], steps), self.values):
                continue
            ground = self._ground(one.each_of_years, back + one.value.years_back)
            way = reaching.reach(one.value, HOW[one.operator], steps, ground)
            if way is None:
                return None
            found.append(way)
        return _merged(found)

    def _day(self, one: Criterion) -> Steps | None:
        assert one.value is not None  # noqa: S101
        assert one.value.fact is not None  # noqa: S101
        assert isinstance(one.threshold, datetime.date)  # noqa: S101
        if self.values.get(one.value.fact) is not None:
            return None  # a day that has been does not move
        aside = {"more_than": 1, "less_than": -1}.get(one.operator, 0)
        need = one.threshold + datetime.timedelta(days=aside)
        return (Step(one.value.fact, "provide", None, need),)

    def _choice(self, one: Criterion) -> Steps | None:
        assert one.value is not None  # noqa: S101
        assert one.value.fact is not None  # noqa: S101
        kind = self.vocabulary[one.value.fact]
        name = column(kind.code, self.year - one.value.years_back if kind.yearly else None)
        have, need = self.values.get(name), _sufficient(one, tuple(kind.choices))
        if need is None or (have is not None and kind.kind == "codes"):
            return None  # what a firm makes does not change for a rule
        if have is None:
            # That nothing speaks against a subject is a paper; that something speaks for it
            # is seldom true of one that has not said so.
            weight = reaching.PAPER if need is False else reaching.CLAIM
            return (Step(name, "provide", None, need, effort=weight),)
        doing: reaching.Doing = "shed" if need is False else "obtain"
        return (Step(name, doing, have, need, effort=reaching.DEED),)

    def _without(self, asked: Requirement) -> Steps | None:
        """Return the steps after which a requirement does not hold: a flag the other way."""
        if isinstance(asked, str) and asked in self.asked:
            one = self.asked[asked]
            if evaluating.truth(one.truth, self.values) is False:
                return ()
            if one.criterion.operator == "is" and isinstance(one.criterion.threshold, bool):
                opposite = one.criterion.model_copy(
                    update={"threshold": not one.criterion.threshold}
                )
                return self._choice(opposite)
        return None


def _sufficient(one: Criterion, choices: tuple[str, ...]) -> Value | None:
    """Return the least demanding value that does: of a list the last that it names."""
    given = one.threshold if isinstance(one.threshold, tuple) else (one.threshold,)
    match one.operator:
        case "is" | "one_of" | "includes" | "within":
            last = given[-1]
            return last if isinstance(last, (bool, str)) else None
        case "none_of":
            return next((choice for choice in reversed(choices) if choice not in given), None)
        case _:
            return None


def _all_of(parts: Iterable[Steps | None]) -> Steps | None:
    known = list(parts)
    return None if None in known else _merged(part for part in known if part is not None)


def _lightest(ways: Iterable[Steps | None]) -> Steps | None:
    open_ways = [way for way in ways if way is not None]
    return min(open_ways, key=reaching.effort) if open_ways else None


def _merged(found: Iterable[Steps]) -> Steps:
    """Return steps once a column, the farther-reaching of two."""
    steps: dict[str, Step] = {}
    for step in (step for one in found for step in one):
        before = steps.get(step.column)
        if before is None or _farther(step, before):
            steps[step.column] = step
    return tuple(steps.values())


def _farther(step: Step, before: Step) -> bool:
    if isinstance(step.need, bool) or not isinstance(step.need, int):
        return isinstance(step.need, datetime.date) and step.need < before.need  # type: ignore[operator]
    assert isinstance(before.need, int)  # noqa: S101
    return step.need < before.need if step.doing == "lower" else step.need > before.need
