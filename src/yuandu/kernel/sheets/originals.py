"""The file as it was sent."""

from __future__ import annotations

from pathlib import Path

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.files import guards, storing
from yuandu.kernel.files.models import Attachment
from yuandu.kernel.sheets import queries
from yuandu.kernel.sheets.models import Upload
from yuandu.kernel.sheets.reading.refusals import Refused


def path_of(upload: Upload) -> Path:
    """Return where an upload's file lies.

    Raises:
        Refused: `original-gone`.
    """
    path = storing.path_of(upload.attachment.sha256) if upload.attachment else None
    if path is None or not path.exists():
        raise Refused("original-gone")
    return path


def may_read(actor: Actor, attachment: Attachment) -> bool:
    """Whether `actor` may have the file: who may read the upload may."""
    return queries.visible_to(actor).filter(pk=attachment.target_id).exists()


def guard() -> None:
    """Let this room decide who reads its attachments."""
    guards.register(Upload._meta.label_lower, may_read)
