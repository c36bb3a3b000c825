"""Moves, states and seasons in words."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from yuandu.mechanisms.lines import rules
from yuandu.mechanisms.lines.actions import Closed
from yuandu.mechanisms.lines.models import BookingState, State

MOVES = {
    "load": pgettext_lazy("move of a trip", "Begin loading"),
    "depart": pgettext_lazy("move of a trip", "It has left"),
    "arrive": pgettext_lazy("move of a trip", "It has arrived"),
    "miss": pgettext_lazy("move of a trip", "It is missing"),
    "cancel": pgettext_lazy("move of a trip", "Cancel the trip"),
}
TONES = {
    State.PLANNED: "calm",
    State.LOADING: "work",
    State.DEPARTED: "work",
    State.ARRIVED: "good",
    State.CANCELLED: "calm",
    State.MISSING: "bad",
}
BOOKING_TONES = {
    BookingState.BOOKED: "work",
    BookingState.WITHDRAWN: "calm",
    BookingState.RECEIVED: "good",
}
SEASONS = {
    "spring": pgettext_lazy("season", "Spring"),
    "summer": pgettext_lazy("season", "Summer"),
    "autumn": pgettext_lazy("season", "Autumn"),
    "winter": pgettext_lazy("season", "Winter"),
}


def state(found: str) -> dict[str, object]:
    """Return a trip's state as a badge: label and tone."""
    return {"label": State(found).label, "tone": TONES[State(found)]}


def booking_state(found: str) -> dict[str, object]:
    return {"label": BookingState(found).label, "tone": BOOKING_TONES[BookingState(found)]}


def within(hours: int | None) -> str:
    """Return a heading for the counties reached within so many hours."""
    if hours is None:
        return pgettext("reach of lines", "However long it took")
    return pgettext("reach of lines", "Within %(hours)s hours") % {"hours": hours}


def beyond(hours: int) -> str:
    """Return a heading for the counties that are reached later than that."""
    return pgettext("reach of lines", "Later than %(hours)s hours") % {"hours": hours}


def closed(told: Closed) -> str:
    """Return what became of the trips of a closed line."""
    return _(
        "The line is closed. Trips cancelled: %(trips)s. Bookings that go over: %(moved)s; given back: %(given_back)s. All who booked are told."
    ) % {"trips": told.trips, "moved": told.moved, "given_back": told.given_back}


def method(code: str) -> str:
    """Return how shares were worked out."""
    if code == "exact":
        return pgettext("shares of a trip", "exact, over every group of shippers")
    return pgettext("shares of a trip", "estimated from %(orders)s random orders") % {
        "orders": rules.sharing.ORDERS
    }
