"""Space is booked and given back; what arrives is entered."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.registry.models import Party
from yuandu.mechanisms.flowers.models import Kind
from yuandu.mechanisms.lines import permissions, rules
from yuandu.mechanisms.lines.models import Booking, BookingState, County, Reach, Trip
from yuandu.mechanisms.lines.refusals import NoSpaceLeft, OddBooking


@transaction.atomic
def book(
    *,
    by: Actor,
    trip: Trip,
    shipper: Party,
    kind: Kind,
    quantity: int,
    space: int,
    county: County,
    receiver: str,
    certificate: str = "",
) -> Booking:
    """Book space on a trip; of two who want the last of it one gets it.

    Raises:
        PermissionDenied: the actor does not stand for the shipper.
        OddBooking: nothing is sent, nobody receives it, the line does not go there, a person
            sends it, or the trip takes nothing any more.
        NoSpaceLeft: less space is left than wanted.
    """
    if not permissions.ships_for(by, shipper):
        raise PermissionDenied
    if quantity < 1 or space < 1:
        raise OddBooking("nothing")
    if shipper.kind == "person":
        raise OddBooking("person")
    if not receiver.strip():
        raise OddBooking("no-receiver")
    reach = Reach.objects.filter(line=trip.line_id, county=county).first()
    if reach is None:
        raise OddBooking("not-reached")
    _take(by, trip, space)
    made = Booking.objects.create(
        workspace=by.workspace,
        trip=trip,
        shipper=shipper,
        kind=kind,
        quantity=quantity,
        space=space,
        county=county,
        kilometres=reach.kilometres,
        receiver=receiver.strip(),
        certificate=certificate.strip(),
        booked_on=by.workspace.today(),
        booked_by=by.label[:150],
    )
    audit.record(by, "lines.book", made, trip=trip.pk, space=space)
    return made


def _take(by: Actor, trip: Trip, space: int) -> None:
    """Count space as booked if that much is left and the trip still takes it."""
    rows = Trip.objects.filter(pk=trip.pk)
    taken = rows.filter(
        state__in=rules.BOOKABLE,
        on__gte=by.workspace.today(),
        booked__lte=F("capacity") - space,
    ).update(booked=F("booked") + space)
    if taken:
        return
    found = rows.select_related("line").get()
    if not found.is_bookable(by.workspace.today()):
        raise OddBooking("not-bookable")
    raise NoSpaceLeft(found.left, space, found.line.unit)


@transaction.atomic
def withdraw(*, by: Actor, booking: Booking) -> None:
    """Take a booking back before the truck leaves; its space is free again.

    Raises:
        PermissionDenied: the actor does not stand for the shipper.
        OddBooking: it is withdrawn or received already, or the truck has left.
    """
    if not permissions.ships_for(by, booking.shipper):
        raise PermissionDenied
    # The trip first, as everybody who empties one does: should the truck leave or its line be
    # closed this very moment, it waits for us or we find it so.
    held = Trip.objects.select_for_update(no_key=True).get(pk=booking.trip_id)
    ended = Booking.objects.filter(pk=booking.pk, trip=held, state=BookingState.BOOKED).update(
        state=BookingState.WITHDRAWN
    )
    if not ended:
        raise OddBooking("not-booked")
    if held.state not in rules.BOOKABLE:
        raise OddBooking("gone")
    Trip.objects.filter(pk=held.pk).update(booked=F("booked") - booking.space)
    booking.state = BookingState.WITHDRAWN
    audit.record(by, "lines.withdraw", booking, space=booking.space)


@transaction.atomic
def certify(*, by: Actor, booking: Booking, certificate: str) -> None:
    """Enter the number of the plant-health certificate.

    Raises:
        PermissionDenied: the actor does not stand for the shipper.
        OddBooking: no number, or the booking is withdrawn or received.
    """
    if not permissions.ships_for(by, booking.shipper):
        raise PermissionDenied
    if not certificate.strip():
        raise OddBooking("certificate")
    rows = Booking.objects.filter(pk=booking.pk, state=BookingState.BOOKED)
    if not rows.update(certificate=certificate.strip()):
        raise OddBooking("not-booked")
    booking.certificate = certificate.strip()
    audit.record(by, "lines.certify", booking)


@transaction.atomic
def receive(
    *, by: Actor, booking: Booking, received: int, damaged: int, hours: int, cause: str = ""
) -> None:
    """Enter what arrived: how many whole, how many damaged; the rest is missing.

    Raises:
        PermissionDenied: the actor neither sent it nor drives the line.
        OddBooking: more than was sent, a loss without a cause, an odd time, or it has not left.
    """
    if not (
        permissions.ships_for(by, booking.shipper) or permissions.drives(by, booking.trip.line)
    ):
        raise PermissionDenied
    faults = {
        "not-arrived": booking.trip.state not in rules.WENT,
        "too-much": min(received, damaged) < 0 or received + damaged > booking.quantity,
        "no-cause": received < booking.quantity and not cause,
        "hours": not 1 <= hours <= rules.LONGEST_WAY,
    }
    for why, is_so in faults.items():
        if is_so:
            raise OddBooking(why)
    kept = {
        "state": BookingState.RECEIVED,
        "received": received,
        "damaged": damaged,
        "cause": cause if received < booking.quantity else "",
        "hours": hours,
        "received_on": by.workspace.today(),
    }
    rows = Booking.objects.filter(pk=booking.pk, state=BookingState.BOOKED)
    if not rows.update(**kept):
        raise OddBooking("not-booked")
    for name, value in kept.items():
        setattr(booking, name, value)
    audit.record(by, "lines.receive", booking, received=received, damaged=damaged)
