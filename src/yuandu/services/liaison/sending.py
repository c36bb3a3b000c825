"""Rows that arrive once, though a form or program sends them again after a lost connection."""

from collections.abc import Callable

from django.db import IntegrityError, transaction

from yuandu.services.liaison.models import SentOnce
from yuandu.services.liaison.refusals import KeyUsed


def once[Row: SentOnce](made: Row, write: Callable[[], None]) -> tuple[Row, bool]:
    """Add `made` and do `write`, or return what its key brought before; say which.

    Two at once: the second waits for the first to commit, and gets its row.

    Raises:
        KeyUsed: the key brought other words.
    """
    found = _before(made)
    if found is None:
        try:
            with transaction.atomic():
                made.save(force_insert=True)
        except IntegrityError:
            found = _before(made)
            if found is None:  # not the key: another constraint
                raise
    if found is not None:
        return found, False
    write()
    return made, True


def _before[Row: SentOnce](made: Row) -> Row | None:
    found: Row | None = (
        type(made)._default_manager.filter(workspace=made.workspace_id, key=made.key).first()
    )
    if found is not None and found.digest != made.digest:
        raise KeyUsed
    return found
