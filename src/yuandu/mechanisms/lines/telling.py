"""What shippers are told of a trip: that it is cancelled, that it is missing, and what to do."""

from django.utils.translation import gettext_lazy, pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.notices import actions as notices
from yuandu.kernel.notices import kinds
from yuandu.mechanisms.lines import queries
from yuandu.mechanisms.lines.models import Trip

CANCELLED = kinds.declare(
    "lines.cancelled",
    pgettext_lazy("notice", "Trip cancelled"),
    gettext_lazy(
        "The trip of %(line)s on %(on)s is cancelled: %(words)s. Book on another day; nothing is charged."
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
