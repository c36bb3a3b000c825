"""What shippers are told of a trip: that it is cancelled, that it is missing, and what to do."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy, pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.notices import actions as notices
from yuandu.kernel.notices import kinds
from yuandu.mechanisms.lines import queries
from yuandu.mechanisms.lines.models import Booking, Claim, Trip
from yuandu.mechanisms.lines.rules import claims


def _in_words(params: Mapping[str, object]) -> Mapping[str, object]:
    """Put the state of a claim in the reader's language."""
    state = str(params.get("state", ""))
    if state not in Claim.State.values:
        return params
    return {**params, "state": str(Claim.State(state).label)}


CANCELLED = kinds.declare(
    "lines.cancelled",
    pgettext_lazy("notice", "Trip cancelled"),
    gettext_lazy(
        "The trip of %(line)s on %(on)s is cancelled: %(words)s. Book on another day; nothing is charged."
    ),
).code
CLAIM = kinds.declare(
    "lines.claim",
    pgettext_lazy("notice", "Claim for damage in transit"),
    gettext_lazy("Claim %(number)s of %(line)s, %(amount)s yuan: %(state)s. %(words)s"),
    _in_words,
).code
WAITING = kinds.declare(
    "lines.claim_waiting",
    pgettext_lazy("notice", "Claim waits for you"),
    gettext_lazy("Claim %(number)s of %(line)s, %(amount)s yuan, waits for you: due on %(on)s."),
).code
MOVED = kinds.declare(
    "lines.moved",
    pgettext_lazy("notice", "Booking moved to another line"),
    gettext_lazy(
        "%(line)s does not run any more: %(words)s. Your booking %(number)s goes with %(other)s on %(on)s instead; withdraw it if that does not suit you."
    ),
).code
GIVEN_BACK = kinds.declare(
    "lines.given_back",
    pgettext_lazy("notice", "Booking given back"),
    gettext_lazy(
        "%(line)s does not run any more: %(words)s. Your booking %(number)s for %(on)s is given back; book with another line. Nothing is charged."
    ),
).code
MISSING = kinds.declare(
    "lines.missing",
    pgettext_lazy("notice", "Truck missing"),
    gettext_lazy(
        "The truck of %(line)s that left on %(on)s has not arrived: %(words)s. Call the carrier %(carrier)s, tell your receiver, and enter what arrives with its damage: the claim is made from that."
    ),
).code


def of_cancelling(by: Actor, trip: Trip) -> None:
    notices.send(
        by=by,
        to=queries.accounts_on(by, trip),
        kind=CANCELLED,
        url=trip.get_absolute_url(),
        line=trip.line.name,
        on=trip.on.isoformat(),
        words=trip.words,
    )


def of_missing(by: Actor, trip: Trip) -> None:
    notices.send(
        by=by,
        to=queries.accounts_on(by, trip),
        kind=MISSING,
        url=trip.get_absolute_url(),
        line=trip.line.name,
        on=trip.on.isoformat(),
        words=trip.words,
        carrier=trip.line.carrier.name,
    )


def of_moving(by: Actor, trip: Trip, bookings: Sequence[Booking]) -> None:
    """Tell whoever booked on a trip of a closed line with what it goes instead."""
    for booking in bookings:
        notices.send(
            by=by,
            to=queries.accounts_of(by, [booking.shipper_id]),
            kind=MOVED,
            url=booking.get_absolute_url(),
            line=trip.line.name,
            words=trip.words,
            number=booking.number,
            other=booking.trip.line.name,
            on=booking.trip.on.isoformat(),
        )


def of_giving_back(by: Actor, trip: Trip, bookings: Sequence[Booking]) -> None:
    """Tell whoever booked on a trip of a closed line that nothing takes it."""
    for booking in bookings:
        notices.send(
            by=by,
            to=queries.accounts_of(by, [booking.shipper_id]),
            kind=GIVEN_BACK,
            url=booking.get_absolute_url(),
            line=trip.line.name,
            words=trip.words,
            number=booking.number,
            on=trip.on.isoformat(),
        )


def of_claim(by: Actor, claim: Claim) -> None:
    """Tell both sides how a claim stands; whoever moved it knows."""
    booking = claim.booking
    parties = [booking.shipper_id, booking.trip.line.carrier_id]
    notices.send(
        by=by,
        to=queries.accounts_of(by, parties),
        kind=CLAIM,
        url=claim.get_absolute_url(),
        number=booking.number,
        line=booking.trip.line.name,
        amount=f"{claim.granted or claim.amount:.2f}",
        state=claim.state,
        words=claim.answer or claim.words,
    )


def of_waiting_claim(by: Actor, claim: Claim) -> None:
    """Remind whoever's turn it is to move a claim."""
    booking = claim.booking
    whose = claims.TURNS[claim.state][0]
    notices.send(
        by=by,
        to=queries.dispatchers(by)
        if whose == claims.CITY
        else queries.accounts_of(
            by, [booking.shipper_id if whose == claims.SHIPPER else booking.trip.line.carrier_id]
        ),
        kind=WAITING,
        url=claim.get_absolute_url(),
        number=booking.number,
        line=booking.trip.line.name,
        amount=f"{claim.granted or claim.amount:.2f}",
        on=str(claim.due_on),
    )
