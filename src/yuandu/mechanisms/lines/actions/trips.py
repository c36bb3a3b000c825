"""Trips are loaded, leave, arrive, are cancelled or missed."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.mechanisms.lines import permissions, queries, rules, telling
from yuandu.mechanisms.lines.models import Booking, BookingState, Trip
from yuandu.mechanisms.lines.refusals import NoCertificates, OddTrip

WITH_WORDS = ("cancel", "miss")


@transaction.atomic
def move(*, by: Actor, trip: Trip, move: str, words: str = "") -> None:
    """Move a trip on its way: load, depart, arrive, cancel, miss.

    With departure its cost is fixed; who booked on one that is cancelled or missing is told.

    Raises:
        PermissionDenied: the actor neither runs the lines nor drives this one.
        OddTrip: this is not possible from where it stands, it has moved meanwhile, nothing is
            on it, its day has not come, or words are lacking.
        NoCertificates: something on it lacks its plant-health certificate.
    """
    if not permissions.MAY_TRIP["move"](by, trip):
        raise PermissionDenied
    try:
        state = rules.next_state(trip.state, move)
    except rules.NoSuchMove as error:
        raise OddTrip("no-such-move") from error
    words = words.strip()
    if move in WITH_WORDS and not words:
        raise OddTrip("no-words")
    # Nobody books while the load is looked at: the row is held from here on.
    held = Trip.objects.select_for_update(no_key=True).get(pk=trip.pk)
    if held.state != trip.state:
        raise OddTrip("moved")
    kept: dict[str, Any] = {"state": state} | _kept(by, held, move)
    if words:
        kept["words"] = words
    moved = Trip.objects.filter(pk=trip.pk, state=trip.state).update(**kept)
    if not moved:
        raise OddTrip("moved")
    for name, value in kept.items():
        setattr(trip, name, value)
    audit.record(by, f"lines.{move}", trip, state=state)
    if move == "cancel":
        telling.of_cancelling(by, trip)
        # Nobody can take back what is on a trip that does not go: it is given back.
        Booking.objects.filter(trip=trip, state=BookingState.BOOKED).update(
            state=BookingState.WITHDRAWN
        )
    elif move == "miss":
        telling.of_missing(by, trip)


def _kept(by: Actor, held: Trip, move: str) -> dict[str, Any]:
    """Return what a move writes beside the state."""
    today = by.workspace.today()
    if move == "arrive":
        return {"arrived_on": today}
    if move == "cancel":
        return {"booked": 0}
    if move != "depart":
        return {}
    if held.on > today:
        raise OddTrip("too-early")
    on_board = queries.carried(held)
    if not on_board:
        raise OddTrip("empty")
    bare = Booking.objects.filter(trip=held, state=BookingState.BOOKED, certificate="")
    if lacking := tuple(each.number for each in bare.order_by("pk")):
        raise NoCertificates(lacking)
    return {"departed_on": today, "cost": rules.cost(on_board, held.rates)}
