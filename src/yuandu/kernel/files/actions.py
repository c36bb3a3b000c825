"""Keeping a file."""

from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.db.models import Model

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.files import names, rules, storing, stripping
from yuandu.kernel.files.models import Attachment


@transaction.atomic
def store(
    *, by: Actor, upload: File[Any], target: Model, is_bare: bool = False, called: str = ""
) -> Attachment:
    """Keep an uploaded file as an attachment of `target`.

    Args:
        called: the name it is kept under where its own would tell too much: the log shows it.
        is_bare: whether a picture is kept without what its camera wrote into it: place,
            device, instant, words.

    Raises:
        rules.Refused: the file must not be kept; nothing of it is.
        ValueError: `target` belongs to another workspace than `by`.
    """
    if getattr(target, "workspace_id", by.workspace_id) != by.workspace_id:
        message = f"{target!r} belongs to another workspace than the actor"
        raise ValueError(message)
    name = names.clean(upload.name or "")
    try:
        rules.refuse_size(upload.size)
        upload.seek(0)  # somebody may have looked into it
        content = upload.read()
        kind = rules.sniff(content)
        if is_bare:
            content = stripping.bare(content, kind.media_type)
    except rules.Refused as refusal:
        refusal.params.setdefault("name", name)
        raise
    attachment = Attachment.objects.create(
        workspace=by.workspace,
        name=names.fitting(called or name, kind.media_type),
        media_type=kind.media_type,
        size=len(content),
        sha256=storing.put(content),
        target_label=target._meta.label_lower,
        target_id=target.pk,
        uploaded_by_id=by.user_id,
    )
    audit.record(by, "file.store", attachment, sha256=attachment.sha256, size=attachment.size)
    return attachment
