"""Measuring every firm by the books of the ladder, at once and by the table."""

import datetime
import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import polars as pl
from django.db import transaction

from yuandu.engines import rules as engine
from yuandu.engines.rules.distances import distances
from yuandu.engines.rules.lacking import lacking
from yuandu.engines.rules.lowering import lower
from yuandu.engines.rules.states import State
from yuandu.engines.rules.sweeping import Swept, sweep
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.enterprises import permissions
from yuandu.mechanisms.enterprises.actions import watch
from yuandu.mechanisms.enterprises.actions.titles import NotYours
from yuandu.mechanisms.enterprises.loading import copy_in
from yuandu.mechanisms.enterprises.models import (
    Assessment,
    Firm,
    Recognition,
    Standing,
    StandingSweep,
)
from yuandu.mechanisms.enterprises.queries.books import Measure, measures
from yuandu.mechanisms.enterprises.queries.titles import held_on
from yuandu.services.policies.queries.facts import table_of
from yuandu.services.policies.vocabulary import vocabulary

COLUMNS = (
    *("workspace_id", "sweep_id", "firm_id", "tier", "assessed", "is_next", "state"),
    *("unmet", "unknown", "person", "lacks", "score_least", "score_most", "margin", "hinge"),
)
# Beyond a thousand times its threshold nobody asks how far beyond.
FURTHEST = Decimal(1000)
MARGIN = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Way:
    """The criteria on the shortest way to a book that are unmet, unknown or to be judged."""

    unmet: tuple[str, ...]
    unknown: tuple[str, ...]
    person: tuple[str, ...]

    @property
    def lacks(self) -> int:
        """How many would have to change; a person's word is not the firm's to give."""
        return len(self.unmet) + len(self.unknown)


@dataclass(frozen=True, slots=True)
class Row:
    """What a book says of one firm, by its party's key."""

    party_id: int
    state: State
    way: Way
    score: tuple[int, int] | None
    margin: Decimal | None
    hinge: str


@transaction.atomic
def sweep_standings(*, by: Actor) -> list[StandingSweep]:
    """Measure all firms by every book of the ladder that is in force or to come.

    What stood there before is replaced as a whole: readers see the old night or the new one.
    Re-checks are asked of who holds the title. The warnings and signals of the pool follow
    from the same facts. Queries do not grow with the firms, but for the reading by thousands.

    Raises:
        NotYours: the actor's post does not sweep.
    """
    if not by.has(*permissions.IMPORTERS):
        raise NotYours
    workspace, today = by.workspace, by.workspace.today()
    # Two sweeps at once would write every row twice.
    Workspace.objects.select_for_update(no_key=True).get(pk=workspace.pk)
    firms = dict(
        Firm.objects.filter(workspace=workspace).order_by("pk").values_list("party_id", "pk")
    )
    asked = measures(workspace, today)
    names = {name for one in asked for name in _lowered(one, today)}
    names |= set(watch.columns(today))
    table = table_of(workspace, list(firms), today, sorted(names))
    holders = _holders(workspace, today)
    StandingSweep.objects.filter(workspace=workspace).delete()
    states: dict[tuple[str, bool], dict[int, str]] = {}
    made = []
    for one in asked:
        some = table
        if one.assessed == Assessment.RECHECK:
            some = table.filter(pl.col("id").is_in(holders.get(one.tier, set())))
        swept, rows = measured(one, some, today)
        made.append(_written(by, one, swept, rows, firms))
        if one.assessed == Assessment.RECHECK:
            states[one.tier, one.is_next] = {firms[row.party_id]: row.state.code for row in rows}
    told = watch.follow(by, table, firms, states)
    audit.record(
        by, "standing.sweep", workspace, on=str(today), firms=len(firms), books=len(made), new=told
    )
    return made


def measured(one: Measure, table: pl.DataFrame, on: datetime.date) -> tuple[Swept, list[Row]]:
    """Return what a book says of every row of a table of facts, and the sweep it comes from."""
    asked: dict[str, Any] = {"on": on, "vocabulary": vocabulary(), "assessed": one.assessed}
    swept = sweep([one.book], table, masks=True, **asked)
    far = distances(one.book, table, **asked)
    book, code = swept.book(one.book.code), one.book.code
    whole = max(one.book.scores, key=lambda score: score.most, default=None)
    ways: dict[tuple[int, ...], Way] = {}
    rows = []
    for said, away in zip(swept.table.rows(named=True), far.rows(named=True), strict=True):
        state = State(said[f"{code}.state"])
        mask = (state, *(said[name] for name in book.masks))
        if mask not in ways:
            ways[mask] = _way(one.book, state, book.states(said))
        score = None
        if whole is not None:
            score = (away[f"{whole.id}.least"], away[f"{whole.id}.most"])
        margin = None if away["margin"] is None else _margin(away["margin"])
        rows.append(Row(said["id"], state, ways[mask], score, margin, away["hinge"] or ""))
    return swept, rows


def _way(book: engine.Book, state: State, states: Mapping[str, State]) -> Way:
    found: Collection[str] = lacking(book, states)
    if not found and state in {State.UNKNOWN, State.PERSON}:
        # It is open whether a criterion is asked at all: whatever is open may be what lacks.
        found = [code for code, one in states.items() if one is state]
    if state in {State.MET, State.NOT_APPLICABLE}:
        found = ()
    return Way(
        *(
            # What is not asked of this one and leads nowhere stands in the way as it is.
            tuple(code for code in found if states.get(code, State.NOT_APPLICABLE) in some)
            for some in ((State.UNMET, State.NOT_APPLICABLE), (State.UNKNOWN,), (State.PERSON,))
        )
    )


def _margin(margin: float) -> Decimal:
    return max(-FURTHEST, min(FURTHEST, Decimal(repr(margin)))).quantize(MARGIN)


def _lowered(one: Measure, on: datetime.date) -> tuple[str, ...]:
    return lower(one.book, vocabulary(), on, one.assessed).columns


def _holders(workspace: Workspace, on: datetime.date) -> dict[str, set[int]]:
    """Return the parties that hold each tier's title on a day."""
    found: dict[str, set[int]] = {}
    held = Recognition.objects.filter(held_on(on), workspace=workspace)
    for tier, party in held.values_list("tier", "firm__party_id"):
        found.setdefault(tier, set()).add(party)
    return found


def _written(
    by: Actor, one: Measure, swept: Swept, rows: list[Row], firms: Mapping[int, int]
) -> StandingSweep:
    made = StandingSweep.objects.create(
        workspace=by.workspace,
        version=one.version,
        tier=one.tier,
        assessed=one.assessed,
        is_next=one.is_next,
        book_hash=one.book.hash,
        hash=swept.hash,
        on=swept.on,
        cut_off=swept.cut_off,
        firms=len(rows),
        counts=dict(Counter(row.state.code for row in rows)),
    )
    copy_in(Standing, COLUMNS, _lines(made, rows, firms))
    return made


def _lines(
    made: StandingSweep, rows: list[Row], firms: Mapping[int, int]
) -> Iterator[tuple[object, ...]]:
    head = (made.workspace_id, made.pk)
    book = (made.tier, made.assessed, made.is_next)
    for row in rows:
        way = row.way
        lists = (json.dumps(codes) for codes in (way.unmet, way.unknown, way.person))
        yield (
            *(*head, firms[row.party_id], *book, row.state.code, *lists, way.lacks),
            *(row.score or (None, None)),
            *(row.margin, row.hinge),
        )
