"""Starts the reading or writing of an upload: at once if it is small, else in the queue."""

from __future__ import annotations

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.sheets import actions, tasks
from yuandu.kernel.sheets.models import Upload

INLINE_BYTES = 200 * 1024  # read while the page waits: about a second
INLINE_ROWS = 500


def begin_reading(by: Actor, upload: Upload) -> None:
    """Read a waiting upload, or have it read."""
    size = upload.attachment.size if upload.attachment else 0
    if size <= INLINE_BYTES or by.user_id is None:
        actions.read(by=by, upload=upload)
    else:
        tasks.read.enqueue(upload.pk, by.user_id)


def begin_committing(by: Actor, upload: Upload) -> None:
    """Write an accepted upload, or have it written.

    Raises:
        Stale: the register has overtaken the preview; a new one is there.
    """
    if upload.counts.get("good", 0) <= INLINE_ROWS or by.user_id is None:
        actions.commit(by=by, upload=upload)
    else:
        tasks.commit.enqueue(upload.pk, by.user_id)
