"""What this room refuses, with all it knows about why."""

from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yuandu.kernel.workspaces.languages import listed
from yuandu.kernel.workspaces.refusals import Odd, Refusal
from yuandu.mechanisms.lines import counting


class NoSpaceLeft(Refusal):
    """More space was wanted of a trip than is left."""

    code = "no-space-left"

    def __init__(self, left: int, wanted: int, unit: str) -> None:
        self.left, self.wanted, self.unit = left, wanted, unit
        super().__init__(f"{wanted} wanted, {left} left")

    @property
    def sentence(self) -> str:
        return _(
            "Only %(left)s %(unit)s of space are left on this trip, not %(wanted)s: others have been faster. Book less, or take another day."
        ) % {
            "left": self.left,
            "wanted": self.wanted,
            "unit": counting.space(self.unit, self.left),
        }


class NoCertificates(Refusal):
    """Plants leave the province only with their plant-health certificates."""

    code = "no-certificates"
    status = 422

    def __init__(self, numbers: tuple[str, ...]) -> None:
        self.numbers = numbers
        super().__init__(f"no certificate: {numbers}")

    @property
    def sentence(self) -> str:
        return _(
            "The truck does not leave yet: no plant-health certificate for %(numbers)s. Enter the numbers, or take these off the truck."
        ) % {"numbers": listed(self.numbers)}


class OddLine(Odd):
    """What was asked of a line makes no sense; `why` says how."""

    code = "odd-line"
    sentences: ClassVar = {
        "taken": gettext_lazy("There is a line of this name."),
        "carrier": gettext_lazy("Lines are driven by organisations."),
        "truck": gettext_lazy("A truck’s space is at least 1, and a departure has at least one."),
        "no-departures": gettext_lazy("Enter the timetable first: trips are planned from it."),
        "departure-twice": gettext_lazy("Two departures on the same day at the same time."),
        "closed": gettext_lazy("This line does not run any more."),
        "closes-early": gettext_lazy(
            "A line closes after the day on which it opened, and not in the past."
        ),
        "no-words": gettext_lazy("Say why in words: everybody who booked reads it."),
        "under-way": gettext_lazy(
            "A truck of that day or later has left already. Choose a day behind it."
        ),
        "other-space": gettext_lazy(
            "Bookings go over to another line only, and to one that counts its space the same way."
        ),
        "not-reached": gettext_lazy("This line does not reach that county."),
        "unknown-county": gettext_lazy("A county-level unit of this code is not on the list."),
    }


class OddTrip(Odd):
    """What was asked of a trip makes no sense; `why` says how."""

    code = "odd-trip"
    status = 409
    sentences: ClassVar = {
        "moved": gettext_lazy("Somebody moved this trip meanwhile. Reload the page to see how."),
        "no-such-move": gettext_lazy("This is not possible with the trip as it stands."),
        "no-words": gettext_lazy("Say why in words: everybody who booked reads it."),
        "empty": gettext_lazy("Nothing is booked on this trip: cancel it instead."),
        "too-early": gettext_lazy("The day of this trip has not come yet."),
    }


class OddBooking(Odd):
    """What was asked of a booking makes no sense; `why` says how."""

    code = "odd-booking"
    sentences: ClassVar = {
        "not-bookable": gettext_lazy("Nothing can be booked on this trip any more."),
        "not-reached": gettext_lazy("This line does not reach that county."),
        "nothing": gettext_lazy("Book at least one plant and one unit of space."),
        "person": gettext_lazy("Organisations and households send plants, not persons."),
        "no-receiver": gettext_lazy("Say who receives the plants."),
        "not-booked": gettext_lazy(
            "This booking is withdrawn or received already. Reload the page to see how."
        ),
        "gone": gettext_lazy("The truck has left: what is on it cannot be taken off any more."),
        "not-arrived": gettext_lazy(
            "What arrived is entered once the trip has arrived or is on its way."
        ),
        "too-much": gettext_lazy("More would have arrived than was sent."),
        "no-cause": gettext_lazy("Say why plants were lost or damaged."),
        "hours": gettext_lazy("The way takes from 1 to 999 hours."),
        "certificate": gettext_lazy("Enter the number of the plant-health certificate."),
    }


class OddTemperature(Odd):
    """What was told of a trip's temperatures makes no sense; `why` says how."""

    code = "odd-temperature"
    sentences: ClassVar = {
        "not-left": gettext_lazy("Temperatures are recorded once the truck has left."),
        "limits": gettext_lazy("The lower limit lies below the upper one."),
        "odd": gettext_lazy("The lowest temperature is not above the highest."),
        "minutes": gettext_lazy("More minutes lie outside of the limits than the log covers."),
        "twice": gettext_lazy("The temperatures of this logger are on record."),
    }


class OddClaim(Odd):
    """What was asked of a claim makes no sense; `why` says how."""

    code = "odd-claim"
    sentences: ClassVar = {
        "not-received": gettext_lazy("Enter what arrived first: the claim is made from that."),
        "nothing-lost": gettext_lazy("All plants of this booking arrived whole."),
        "amount": gettext_lazy("Claim an amount above zero."),
        "no-words": gettext_lazy("Say why in words: the other side reads it."),
        "twice": gettext_lazy("There is a claim for this booking. Reload the page to see it."),
        "granted": gettext_lazy("Grant an amount above zero, and not more than was claimed."),
        "no-such-move": gettext_lazy("This is not possible with the claim as it stands."),
        "moved": gettext_lazy("Somebody moved this claim meanwhile. Reload the page to see how."),
    }
