"""Direct lines for programs: the same queries and actions as the pages."""

import datetime
from decimal import Decimal
from typing import Any, Literal

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from ninja import Field, Query, Router, Schema, Status

from yuandu.kernel.accounts import scopes
from yuandu.kernel.registry.models import Party
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.flowers import queries as flowers
from yuandu.mechanisms.lines import actions, queries, rules
from yuandu.mechanisms.lines.actions import NewReach
from yuandu.mechanisms.lines.api import transit
from yuandu.mechanisms.lines.api.fields import Key, LinesChoice, Text, place
from yuandu.mechanisms.lines.models import Booking, County, Line, Reach, Trip

scopes.register("lines", _("Direct lines"))
router = Router()
router.add_router("", transit.router)
A_PAGE = 200
MoveCode = Literal["load", "depart", "arrive", "miss", "cancel"]
CauseCode = Literal["frost", "heat", "pressure", "drought", "disease", "missing", "other"]


class LineOut(Schema):
    id: int
    name: str
    name_en: str
    origin: str
    origin_en: str
    destination: str
    destination_en: str
    carrier: str
    unit: str = Field(description="In which space is counted: cart, box or m3")
    capacity: int
    opened_on: datetime.date
    closed_on: datetime.date | None


class LinesOut(Schema):
    total: int
    page: int
    pages: int
    lines: list[LineOut]


class LineCountyOut(Schema):
    code: str
    name: str
    name_en: str
    province: str
    hours: int = Field(description="From departure to handing over, as planned")
    kilometres: int


class LineCountiesOut(Schema):
    total: int
    page: int
    pages: int
    counties: list[LineCountyOut]


class LineCountyIn(Schema):
    code: Text = Field(min_length=6, max_length=6, description="Code of GB/T 2260")
    hours: int = Field(ge=1, le=rules.LONGEST_WAY)
    kilometres: int = Field(ge=1, le=rules.FURTHEST)


class LineCountiesIn(Schema):
    counties: list[LineCountyIn] = Field(min_length=1, max_length=3000)


class LineCountiesSetOut(Schema):
    counties: int = Field(description="How many were added or changed")


class LineClosingIn(Schema):
    on: datetime.date = Field(description="The first day on which it does not run any more")
    words: Text = Field(min_length=1, max_length=300)
    onto: Key | None = Field(None, description="The line that bookings go over to")


class LineClosedOut(Schema):
    """What became of the trips that were planned, and of what was booked on them."""

    trips: int
    moved: int
    given_back: int


class LineReachOut(Schema):
    """County-level units to which something was delivered in the last 12 months."""

    within_hours: int | None = Field(description="Null: however long it took")
    units: int
    all_units: int
    share: float | None


class LinesReachOut(Schema):
    reach: list[LineReachOut]


class TripsChoice(LinesChoice):
    line: Key | None = None
    from_on: datetime.date | None = None
    to_on: datetime.date | None = Field(None, description="The last day")


class LineTripOut(Schema):
    id: int
    line: int
    on: datetime.date
    at: str = Field(description="Time of the city, 18:00")
    due_on: datetime.date
    state: str = Field(description="planned, loading, departed, arrived, cancelled or missing")
    capacity: int
    booked: int
    left: int


class LineTripsOut(Schema):
    total: int
    page: int
    pages: int
    trips: list[LineTripOut]


class LineBookingIn(Schema):
    shipper: Key
    kind: Key
    quantity: int = Field(ge=1, le=1_000_000)
    space: int = Field(ge=1, le=30_000)
    county: Text = Field(min_length=6, max_length=6, description="Code of GB/T 2260")
    receiver: Text = Field(min_length=1, max_length=100)
    certificate: Text = Field("", max_length=40)


class LineBookingOut(Schema):
    id: int
    number: str
    trip: int
    shipper: int
    kind: int
    quantity: int
    space: int
    county: str
    receiver: str
    certificate: str
    state: str = Field(description="booked, withdrawn or received")
    received: int | None
    damaged: int | None
    cause: str
    hours: int | None


