"""A line is closed: what is planned for later does not go, and nobody who booked is left alone."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.mechanisms.lines import permissions, rules, telling
from yuandu.mechanisms.lines.models import Booking, BookingState, Line, Reach, Trip
from yuandu.mechanisms.lines.refusals import OddLine


@dataclass(frozen=True, slots=True)
class Closed:
    """What became of the trips of a closed line: trips cancelled, bookings moved, given back."""

    trips: int
    moved: int
    given_back: int


@transaction.atomic
def close_line(
    *, by: Actor, line: Line, on: datetime.date, words: str, onto: Line | None = None
) -> Closed:
    """Let a line not run any more from a day on.

    Its trips from that day on are cancelled. A booking on them goes over to `onto`, if there is
    such a line, it reaches the county, and a trip of it within three days has room; otherwise it
    is given back. Whoever booked is told which of the two.

    Raises:
        PermissionDenied: the actor does not run the lines.
        OddLine: closed already, the day lies before it opened or before today, a truck of that
            day or later is on its way, words are lacking, or `onto` counts its space otherwise.
    """
    permissions.check_dispatches(by)
    words = words.strip()
    if not words:
        raise OddLine("no-words")
    if on <= line.opened_on or on < by.workspace.today():
        raise OddLine("closes-early")
    if onto is not None and (onto.pk == line.pk or onto.unit != line.unit):
        raise OddLine("other-space")
    # While the rows are held nobody plans trips of them, and no two lines close onto each other.
    held = {
        each.pk: each
        for each in Line.objects.select_for_update(no_key=True)
        .filter(pk__in=[each.pk for each in (line, onto) if each is not None])
        .order_by("pk")
    }
    if any(each.closed_on is not None for each in held.values()):
        raise OddLine("closed")
    line.closed_on, line.closing_words = on, words
    line.save(update_fields=["closed_on", "closing_words"])
    trips = list(
        Trip.objects.select_for_update(no_key=True, of=("self",))
        .filter(line=line, on__gte=on)
        .exclude(state=rules.CANCELLED)
        .select_related("line__carrier")
        .order_by("pk")
    )
    if any(trip.state not in rules.BOOKABLE for trip in trips):
        raise OddLine("under-way")
    moved, given_back = 0, 0
    for trip in trips:
        gone = _empty(by, trip, onto, words)
        moved += gone[0]
        given_back += gone[1]
    audit.record(
        by, "lines.close_line", line, on=on.isoformat(), trips=len(trips), moved=moved,
        given_back=given_back,
    )  # fmt: skip
    return Closed(len(trips), moved, given_back)


def _empty(by: Actor, trip: Trip, onto: Line | None, words: str) -> tuple[int, int]:
    """Cancel a trip; return how many of its bookings went over, and how many were given back."""
    today = by.workspace.today()
    moved: list[Booking] = []
    given_back: list[Booking] = []
    for booking in Booking.objects.filter(trip=trip, state=BookingState.BOOKED).select_related(
        "shipper", "county"
    ):
        (moved if onto is not None and _go_over(booking, onto, today) else given_back).append(
            booking
        )
    Booking.objects.filter(pk__in=[each.pk for each in given_back]).update(
        state=BookingState.WITHDRAWN
    )
    Trip.objects.filter(pk=trip.pk).update(state=rules.CANCELLED, words=words, booked=0)
    trip.state, trip.words, trip.booked = rules.CANCELLED, words, 0
    telling.of_moving(by, trip, moved)
    telling.of_giving_back(by, trip, given_back)
    return len(moved), len(given_back)


def _go_over(booking: Booking, onto: Line, today: datetime.date) -> bool:
    """Put a booking on a trip of another line with room, the nearest in days; tell if it went."""
    reach = Reach.objects.filter(line=onto, county=booking.county_id).first()
    if reach is None:
        return False
    on = booking.trip.on
    trips = Trip.objects.filter(
        line=onto,
        state=rules.PLANNED,
        on__gte=max(on - rules.NEAR, today),
        on__lte=on + rules.NEAR,
        booked__lte=F("capacity") - booking.space,
    )
    for trip in sorted(trips, key=lambda each: (abs(each.on - on), -each.on.toordinal(), each.pk)):
        taken = Trip.objects.filter(
            pk=trip.pk, state=rules.PLANNED, booked__lte=F("capacity") - booking.space
        ).update(booked=F("booked") + booking.space)
        if taken:
            booking.trip, booking.kilometres = trip, reach.kilometres
            booking.save(update_fields=["trip", "kilometres"])
            return True
    return False
