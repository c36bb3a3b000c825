"""Reads: facilities and what is free, entitlements, needs, and the cases one is let into."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.mechanisms.enterprises import opening
from yuandu.mechanisms.enterprises.opening import Opening, Stretch
from yuandu.mechanisms.welfare import clock, permissions, rules
from yuandu.mechanisms.welfare.models import (
    AidCase,
    AidWord,
    Booking,
    Claim,
    Entitlement,
    Facility,
    Need,
    Resource,
    Support,
    Wait,
)
from yuandu.mechanisms.workforce import queries as workforce
from yuandu.mechanisms.workforce.models import Worker

ROWS_A_PAGE = 50
CARD = 20  # of one's own that a page shows


# --- Facilities and bookings ---------------------------------------------------------------


def facilities(actor: Actor) -> QuerySet[Facility]:
    """Return the facilities that are there today, each with how many things can be booked."""
    today = actor.workspace.today()
    found = Facility.objects.filter(
        Q(closed_on=None) | Q(closed_on__gt=today), workspace=actor.workspace, opened_on__lte=today
    )
    return found.annotate(bookable=Count("resources")).order_by("kind", "code")


def facility(actor: Actor, pk: int, *, to: str) -> Facility:
    """Return the facility if `actor` may do `to` with it.

    Raises:
        Http404: there is none today.
        PermissionDenied: `actor` may read it, but not do this.
    """
    return get_for(facilities(actor), permissions.MAY_FACILITY, actor, to=to, pk=pk)


def resource(actor: Actor, pk: int, *, to: str) -> Resource:
    """Return what can be booked if `actor` may do `to` with it; raises as `facility`."""
    found = Resource.objects.filter(facility__in=facilities(actor).values("pk"))
    return get_for(found.select_related("facility"), permissions.MAY_RESOURCE, actor, to=to, pk=pk)


def opening_of(resource: Resource) -> Opening:
    return Opening(resource.open_days, resource.opens_at, resource.closes_at)


def stretch_of(during: object, workspace_zone: datetime.tzinfo) -> Stretch:
    """Return the hours of a booking, of the workspace's day."""
    first, last = (each.astimezone(workspace_zone) for each in (during.lower, during.upper))  # type: ignore[attr-defined]
    midnight = datetime.datetime.combine(first.date(), datetime.time(), workspace_zone)
    hours = [round((each - midnight).total_seconds() / 3600) for each in (first, last)]
    return Stretch(first.date(), *hours)


def free(
    resource: Resource, days: Iterable[datetime.date]
) -> Mapping[datetime.date, list[Stretch]]:
    """Return the hours of some days in which there is room; one query."""
    listed, zone = list(days), clock.zone_of(resource.workspace)
    span = (
        clock.moment(resource.workspace, listed[0], 0),
        clock.moment(resource.workspace, listed[-1], 24),
    )
    rows = Booking.objects.filter(resource=resource, cancelled_on=None, during__overlap=span)
    taken = [stretch_of(each, zone) for each in rows.values_list("during", flat=True)]
    found = {}
    for day in listed:
        hours = [(each.first, each.last) for each in taken if each.day == day]
        full = [Stretch(day, hour, hour + 1) for hour in rules.full_hours(hours, resource.seats)]
        found[day] = opening.idle(opening_of(resource), day, full)
    return found


def bookings_visible_to(actor: Actor) -> QuerySet[Booking]:
    """Return the bookings `actor` may read: one's own; the care office all."""
    found = Booking.objects.filter(workspace=actor.workspace)
    if not permissions.cares(actor):
        found = found.filter(worker__user=actor.user_id) if actor.user_id else found.none()
    return found.select_related("resource__facility", "worker")


def booking(actor: Actor, pk: int, *, to: str) -> Booking:
    """Return the booking if `actor` may do `to` with it; raises as `facility`."""
    return get_for(bookings_visible_to(actor), permissions.MAY_BOOKING, actor, to=to, pk=pk)


def standing_bookings(actor: Actor, *, own: bool) -> QuerySet[Booking]:
    """Return bookings that are yet to end, the next first."""
    found = bookings_visible_to(actor).filter(
        cancelled_on=None, during__endswith__gt=clock.now(actor.workspace)
    )
    return (found.filter(worker__user=actor.user_id) if own else found).order_by("during", "pk")


def booking_page(actor: Actor, number: int | str) -> Page[Booking]:
    """Return a page of the bookings that `actor` may read; two queries."""
    return Paginator(standing_bookings(actor, own=False), ROWS_A_PAGE).get_page(number)


def own_waits(actor: Actor) -> QuerySet[Wait]:
    """Return what the actor waits for."""
    found = Wait.objects.filter(workspace=actor.workspace, worker__user=actor.user_id, booking=None)
    return found.filter(during__endswith__gt=clock.now(actor.workspace)).select_related(
        "resource__facility"
    )


# --- Entitlements --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Due:
    """An entitlement as it stands for somebody: what keeps them from it, how often claimed."""

    entitlement: Entitlement
    faults: list[str]
    claimed: int


