"""Facilities, entitlements and needs."""

import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.notices import actions as notices
from yuandu.mechanisms.welfare import clock, news, permissions, queries, rules
from yuandu.mechanisms.welfare.models import (
    Booking,
    Claim,
    Entitlement,
    Facility,
    Need,
    Resource,
    Support,
)
from yuandu.mechanisms.welfare.people import oneself
from yuandu.mechanisms.welfare.refusals import NotEntitled, OddFacility, OddNeed
from yuandu.mechanisms.welfare.sealing import nameless

HOURS_A_DAY = 24


@transaction.atomic
def enter_facility(*, by: Actor, facility: Facility | None = None, **fields: Any) -> Facility:
    """Enter a facility, or change `facility`; `fields` are its model's.

    Where they say from when it is closed, it is closed as `close_facility` does.

    Raises:
        PermissionDenied: the actor does not keep facilities.
        OddFacility: there is one of this code, or it closes before it opens.
    """
    if not permissions.cares(by):
        raise PermissionDenied
    made = facility or Facility(workspace=by.workspace)
    for name, value in fields.items():
        setattr(made, name, value)
    if made.closed_on is not None and made.closed_on < made.opened_on:
        raise OddFacility("closes-first")
    try:
        with transaction.atomic():
            made.save(update_fields=None if facility is None else [*fields])
    except IntegrityError as error:
        raise OddFacility("twice") from error
    audit.record(by, "welfare.enter_facility", made, code=made.code, new=facility is None)
    if facility is not None and fields.get("closed_on") is not None:
        close_facility(by=by, facility=made, on=fields["closed_on"])
    return made


@transaction.atomic
def close_facility(*, by: Actor, facility: Facility, on: datetime.date) -> None:
    """Close a facility from a day on; bookings from then on are cancelled, who had them is told.

    What can be booked is locked first, so that nobody books it meanwhile.

    Raises:
        PermissionDenied: the actor does not keep facilities.
        OddFacility: it was opened later.
    """
    if not permissions.MAY_FACILITY["keep"](by, facility):
        raise PermissionDenied
    if on < facility.opened_on:
        raise OddFacility("closes-first")
    list(facility.resources.select_for_update().order_by("pk"))
    Facility.objects.filter(pk=facility.pk).update(closed_on=on)
    later = Booking.objects.filter(
        resource__facility=facility,
        cancelled_on=None,
        during__startswith__gte=clock.moment(by.workspace, on, 0),
        during__endswith__gt=clock.now(by.workspace),  # what was used stays as it was
    )
    gone = list(later.select_related("worker", "resource__facility"))
    Booking.objects.filter(pk__in=[each.pk for each in gone]).update(
        cancelled_on=by.workspace.today()
    )
    for each in gone:
        news.tell_cancelled(by, each)
    audit.record(by, "welfare.close_facility", facility, on=on, cancelled=len(gone))


@transaction.atomic
def enter_resource(*, by: Actor, facility: Facility, **fields: Any) -> Resource:
    """Let something of a facility be booked; `fields` are the model's.

    Raises:
        PermissionDenied: the actor does not keep facilities.
        OddFacility: it has one of this name, or closes before it opens.
    """
    if not permissions.MAY_FACILITY["keep"](by, facility):
        raise PermissionDenied
    if not fields["opens_at"] < fields["closes_at"] <= HOURS_A_DAY:
        raise OddFacility("hours")
    try:
        with transaction.atomic():
            made = Resource.objects.create(workspace=by.workspace, facility=facility, **fields)
    except IntegrityError as error:
        raise OddFacility("twice") from error
    audit.record(by, "welfare.enter_resource", made, name=made.name, seats=made.seats)
    return made