class LineBookingsOut(Schema):
    total: int
    page: int
    pages: int
    bookings: list[LineBookingOut]


class LineReceiptIn(Schema):
    received: int = Field(ge=0, le=1_000_000)
    damaged: int = Field(ge=0, le=1_000_000)
    hours: int = Field(ge=1, le=rules.LONGEST_WAY)
    cause: CauseCode | None = None


class LineMoveIn(Schema):
    move: MoveCode
    words: Text = Field("", max_length=300)


class LineShareOut(Schema):
    """What a shipper pays of a trip, in yuan: the Shapley value of its cost."""

    shipper: int | None = Field(description="Null: another's, whose it is you may not know")
    space: int
    paid: Decimal
    alone: Decimal = Field(description="What the trip would cost for it by itself")
    error: Decimal = Field(description="Standard error; 0 where the share is exact")


class LineSharesOut(Schema):
    total: Decimal
    method: Literal["exact", "sampled"]
    shares: list[LineShareOut]


@router.get("/lines", response=LinesOut)
def list_direct_lines(request: Request, choice: Query[LinesChoice]) -> dict[str, Any]:
    """List the direct lines, by name."""
    page = Paginator(queries.lines_visible_to(request.actor), A_PAGE).get_page(choice.page)
    return place(page) | {"lines": [_line(each) for each in page]}


@router.get("/reach", response=LinesReachOut)
def reach_of_lines(request: Request) -> dict[str, Any]:
    """Tell to which part of the country's county-level units lines delivered, by hours."""
    return {
        "reach": [
            {
                "within_hours": each.hours,
                "units": each.units,
                "all_units": each.all_units,
                "share": each.share,
            }
            for each in queries.reached(request.actor)
        ]
    }


@router.get("/lines/{int:pk}/counties", response=LineCountiesOut)
def counties_of_line(request: Request, pk: int, choice: Query[LinesChoice]) -> dict[str, Any]:
    """List the counties a line reaches, the quickest first."""
    found = queries.line(request.actor, pk, to="see")
    page = Paginator(queries.counties_of(found), A_PAGE).get_page(choice.page)
    return place(page) | {"counties": [_reach(each) for each in page]}


@router.post("/lines/{int:pk}/counties", response=LineCountiesSetOut)
def set_counties_of_line(request: Request, pk: int, given: LineCountiesIn) -> dict[str, int]:
    """Add counties to what a line reaches, or change hours and kilometres; all or none."""
    found = queries.line(request.actor, pk, to="keep")
    reaches = [NewReach(each.code, each.hours, each.kilometres) for each in given.counties]
    actions.set_reach(by=request.actor, line=found, reaches=reaches)
    return {"counties": len({each.code for each in reaches})}


@router.post("/lines/{int:pk}/close", response=LineClosedOut)
def close_direct_line(request: Request, pk: int, given: LineClosingIn) -> dict[str, int]:
    """Let a line not run any more; whoever booked on its trips is told what becomes of it."""
    actor = request.actor
    found = queries.line(actor, pk, to="keep")
    onto = None if given.onto is None else queries.line(actor, given.onto, to="see")
    closed = actions.close_line(by=actor, line=found, on=given.on, words=given.words, onto=onto)
    return {"trips": closed.trips, "moved": closed.moved, "given_back": closed.given_back}


@router.get("/trips", response=LineTripsOut)
def list_line_trips(request: Request, choice: Query[TripsChoice]) -> dict[str, Any]:
    """List trips of direct lines, the earliest first."""
    asked = {"line": choice.line, "on__gte": choice.from_on, "on__lte": choice.to_on}
    trips = queries.trips_visible_to(request.actor).filter(
        **{name: value for name, value in asked.items() if value is not None}
    )
    page = Paginator(trips.order_by("on", "at", "pk"), A_PAGE).get_page(choice.page)
    return place(page) | {"trips": [_trip(each) for each in page]}


