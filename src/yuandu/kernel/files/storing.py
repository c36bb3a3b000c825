"""Where contents lie: under their own hash, outside of the web root.

A content is on the disk before the row that names it is committed, so a transaction that
ends otherwise leaves one behind; `sweep` finds those. Who stores and who sweeps keep out of
each other's way by a lock on the folder, which the database holds until the transaction ends.
"""

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError

from yuandu.kernel.files.models import Attachment

_FOLDERS = 0x4669  # tells our locks from others'


def path_of(sha256: str) -> Path:
    """Return where the content with this hash lies."""
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256


def put(content: bytes) -> str:
    """Keep `content` and return its hash; it is on the disk, whole, before this returns.

    Part of the transaction that names it: until that ends, nobody sweeps its folder.

    Raises:
        TransactionManagementError: there is none.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    path = path_of(sha256)
    _lock(path.parent, "pg_advisory_xact_lock_shared")
    if path.exists():
        return sha256
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, written = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(written).replace(path)
    except BaseException:
        Path(written).unlink(missing_ok=True)
        raise
    return sha256


def sweep() -> int:
    """Remove what lies here and no attachment names; return how many files that were."""
    folders = sorted(Path(settings.MEDIA_ROOT).glob("[0-9a-f][0-9a-f]"))
    return sum(_sweep(folder) for folder in folders)


@transaction.atomic
def _sweep(folder: Path) -> int:
    # A statement of its own, so that the next sees the rows of whoever stored before.
    _lock(folder, "pg_advisory_xact_lock")
    lying = {path.name: path for path in folder.iterdir()}
    named = set(Attachment.objects.filter(sha256__in=lying).values_list("sha256", flat=True))
    left = lying.keys() - named
    for name in left:
        lying[name].unlink()
    return len(left)


def _lock(folder: Path, function: str) -> None:
    if not connection.in_atomic_block:
        raise TransactionManagementError("a content is stored by itself, not in a transaction")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s, %s)", [_FOLDERS, int(folder.name, 16)])
