"""Gaps in policy with the issues under them, and cards of what was solved."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q, QuerySet

from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.services.liaison.models import Card, Gap, Issue
from yuandu.services.liaison.permissions import MAY_GAP, may_see_gaps
from yuandu.services.liaison.queries.firms import ROWS_A_PAGE
from yuandu.services.liaison.queries.issues import issues_visible_to
from yuandu.services.liaison.rules import tag

MOST = 200  # issues or cards shown at once


def gaps_visible_to(actor: Actor) -> QuerySet[Gap]:
    """Return the gaps, open ones first, with `size` issues of `firms` firms; offices see them."""
    found = Gap.objects.filter(workspace=actor.workspace).select_related("topic", "closed_by")
    if not may_see_gaps(actor):
        found = found.none()
    counted = found.annotate(size=Count("issues"), firms=Count("issues__firm", distinct=True))
    return counted.order_by(F("closed_on").desc(nulls_first=True), "-opened_on", "-pk")


def gap_page(actor: Actor, number: int | str | None, size: int = ROWS_A_PAGE) -> Page:
    """Return a page of the gaps; whoever may not see them is refused.

    Raises:
        PermissionDenied: the actor's post does not look after policies.
    """
    if not may_see_gaps(actor):
        raise PermissionDenied
    pages = Paginator(gaps_visible_to(actor), size)
    pages.count = Gap.objects.filter(workspace=actor.workspace).count()
    return pages.get_page(number)


def gap(actor: Actor, pk: int, *, to: str) -> Gap:
    """Return the gap if `actor` may do `to` with it.

    Raises:
        Http404: there is none, or `actor` must not learn that there is.
        PermissionDenied: `actor` sees it, but may not do this.
    """
    return get_for(gaps_visible_to(actor), MAY_GAP, actor, to=to, pk=pk)


def issues_of(actor: Actor, found: Gap) -> QuerySet[Issue]:
    """Return the issues of a gap that `actor` may read, the newest first."""
    return issues_visible_to(actor).filter(gap=found).order_by("-raised_on", "-pk")[:MOST]


def cards(actor: Actor, *, words: str = "", subject: str = "") -> QuerySet[Card]:
    """Return the cards that have every one of `words` in them, the newest first.

    Of the firm nothing is read: cards are for everybody with a post.
    """
    found = Card.objects.filter(workspace=actor.workspace)
    if not actor.is_insider:
        found = found.none()
    if subject:
        found = found.filter(issue__subject=subject)
    for word in words.split()[:10]:
        found = found.filter(
            Q(question__icontains=word)
            | Q(solution__icontains=word)
            | Q(department__icontains=word)
            | Q(rule__icontains=word)
            | Q(issue__topic__tag__contains=tag(word) or word)
        )
    return found.select_related("issue__topic").order_by("-written_on", "-pk")


def card_page(
    actor: Actor, number: int | str | None, size: int = ROWS_A_PAGE, **chosen: str
) -> Page:
    """Return a page of the cards that `chosen` lets through; see `cards`."""
    return Paginator(cards(actor, **chosen), size).get_page(number)


def card(actor: Actor, pk: int) -> Card:
    """Return the card.

    Raises:
        Http404: there is none, or a stranger asks.
    """
    return get_for(cards(actor), {"see": lambda actor, card: True}, actor, to="see", pk=pk)


def card_of(actor: Actor, found: Issue) -> Card | None:
    """Return the card of an issue, if there is one."""
    return cards(actor).filter(issue=found).first()
