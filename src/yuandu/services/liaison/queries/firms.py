"""Firms in service, the parties that may come into it, visits, competences."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import (
    CharField,
    Count,
    Exists,
    F,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce, NullIf

from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.lifecycle.stage_clocks import LEADER
from yuandu.kernel.registry.models import Party
from yuandu.kernel.registry.queries import posts_held
from yuandu.services.liaison import rules
from yuandu.services.liaison.models import Competence, Issue, ServedFirm, Visit
from yuandu.services.liaison.permissions import (
    FIRMS,
    MAY_FIRM,
    MAY_PARTY,
    assigned,
    current_officers,
    own_parties,
    visible_firms,
)

ROWS_A_PAGE = 50
VISITS_SHOWN = 20


def with_officer[M: (ServedFirm, Issue)](
    actor: Actor, found: QuerySet[M], key: str = "pk"
) -> QuerySet[M]:
    """Return the rows with `officer_id` and `officer_name`: who stands by the firm at `key`."""
    current = current_officers(actor).filter(subject_id=OuterRef(key))
    name = Coalesce(NullIf("user__name", Value("")), "user__username", output_field=CharField())
    return found.annotate(
        officer_id=Subquery(current.values("user")[:1], output_field=IntegerField()),
        officer_name=Subquery(current.annotate(of=name).values("of")[:1]),
    )


def firms_visible_to(actor: Actor) -> QuerySet[ServedFirm]:
    """Return the firms `actor` may know to be served: its own, its charges, its county's."""
    found = ServedFirm.objects.filter(visible_firms(actor), workspace=actor.workspace)
    joined = found.select_related("party__division", "party__workspace")
    return with_officer(actor, joined.defer("party__division__geometry"))


def firm(actor: Actor, pk: int, *, to: str) -> ServedFirm:
    """Return the firm by its own key, if `actor` may do `to` with it.

    Raises:
        Http404: it is not served, or `actor` must not learn that it is.
        PermissionDenied: `actor` sees it, but may not do this.
    """
    return get_for(firms_visible_to(actor), MAY_FIRM, actor, to=to, pk=pk)


def firm_of(actor: Actor, party: int, *, to: str) -> ServedFirm:
    """Return the firm by the key of its party; raises as `firm`."""
    return get_for(firms_visible_to(actor), MAY_FIRM, actor, to=to, party=party)


def find_firm(actor: Actor, party: int) -> ServedFirm | None:
    """Return the firm by the key of its party, if it is served and `actor` may know."""
    return firms_visible_to(actor).filter(party=party).first()


def party(actor: Actor, pk: int, *, to: str) -> Party:
    """Return a party, served or not, if `actor` may do `to` with it; others learn nothing.

    Raises:
        Http404: there is none, or it is none of the actor's business.
        PermissionDenied: `actor` may know of it, but not do this.
    """
    found = Party.objects.filter(workspace=actor.workspace).select_related("division", "workspace")
    return get_for(_of_concern(actor, found), MAY_PARTY, actor, to=to, pk=pk)


def party_to_raise_for(actor: Actor, pk: int) -> Party:
    """Return the party, served or not, if `actor` may raise an issue for it; raises as `party`."""
    if find_firm(actor, pk) is not None:
        return firm_of(actor, pk, to="raise").party
    return party(actor, pk, to="raise")


def _of_concern(actor: Actor, found: QuerySet[Party]) -> QuerySet[Party]:
    """Return those of the parties that `actor` may see here."""
    everywhere = ("administrator", "city_officer", "leader", "auditor")
    places = actor.divisions(*everywhere)
    if actor.is_system or (places is None and actor.has(*everywhere)):
        return found
    near = {post.division_id for post in actor.posts if post.role == "county_officer"} - {None}
    return found.filter(Q(division__in=near | set(places or ())) | Q(pk__in=own_parties(actor)))


@dataclass(frozen=True, slots=True)
class FirmFilters:
    """What a list of firms is asked to show."""

    words: str = ""
    division_id: int | None = None
    mine: bool = False
    without_officer: bool = False


