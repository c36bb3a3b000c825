"""Vaults: whose papers an actor may see, and what a firm keeps there."""

import json
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.reach import reach
from yuandu.mechanisms.enterprises import evidence
from yuandu.mechanisms.enterprises.models import Assessment, Document, Firm
from yuandu.mechanisms.enterprises.permissions import (
    MAY_DOCUMENT,
    MAY_VAULT,
    VAULT_READERS,
)

MOST = 500  # papers in one vault


def with_vaults(actor: Actor) -> QuerySet[Firm]:
    """Return the firms whose vault `actor` may look into: their own, those of their officers."""
    found = Firm.objects.filter(workspace=actor.workspace)
    allowed = reach(actor, VAULT_READERS)
    if not allowed.everything:
        found = found.filter(
            Q(party__division__in=allowed.divisions) | Q(party__in=allowed.organisations)
        )
    return found.select_related("party__division").defer("party__division__geometry")


def vault(actor: Actor, pk: int, *, to: str) -> Firm:
    """Return the firm whose vault it is, if `actor` may do `to` with it.

    Raises:
        Http404: there is none, or it is not for this actor.
        PermissionDenied: `actor` looks into it, but may not do this.
    """
    return get_for(with_vaults(actor), MAY_VAULT, actor, to=to, pk=pk)


def documents_visible_to(actor: Actor) -> QuerySet[Document]:
    """Return the papers of the vaults that `actor` may look into."""
    found = Document.objects.filter(workspace=actor.workspace, firm__in=with_vaults(actor))
    return found.select_related("attachment", "firm__party__division").defer(
        "firm__party__division__geometry"
    )


def document(actor: Actor, firm: Firm, pk: int, *, to: str) -> Document:
    """Return the paper of a firm's vault; raises as `vault`."""
    found = documents_visible_to(actor).filter(firm=firm, dropped_on=None)
    return get_for(found, MAY_DOCUMENT, actor, to=to, pk=pk)


def documents_of(firm: Firm) -> list[Document]:
    """Return what is in the vault, by kind in the order of the list, the latest year first.

    One query, bounded by `MOST`.
    """
    found = Document.objects.filter(firm=firm, dropped_on=None).select_related("attachment")
    order = {code: place for place, code in enumerate(evidence.KINDS)}
    return sorted(
        found.order_by("pk")[:MOST],
        key=lambda each: (order.get(each.kind, len(order)), -(each.year or 0), each.pk),
    )


def same_files(documents: list[Document]) -> dict[int, list[Document]]:
    """Return of each paper the others of the vault with the very same content."""
    by_content: dict[str, list[Document]] = {}
    for each in documents:
        by_content.setdefault(each.attachment.sha256, []).append(each)
    return {
        each.pk: [other for other in alike if other.pk != each.pk]
        for alike in by_content.values()
        if len(alike) > 1
        for each in alike
    }


@dataclass(frozen=True, slots=True)
class Lacking:
    """What an assessment wants shown, criterion by criterion."""

    assessment: Assessment
    slots: list[evidence.Slot]

    @property
    def open(self) -> list[evidence.Slot]:
        """What still lacks a paper."""
        return [slot for slot in self.slots if not slot.is_shown]


def lacking(assessment: Assessment, documents: list[Document]) -> Lacking:
    """Return what papers an assessment wants, and which of them the vault has; no query."""
    kept = [evidence.Kept(each.kind, each.year) for each in documents]
    book, found = assessment.version.book, json.loads(assessment.decision)["criteria"]
    asked = {one["id"] for one in found if one["state"] != "not-applicable"}
    unasked = {one.id for one in book.criteria} - asked
    return Lacking(assessment, evidence.slots(book, assessment.on, kept, unasked=unasked))
