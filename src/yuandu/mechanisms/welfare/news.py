"""What people hear of: seats that came free, bookings cancelled by the office, answers, news in a sealed matter."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.notices import actions as notices
from yuandu.kernel.notices import kinds
from yuandu.mechanisms.welfare import clock, queries
from yuandu.mechanisms.welfare.models import Booking

CAME_FREE = kinds.declare(
    "welfare.came_free",
    pgettext_lazy("notice", "A booking came free"),
    _("“%(resource)s” on %(day_on)s came free and is booked for you."),
).code
CANCELLED = kinds.declare(
    "welfare.cancelled",
    pgettext_lazy("notice", "A booking is cancelled"),
    _("Your booking of “%(resource)s” on %(day_on)s was cancelled by the care office."),
).code
ANSWERED = kinds.declare(
    "welfare.need_answered",
    pgettext_lazy("notice", "A need is answered"),
    _("“%(need)s”: %(answer)s"),
).code
# Notices may go out by mail: of a sealed matter they say that there is news, and no word more.
SEALED = kinds.declare(
    "welfare.sealed",
    pgettext_lazy("notice", "A personal matter"),
    _("There is news in a personal matter; only its page tells what."),
).code
SILENT = kinds.declare(
    "welfare.silent",
    pgettext_lazy("notice", "An answer is overdue"),
    _("Somebody waits for your first answer longer than was promised."),
).code


def tell_cancelled(by: Actor, booking: Booking) -> None:
    """Tell who had a booking that somebody else cancelled it."""
    holder = booking.worker.user_id
    if holder is None or holder == by.user_id:
        return
    day = queries.stretch_of(booking.during, clock.zone_of(by.workspace)).day
    notices.send(
        by=by,
        to=[holder],
        kind=CANCELLED,
        url="/welfare/bookings/",
        resource=f"{booking.resource.facility} · {booking.resource}",
        day_on=str(day),
    )
