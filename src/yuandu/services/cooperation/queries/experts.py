"""Experts: found while they consent, and what a match has to know of them."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet

from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Consent, Division, Party
from yuandu.services.cooperation import permissions, rules
from yuandu.services.cooperation.models import Engagement, Expert, Free, Tie
from yuandu.services.cooperation.permissions import MAY_EXPERT
from yuandu.services.cooperation.purposes import FOUND

ROWS_A_PAGE = 50
HOLDS_DAYS = ("asked", "running")  # stages of an engagement in which its days are given away


def consenting(on: datetime.date) -> QuerySet[Consent]:
    """Return the consents, of the expert in the outer query, that hold on a day."""
    return Consent.objects.filter(
        Q(revoked_on=None) | Q(revoked_on__gt=on),
        party=OuterRef("party"),
        purpose=FOUND,
        from_on__lte=on,
        to_on__gte=on,
    )


def consented(experts: QuerySet[Expert], on: datetime.date) -> QuerySet[Expert]:
    return experts.filter(Exists(consenting(on)))


def experts_visible_to(actor: Actor) -> QuerySet[Expert]:
    """Return the experts `actor` may know of; who does not consent, only the officers know."""
    found = Expert.objects.filter(workspace=actor.workspace)
    if not permissions.reads_all(actor):
        if not permissions.knows_experts(actor):
            return found.none()
        found = consented(found, actor.workspace.today())
    return found.select_related("party__division").defer("party__division__geometry")


def expert(actor: Actor, pk: int, *, to: str) -> Expert:
    """Return the expert if `actor` may do `to` with the record.

    Raises:
        Http404: there is none, or `actor` must not learn that there is.
        PermissionDenied: `actor` may know of the expert, but not do this.
    """
    return get_for(experts_visible_to(actor), MAY_EXPERT, actor, to=to, pk=pk)


@dataclass(frozen=True, slots=True)
class ExpertFilters:
    words: str = ""
    field: str = ""
    level: str = ""
    division_id: int | None = None


def expert_page(actor: Actor, filters: ExpertFilters, number: int | str) -> Page[Any]:
    """Return a page of experts, each with `consents`: whether found today; two queries."""
    found = experts_visible_to(actor)
    if filters.field:
        found = found.filter(fields__contains=[filters.field])
    if filters.level:
        found = found.filter(level=filters.level)
    if filters.division_id is not None:
        found = found.filter(party__division=filters.division_id)
    for word in filters.words.split():
        found = found.filter(
            Q(party__name__icontains=word)
            | Q(party__name_en__icontains=word)
            | Q(title__icontains=word)
            | Q(summary__icontains=word)
        )
    today = actor.workspace.today()
    rows = found.annotate(consents=Exists(consenting(today))).order_by("pk")
    return Paginator(rows, ROWS_A_PAGE).get_page(number)


def weighable(experts: Iterable[Expert]) -> list[rules.Expert]:
    """Return experts as the rules weigh them; three queries, however many they are."""
    found = list(experts)
    keys = [each.pk for each in found]
    ties, free, given = _ties(keys), _free(keys), _given(keys)
    return [
        rules.Expert(
            key=each.pk,
            fields=tuple(each.fields),
            level=each.level,
            place=place(each.party.division),
            ties=tuple(ties[each.pk]),
            free=tuple(free[each.pk]),
            given=tuple(given[each.pk]),
        )
        for each in found
    ]


def _ties(keys: Collection[int]) -> dict[int, list[rules.Tie]]:
    found: dict[int, list[rules.Tie]] = defaultdict(list)
    rows = Tie.objects.filter(expert__in=keys).select_related("organisation__industry")
    for tie in rows:
        industry = tie.organisation.industry
        found[tie.expert_id].append(
            rules.Tie(
                party=tie.organisation_id,
                kind=tie.kind,
                from_on=tie.from_on,
                to_on=tie.to_on,
                niche=tie.niche,
                industry=industry.code if industry else "",
            )
        )
    return found


def _free(keys: Collection[int]) -> dict[int, list[rules.Stretch]]:
    found: dict[int, list[rules.Stretch]] = defaultdict(list)
    for each in Free.objects.filter(expert__in=keys):
        span = rules.Span(each.from_on, each.to_on)
        found[each.expert_id].append(rules.Stretch(span, each.days_a_month))
    return found


def _given(keys: Collection[int]) -> dict[int, list[rules.Stretch]]:
    found: dict[int, list[rules.Stretch]] = defaultdict(list)
    rows = Engagement.objects.filter(expert__in=keys, track__stage__in=HOLDS_DAYS)
    for each in rows.select_related("need"):
        span = rules.Span(each.from_on, each.to_on)
        found[each.expert_id].append(
            rules.Stretch(span, each.days_a_month, each.is_full_time, each.need.firm_id)
        )
    return found


def place(division: Division | None) -> rules.Place | None:
    """Return a division as distances need it."""
    if division is None:
        return None
    return rules.Place(division.pk, division.longitude, division.latitude)


def organisations_named(actor: Actor, keys: Collection[int]) -> dict[int, str]:
    """Return what organisations are called, by key; one query."""
    found = Party.objects.filter(workspace=actor.workspace, pk__in=keys, kind="organisation")
    return {party.pk: party.title for party in found}
