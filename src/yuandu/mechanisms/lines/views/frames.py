"""What pages of this room share."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from yuandu.mechanisms.flowers import wording as flowers
from yuandu.mechanisms.lines import counting, wording
from yuandu.mechanisms.lines.models import Booking, Line, Trip


def crumbs(line: Line | None = None, trip: Trip | None = None) -> list[dict[str, Any]]:
    """Return the way from the lines to a page below."""
    way = [{"title": _("Direct lines"), "url": reverse("lines:list")}]
    if line is not None:
        way.append({"title": line.title, "url": line.get_absolute_url()})
    if trip is not None:
        way.append({"title": trip.on.isoformat(), "url": trip.get_absolute_url()})
    return way


def trip_row(found: Trip) -> dict[str, Any]:
    """Return a trip as lists show it."""
    return {
        "trip": found,
        "state": wording.state(found.state),
        "unit": counting.space(found.line.unit, found.left),
        "capacity_unit": counting.space(found.line.unit, found.capacity),
        "fill": found.fill_share,
    }


def booking_row(found: Booking) -> dict[str, Any]:
    """Return a booking as lists show it."""
    return {
        "booking": found,
        "state": wording.booking_state(found.state),
        "unit": flowers.counted(found.kind.unit, found.quantity),
        "space_unit": counting.space(found.trip.line.unit, found.space),
        "cause": found.get_cause_display() if found.cause else "",
    }
