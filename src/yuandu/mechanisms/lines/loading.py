"""Trips with what was booked on them by the thousand: for the sample city and past years."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.mechanisms.lines import rules
from yuandu.mechanisms.lines.models import Booking, BookingState, Line, Trip

BATCH = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class PastBooking:
    """What somebody sent; `lost` of it did not arrive whole, `damaged` of these were damaged."""

    shipper_id: int
    kind_id: int
    quantity: int
    space: int
    county_id: int
    kilometres: int
    hours: int
    receiver: str
    certificate: str
    lost: int = 0
    damaged: int = 0
    cause: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastTrip:
    """A departure that went and arrived, with all that was on it."""

    line: Line
    on: datetime.date
    at: datetime.time
    hours: int
    bookings: Sequence[PastBooking]


@transaction.atomic
def load_trips(*, by: Actor, rows: Sequence[PastTrip]) -> None:
    """Add trips that arrived, with their bookings as received."""
    trips = Trip.objects.bulk_create([_trip(by, row) for row in rows], batch_size=BATCH)
    bookings = [
        _booking(by, trip, booking)
        for trip, row in zip(trips, rows, strict=True)
        for booking in row.bookings
    ]
    Booking.objects.bulk_create(bookings, batch_size=BATCH)
    audit.record(by, "lines.load_trips", by.workspace, trips=len(trips), bookings=len(bookings))


def _trip(by: Actor, row: PastTrip) -> Trip:
    line = row.line
    arrived_on = rules.due_on(row.on, row.at, row.hours)
    carried = [
        rules.Carried(each.shipper_id, each.space, each.county_id, each.kilometres)
        for each in row.bookings
    ]
    return Trip(
        workspace=by.workspace,
        line=line,
        on=row.on,
        at=row.at,
        hours=row.hours,
        due_on=arrived_on,
        capacity=line.capacity,
        truck=line.truck,
        per_truck=line.per_truck,
        per_kilometre=line.per_kilometre,
        per_stop=line.per_stop,
        booked=sum(each.space for each in row.bookings),
        state=rules.ARRIVED,
        departed_on=row.on,
        arrived_on=arrived_on,
        cost=rules.cost(carried, line.rates),
    )


def _booking(by: Actor, trip: Trip, row: PastBooking) -> Booking:
    return Booking(
        workspace=by.workspace,
        trip=trip,
        shipper_id=row.shipper_id,
        kind_id=row.kind_id,
        quantity=row.quantity,
        space=row.space,
        county_id=row.county_id,
        kilometres=row.kilometres,
        receiver=row.receiver,
        certificate=row.certificate,
        booked_on=trip.on - datetime.timedelta(days=2),
        booked_by=by.label,
        state=BookingState.RECEIVED,
        received=row.quantity - row.lost,
        damaged=row.damaged,
        cause=row.cause,
        hours=row.hours,
        received_on=rules.due_on(trip.on, trip.at, row.hours),
    )