@transaction.atomic
def enter_entitlement(*, by: Actor, **fields: Any) -> Entitlement:
    """Enter what people are due; `fields` are the model's.

    Raises:
        PermissionDenied: the actor does not keep entitlements.
        OddFacility: there is one of this name from that day on, or it ends before it begins.
    """
    if not permissions.cares(by):
        raise PermissionDenied
    if fields["closes_on"] < fields["opens_on"]:
        raise OddFacility("dates")
    try:
        with transaction.atomic():
            made = Entitlement.objects.create(workspace=by.workspace, **fields)
    except IntegrityError as error:
        raise OddFacility("twice") from error
    audit.record(by, "welfare.enter_entitlement", made, name=made.name)
    return made


@transaction.atomic
def claim(*, by: Actor, entitlement: Entitlement) -> Claim:
    """Claim an entitlement for oneself; a finger that taps twice claims once.

    Raises:
        NotOnStaff: the actor is not on the staff list.
        NotEntitled: says all that keeps them from it.
    """
    worker, today = oneself(by), by.workspace.today()
    locked = Entitlement.objects.select_for_update().get(pk=entitlement.pk)
    year = Claim.objects.filter(entitlement=locked, year=today.year)
    claimed = year.filter(worker=worker).count()
    wrong = rules.faults(
        queries.terms_of(locked),
        queries.person_of(worker),
        today,
        claimed=claimed,
        handed_out=year.count(),
    )
    if wrong:
        raise NotEntitled(wrong)
    made = Claim.objects.create(
        workspace=by.workspace,
        entitlement=locked,
        worker=worker,
        year=today.year,
        number=claimed + 1,
        claimed_on=today,
    )
    audit.record(by, "welfare.claim", made, entitlement=locked.pk)
    return made


@transaction.atomic
def ask_need(*, by: Actor, words: str) -> Need:
    """Ask for what no facility serves; who asks supports it, and the log does not name them.

    Raises:
        NotOnStaff: the actor is not on the staff list.
        OddNeed: no words.
    """
    worker, said = oneself(by), " ".join(words.split())
    if len(said) < 2:  # noqa: PLR2004 - one character says nothing
        raise OddNeed("words")
    made = Need.objects.create(
        workspace=by.workspace, words=said, asked_by=worker, asked_on=by.workspace.today()
    )
    Support.objects.create(workspace=by.workspace, need=made, worker=worker)
    audit.record(nameless(by), "welfare.ask_need", made)
    return made


@transaction.atomic
def support(*, by: Actor, need: Need) -> None:
    """Ask for the same; asked again, nothing more happens.

    Raises:
        NotOnStaff: the actor is not on the staff list.
        OddNeed: it is answered.
    """
    worker = oneself(by)
    if need.state != Need.OPEN:
        raise OddNeed("answered")
    _, is_new = Support.objects.get_or_create(
        need=need, worker=worker, defaults={"workspace": by.workspace}
    )
    if is_new:
        audit.record(nameless(by), "welfare.support", need)


@transaction.atomic
def answer_need(*, by: Actor, need: Need, answer: str, facility: Facility | None = None) -> None:
    """Answer a need, or say which facility serves it now; who asked and supported it is told.

    Raises:
        PermissionDenied: the actor does not answer needs.
        OddNeed: no answer, or it is served already.
    """
    if not permissions.MAY_NEED["answer"](by, need):
        raise PermissionDenied
    if not answer.strip():
        raise OddNeed("answer")
    standing = Need.objects.filter(pk=need.pk, state__in=(Need.OPEN, Need.ANSWERED))
    if not standing.update(
        state=Need.SERVED if facility else Need.ANSWERED,
        answer=answer.strip(),
        answered_on=by.workspace.today(),
        facility=facility,
    ):
        raise OddNeed("answered")
    audit.record(by, "welfare.answer_need", need, served=facility is not None)
    told = Support.objects.filter(need=need, worker__user__isnull=False)
    notices.send(
        by=by,
        to=list(told.values_list("worker__user", flat=True)),
        kind=news.ANSWERED,
        url="/welfare/needs/",
        need=need.words,
        answer=answer.strip(),
    )
