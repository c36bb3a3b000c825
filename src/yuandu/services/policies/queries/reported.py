"""The reported facts of many parties, straight from the database.

The statement stands by itself whatever the planner knows: right after a bulk load it knows
nothing, and a list of thousands of keys and codes in an `IN` made it look each pair up. Few
keys go in as one array and meet the index on parties; for many the workspace's facts are
read once, and whoever asked keeps what it wants.
"""

import datetime
from collections.abc import Collection, Iterator
from decimal import Decimal
from typing import Any, LiteralString

from django.db import connection

from yuandu.engines.rules import units
from yuandu.engines.rules.vocabulary import FactKind
from yuandu.kernel.audit import reads
from yuandu.kernel.workspaces.models import Workspace

FEW = 1000  # parties that are asked for by key

# Numbers to the nearest step of their kind (yuan, millionths, …), in base units: what is
# finer, rules do not compare.
_SELECT: LiteralString = """
SELECT fact.party_id, fact.kind, floor(fact.value * asked.step + 0.5) / asked.step,
       fact.text, fact.from_on, fact.to_on
  FROM registry_fact AS fact
  JOIN unnest(%(kinds)s::text[], %(steps)s::bigint[]) AS asked(kind, step) USING (kind)
 WHERE fact.workspace_id = %(workspace)s AND fact.is_current AND fact.to_on <= %(on)s
"""
_OF_FEW: LiteralString = " AND fact.party_id = ANY(%(parties)s::bigint[])"
_AS_TABLE: LiteralString = "COPY (" + _SELECT + ") TO STDOUT (FORMAT csv)"
_FEW_AS_TABLE: LiteralString = "COPY (" + _SELECT + _OF_FEW + ") TO STDOUT (FORMAT csv)"

type Row = tuple[int, str, Decimal | None, str, datetime.date, datetime.date]


def rows(
    workspace: Workspace, kinds: Collection[FactKind], on: datetime.date, parties: Collection[int]
) -> Iterator[Row]:
    """Yield key, kind, value, text and period of each fact whose period is over by a day.

    Args:
        parties: Any number; what is known of others is left out.
    """
    if len(parties) <= FEW:
        yield from reads.run(_SELECT + _OF_FEW, _asked(workspace, kinds, on, parties))
        return
    wanted = frozenset(parties)
    with connection.cursor() as cursor:
        cursor.execute(_SELECT, _asked(workspace, kinds, on, wanted))
        yield from (row for row in cursor if row[0] in wanted)


def as_csv(
    workspace: Workspace,
    kinds: Collection[FactKind],
    on: datetime.date,
    parties: Collection[int],
) -> bytes:
    """Return the same as CSV without a head; of many parties those of others too."""
    statement = _FEW_AS_TABLE if len(parties) <= FEW else _AS_TABLE
    with (
        connection.cursor() as cursor,
        # The cursor inside: Django's, where it counts queries, takes no values for a COPY.
        cursor.cursor.copy(statement, _asked(workspace, kinds, on, parties)) as copied,
    ):
        return b"".join(bytes(part) for part in copied)


def _asked(
    workspace: Workspace, kinds: Collection[FactKind], on: datetime.date, parties: Collection[int]
) -> dict[str, Any]:
    return {
        "workspace": workspace.pk,
        "on": on,
        "kinds": [kind.code for kind in kinds],
        "steps": [units.STEPS.get(kind.kind, 1) for kind in kinds],
        "parties": list(parties) if len(parties) <= FEW else [],
    }
