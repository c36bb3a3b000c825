"""The file as it was sent."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.files.base import File

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.files.models import Attachment
from yuandu.kernel.sheets.models import Upload


def keep(by: Actor, file: File[bytes], upload: Upload) -> Attachment:
    content = file.read()
    digest = hashlib.sha256(content).hexdigest()
    path = _path(digest)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return Attachment.objects.create(
        workspace_id=by.workspace_id,
        name=(file.name or "")[:200],
        media_type="application/octet-stream",
        size=len(content),
        sha256=digest,
        target_label=upload._meta.label_lower,
        target_id=upload.pk,
        uploaded_by_id=by.user_id,
    )


def _path(digest: str) -> Path:
    return Path(settings.MEDIA_ROOT) / digest[:2] / digest


@contextmanager
def opened(upload: Upload) -> Iterator[Path]:
    """Yield the path of the file, for as long as the block lasts."""
    assert upload.attachment
    yield _path(upload.attachment.sha256)
