"""A board in a period: every participant's score with its arithmetic, and who may read what."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from yuandu.engines import ranking
from yuandu.kernel.indicators.boards import participants
from yuandu.kernel.indicators.boards.participants import Participant, code_of
from yuandu.kernel.indicators.boards.reading import values_of
from yuandu.kernel.indicators.models import Board, BoardRule, Edition, Objection
from yuandu.kernel.indicators.rules import boards as rules
from yuandu.kernel.indicators.rules import periods
from yuandu.kernel.indicators.rules.boards import Terms
from yuandu.kernel.indicators.rules.periods import Period

# Weights within a fifth of what was published are as reasonable as those that were.
REASONABLE = Fraction(1, 5)
DRAWS, SEED = 400, 20260101

type Values = Mapping[str, Mapping[str, Decimal]]  # measure → participant's code → as stored


@dataclass(frozen=True, slots=True)
class Standing:
    """A participant's row.

    Attributes:
        row: Score, rank, stars, flags and the arithmetic; `None` if it lacks a value.
        missing: Measures it has no value for.
        objections: What was said against the row, and the answers.
        is_improver: It rose by many places since the period before.
        rank_before: Its place in the period before, where it had one.
    """

    participant: Participant
    row: ranking.Row | None
    missing: tuple[str, ...] = ()
    objections: tuple[Objection, ...] = ()
    is_improver: bool = False
    rank_before: int | None = None

    @property
    def code(self) -> str:
        return code_of(self.participant)

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
        values: What it was computed from.
        edition: As which it was published; `None`: not yet, every value may still change.
        is_running: The period has not ended.
    """

    board: Board
    period: Period
    rule: BoardRule | None
    terms: Terms | None
    rows: tuple[Standing, ...] = ()
    ranked: ranking.Board | None = None
    values: Values = field(default_factory=dict)
    edition: Edition | None = None
    is_running: bool = False

    def of(self, participant: Participant) -> Standing | None:
        """Return a participant's row; `None` if it takes no part."""
        return next((each for each in self.rows if each.participant == participant), None)

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
        ranks = {each.code: each.rank for each in self.rows if each.rank is not None}
        last = rules.behind(ranks, self.board.reminded)
        hidden = {each.code for each in self.public}
        by_code = {each.code: each for each in self.rows}
        return tuple(by_code[code] for code in last if code not in hidden)


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """Would any reasonable weights change the winner?

    Attributes:
        holds: No; whatever weights within `REASONABLE` of the published ones.
        threats: Who could come first otherwise.
        tilt: By what share every weight may move before the first rival draws level;
            `None`: by all of itself.
        spread: Participant's code → best and worst place over sampled weights.
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


def standings(
    board: Board, period: Period, *, today: datetime.date, afresh: bool = False
) -> Standings:
    """Score a board for a period: as it was published, if it was, else by today's rows.

    Queries: the rules, the participants, the editions, the objections, and, where no edition
    holds them, one for monthly measures and one for each base of figures, for the period and
    the one before it, which tells who improved; twice as many where the rule has changed.

    Args:
        board: the board.
        period: of which.
        today: a period that runs is read as of this day.
        afresh: by today's rows, whatever was published.
    """
    versions = list(board.versions.order_by("-version"))
    rule = governing(versions, period)
    if rule is None:
        return Standings(board, period, None, None)
    terms = Terms.model_validate(rule.terms)
    scored = _Scored(board, versions, participants.taking_part(board), today)
    before = period.before()
    editions = editions_of(board, [period, before])
    edition = editions.get(period.code)
    if governing(versions, before) == rule and not (edition or editions.get(before.code)):
        scored.read(terms, [period, before])
    values, ranked = scored.board(period, rule, terms, None if afresh else edition)
    return Standings(
        board,
        period,
        rule,
        terms,
        _rows(board, period, scored.everyone, ranked, scored.before(before, editions)),
        ranked,
        values,
        edition,
        is_running=period.end >= today,
    )


def editions_of(board: Board, those: Sequence[Period]) -> dict[str, Edition]:
    """Return the edition that holds of each period, by the period's code; one query."""
    found = board.editions.filter(period__in=[each.code for each in those]).order_by("number")
    return {each.period: each for each in found}


@dataclass(frozen=True, slots=True)
class _Scored:
    """Scores one board's participants for one period or another."""

    board_of: Board
    versions: Sequence[BoardRule]
    everyone: Sequence[Participant]
    today: datetime.date
    known: dict[Period, Values] = field(default_factory=dict)  # what was read at once

    def board(
        self, period: Period, rule: BoardRule, terms: Terms, edition: Edition | None
    ) -> tuple[Values, ranking.Board]:
        codes = [code_of(each) for each in self.everyone]
        if edition:
            codes = [code for code in codes if code in edition.participants]
            values: Values = _published(edition, terms)
        else:
            values = self.values(terms, period)
        return values, rules.scored(
            terms.rule(self.board_of.code, str(rule.version)), codes, values
        )

    def values(self, terms: Terms, period: Period) -> Values:
        if period not in self.known:
            self.read(terms, [period])
        return self.known[period]

    def read(self, terms: Terms, those: Sequence[Period]) -> None:
        """Read what periods of one rule are scored from."""
        codes = {each.pk: code_of(each) for each in self.everyone}
        read = values_of(
            self.board_of.workspace,
            terms.measures,
            those,
            over=self.board_of.over,
            participants=codes,
            today=self.today,
        )
        for period, found in zip(those, read, strict=True):
            self.known[period] = {
                measure: {codes[key]: value for key, value in values.items() if key in codes}
                for measure, values in found.items()
            }

    def before(self, period: Period, editions: Mapping[str, Edition]) -> ranking.Board | None:
        """Return the board of the period before, by the rule of that period."""
        rule = governing(self.versions, period)
        if rule is None:
            return None
        terms = Terms.model_validate(rule.terms)
        return self.board(period, rule, terms, editions.get(period.code))[1]


def _published(edition: Edition, terms: Terms) -> dict[str, dict[str, Decimal]]:
    return {
        measure: {code: Decimal(value) for code, value in edition.values.get(measure, {}).items()}
        for measure in terms.measures
    }


def _rows(
    board: Board,
    period: Period,
    everyone: Sequence[Participant],
    ranked: ranking.Board,
    previous: ranking.Board | None,
) -> tuple[Standing, ...]:
    by_code = {code_of(each): each for each in everyone}
    objections: dict[int | None, list[Objection]] = {}
    against_rows = Objection.objects.filter(board=board, period=period.code)
    for each in against_rows.select_related("division", "organisation").order_by("pk"):
        objections.setdefault(each.division_id or each.organisation_id, []).append(each)
    earlier = {row.subject: row.rank for row in previous.rows} if previous else {}
    ranks = {row.subject: row.rank for row in ranked.rows}
    risen = set(rules.improvers(ranks, earlier, board.improvers))

    def standing(code: str, row: ranking.Row | None, missing: tuple[str, ...] = ()) -> Standing:
        against = tuple(objections.get(by_code[code].pk, ()))
        return Standing(by_code[code], row, missing, against, code in risen, earlier.get(code))

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
