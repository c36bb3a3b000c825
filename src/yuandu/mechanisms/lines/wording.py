"""Moves, states and seasons in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from yuandu.mechanisms.lines import rules
from yuandu.mechanisms.lines.actions import Closed
from yuandu.mechanisms.lines.models import BookingState, Claim, State
from yuandu.mechanisms.lines.rules import claims, temperature

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


CLAIM_TONES = {
    claims.FILED: "work",
    claims.GRANTED: "work",
    claims.REFUSED: "warn",
    claims.APPEALED: "warn",
    claims.PAID: "work",
    claims.SETTLED: "good",
    claims.CLOSED: "calm",
    claims.WITHDRAWN: "calm",
}
CLAIM_MOVES = {
    "grant": pgettext_lazy("move of a claim", "Grant"),
    "refuse": pgettext_lazy("move of a claim", "Refuse"),
    "appeal": pgettext_lazy("move of a claim", "Put it before the city"),
    "pay": pgettext_lazy("move of a claim", "It is paid"),
    "confirm": pgettext_lazy("move of a claim", "The money has come"),
    "deny": pgettext_lazy("move of a claim", "No money has come"),
    "withdraw": pgettext_lazy("move of a claim", "Withdraw the claim"),
}
TURNS = {
    claims.CARRIER: pgettext_lazy("whose turn", "the carrier"),
    claims.SHIPPER: pgettext_lazy("whose turn", "the shipper"),
    claims.CITY: pgettext_lazy("whose turn", "the city"),
}
ODD_LOGS = {
    "too-large": gettext_lazy(
        "The file is too large for a trip: at most 2 MB and 50,000 readings."
    ),
    "not-text": gettext_lazy("This is no text. Export the log as CSV."),
    "no-columns": gettext_lazy("No line names a column of times and one of temperatures."),
    "short": gettext_lazy("Line %(line)s has too few columns."),
    "time": gettext_lazy("Line %(line)s: write the time as 2026-11-24 18:00."),
    "twice": gettext_lazy("Line %(line)s has a time that stood there before."),
    "degrees": gettext_lazy("Line %(line)s: a temperature lies between −60 and 80 °C."),
    "empty": gettext_lazy("There is no reading in the file."),
}


def odd_log(odd: temperature.OddLog) -> str:
    """Return what is wrong with a logger's file, and where."""
    return str(ODD_LOGS[odd.why]) % {"line": odd.line}


def claim_state(found: str) -> dict[str, object]:
    return {"label": Claim.State(found).label, "tone": CLAIM_TONES[found]}
