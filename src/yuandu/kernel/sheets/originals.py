"""The file as it was sent, kept under its checksum below `MEDIA_ROOT`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings
from django.core.files.base import File

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.files.models import Attachment
from yuandu.kernel.sheets.models import Upload
from yuandu.kernel.sheets.reading.refusals import Refused


def keep(by: Actor, file: File[bytes], upload: Upload) -> Attachment:
    """Store a file and return its entry; the same content is stored once."""
    digest = hashlib.sha256()
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=folder, delete=False) as temporary:
        for chunk in file.chunks():
            digest.update(chunk)
            temporary.write(chunk)
        size = temporary.tell()
    path = _path(digest.hexdigest())
    path.parent.mkdir(parents=True, exist_ok=True)
    # Under its final name it is whole, or not there at all.
    Path(temporary.name).replace(path)
    return Attachment.objects.create(
        workspace_id=by.workspace_id,
        name=(file.name or "")[-200:],
        media_type="application/octet-stream",
        size=size,
        sha256=digest.hexdigest(),
        target_label=upload._meta.label_lower,
        target_id=upload.pk,
        uploaded_by_id=by.user_id,
    )


def _path(digest: str) -> Path:
    return Path(settings.MEDIA_ROOT) / digest[:2] / digest


@contextmanager
def opened(upload: Upload) -> Iterator[Path]:
    """Yield the path of an upload's file, for as long as the block lasts.

    Raises:
        Refused: `original-gone`.
    """
    path = _path(upload.attachment.sha256) if upload.attachment else None
    if path is None or not path.exists():
        raise Refused("original-gone")
    yield path