@router.get("/trips/{int:pk}/shares", response=LineSharesOut)
def shares_of_trip(request: Request, pk: int) -> dict[str, Any]:
    """Tell who pays what of a trip: all shares, named where you may read whose they are."""
    rows, total, method = queries.shares_of(
        request.actor, queries.trip(request.actor, pk, to="see")
    )
    return {
        "total": total,
        "method": method,
        "shares": [
            {
                "shipper": each.shipper.pk if each.shipper else None,
                "space": each.space,
                "paid": each.paid,
                "alone": each.alone,
                "error": each.error,
            }
            for each in rows
        ],
    }


@router.post("/trips/{int:pk}/move", response=LineTripOut)
def move_line_trip(request: Request, pk: int, given: LineMoveIn) -> dict[str, Any]:
    """Move a trip on its way; cancelling and missing ask for words."""
    found = queries.trip(request.actor, pk, to="move")
    actions.move(by=request.actor, trip=found, move=given.move, words=given.words)
    return _trip(queries.trip(request.actor, pk, to="see"))


@router.post("/trips/{int:pk}/bookings", response={201: LineBookingOut})
def book_on_line(request: Request, pk: int, given: LineBookingIn) -> Status[dict[str, Any]]:
    """Book space on a trip."""
    actor = request.actor
    made = actions.book(
        by=actor,
        trip=queries.trip(actor, pk, to="book"),
        shipper=get_object_or_404(Party, workspace=actor.workspace, pk=given.shipper),
        kind=flowers.get(actor, given.kind, to="see"),
        quantity=given.quantity,
        space=given.space,
        county=get_object_or_404(County, workspace=actor.workspace, code=given.county),
        receiver=given.receiver,
        certificate=given.certificate,
    )
    return Status(201, _booking(made))


@router.get("/bookings", response=LineBookingsOut)
def list_line_bookings(request: Request, choice: Query[LinesChoice]) -> dict[str, Any]:
    """List the bookings you may read, the newest trips first."""
    page = queries.booking_page(request.actor, choice.page)
    return place(page) | {"bookings": [_booking(each) for each in page]}


@router.post("/bookings/{int:pk}/withdraw", response=LineBookingOut)
def withdraw_line_booking(request: Request, pk: int) -> dict[str, Any]:
    """Take a booking back before the truck leaves."""
    found = queries.booking(request.actor, pk, to="withdraw")
    actions.withdraw(by=request.actor, booking=found)
    return _booking(found)


@router.post("/bookings/{int:pk}/receive", response=LineBookingOut)
def receive_line_booking(request: Request, pk: int, given: LineReceiptIn) -> dict[str, Any]:
    """Enter what arrived; the rest is missing."""
    found = queries.booking(request.actor, pk, to="receive")
    actions.receive(
        by=request.actor,
        booking=found,
        received=given.received,
        damaged=given.damaged,
        hours=given.hours,
        cause=given.cause or "",
    )
    return _booking(found)


def _line(each: Line) -> dict[str, Any]:
    own = ("name", "name_en", "origin", "origin_en", "destination", "destination_en")
    return {name: getattr(each, name) for name in own} | {
        "id": each.pk,
        "unit": each.unit,
        "capacity": each.capacity,
        "carrier": each.carrier.name,
        "opened_on": each.opened_on,
        "closed_on": each.closed_on,
    }


def _reach(each: Reach) -> dict[str, Any]:
    return {
        "code": each.county.code,
        "name": each.county.name,
        "name_en": each.county.name_en,
        "province": each.county.province,
        "hours": each.hours,
        "kilometres": each.kilometres,
    }


def _trip(each: Trip) -> dict[str, Any]:
    own = ("on", "due_on", "state", "capacity", "booked", "left")
    return {name: getattr(each, name) for name in own} | {
        "id": each.pk,
        "line": each.line_id,
        "at": f"{each.at:%H:%M}",
    }


def _booking(each: Booking) -> dict[str, Any]:
    own = ("number", "quantity", "space", "receiver", "certificate", "state", "received")
    rest = ("damaged", "cause", "hours")
    return {name: getattr(each, name) for name in (*own, *rest)} | {
        "id": each.pk,
        "trip": each.trip_id,
        "shipper": each.shipper_id,
        "kind": each.kind_id,
        "county": each.county.code,
    }
