"""Measuring every firm by the books of the ladder, at once and by the table."""

import datetime
import json
from collections import Counter
from collections.abc import Iterator, Mapping

import polars as pl
from django.db import transaction

from yuandu.engines.rules.lowering import lower
from yuandu.engines.rules.sweeping import Swept
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.enterprises import alerts, permissions
from yuandu.mechanisms.enterprises.actions.titles import NotYours
from yuandu.mechanisms.enterprises.loading import copy_in
from yuandu.mechanisms.enterprises.measuring import Row, measured
from yuandu.mechanisms.enterprises.models import (
    AssessedAs,
    Firm,
    Recognition,
    Standing,
    StandingSweep,
)
from yuandu.mechanisms.enterprises.queries.books import Measure, measures
from yuandu.mechanisms.enterprises.queries.titles import held_on
from yuandu.services.policies.library import vocabulary
from yuandu.services.policies.queries.frames import table_of

COLUMNS = (
    *("workspace_id", "sweep_id", "firm_id", "tier", "assessed", "is_next", "state"),
    *("unmet", "unknown", "person", "lacks", "score_least", "score_most", "margin", "hinge"),
)


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
    names |= set(alerts.columns(today))
    table = table_of(workspace, vocabulary(), today, sorted(names), list(firms))
    holders = _holders(workspace, today)
    StandingSweep.objects.filter(workspace=workspace).delete()
    states: dict[tuple[str, bool], dict[int, str]] = {}
    made = []
    for one in asked:
        some = table
        if one.assessed == AssessedAs.RECHECK:
            some = table.filter(pl.col("id").is_in(holders.get(one.tier, set())))
        swept, rows = measured(one, some, today)
        made.append(_written(by, one, swept, rows, firms))
        if one.assessed == AssessedAs.RECHECK:
            states[one.tier, one.is_next] = {firms[row.party_id]: row.state.code for row in rows}
    told = alerts.renew(by, table, firms, states)
    audit.record(
        by, "standing.sweep", workspace, on=str(today), firms=len(firms), books=len(made), new=told
    )
    return made


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
