"""A life cycle is a table: stages, the moves between them, and what each gate asks for.

Applications declare theirs in a module `lifecycles.py` and register them. The one table
gives the buttons on the page, the board by stage, the diagram, the API's possible moves
and the refusals. Pure: nothing here knows the database, the clock or the settings.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import KW_ONLY, dataclass, field
from typing import Literal

from django.utils.translation import gettext as _

from yuandu.kernel.workspaces.refusals import Refusal

# A title prints itself in the reader's language: a lazily translated string.
type Title = object
type EvidenceKind = Literal["file", "date", "text", "amount", "number"]

START = "start"  # the step that puts a subject on its track
CORRECT = "correct"  # the step that mends the day on which the last one is said to have been
SEE = "see"  # not a step: the right to look at a track
KEPT_FOR_THE_HOUSE = frozenset({START, CORRECT, SEE})


class OddCycle(Exception):
    """A life cycle was declared that makes no sense; the message lists why."""


class UnknownCycle(LookupError):
    """No life cycle is registered under this code."""


class UnknownStage(LookupError):
    """The life cycle has no such stage."""


class UnknownMove(LookupError):
    """The life cycle has no such move, from any stage."""


class MoveNotAllowed(Refusal):
    """The life cycle has no such move from this stage; `possible` lists those it has."""

    code = "move-not-allowed"

    def __init__(self, cycle: "LifeCycle", stage: str, move: str) -> None:
        self.cycle, self.stage, self.move = cycle, stage, move
        self.possible = cycle.moves_from(stage)
        codes = ", ".join(possible.code for possible in self.possible)
        super().__init__(
            f"{move!r} is no move of {cycle.code!r} from {stage!r}; possible: {codes or 'none'}"
        )

    @property
    def sentence(self) -> str:
        stages = {stage.code: stage.title for stage in self.cycle.stages}
        moves = {move.code: move.title for move in self.cycle.moves}
        return _("“%(move)s” is not possible in “%(stage)s”. Possible: %(possible)s.") % {
            "move": moves.get(self.move, self.move),
            "stage": stages.get(self.stage, self.stage),
            "possible": ", ".join(str(move.title) for move in self.possible) or "—",
        }


@dataclass(frozen=True, slots=True)
class Stage:
    code: str
    title: Title
    is_final: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a gate asks for: a paper, a day, words, an amount in yuan, a number."""

    code: str
    title: Title
    kind: EvidenceKind
    required: bool = True

    @property
    def code_in_forms(self) -> str:
        """The name of its field, apart from the form's own."""
        return f"evidence_{self.code}"


