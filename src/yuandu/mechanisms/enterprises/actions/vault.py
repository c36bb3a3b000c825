"""Papers of a firm's vault: kept by kind and year, taken out again."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.files import actions as files
from yuandu.mechanisms.enterprises import evidence, permissions
from yuandu.mechanisms.enterprises.models import Document, Firm
from yuandu.mechanisms.enterprises.refusals import SameFile, YearNeeded


@transaction.atomic
def keep_document(
    *,
    by: Actor,
    firm: Firm,
    kind: str,
    year: int | None,
    upload: File[Any],
    note: str = "",
    again: bool = False,
) -> Document:
    """Put a paper into the vault.

    Args:
        kind: A code of `evidence.KINDS`.
        again: The very same file may stand in the vault twice.

    Raises:
        PermissionDenied: the actor is neither the firm's nor keeps its record.
        YearNeeded: the paper is about a year, and none is said.
        SameFile: it is in the vault already.
        files.rules.Refused: the file must not be kept.
    """
    if not permissions.MAY_VAULT["keep"](by, firm):
        raise PermissionDenied
    if evidence.KINDS[kind].is_yearly and year is None:
        raise YearNeeded(evidence.title(kind))
    # One paper after the other goes into a vault, so that the same one is not missed.
    Firm.objects.select_for_update().get(pk=firm.pk)
    attachment = files.store(by=by, upload=upload, target=firm)
    same = Document.objects.filter(
        firm=firm, dropped_on=None, attachment__sha256=attachment.sha256
    ).select_related("attachment")
    if not again and (other := same.first()):
        raise SameFile(other.attachment.name, evidence.title(other.kind), other.year)
    document = Document.objects.create(
        workspace=by.workspace,
        firm=firm,
        kind=kind,
        year=year,
        note=note.strip(),
        attachment=attachment,
        added_on=by.workspace.today(),
    )
    audit.record(
        by, "document.keep", document, firm=firm.pk, kind=kind, year=year, sha256=attachment.sha256
    )
    return document


@transaction.atomic
def drop_document(*, by: Actor, document: Document) -> None:
    """Take a paper out of the vault; its file stays on record.

    Raises:
        PermissionDenied: the actor is neither the firm's nor keeps its record.
    """
    if not permissions.MAY_DOCUMENT["drop"](by, document):
        raise PermissionDenied
    dropped = Document.objects.filter(pk=document.pk, dropped_on=None).update(
        dropped_on=by.workspace.today()
    )
    audit.record(by, "document.drop", document, firm=document.firm_id, changed=bool(dropped))