def entitlements(actor: Actor) -> QuerySet[Entitlement]:
    """Return the entitlements of the year; everybody reads them."""
    first = actor.workspace.today().replace(month=1, day=1)
    found = Entitlement.objects.filter(workspace=actor.workspace, closes_on__gte=first)
    return found.select_related("section").defer("section__geometry")


def entitlement(actor: Actor, pk: int, *, to: str) -> Entitlement:
    """Return the entitlement if `actor` may do `to` with it; raises as `facility`."""
    return get_for(entitlements(actor), permissions.MAY_ENTITLEMENT, actor, to=to, pk=pk)


def terms_of(each: Entitlement) -> rules.Terms:
    return rules.Terms(
        least_years=each.least_years,
        sections=frozenset({each.section_id} if each.section_id else ()),
        is_for_frontline=each.is_for_frontline,
        opens_on=each.opens_on,
        closes_on=each.closes_on,
        quota=each.quota,
        stock=each.stock,
    )


def person_of(worker: Worker) -> rules.Person:
    section = worker.section
    belongs = frozenset(key for key in (section.pk, section.parent_id) if key)
    return rules.Person(worker.joined_on, belongs, worker.is_frontline)


def due_to(actor: Actor) -> list[Due]:
    """Return every entitlement as it stands for the actor; four queries."""
    worker, today = workforce.oneself(actor), actor.workspace.today()
    if worker is None:
        return []
    year = Claim.objects.filter(workspace=actor.workspace, year=today.year).order_by()
    counted = year.values("entitlement").annotate(
        all=Count("pk"), own=Count("pk", filter=Q(worker=worker))
    )
    claimed = {row["entitlement"]: (row["own"], row["all"]) for row in counted}
    found = []
    for each in entitlements(actor):
        own, everybody = claimed.get(each.pk, (0, 0))
        wrong = rules.faults(
            terms_of(each), person_of(worker), today, claimed=own, handed_out=everybody
        )
        found.append(Due(each, wrong, own))
    return found


def uptake(actor: Actor) -> list[tuple[Entitlement, int]]:
    """Return how many claimed each entitlement this year, for the care office; two queries."""
    year = actor.workspace.today().year
    counted = Count("claims", filter=Q(claims__year=year))
    return [(each, each.number) for each in entitlements(actor).annotate(number=counted)]


# --- Needs ---------------------------------------------------------------------------------


def needs(actor: Actor) -> QuerySet[Need]:
    """Return what people ask for, most wanted first; everybody reads it, without who asked."""
    own = Support.objects.filter(need=OuterRef("pk"), worker__user=actor.user_id)
    found = Need.objects.filter(workspace=actor.workspace).annotate(
        supporters=Count("supports"), is_mine=Exists(own)
    )
    return found.select_related("facility").order_by("-state", "-supporters", "-pk")


def need(actor: Actor, pk: int, *, to: str) -> Need:
    """Return the need if `actor` may do `to` with it; raises as `facility`."""
    return get_for(needs(actor), permissions.MAY_NEED, actor, to=to, pk=pk)


def need_page(actor: Actor, state: str, number: int | str) -> Page[Need]:
    """Return a page of needs in a state; two queries."""
    return Paginator(needs(actor).filter(state=state), ROWS_A_PAGE).get_page(number)


# --- Sealed cases --------------------------------------------------------------------------


def aid_visible_to(actor: Actor) -> QuerySet[AidCase]:
    """Return the cases one asked in, and those one is a care officer of. There is no other way."""
    if actor.user_id is None:
        return AidCase.objects.none()
    inside = Q(asker=actor.user_id)
    if permissions.cares(actor):
        inside |= Q(pk__in=AidCase.objects.filter(members__user=actor.user_id).values("pk"))
    return AidCase.objects.filter(inside, workspace=actor.workspace).select_related("worker")


def aid(actor: Actor, pk: int, *, to: str) -> AidCase:
    """Return the case if `actor` may do `to` with it.

    Raises:
        Http404: there is none, or `actor` must not learn that there is.
        PermissionDenied: `actor` is let in, but may not do this.
    """
    return get_for(aid_visible_to(actor), permissions.MAY_AID, actor, to=to, pk=pk)


def aid_page(actor: Actor, number: int | str) -> Page[AidCase]:
    """Return a page of the cases one is let into; two queries."""
    return Paginator(aid_visible_to(actor).order_by("-asked_at"), ROWS_A_PAGE).get_page(number)


def said(case: AidCase) -> QuerySet[AidWord]:
    return case.said.select_related("user").order_by("pk")


def papers(case: AidCase) -> QuerySet[AidWord]:
    """Return the words of a case that came with a file; its name stands with them."""
    return case.said.filter(paper__isnull=False).order_by("pk")


def care_officers(actor: Actor) -> QuerySet[User]:
    """Return whom one may turn to: the care officers, but for oneself."""
    keys = workforce.in_office(actor.workspace, *permissions.OFFICERS)
    return User.objects.filter(pk__in=set(keys) - {actor.user_id}).order_by("name")


def is_overdue(case: AidCase, at: datetime.datetime) -> bool:
    return case.answered_at is None and case.state == AidCase.ASKED and case.due_at < at