def restricted(actor: Actor, filters: FirmFilters) -> QuerySet[ServedFirm]:
    """Return the visible firms that `filters` let through, with what a list says of each."""
    found = firms_visible_to(actor)
    if filters.mine:
        found = found.filter(assigned(actor, "pk"))
    if filters.without_officer:
        found = found.exclude(Exists(current_officers(actor).filter(subject_id=OuterRef("pk"))))
    if filters.division_id is not None:
        found = found.filter(party__division=filters.division_id)
    if words := filters.words.strip():
        found = found.filter(
            Q(party__name__icontains=words)
            | Q(party__name_en__icontains=words)
            | Q(party__code__startswith=words.upper())
        )
    return found


def firm_page(
    actor: Actor, filters: FirmFilters, number: int | str = 1, size: int = ROWS_A_PAGE
) -> Page:
    """Return a page of firms, each with `open_issues` and `last_visit_on`; two queries."""
    found = restricted(actor, filters)
    issues = (
        Issue.objects.filter(firm=OuterRef("pk"), track__stage__in=rules.OPEN)
        .order_by()
        .values("firm")
        .annotate(of=Count("pk"))
        .values("of")
    )
    visits = (
        Visit.objects.filter(firm=OuterRef("pk"))
        .order_by()
        .values("firm")
        .annotate(of=Max("on"))
        .values("of")
    )
    rows = found.annotate(
        open_issues=Coalesce(Subquery(issues), 0), last_visit_on=Subquery(visits)
    ).order_by("party__name", "pk")
    pages = Paginator(rows, size)
    pages.count = found.order_by().count()
    return pages.get_page(number)


def has_charges(actor: Actor) -> bool:
    """Whether `actor` stands by any firm; one query."""
    return firms_visible_to(actor).filter(assigned(actor, "pk")).exists()


def visits_of(found: ServedFirm) -> QuerySet[Visit]:
    """Return the firm's visits, the newest first."""
    return found.visits.order_by("-on", "-pk")[:VISITS_SHOWN]


# --- People ----------------------------------------------------------------------------------


def people_of(found: ServedFirm, on: datetime.date) -> list[int]:
    """Return the keys of the accounts that act for the firm on a day, the earliest first."""
    return accounts_of(found.workspace_id, found.party_id, on)


def accounts_of(workspace: int, party: int, on: datetime.date) -> list[int]:
    """Return the keys of the accounts that act for a party on a day, the earliest first."""
    posts = posts_held(workspace, on).filter(
        organisation=party, role__in=FIRMS, user__is_active=True
    )
    return list(dict.fromkeys(posts.order_by("from_on", "pk").values_list("user", flat=True)))


def officer_of(actor: Actor, found: ServedFirm) -> User | None:
    """Return who stands by the firm now."""
    current = current_officers(actor).filter(subject_id=found.pk).select_related("user").first()
    return current.user if current else None


def who_confirms(actor: Actor, found: ServedFirm, giver: int) -> User | None:
    """Return who confirms what `giver` promised the firm: its account, else its leader."""
    own = [key for key in people_of(found, actor.workspace.today()) if key != giver]
    if own:
        return User.objects.get(pk=own[0])
    leader = (
        current_officers(actor)
        .model.objects.filter(
            workspace=actor.workspace,
            subject_label=ServedFirm._meta.label_lower,
            subject_id=found.pk,
            role=LEADER,
            to_on=None,
        )
        .exclude(user=giver)
        .select_related("user")
        .first()
    )
    return leader.user if leader else None


def city_officers(actor: Actor) -> list[int]:
    """Return the keys of the city's officers of today."""
    return holders(actor, "city_officer")


def holders(actor: Actor, role: str, **place: Any) -> list[int]:
    """Return the keys of those who hold a role today, there where `place` says."""
    today = actor.workspace.today()
    posts = posts_held(actor.workspace, today).filter(role=role, **place)
    return sorted(set(posts.values_list("user", flat=True)))


# --- Competences ------------------------------------------------------------------------------


def competences(actor: Actor) -> QuerySet[Competence]:
    """Return which office answers what, where; by class, the whole territory first."""
    found = Competence.objects.filter(workspace=actor.workspace)
    return (
        found.select_related("division", "officer", "superior")
        .defer("division__geometry")
        .order_by("subject", F("division__position").asc(nulls_first=True), "department", "pk")
    )


def competent(actor: Actor, subject: str, division: int | None) -> list[Competence]:
    """Return the offices that answer an issue of a class from a division; one query."""
    known = {each.pk: each for each in competences(actor).filter(subject=subject)}
    offices = [rules.Office(each.pk, each.division_id) for each in known.values()]
    return [known[key] for key in rules.competent(offices, division)]
