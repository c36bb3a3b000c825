"""The spreadsheet of bookings on direct lines; it only goes out."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.sheets import layouts
from yuandu.kernel.sheets.rules.columns import Choice, Column, Kind, Value
from yuandu.mechanisms.lines import permissions, queries
from yuandu.mechanisms.lines.models import Booking, BookingState, Cause

CODE = "lines-bookings"
COLUMNS = (
    Column(code="number", title=_("Number of the booking"), max_length=20),
    Column(code="line", title=_("Line"), max_length=200),
    Column(code="on", title=_("Day"), kind=Kind.DATE),
    Column(code="shipper", title=_("Shipper"), max_length=200),
    Column(code="kind", title=_("Kind of flower"), max_length=200),
    Column(code="quantity", title=_("Plants"), kind=Kind.NUMBER),
    Column(code="space", title=_("Space"), kind=Kind.NUMBER),
    Column(code="county_code", title=_("Code of the county"), max_length=6),
    Column(code="county", title=_("County"), max_length=100),
    Column(code="receiver", title=_("Receiver"), max_length=100),
    Column(code="certificate", title=_("Plant-health certificate, number"), max_length=40),
    Column(
        code="state",
        title=pgettext_lazy("of a booking", "State"),
        kind=Kind.CHOICE,
        choices=tuple(Choice(code=each, title=each.label) for each in BookingState),
    ),
    Column(code="received", title=_("Arrived whole"), kind=Kind.NUMBER),
    Column(code="damaged", title=_("Arrived damaged"), kind=Kind.NUMBER),
    Column(
        code="cause",
        title=_("Why plants were lost"),
        kind=Kind.CHOICE,
        choices=tuple(Choice(code=each, title=each.label) for each in Cause),
    ),
    Column(code="hours", title=_("Hours from departure"), kind=Kind.NUMBER),
)


def export(by: Actor) -> Iterator[Mapping[str, Value]]:
    """Yield the bookings that `by` may read; one query."""
    found = queries.bookings_visible_to(by).order_by("trip__on", "pk")
    return map(_line, found.iterator(2000))


def _line(each: Booking) -> dict[str, Value]:
    return {
        "number": each.number,
        "line": each.trip.line.name,
        "on": each.trip.on,
        "shipper": each.shipper.name,
        "kind": each.kind.name,
        "quantity": Decimal(each.quantity),
        "space": Decimal(each.space),
        "county_code": each.county.code,
        "county": str(each.county),
        "receiver": each.receiver,
        "certificate": each.certificate or None,
        "state": each.state,
        "received": _number(each.received),
        "damaged": _number(each.damaged),
        "cause": each.cause or None,
        "hours": _number(each.hours),
    }


def _number(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)


layouts.register(
    layouts.going_out(
        code=CODE,
        title=pgettext_lazy("sheet", "Bookings on direct lines"),
        columns=COLUMNS,
        key=("number",),
        exporters=permissions.READERS,
        export=export,
    )
)
