"""Talent needs, their matches, and the engagements that meet them."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.services.cooperation import permissions, rules
from yuandu.services.cooperation.models import Engagement, Expert, TalentNeed
from yuandu.services.cooperation.permissions import HIDDEN, MAY_ENGAGEMENT, MAY_NEED
from yuandu.services.cooperation.queries.experts import (
    consented,
    place,
    weighable,
)

ROWS_A_PAGE = 50
MOST_EXPERTS = 2000  # of one field that are weighed for one need


def needs_visible_to(actor: Actor) -> QuerySet[TalentNeed]:
    """Return the talent needs `actor` may know of: posted publicly, one's own, the officers'."""
    found = TalentNeed.objects.filter(workspace=actor.workspace)
    if not permissions.reads_all(actor):
        posted = Q(is_public=True) & ~Q(track__stage__in=HIDDEN)
        own = Q(firm__in=permissions.own_parties(actor))
        found = found.filter(posted | own | Q(firm__division__in=permissions.counties(actor)))
    return found.select_related("firm__division", "firm__industry", "track").defer(
        "firm__division__geometry"
    )


def talent_need(actor: Actor, pk: int, *, to: str) -> TalentNeed:
    """Return the need if `actor` may do `to` with it.

    Raises:
        Http404: there is none, or `actor` must not learn that there is.
        PermissionDenied: `actor` may know of it, but not do this.
    """
    return get_for(needs_visible_to(actor), MAY_NEED, actor, to=to, pk=pk)


@dataclass(frozen=True, slots=True)
class NeedFilters:
    words: str = ""
    field: str = ""
    stage: str = ""
    division_id: int | None = None


def need_page(actor: Actor, filters: NeedFilters, number: int | str) -> Page[Any]:
    """Return a page of visible needs, the latest first, each with its `engaged`; two queries."""
    found = needs_visible_to(actor)
    if filters.field:
        found = found.filter(field=filters.field)
    if filters.stage:
        found = found.filter(track__stage=filters.stage)
    if filters.division_id is not None:
        found = found.filter(firm__division=filters.division_id)
    for word in filters.words.split():
        found = found.filter(
            Q(name__icontains=word)
            | Q(name_en__icontains=word)
            | Q(niche__icontains=word)
            | Q(firm__name__icontains=word)
        )
    working = Q(engagements__track__stage__in=["running", "done"])
    counted = found.annotate(engaged=Count("engagements", filter=working)).order_by("-pk")
    return Paginator(counted, ROWS_A_PAGE).get_page(number)


def as_need(need: TalentNeed) -> rules.Need:
    """Return a need as the rules weigh it."""
    return rules.Need(
        firm=need.firm_id,
        field=need.field,
        level=need.level,
        span=rules.Span(need.from_on, need.to_on),
        days_a_month=need.days_a_month,
        niche=need.niche,
        industry=need.firm.industry.code if need.firm.industry else "",
        place=place(need.firm.division),
        is_full_time=need.is_full_time,
    )


def matching(need: TalentNeed, on: datetime.date) -> tuple[rules.Matching, dict[int, Expert]]:
    """Weigh the experts of the field who consent on a day and were not asked yet; four queries."""
    found = consented(
        Expert.objects.filter(workspace=need.workspace_id, fields__contains=[need.field]),
        on,
    ).exclude(engagements__need=need)
    experts = list(
        found.select_related("party__division")
        .defer("party__division__geometry")
        .order_by("pk")[:MOST_EXPERTS]
    )
    return rules.matching(as_need(need), weighable(experts)), {each.pk: each for each in experts}


def engagements_visible_to(actor: Actor) -> QuerySet[Engagement]:
    """Return the engagements of the actor's firms, or all to who reads all."""
    found = Engagement.objects.filter(workspace=actor.workspace)
    if not permissions.reads_all(actor):
        found = found.filter(
            Q(need__firm__in=permissions.own_parties(actor))
            | Q(need__firm__division__in=permissions.counties(actor))
        )
    return found.select_related("need__firm", "need__track", "expert__party", "track")


def engagement(actor: Actor, pk: int, *, to: str) -> Engagement:
    """Return the engagement if `actor` may do `to` with it; raises as `talent_need`."""
    return get_for(engagements_visible_to(actor), MAY_ENGAGEMENT, actor, to=to, pk=pk)


def engagements_of(actor: Actor, need: TalentNeed) -> QuerySet[Engagement]:
    """Return the engagements for a need that `actor` may read."""
    return engagements_visible_to(actor).filter(need=need).order_by("-pk")
