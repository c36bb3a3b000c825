"""Challenges, offers, contracts and milestones: who may know of them, and pages of them."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Party
from yuandu.services.cooperation import permissions
from yuandu.services.cooperation.models import (
    Challenge,
    Invitation,
    Milestone,
    Offer,
    Output,
)
from yuandu.services.cooperation.permissions import (
    HIDDEN,
    MAY_CHALLENGE,
    MAY_MILESTONE,
    MAY_OFFER,
)

ROWS_A_PAGE = 50


def _kept_firms(actor: Actor, prefix: str) -> Q:
    """Return the condition that the firm is the actor's own or of the actor's county."""
    return Q(**{f"{prefix}__in": permissions.own_parties(actor)}) | Q(
        **{f"{prefix}__division__in": permissions.counties(actor)}
    )


def challenges_visible_to(actor: Actor) -> QuerySet[Challenge]:
    """Return the challenges `actor` may know of.

    What is posted to the public, to everybody; what is posted to named institutes, to
    those; a draft, and what was withdrawn, to its firm and the officers alone, and to whoever
    made an offer.
    """
    found = Challenge.objects.filter(workspace=actor.workspace)
    if not permissions.reads_all(actor):
        own = permissions.own_parties(actor)
        named = Invitation.objects.filter(challenge=OuterRef("pk"), institute__in=own)
        posted = ~Q(track__stage__in=HIDDEN) & (Q(is_public=True) | Exists(named))
        offered = Exists(Offer.objects.filter(challenge=OuterRef("pk"), institute__in=own))
        found = found.filter(posted | _kept_firms(actor, "firm") | offered)
    return found.select_related("firm__division", "industry", "track", "contract").defer(
        "firm__division__geometry"
    )


def challenge(actor: Actor, pk: int, *, to: str) -> Challenge:
    """Return the challenge if `actor` may do `to` with it.

    Raises:
        Http404: there is none, or `actor` must not learn that there is.
        PermissionDenied: `actor` may know of it, but not do this.
    """
    visible = challenges_visible_to(actor).select_related("contract__offer__institute")
    return get_for(visible, MAY_CHALLENGE, actor, to=to, pk=pk)


def is_invited(actor: Actor, challenge: Challenge) -> bool:
    """Whether an institute of the actor's is named in a challenge."""
    own = permissions.own_parties(actor)
    return challenge.invitations.filter(institute__in=own).exists()


@dataclass(frozen=True, slots=True)
class ChallengeFilters:
    words: str = ""
    field: str = ""
    stage: str = ""
    division_id: int | None = None


def challenge_page(actor: Actor, filters: ChallengeFilters, number: int | str) -> Page[Any]:
    """Return a page of visible challenges, the latest first, each with its `offered`; two queries.

    How many offers there are is public: a board shows it.
    """
    found = challenges_visible_to(actor)
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
            | Q(problem__icontains=word)
            | Q(chain__icontains=word)
            | Q(firm__name__icontains=word)
        )
    standing = ~Q(offers__track__stage="withdrawn")
    counted = found.annotate(offered=Count("offers", filter=standing)).order_by("-pk")
    return Paginator(counted, ROWS_A_PAGE).get_page(number)


def firms_of(actor: Actor) -> QuerySet[Party]:
    """Return the firms for which `actor` may post needs; officers look them up by code."""
    found = Party.objects.filter(workspace=actor.workspace, kind="organisation")
    if not permissions.is_officer(actor):
        found = found.filter(
            Q(pk__in=permissions.own_parties(actor)) | Q(division__in=permissions.counties(actor))
        )
    return found


def institutes_of(actor: Actor, challenge: Challenge) -> QuerySet[Party]:
    """Return the organisations for which `actor` may make an offer for a challenge."""
    found = Party.objects.filter(workspace=actor.workspace, kind="organisation")
    if not permissions.is_officer(actor):
        found = found.filter(pk__in=permissions.own_parties(actor))
    return found.exclude(pk=challenge.firm_id)


# --- Offers, milestones, results -----------------------------------------------------------


def offers_visible_to(actor: Actor) -> QuerySet[Offer]:
    """Return the offers `actor` may read: those made by or to them, and the officers'."""
    found = Offer.objects.filter(workspace=actor.workspace)
    if not permissions.reads_all(actor):
        own = permissions.own_parties(actor)
        found = found.filter(Q(institute__in=own) | _kept_firms(actor, "challenge__firm"))
    return found.select_related(
        "challenge__firm", "challenge__track", "institute", "track"
    ).order_by("pk")


def offer(actor: Actor, pk: int, *, to: str) -> Offer:
    """Return the offer if `actor` may do `to` with it; raises as `challenge`."""
    return get_for(offers_visible_to(actor), MAY_OFFER, actor, to=to, pk=pk)


def offers_of(actor: Actor, challenge: Challenge) -> QuerySet[Offer]:
    """Return the offers for a challenge that `actor` may read."""
    return offers_visible_to(actor).filter(challenge=challenge)


def milestones_visible_to(actor: Actor) -> QuerySet[Milestone]:
    """Return the milestones of contracts that the actor is a party to, or oversees."""
    found = Milestone.objects.filter(workspace=actor.workspace)
    if not permissions.reads_all(actor):
        own = permissions.own_parties(actor)
        found = found.filter(
            Q(contract__offer__institute__in=own) | _kept_firms(actor, "contract__challenge__firm")
        )
    return found.select_related(
        "contract__offer__institute", "contract__offer__challenge__firm", "track"
    ).order_by("contract", "number")


def milestone(actor: Actor, pk: int, *, to: str) -> Milestone:
    """Return the milestone if `actor` may do `to` with it; raises as `challenge`."""
    return get_for(milestones_visible_to(actor), MAY_MILESTONE, actor, to=to, pk=pk)


def outputs_of(**of: Any) -> QuerySet[Output]:
    """Return what a contract or an engagement led to, by year."""
    return Output.objects.filter(**of).order_by("-year", "product")
