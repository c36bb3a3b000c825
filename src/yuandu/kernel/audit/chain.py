"""Reads of the chain: its links and its roots, what waits for a link, what was altered."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, LiteralString, NamedTuple

from django.db import connection, models, transaction
from django.db.models import QuerySet

from yuandu.kernel.audit import canonical
from yuandu.kernel.audit.models import Entry, Link, Personal, Root
from yuandu.kernel.audit.verification import Chained, Fault


class Unchained(NamedTuple):
    id: int
    workspace_id: int
    body: str


class Head(NamedTuple):
    """The end of a chain: how many links, and the hash of the last."""

    length: int
    hash: bytes


# Bounded above as well: after a restore into a new cluster, old entries carry numbers of
# transactions that lie in the future.
_SETTLED: LiteralString = """
   AND e.transaction >= %s
   AND e.transaction <= greatest(pg_snapshot_xmax(pg_current_snapshot())::text::bigint,
                                 pg_current_xact_id_if_assigned()::text::bigint)
"""
_UNCHAINED: LiteralString = f"""
SELECT e.id, e.workspace_id, {canonical.BODY}
  FROM audit_entry e LEFT JOIN audit_link l ON l.entry_id = e.id
 WHERE l.entry_id IS NULL AND e.id > %s
"""  # noqa: S608 - our own words
_CHAINED: LiteralString = f"""
SELECT l.seq, l.hash, l.entry_id, {canonical.BODY}
  FROM audit_link l LEFT JOIN audit_entry e ON e.id = l.entry_id
 WHERE l.workspace_id = %s ORDER BY l.seq
"""  # noqa: S608 - our own words


def unchained(*, after: int, settled: int, limit: int) -> list[Unchained]:
    """Return the first entries above number `after` that have no link, by number.

    Args:
        after: a number of an entry.
        settled: all entries of transactions before this one are known to be chained; 0 if
            nothing is known.
        limit: how many at most.
    """
    bounds, values = (_SETTLED, [after, settled]) if settled else ("", [after])
    with connection.cursor() as cursor:
        cursor.execute(f"{_UNCHAINED} {bounds} ORDER BY e.id LIMIT %s", [*values, limit])
        return [Unchained._make(row) for row in cursor.fetchall()]


def waiting(workspace_id: int, *, older_than: datetime.timedelta) -> Fault | None:
    """Return the fault that entries have waited longer than that for their links, if any."""
    late = Entry.objects.filter(
        workspace_id=workspace_id,
        link=None,
        at__lt=models.functions.Now() - older_than,
    ).aggregate(count=models.Count("id"), first=models.Min("id"))
    return Fault("waiting", 0, late["first"], str(late["count"])) if late["count"] else None


@contextmanager
def chained(workspace_id: int) -> Iterator[Iterator[Chained]]:
    """Give a workspace's links one after the other, in one look at the database."""
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(_CHAINED, [workspace_id])
        yield _rows(cursor)


def _rows(cursor: Any) -> Iterator[Chained]:
    while rows := cursor.fetchmany(5_000):
        yield from (Chained._make(row) for row in rows)


def head(workspace_id: int) -> Head:
    """Return where a workspace's chain ends now."""
    last = Link.objects.filter(workspace_id=workspace_id).order_by("-seq").first()
    return Head(last.seq, bytes(last.hash)) if last else Head(0, canonical.NOTHING)


def roots(workspace_id: int) -> QuerySet[Root]:
    """Return the kept roots of a workspace, newest first."""
    return Root.objects.filter(workspace_id=workspace_id).order_by("-on")


def root_on(workspace_id: int, day: datetime.date) -> Root | None:
    """Return the root that holds for a day that is over: its own, or the last before it."""
    return roots(workspace_id).filter(on__lte=day).first()


def altered_personal(workspace_id: int) -> Iterator[Fault]:
    """Yield a fault for each personal value that differs from what the log committed to."""
    kept = Personal.objects.filter(workspace_id=workspace_id)
    for one in kept.select_related("entry").order_by("entry_id", "name").iterator():
        said = canonical.commitment(one.salt, one.name, one.value)
        if one.entry.commitments.get(one.name) != said:
            yield Fault("personal", 0, one.entry_id, one.name)
