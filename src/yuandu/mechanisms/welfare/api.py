"""Welfare for programs: facilities, bookings, needs. Aid cases have no API; they stay sealed."""

import datetime
from typing import Annotated, Any

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext_lazy as _
from ninja import Field, Query, Router, Schema, Status

from yuandu.kernel.accounts import scopes
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.welfare import actions, clock, queries
from yuandu.mechanisms.welfare.models import Booking

scopes.register("welfare", _("Welfare"))
router = Router()
A_PAGE = 200
Key = Annotated[int, Field(ge=1, le=2**31 - 1)]


class WelfareChoice(Schema):
    page: int = Field(1, ge=1, le=10_000)


class WelfareFacilityOut(Schema):
    id: int
    code: str
    name: str
    kind: str
    place: str
    hours: str


class WelfareFacilitiesOut(Schema):
    total: int
    page: int
    pages: int
    facilities: list[WelfareFacilityOut]


class WelfareBookingIn(Schema):
    resource: Key
    day: datetime.date
    first: int = Field(ge=0, le=23, description="The hour it begins")
    last: int = Field(ge=1, le=24, description="The hour at which it ends")


class WelfareBookingOut(Schema):
    id: int
    resource: int
    facility: str
    day: datetime.date
    first: int
    last: int


class WelfareBookingsOut(Schema):
    total: int
    page: int
    pages: int
    bookings: list[WelfareBookingOut]


class WelfareNeedOut(Schema):
    id: int
    words: str
    state: str = Field(description="open, answered or served")
    supporters: int
    answer: str


class WelfareNeedsOut(Schema):
    total: int
    page: int
    pages: int
    needs: list[WelfareNeedOut]


def _place(page: Page[Any]) -> dict[str, int]:
    pages = page.paginator
    return {"total": pages.count, "page": page.number, "pages": pages.num_pages}


@router.get("/facilities", response=WelfareFacilitiesOut)
def list_welfare_facilities(request: Request, choice: Query[WelfareChoice]) -> dict[str, Any]:
    """List the facilities that are there today."""
    page = Paginator(queries.facilities(request.actor), A_PAGE).get_page(choice.page)
    fields = ("code", "name", "kind", "place", "hours")
    rows = [{name: getattr(each, name) for name in fields} | {"id": each.pk} for each in page]
    return _place(page) | {"facilities": rows}


@router.get("/bookings", response=WelfareBookingsOut)
def list_own_welfare_bookings(request: Request, choice: Query[WelfareChoice]) -> dict[str, Any]:
    """List your own bookings that are yet to end, the next first."""
    found = queries.standing_bookings(request.actor, own=True)
    page = Paginator(found, A_PAGE).get_page(choice.page)
    return _place(page) | {"bookings": [_booking(request, each) for each in page]}


@router.post("/bookings", response={201: WelfareBookingOut})
def book_welfare_resource(request: Request, given: WelfareBookingIn) -> Status[dict[str, Any]]:
    """Book something of a facility for yourself."""
    found = queries.resource(request.actor, given.resource, to="book")
    made = actions.book(
        by=request.actor, resource=found, day=given.day, first=given.first, last=given.last
    )
    kept = queries.booking(request.actor, made.pk, to="see")
    return Status(201, _booking(request, kept))


@router.post("/bookings/{int:pk}/cancel", response=WelfareBookingOut)
def cancel_welfare_booking(request: Request, pk: int) -> dict[str, Any]:
    """Give a booking back; return what it was."""
    found = queries.booking(request.actor, pk, to="cancel")
    actions.cancel(by=request.actor, booking=found)
    return _booking(request, found)


@router.get("/needs", response=WelfareNeedsOut)
def list_unmet_needs(request: Request, choice: Query[WelfareChoice]) -> dict[str, Any]:
    """List what people ask for that no facility serves, most wanted first, without who asked."""
    found = queries.needs(request.actor).exclude(state="served")
    page = Paginator(found, A_PAGE).get_page(choice.page)
    fields = ("words", "state", "supporters", "answer")
    rows = [{name: getattr(each, name) for name in fields} | {"id": each.pk} for each in page]
    return _place(page) | {"needs": rows}


def _booking(request: Request, each: Booking) -> dict[str, Any]:
    hours = queries.stretch_of(each.during, clock.zone_of(request.workspace))
    return {
        "id": each.pk,
        "resource": each.resource_id,
        "facility": each.resource.facility.name,
        "day": hours.day,
        "first": hours.first,
        "last": hours.last,
    }
