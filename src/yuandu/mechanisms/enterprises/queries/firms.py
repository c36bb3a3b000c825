"""Firms: who may know of them, pages of them, and what one's page shows."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry import kinds
from yuandu.kernel.registry import queries as registry
from yuandu.kernel.registry.models import Fact
from yuandu.kernel.registry.reach import reach
from yuandu.mechanisms.enterprises import facts, rules
from yuandu.mechanisms.enterprises.models import Firm, Platform, Recognition
from yuandu.mechanisms.enterprises.permissions import MAY
from yuandu.mechanisms.enterprises.queries.titles import ROWS_A_PAGE, held_on
from yuandu.services.policies.permissions import own_parties

COUNT_UP_TO = 10_000  # matches; more than that nobody pages through
YEARS_SHOWN = 4
NO_TIER = "none"


def visible_to(actor: Actor) -> QuerySet[Firm]:
    """Return the firms `actor` may know of: those ever announced, and those of their posts."""
    found = Firm.objects.filter(workspace=actor.workspace)
    allowed = reach(actor)
    if allowed.everything:
        return found
    announced = Q(Exists(Recognition.objects.filter(firm=OuterRef("pk"))))
    own = Q(party__division__in=allowed.divisions) | Q(party__in=allowed.organisations)
    return found.filter(announced | own)


def get(actor: Actor, pk: int, *, to: str) -> Firm:
    """Return the firm if `actor` may do `to` with it.

    Raises:
        Http404: there is none, or `actor` must not learn that there is.
        PermissionDenied: `actor` may know of it, but not do this.
    """
    shown = visible_to(actor).select_related("party__division", "party__industry")
    return get_for(shown.defer("party__division__geometry"), MAY, actor, to=to, pk=pk)


def own(actor: Actor) -> QuerySet[Firm]:
    """Return the firms that `actor` acts for, as far as this room knows them."""
    found = Firm.objects.filter(workspace=actor.workspace, party__in=own_parties(actor))
    return found.select_related("party").order_by("party__name")


def mays(actor: Actor, firm: Firm) -> dict[str, bool]:
    """Return what `actor` may do with `firm`, by verb, for templates."""
    return {verb: test(actor, firm) for verb, test in MAY.items()}


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is asked to show; `tier` is a tier held today, or `NO_TIER`."""

    words: str = ""
    tier: str = ""
    division_id: int | None = None
    months: int | None = None  # a title runs out within so many


@dataclass(frozen=True, slots=True)
class Found:
    """A page of a list, and how many there are in all."""

    page: Page
    total: int


def restricted(actor: Actor, filters: Filters) -> QuerySet[Firm]:
    """Return the visible firms that `filters` let through."""
    today = actor.workspace.today()
    found = visible_to(actor)
    held = Recognition.objects.filter(held_on(today), firm=OuterRef("pk"))
    if filters.tier == NO_TIER:
        found = found.exclude(Exists(held))
    elif filters.tier:
        held = held.filter(tier=filters.tier)
    if filters.months is not None:
        held = held.filter(valid_to__lte=rules.months_later(today, filters.months))
    if filters.tier not in {"", NO_TIER} or filters.months is not None:
        found = found.filter(Exists(held))
    if filters.division_id is not None:
        found = found.filter(party__division=filters.division_id)
    if words := filters.words.strip():
        found = found.filter(
            Q(party__name__icontains=words)
            | Q(party__name_en__icontains=words)
            | Q(party__code__startswith=words.upper())
        )
    return found


def page(actor: Actor, filters: Filters, number: int | str = 1) -> Found:
    """Return a page of the firms that `filters` describe; three queries."""
    found = restricted(actor, filters)
    total = found[:COUNT_UP_TO].count()
    today = actor.workspace.today()
    held = Recognition.objects.filter(held_on(today)).select_related("announcement", "ended_by")
    rows = (
        found.select_related("party__division")
        .defer("party__division__geometry")
        .prefetch_related(Prefetch("recognitions", held, to_attr="held"))
        .order_by("pk")
    )
    pages = Paginator(rows, ROWS_A_PAGE)
    pages.count = total
    return Found(pages.get_page(number), total)


def held(firm: Firm) -> list[Recognition]:
    """Return the titles held today of a firm on a `page`, which read them with it."""
    return list(firm.held)  # type: ignore[attr-defined]  # a prefetch put it there


def titles_of(firm: Firm) -> list[Recognition]:
    """Return every title the firm was ever given, the newest first; one query."""
    found = Recognition.objects.filter(firm=firm).select_related("announcement", "ended_by")
    return list(found.order_by("-valid_from", "-pk"))


def platforms_of(firm: Firm) -> list[Platform]:
    """Return the platforms that the firm hosts, each at its highest level; one query."""
    found = Platform.objects.filter(host=firm.party_id, upgraded_to=None).select_related("host")
    return list(found.order_by("-recognised_on", "pk")[:ROWS_A_PAGE])


@dataclass(frozen=True, slots=True)
class FactRow:
    """One kind of fact, year by year; None where nothing was reported."""

    code: str
    title: str
    unit: str
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """The years side by side, and the facts under them."""

    years: tuple[int, ...]
    rows: tuple[FactRow, ...]


def _facts(actor: Actor, firm: Firm, codes: Sequence[str]) -> QuerySet[Fact]:
    return registry.facts_of(actor, firm.party).filter(kind__in=codes)


def yearly_facts(actor: Actor, firm: Firm) -> Year:
    """Return what the firm reported for the last years, as far as `actor` may read; one query."""
    last = actor.workspace.today().year - 1
    years = tuple(range(last - YEARS_SHOWN + 1, last + 1))
    known: dict[tuple[str, int], Decimal | None] = {}
    for fact in _facts(actor, firm, facts.YEARLY):
        if _is_a_year(fact.from_on, fact.to_on):
            known[fact.kind, fact.from_on.year] = fact.value
    rows = tuple(
        FactRow(
            code,
            kinds.facts.title(code),
            kinds.facts.get(code).unit,
            tuple(known.get((code, year)) for year in years),
        )
        for code in facts.YEARLY
        if any((code, year) in known for year in years)
    )
    return Year(years, rows)


def standing_facts(actor: Actor, firm: Firm) -> list[dict[str, Any]]:
    """Return what holds until it changes, as far as `actor` may read; one query."""
    today = actor.workspace.today()
    newest: dict[str, Fact] = {}
    for fact in _facts(actor, firm, facts.STANDING):
        if fact.to_on <= today:
            newest.setdefault(fact.kind, fact)
    return [
        {"code": code, "title": kinds.facts.title(code), "fact": newest[code]}
        for code in facts.STANDING
        if code in newest
    ]


def _is_a_year(from_on: datetime.date, to_on: datetime.date) -> bool:
    return (from_on, to_on) == (
        datetime.date(from_on.year, 1, 1),
        datetime.date(from_on.year, 12, 31),
    )
