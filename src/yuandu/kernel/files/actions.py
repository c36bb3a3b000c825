"""Keeping a file."""

from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.db.models import Model

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.files import rules, storing
from yuandu.kernel.files.models import Attachment


@transaction.atomic
def store(*, by: Actor, upload: File[Any], target: Model) -> Attachment:
    """Keep an uploaded file as an attachment of `target`.

    Raises:
        rules.Refused: the file must not be kept; nothing of it is.
    """
    name = rules.clean_name(upload.name or "")
    largest = max(kind.most for kind in rules.KINDS.values())
    try:
        # One byte more than any kind may have tells enough; the rest is not read.
        content = upload.read(largest + 1)
        kind = rules.sniff(content)
    except rules.Refused as refusal:
        refusal.params.setdefault("name", name)
        raise
    attachment = Attachment.objects.create(
        workspace=by.workspace,
        name=name,
        media_type=kind.media_type,
        size=len(content),
        sha256=storing.put(content),
        target_label=target._meta.label_lower,
        target_id=target.pk,
        uploaded_by_id=by.user_id,
    )
    audit.record(by, "file.store", attachment, sha256=attachment.sha256, size=attachment.size)
    return attachment
