"""Equipment that platforms open to firms: idle hours, booking them, giving them back."""

import datetime
from decimal import Decimal
from typing import Annotated, Any

from django.shortcuts import get_object_or_404
from ninja import Field, Query, Router, Schema, Status

from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.enterprises import actions, queries
from yuandu.mechanisms.enterprises.api import shared
from yuandu.mechanisms.enterprises.api.shared import Text
from yuandu.mechanisms.enterprises.models import Booking, Equipment
from yuandu.mechanisms.enterprises.opening import Stretch

router = Router()
Hour = Annotated[int, Field(ge=0, le=24, description="Whole hour of the city’s day")]


class EquipmentChoice(Schema):
    words: Annotated[
        Text, Field(max_length=100, description="Of its name or use, its platform or host")
    ] = ""
    page: int = Field(1, ge=1, le=10_000)


class EquipmentOut(Schema):
    id: int
    name: str
    use: str = Field(description="What it measures or makes")
    platform: int
    platform_name: str
    division: str = Field(description="Code; empty where none is known")
    open_days: int = Field(description="So many days of the week from Monday")
    opens_at: int
    closes_at: int
    price: Decimal = Field(description="Yuan an hour")
    is_open: bool
    idle_hours: int = Field(description="Within seven days from today")


class EquipmentListOut(Schema):
    total: int
    page: int
    pages: int
    equipment: list[EquipmentOut]


class StretchOut(Schema):
    """From an hour of a day to the hour at which it ends."""

    day: datetime.date
    first: int
    last: int


class BookingOut(StretchOut):
    id: int
    equipment: int
    firm: int = Field(description="Its key in `registry`")
    firm_name: str
    purpose: str
    booked_on: datetime.date
    cancelled_on: datetime.date | None


class EquipmentInFull(EquipmentOut):
    idle: list[StretchOut] = Field(description="Within seven days from today")
    bookings: list[BookingOut] = Field(
        description="Those standing from today on that you may read; two hundred at most"
    )


class BookingChoice(Schema):
    standing: bool = Field(True, description="Those alone that are not over or cancelled")
    page: int = Field(1, ge=1, le=10_000)


class BookingsOut(Schema):
    total: int
    page: int
    pages: int
    bookings: list[BookingOut]


class BookingIn(Schema):
    firm: int = Field(description="Its key in `registry`; yours, or of your county")
    day: datetime.date
    first: Hour
    last: Hour
    purpose: Annotated[Text, Field(min_length=1, max_length=200)]


@router.get("/equipment", response=EquipmentListOut)
def list_equipment(request: Request, choice: Query[EquipmentChoice]) -> dict[str, Any]:
    """Return a page of what platforms open, with the idle hours of the coming week."""
    page = queries.equipment_page(request.actor, choice.words, choice.page)
    idle = queries.idle_week(request.actor, page)
    return shared.paged(page, "equipment", [_equipment(each, idle[each.pk]) for each in page])


@router.get("/equipment/{int:pk}", response=EquipmentInFull)
def one_equipment(request: Request, pk: int) -> dict[str, Any]:
    """Return one piece: when it is idle this week, and by right who has it."""
    found = queries.get_equipment(request.actor, pk, to="see")
    idle = queries.idle_week(request.actor, [found])[found.pk]
    return _equipment(found, idle) | {
        "idle": [_stretch(each) for stretches in idle.values() for each in stretches],
        "bookings": [
            _booking(booking, stretch)
            for booking, stretch in queries.bookings_of(request.actor, found)
        ],
    }


@router.post("/equipment/{int:pk}/bookings", response={201: BookingOut})
def book(request: Request, pk: int, given: BookingIn) -> Status[dict[str, Any]]:
    """Book some hours for a firm; of two who want the same hour one has it."""
    found = queries.get_equipment(request.actor, pk, to="book")
    firm = get_object_or_404(queries.firms_to_book_for(request.actor), pk=given.firm)
    made = actions.book(
        by=request.actor, equipment=found, firm=firm, **given.dict(exclude={"firm"})
    )
    return Status(201, _booking(made, Stretch(given.day, given.first, given.last)))


@router.get("/bookings", response=BookingsOut)
def list_bookings(request: Request, choice: Query[BookingChoice]) -> dict[str, Any]:
    """Return a page of the bookings you may read, the next first."""
    page, stretches = queries.booking_page(
        request.actor, choice.page, standing_only=choice.standing
    )
    rows = [_booking(each, stretches[each.pk]) for each in page]
    return shared.paged(page, "bookings", rows)


@router.post("/bookings/{int:pk}/cancel", response=BookingOut)
def cancel(request: Request, pk: int) -> dict[str, Any]:
    """Give booked hours back."""
    found = queries.booking(request.actor, pk, to="cancel")
    actions.cancel_booking(by=request.actor, booking=found)
    found.refresh_from_db(fields=["cancelled_on"])
    return _booking(found, queries.hours_of(request.actor, found))


def _equipment(each: Equipment, idle: dict[datetime.date, list[Stretch]]) -> dict[str, Any]:
    names = ("name", "use", "open_days", "opens_at", "closes_at", "price", "is_open")
    division = each.platform.host.division
    return {name: getattr(each, name) for name in names} | {
        "id": each.pk,
        "platform": each.platform_id,
        "platform_name": each.platform.name,
        "division": division.code if division else "",
        "idle_hours": sum(one.hours for stretches in idle.values() for one in stretches),
    }


def _stretch(each: Stretch) -> dict[str, Any]:
    return {"day": each.day, "first": each.first, "last": each.last}


def _booking(each: Booking, stretch: Stretch) -> dict[str, Any]:
    return _stretch(stretch) | {
        "id": each.pk,
        "equipment": each.equipment_id,
        "firm": each.firm_id,
        "firm_name": each.firm.name,
        "purpose": each.purpose,
        "booked_on": each.booked_on,
        "cancelled_on": each.cancelled_on,
    }
