"""Reads: circulars with their paragraphs, months that wait for one, texts held against figures."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.circulars import permissions, rules, wording
from yuandu.mechanisms.circulars.models import Circular, Paragraph
from yuandu.mechanisms.circulars.rules import Check, Mark
from yuandu.mechanisms.reporting import permissions as reporting
from yuandu.mechanisms.reporting.models import Round

MONTHS_OFFERED = 24


def circulars_visible_to(actor: Actor) -> QuerySet[Circular]:
    """Return the circulars `actor` may read, the newest month first."""
    found = Circular.objects.filter(permissions.visible(actor), workspace=actor.workspace)
    return found.select_related("round", "track", "submitted_by", "approved_by")


def circular(actor: Actor, pk: int, *, to: str) -> Circular:
    """Return the circular if `actor` may do `to` with it.

    Raises:
        Http404: there is none, or `actor` must not learn that there is.
        PermissionDenied: `actor` sees it, but may not do this.
    """
    return get_for(circulars_visible_to(actor), permissions.MAY, actor, to=to, pk=pk)


def circular_list(actor: Actor) -> QuerySet[Circular]:
    """Return the circulars for a list.

    Raises:
        Http404: `actor` reads no reports of whole counties.
    """
    if not reporting.may_read(actor):
        raise Http404
    return circulars_visible_to(actor).defer("facts")


def undrafted(actor: Actor) -> list[Round]:
    """Return the locked months without a circular, the newest first, to who may draft one."""
    if not permissions.writes(actor):
        return []
    drafted = Circular.objects.filter(round=OuterRef("pk"), is_dropped=False)
    found = Round.objects.filter(workspace=actor.workspace, locked_at__isnull=False)
    return list(found.exclude(Exists(drafted)).order_by("-period")[:MONTHS_OFFERED])


def paragraphs(found: Circular) -> list[Paragraph]:
    return list(found.paragraphs.order_by("place"))


def paragraph(found: Circular, place: int) -> Paragraph:
    """Return a paragraph by its place.

    Raises:
        Http404: there is none.
    """
    return get_object_or_404(Paragraph, circular=found, place=place)


def checked(found: Paragraph, language: str) -> Check:
    """Return one of a paragraph's two texts (`zh`, `en`) held against its figures."""
    text = found.text_en if language == "en" else found.text_zh
    return rules.check(text, found.numbers_of(language), wording.KEYWORDS)


def differing(found: Sequence[Paragraph]) -> list[Mark]:
    """Return every number of both texts that contradicts its figure."""
    return [
        mark
        for each in found
        for language in ("zh", "en")
        for mark in checked(each, language).differing
    ]
