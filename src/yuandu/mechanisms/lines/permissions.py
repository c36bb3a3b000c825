"""Who may do what with lines, trips and bookings."""

from collections.abc import Callable, Mapping

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Party
from yuandu.mechanisms.lines import rules
from yuandu.mechanisms.lines.models import Booking, BookingState, Claim, Line, Trip
from yuandu.mechanisms.lines.rules import claims

DISPATCHERS = ("administrator", "city_officer", "department_officer", "coordinator")
READERS = (*DISPATCHERS, "leader", "auditor")
SHIPPERS = ("owner", "grower")


def own_parties(actor: Actor) -> frozenset[int]:
    """Return the organisations and households that `actor` stands for."""
    return frozenset(
        post.organisation_id
        for post in actor.posts
        if post.role in SHIPPERS and post.organisation_id is not None
    )


def dispatches(actor: Actor) -> bool:
    """Whether `actor` runs the lines: for the whole city, so not from one county."""
    return actor.is_system or (actor.has(*DISPATCHERS) and actor.divisions(*DISPATCHERS) is None)


def check_dispatches(actor: Actor) -> None:
    """Raise PermissionDenied for whoever does not run the lines."""
    if not dispatches(actor):
        raise PermissionDenied


def reads_all(actor: Actor) -> bool:
    """Whether `actor` reads every booking."""
    return actor.is_system or (actor.has(*READERS) and actor.divisions(*READERS) is None)


def ships(actor: Actor) -> bool:
    """Whether `actor` books space, for somebody of their own or for anybody."""
    return dispatches(actor) or bool(own_parties(actor))


def ships_for(actor: Actor, shipper: Party) -> bool:
    return dispatches(actor) or shipper.pk in own_parties(actor)


def drives(actor: Actor, line: Line) -> bool:
    """Whether `actor` loads and sends this line's trucks: its dispatchers and its carrier."""
    return dispatches(actor) or line.carrier_id in own_parties(actor)


def reads_load(actor: Actor, line: Line) -> bool:
    """Whether `actor` reads what everybody has on this line's trucks."""
    return reads_all(actor) or drives(actor, line)


def visible_bookings(actor: Actor) -> Q:
    """Return the condition on the bookings `actor` may read."""
    if reads_all(actor):
        return Q()
    mine = own_parties(actor)
    return Q(shipper__in=mine) | Q(trip__line__carrier__in=mine)


def may_move_claim(actor: Actor, claim: Claim, move: str) -> bool:
    """Whether `actor` makes this move of a claim as it stands; the city answers what it is asked."""
    if (claim.state, move) not in claims.MOVES:
        return False
    mover = claims.mover(claim.state, move)
    if mover == claims.SHIPPER:
        return ships_for(actor, claim.booking.shipper)
    if mover == claims.CITY:
        return dispatches(actor)
    return drives(actor, claim.booking.trip.line)


def _may_claim(actor: Actor, booking: Booking) -> bool:
    return (
        booking.state == BookingState.RECEIVED
        and bool(booking.lost)
        and ships_for(actor, booking.shipper)
    )


def _may_receive(actor: Actor, booking: Booking) -> bool:
    return (
        booking.state == BookingState.BOOKED
        and booking.trip.state in rules.WENT
        and (ships_for(actor, booking.shipper) or drives(actor, booking.trip.line))
    )


def _may_withdraw(actor: Actor, booking: Booking) -> bool:
    return (
        booking.state == BookingState.BOOKED
        and booking.trip.state in rules.BOOKABLE
        and ships_for(actor, booking.shipper)
    )


MAY: Mapping[str, Callable[[Actor, Line], bool]] = {
    "see": lambda actor, line: True,
    "keep": lambda actor, line: dispatches(actor),
}
MAY_TRIP: Mapping[str, Callable[[Actor, Trip], bool]] = {
    "see": lambda actor, trip: True,
    "book": lambda actor, trip: ships(actor),
    "move": lambda actor, trip: drives(actor, trip.line),
    "manifest": lambda actor, trip: reads_load(actor, trip.line),
}
MAY_BOOKING: Mapping[str, Callable[[Actor, Booking], bool]] = {
    "see": lambda actor, booking: True,
    "withdraw": _may_withdraw,
    "certify": _may_withdraw,
    "receive": _may_receive,
    "claim": _may_claim,
}