@dataclass(frozen=True, slots=True)
class Move:
    """A way from any of `sources` to `target`.

    Attributes:
        target: the stage it leads to; `None` leads back to where the track was before
            it came to rest (suspended, cancelled).
        roles: who may move; one of them is enough.
        due_days: working days within which the track should leave the target again;
            the move starts a clock.
        is_reversal: takes back what was done; the only kind of way out of a final stage.
    """

    code: str
    title: Title
    sources: tuple[str, ...]
    target: str | None
    roles: tuple[str, ...]
    evidence: tuple[Evidence, ...] = ()
    needs_words: bool = False
    due_days: int | None = None
    is_reversal: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a track stands: its stage and, while it rests, the stage it left for that."""

    stage: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class LifeCycle:
    """The table; a subject's track begins at the first stage.

    Attributes:
        stages: in the order in which they are passed; behind the first final one stand
            those beside the way: suspended, cancelled.
        subject: label of the model whose instances go through it, `app.model`.
        correctors: roles that may mend the day of the last step.

    Raises:
        OddCycle: codes repeat, a move leads nowhere, a stage cannot be reached, …
    """

    code: str
    title: Title
    keywords: KW_ONLY
    subject: str
    stages: tuple[Stage, ...]
    moves: tuple[Move, ...]
    correctors: tuple[str, ...] = ("administrator", "city_officer")
    _stages: dict[str, Stage] = field(init=False, repr=False, compare=False)
    _moves: dict[str, Move] = field(init=False, repr=False, compare=False)
    resting: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Frozen for everybody else: look-ups are made once, from the table itself.
        object.__setattr__(self, "_stages", {stage.code: stage for stage in self.stages})
        object.__setattr__(self, "_moves", {move.code: move for move in self.moves})
        resting = {code for move in self.moves if move.target is None for code in move.sources}
        object.__setattr__(self, "resting", frozenset(resting))
        if faults := tuple(_faults(self)):
            raise OddCycle(f"{self.code!r}: " + "; ".join(faults))

    @property
    def first(self) -> Stage:
        return self.stages[0]

    @property
    def final(self) -> tuple[str, ...]:
        """The codes of the stages that end the cycle."""
        return tuple(stage.code for stage in self.stages if stage.is_final)

    @property
    def beside(self) -> int:
        """The position behind the first final stage: what follows lies beside the way."""
        finals = (place for place, stage in enumerate(self.stages) if stage.is_final)
        return next(finals, len(self.stages) - 1) + 1

    @property
    def way(self) -> tuple[Stage, ...]:
        """The stages a subject usually passes: up to the first final one, without rests."""
        return tuple(
            stage for stage in self.stages[: self.beside] if stage.code not in self.resting
        )

    def stage(self, code: str) -> Stage:
        """Return the stage.

        Raises:
            UnknownStage: there is none of this code.
        """
        try:
            return self._stages[code]
        except KeyError:
            raise UnknownStage(f"{self.code!r} has no stage {code!r}") from None

    def move(self, code: str) -> Move:
        """Return the move.

        Raises:
            UnknownMove: there is none of this code.
        """
        try:
            return self._moves[code]
        except KeyError:
            raise UnknownMove(f"{self.code!r} has no move {code!r}") from None

    def moves_from(self, stage: str) -> tuple[Move, ...]:
        """Return the moves that are open in `stage`, in the order of the table."""
        return tuple(move for move in self.moves if stage in move.sources)

    def correction(self, stage: str) -> Move:
        """Return the move that mends the day on which `stage` was entered."""
        return Move(CORRECT, CORRECT, (stage,), stage, self.correctors, needs_words=True)

    def position(self, stage: str) -> int:
        """Return how far along `stage` stands in the order of the table, from 0."""
        return self.stages.index(self.stage(stage))

    def check_place(self, place: Place) -> None:
        """See that a track may stand at `place`: a stage, and for a rest where it left.

        Raises:
            UnknownStage: there is no such stage, or none is named to come back to.
        """
        self.stage(place.stage)
        if place.stage in self.resting:
            if place.before in self.resting:
                raise UnknownStage(f"{place.stage!r} cannot rest from {place.before!r}")
            self.stage(place.before)
        elif place.before:
            raise UnknownStage(f"{place.stage!r} is no rest: it leads back to nowhere")

    def next_stage(self, stage: str, move: str, before: str = "") -> str:
        """Return the stage that `move` leads to.

        Args:
            before: the stage that a resting track came from.

        Raises:
            MoveNotAllowed: `move` is not open in `stage`.
        """
        return self.after(Place(stage, before), move).stage

    def after(self, place: Place, move: str) -> Place:
        """Return the place that `move` leads to.

        A track that goes from one rest to another (suspended, then cancelled) keeps the
        stage it was working in, so that it comes back there and not to a rest.

        Raises:
            MoveNotAllowed: `move` is not open there.
        """
        found = self._moves.get(move)
        if found is None or place.stage not in found.sources:
            raise MoveNotAllowed(self, place.stage, move)
        target = found.target if found.target is not None else place.before
        if target not in self._stages:  # it rests, and nobody knows where it came from
            raise MoveNotAllowed(self, place.stage, move)
        if target not in self.resting:
            return Place(target)
        return Place(target, place.before or place.stage)


def _faults(cycle: LifeCycle) -> Iterator[str]:
    if not cycle.stages:
        yield "no stages"
        return
    yield from _repeated("stage", [stage.code for stage in cycle.stages])
    yield from _repeated("move", [move.code for move in cycle.moves])
    for move in cycle.moves:
        yield from (f"move {fault}" for fault in _faults_of_move(cycle, move))
    if cycle.first.code in cycle.resting:
        yield f"the first stage {cycle.first.code!r} has a way back to nowhere"
    for stage in cycle.stages:
        if not stage.is_final and not cycle.moves_from(stage.code):
            yield f"stage {stage.code!r} is a dead end, but not final"
    unreachable = set(cycle._stages) - _reachable(cycle)
    if unreachable:
        yield f"no way leads to {sorted(unreachable)}"


def _repeated(what: str, codes: list[str]) -> Iterator[str]:
    for code, times in Counter(codes).items():
        if times > 1:
            yield f"{what} {code!r} stands {times} times"


def _faults_of_move(cycle: LifeCycle, move: Move) -> Iterator[str]:
    yield from _repeated(f"{move.code!r}: evidence", [asked.code for asked in move.evidence])
    if move.code in KEPT_FOR_THE_HOUSE:
        yield f"{move.code!r}: the code is the house's own"
    named = {*move.sources, *([move.target] if move.target is not None else [])}
    if unknown := named - set(cycle._stages):
        yield f"{move.code!r}: unknown stages {sorted(unknown)}"
    if not move.sources:
        yield f"{move.code!r}: leads from nowhere"
    if not move.roles:
        yield f"{move.code!r}: nobody may move"
    if move.due_days is not None and move.due_days < 1:
        yield f"{move.code!r}: due in {move.due_days} days"
    if not move.is_reversal:
        for source in set(move.sources) & set(cycle.final):
            yield f"{move.code!r}: leads out of the final stage {source!r} and is no reversal"


def _reachable(cycle: LifeCycle) -> set[str]:
    reached, fresh = {cycle.first.code}, {cycle.first.code}
    while fresh:
        fresh = {
            move.target
            for move in cycle.moves
            if move.target is not None and fresh & set(move.sources)
        } - reached
        reached |= fresh
    return reached


_registered: dict[str, LifeCycle] = {}


def register(cycle: LifeCycle) -> LifeCycle:
    """Make `cycle` known to pages, API and commands; return it.

    Raises:
        OddCycle: another cycle has its code.
    """
    if _registered.setdefault(cycle.code, cycle) != cycle:
        raise OddCycle(f"{cycle.code!r} is registered already")
    return cycle


def get(code: str) -> LifeCycle:
    """Return the life cycle registered under `code`.

    Raises:
        UnknownCycle: there is none.
    """
    try:
        return _registered[code]
    except KeyError:
        raise UnknownCycle(f"no life cycle is registered as {code!r}") from None


def all() -> tuple[LifeCycle, ...]:
    """Return every registered life cycle, in the order of registration."""
    return tuple(_registered.values())
