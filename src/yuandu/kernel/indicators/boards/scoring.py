"""A board in a period: every division's score with its arithmetic, and who may read what."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from django.db.models import Q

from yuandu.engines import ranking
from yuandu.kernel.indicators.boards.reading import values_by_division
from yuandu.kernel.indicators.models import Board, BoardRule, Objection
from yuandu.kernel.indicators.rules import boards as rules
from yuandu.kernel.indicators.rules import periods
from yuandu.kernel.indicators.rules.boards import Terms
from yuandu.kernel.indicators.rules.periods import Period
from yuandu.kernel.registry.models import Division

# Weights within a fifth of what was published are as reasonable as those that were.
REASONABLE = Fraction(1, 5)
DRAWS, SEED = 400, 20260101


@dataclass(frozen=True, slots=True)
class Standing:
    """A division's row.

    Attributes:
        row: Score, rank, stars, flags and the arithmetic; `None` if it lacks a value.
        missing: Measures it has no value for.
        objections: What was said against the row, and the answers.
        is_improver: It rose by many places since the period before.
    """

    division: Division
    row: ranking.Row | None
    missing: tuple[str, ...] = ()
    objections: tuple[Objection, ...] = ()
    is_improver: bool = False

    @property
    def rank(self) -> int | None:
        return self.row.rank if self.row else None

    @property
    def is_paused(self) -> bool:
        """Whether an objection waits for its answer; the row is not read out until then."""
        return any(each.is_upheld is None for each in self.objections)


@dataclass(frozen=True, slots=True)
class Standings:
    """A board in a period.

    Attributes:
        rule: The version it was scored by; `None`: none was published before the period.
        rows: Best first; those that lack a value last.
        ranked: What the engine says.
        values: What it was computed from, measure → division code → value as stored.
    """

    board: Board
    period: Period
    rule: BoardRule | None
    terms: Terms | None
    rows: tuple[Standing, ...] = ()
    ranked: ranking.Board | None = None
    values: Mapping[str, Mapping[str, Decimal]] = field(default_factory=dict)

    def of(self, division: Division) -> Standing | None:
        """Return a division's row; `None` if it takes no part."""
        return next((each for each in self.rows if each.division == division), None)

    @property
    def public(self) -> tuple[Standing, ...]:
        """The rows anybody may read: leaders and improvers."""
        return tuple(
            each
            for each in self.rows
            if each.rank is not None and (each.rank <= self.board.leaders or each.is_improver)
        )

    @property
    def behind(self) -> tuple[Standing, ...]:
        """The last places, the last first, whom a private reminder goes to."""
        ranks = {each.division.code: each.rank for each in self.rows if each.rank is not None}
        last = rules.behind(ranks, self.board.reminded)
        hidden = {each.division.code for each in self.public}
        by_code = {each.division.code: each for each in self.rows}
        return tuple(by_code[code] for code in last if code not in hidden)


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """Would any reasonable weights change the winner?

    Attributes:
        holds: No; whatever weights within `REASONABLE` of the published ones.
        threats: Who could come first otherwise.
        tilt: By what share every weight may move before the first rival draws level;
            `None`: by all of itself.
        spread: Division code → best and worst place over sampled weights.
    """

    winner: str
    holds: bool
    threats: tuple[str, ...]
    tilt: Fraction | None
    spread: Mapping[str, tuple[int, int]]


def period_on(board: Board, today: datetime.date) -> Period:
    """Return the period a board shows by itself: the last full month, or the running year."""
    running = periods.OF[board.every](today)
    return running.before() if board.every == "month" else running


def governing(versions: Sequence[BoardRule], period: Period) -> BoardRule | None:
    """Return, of versions with the newest first, the one in force on the period's first day."""
    return next((each for each in versions if each.effective_on <= period.start), None)


def taking_part(board: Board) -> list[Division]:
    """Return the divisions a board ranks, in their usual order."""
    kinds = Q(kind__in=board.kinds) if board.kinds else Q()
    return list(Division.objects.filter(kinds, workspace=board.workspace_id).defer("geometry"))


