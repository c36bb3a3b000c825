"""Who is at work on an upload, as the database itself knows.

A worker holds a session lock while it works; the database lets go of it when the worker
dies or the database restarts, so an upload that says it is being worked on while nobody
holds its lock was interrupted. No clock, no heartbeat.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import Error, connection

_UPLOADS = 0x5368  # tells our locks from others'
_KEYS = 2**31


@contextmanager
def working_on(upload_id: int) -> Iterator[bool]:
    """Hold the upload's lock for the block; `False`: another session is at work on it."""
    keys = [_UPLOADS, upload_id % _KEYS]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", keys)
        (is_held,) = cursor.fetchone()
    try:
        yield is_held
    finally:
        # Where the connection is gone, so is the lock.
        if is_held and not connection.needs_rollback:
            with suppress(Error), connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", keys)


def is_worked_on(upload_id: int) -> bool:
    """Whether some session holds the upload's lock."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = %s"
            " AND objid = %s AND database ="
            " (SELECT oid FROM pg_database WHERE datname = current_database()))",
            [_UPLOADS, upload_id % _KEYS],
        )
        (is_held,) = cursor.fetchone()
    return bool(is_held)


def one_at_a_time(workspace_id: int, layout: str) -> None:
    """Wait until no other transaction commits a file of this layout here."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s, hashtext(%s))",
            [_UPLOADS + 1, f"{workspace_id}:{layout}"],
        )
