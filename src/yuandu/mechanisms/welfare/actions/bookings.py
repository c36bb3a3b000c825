"""Booking: a room as a whole or a seat, a place in the waiting list, giving it back."""

import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.notices import actions as notices
from yuandu.mechanisms.enterprises import opening
from yuandu.mechanisms.enterprises.opening import Stretch
from yuandu.mechanisms.welfare import clock, news, permissions, queries
from yuandu.mechanisms.welfare.models import Booking, Resource, Wait
from yuandu.mechanisms.welfare.people import oneself
from yuandu.mechanisms.welfare.refusals import AlreadyCancelled, OddBooking, Taken
from yuandu.mechanisms.workforce.models import Worker

DAYS_AHEAD = 30


@transaction.atomic
def book(*, by: Actor, resource: Resource, day: datetime.date, first: int, last: int) -> Booking:
    """Book a resource from an hour of a day to the hour at which it ends.

    Of two who book the same hours of a room the database lets one have them; seats are counted
    while the resource is locked, so that the last one goes once.

    Raises:
        NotOnStaff: the actor is not on the staff list.
        OddBooking: it is not open then, or the actor has it already.
        Taken: no seat is left for some of the time; says what is free.
    """
    worker, asked = oneself(by), Stretch(day, first, last)
    # Its facility is read after the lock: it may have been closed while this waited.
    resource = Resource.objects.select_for_update().get(pk=resource.pk)
    _examine(by, resource, asked)
    if _has(by, resource, worker, asked):
        raise OddBooking("yours")
    made = _booked(by, resource, worker, asked)
    if made is None:
        raise Taken(queries.free(resource, [day])[day])
    audit.record(by, "welfare.book", made, day=str(day), first=first, last=last)
    return made


@transaction.atomic
def wait(*, by: Actor, resource: Resource, day: datetime.date, first: int, last: int) -> Wait:
    """Wait for a resource that is taken: who asked first gets it, should it come free.

    Raises:
        NotOnStaff: the actor is not on the staff list.
        OddBooking: it is not open then, it is free, or the actor waits for some of the time or
            has it already.
    """
    worker, asked = oneself(by), Stretch(day, first, last)
    # Its facility is read after the lock: it may have been closed while this waited.
    resource = Resource.objects.select_for_update().get(pk=resource.pk)
    _examine(by, resource, asked)
    if _has(by, resource, worker, asked):
        raise OddBooking("yours")
    if _is_free(resource, asked):
        raise OddBooking("free")
    during = _during(by, asked)
    standing = Wait.objects.filter(resource=resource, worker=worker, booking=None)
    if standing.filter(during__overlap=during).exists():
        raise OddBooking("waiting")
    made = Wait.objects.create(
        workspace=by.workspace, resource=resource, worker=worker, during=during
    )
    audit.record(by, "welfare.wait", made, day=str(day), first=first, last=last)
    return made


@transaction.atomic
def cancel(*, by: Actor, booking: Booking) -> None:
    """Give a booking back; whoever waits longest for it gets it, who had it is told.

    Raises:
        PermissionDenied: it is neither the actor's own, nor are they the care office.
        AlreadyCancelled: somebody did so before.
    """
    if not permissions.MAY_BOOKING["cancel"](by, booking):
        raise PermissionDenied
    Resource.objects.select_for_update().get(pk=booking.resource_id)
    standing = Booking.objects.filter(pk=booking.pk, cancelled_on=None)
    if not standing.update(cancelled_on=by.workspace.today()):
        raise AlreadyCancelled
    audit.record(by, "welfare.cancel", booking)
    news.tell_cancelled(by, booking)
    _serve(by, booking)


def _serve(by: Actor, given_back: Booking) -> None:
    """Book for those who wait, in their order, as far as there is room now.

    Who has left, or booked some of the time meanwhile, is passed over: what they did must not
    keep another person from giving back.
    """
    zone = clock.zone_of(by.workspace)
    waiting = Wait.objects.filter(
        resource=given_back.resource_id, booking=None, during__overlap=given_back.during
    ).select_related("worker", "resource__facility")
    for each in waiting.filter(during__startswith__gt=clock.now(by.workspace)):
        asked = queries.stretch_of(each.during, zone)
        if _has_left(by, each) or _has(by, each.resource, each.worker, asked):
            continue
        made = _booked(by, each.resource, each.worker, asked)
        if made is None:
            continue
        Wait.objects.filter(pk=each.pk).update(booking=made)
        audit.record(by, "welfare.serve", made)
        notices.send(
            by=by,
            to=[each.worker.user_id] if each.worker.user_id else [],
            kind=news.CAME_FREE,
            url="/welfare/bookings/",
            resource=f"{each.resource.facility} · {each.resource}",
            day_on=str(asked.day),
        )


def _has_left(by: Actor, wait: Wait) -> bool:
    left = wait.worker.left_on
    return left is not None and left < by.workspace.today()


def _has(by: Actor, resource: Resource, worker: Worker, asked: Stretch) -> bool:
    """Whether the worker has booked it for some of the time already."""
    standing = Booking.objects.filter(resource=resource, worker=worker, cancelled_on=None)
    return standing.filter(during__overlap=_during(by, asked)).exists()


def _booked(by: Actor, resource: Resource, worker: Worker, asked: Stretch) -> Booking | None:
    """Book, the resource being locked; None where no seat is left."""
    if not _is_free(resource, asked):
        return None
    return Booking.objects.create(
        workspace=by.workspace,
        resource=resource,
        worker=worker,
        during=_during(by, asked),
        is_whole=resource.seats == 1,
        booked_on=by.workspace.today(),
    )


def _is_free(resource: Resource, asked: Stretch) -> bool:
    """Whether a seat is left in every hour that is asked for."""
    free = queries.free(resource, [asked.day])[asked.day]
    return any(each.first <= asked.first and asked.last <= each.last for each in free)


def _during(by: Actor, asked: Stretch) -> tuple[datetime.datetime, datetime.datetime]:
    return (
        clock.moment(by.workspace, asked.day, asked.first),
        clock.moment(by.workspace, asked.day, asked.last),
    )


def _examine(by: Actor, resource: Resource, asked: Stretch) -> None:
    """Refuse hours that cannot be booked by anybody."""
    today = by.workspace.today()
    wrong = opening.faults(queries.opening_of(resource), asked, today)
    if asked.day > today + datetime.timedelta(days=DAYS_AHEAD):
        wrong.append("too-far-ahead")
    if asked.hours > resource.most_hours:
        wrong.append("too-long")
    closed_on = resource.facility.closed_on
    if closed_on is not None and closed_on <= asked.day:
        wrong.append("closed")
    if not wrong and _during(by, asked)[0] <= clock.now(by.workspace):
        wrong.append("in-the-past")
    for code in wrong:
        raise OddBooking(code)