def standings(board: Board, period: Period, *, today: datetime.date) -> Standings:
    """Score a board for a period.

    Queries: the rules, the divisions, the objections, and twice (for the period and the one
    before it, which tells who improved) one for monthly measures and one for each base of
    figures.
    """
    versions = list(board.versions.order_by("-version"))
    rule = governing(versions, period)
    if rule is None:
        return Standings(board, period, None, None)
    terms = Terms.model_validate(rule.terms)
    divisions = taking_part(board)
    values = _values(board, terms, divisions, period, today)
    ranked = _ranked(board, rule, terms, divisions, values)
    return Standings(
        board,
        period,
        rule,
        terms,
        _rows(board, period, divisions, ranked, _before(board, versions, divisions, period, today)),
        ranked,
        values,
    )


def _before(
    board: Board,
    versions: Sequence[BoardRule],
    divisions: Sequence[Division],
    period: Period,
    today: datetime.date,
) -> ranking.Board | None:
    """Return the board of the period before, by the rule of that period."""
    before = period.before()
    rule = governing(versions, before)
    if rule is None:
        return None
    terms = Terms.model_validate(rule.terms)
    values = _values(board, terms, divisions, before, today)
    return _ranked(board, rule, terms, divisions, values)


def _values(
    board: Board,
    terms: Terms,
    divisions: Sequence[Division],
    period: Period,
    today: datetime.date,
) -> dict[str, dict[str, Decimal]]:
    codes = {division.pk: division.code for division in divisions}
    found = values_by_division(
        board.workspace, terms.measures, period, divisions=codes, today=today
    )
    return {
        measure: {codes[key]: value for key, value in values.items() if key in codes}
        for measure, values in found.items()
    }


def _ranked(
    board: Board,
    rule: BoardRule,
    terms: Terms,
    divisions: Sequence[Division],
    values: Mapping[str, Mapping[str, Decimal]],
) -> ranking.Board:
    codes = [division.code for division in divisions]
    return rules.scored(terms.rule(board.code, str(rule.version)), codes, values)


def _rows(
    board: Board,
    period: Period,
    divisions: Sequence[Division],
    ranked: ranking.Board,
    previous: ranking.Board | None,
) -> tuple[Standing, ...]:
    by_code = {division.code: division for division in divisions}
    objections: dict[int, list[Objection]] = {}
    for each in Objection.objects.filter(board=board, period=period.code).order_by("pk"):
        objections.setdefault(each.division_id, []).append(each)
    risen = set(
        rules.improvers(
            {row.subject: row.rank for row in ranked.rows},
            {row.subject: row.rank for row in previous.rows} if previous else {},
            board.improvers,
        )
    )

    def standing(code: str, row: ranking.Row | None, missing: tuple[str, ...] = ()) -> Standing:
        division = by_code[code]
        against = tuple(objections.get(division.pk, ()))
        return Standing(division, row, missing, against, code in risen)

    return (
        *(standing(row.subject, row) for row in ranked.rows),
        *(standing(each.subject, None, each.missing) for each in ranked.unranked),
    )


def sensitivity(found: Standings) -> Sensitivity | None:
    """Return how much the places depend on the weights; `None` with fewer than two ranked."""
    if found.ranked is None or len(found.ranked.rows) <= 1:
        return None
    return _sensitivity(_Key(found.ranked))


class _Key:
    """A computed board as the key of a cache: by its rule and its points."""

    def __init__(self, board: ranking.Board) -> None:
        self.board = board
        self.key = (board.rule, tuple((row.subject, row.terms) for row in board.rows))

    def __eq__(self, other: Any) -> bool:
        return isinstance(other, _Key) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


@lru_cache(maxsize=64)
def _sensitivity(key: _Key) -> Sensitivity:
    found = ranking.robustness(key.board)
    sampled = ranking.sampled_ranks(key.board, within=REASONABLE, draws=DRAWS, seed=SEED)
    return Sensitivity(
        winner=found.winner,
        holds=found.holds_within(REASONABLE),
        threats=found.threats_within(REASONABLE),
        tilt=found.rivals[0].tilt,
        spread={each.subject: (each.best, each.worst) for each in sampled.rows},
    )
