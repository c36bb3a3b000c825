"""Booking, waiting, giving back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yuandu.kernel.registry.pages import one_form, sent
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.enterprises import opening
from yuandu.mechanisms.welfare import actions, clock, permissions, queries
from yuandu.mechanisms.welfare.forms import BookForm
from yuandu.mechanisms.welfare.refusals import Taken
from yuandu.mechanisms.welfare.views.facilities import crumbs, of_facility


@require_http_methods(["GET", "POST"])
def book(request: Request, pk: int) -> HttpResponse:
    """Book hours of a day, or wait for them."""
    found = queries.resource(request.actor, pk, to="book")
    today = request.workspace.today()
    form = BookForm(*sent(request), opens_at=found.opens_at, closes_at=found.closes_at, day=today)

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        waits = given.pop("waits")
        try:
            actions.book(by=request.actor, resource=found, **given)
        except Taken:
            if not waits:
                raise
            actions.wait(by=request.actor, resource=found, **given)
            return _("It is taken. You are on the waiting list."), "welfare:bookings"
        return _("It is booked for you."), "welfare:bookings"

    return one_form(
        request,
        f"{found.facility.title} · {found}",
        form,
        act,
        of_facility(found.facility),
        template="welfare/book.html",
        resource=found,
        free=queries.free(found, opening.week_from(today)).items(),
    )


@require_GET
def mine(request: Request) -> HttpResponse:
    """Show my bookings and what I wait for."""
    zone = clock.zone_of(request.workspace)
    context = {
        "title": _("My bookings"),
        "crumbs": crumbs(),
        "rows": [
            {"booking": each, "hours": queries.stretch_of(each.during, zone)}
            for each in queries.standing_bookings(request.actor, own=True)[: queries.ROWS_A_PAGE]
        ],
        "waits": [
            {"wait": each, "hours": queries.stretch_of(each.during, zone)}
            for each in queries.own_waits(request.actor)[: queries.CARD]
        ],
        "may": {"keep": permissions.cares(request.actor)},
    }
    return render(request, "welfare/bookings.html", context)


@require_GET
def all_bookings(request: Request) -> HttpResponse:
    """List everybody's bookings, for the care office."""
    if not permissions.cares(request.actor):
        raise PermissionDenied
    zone = clock.zone_of(request.workspace)
    page = queries.booking_page(request.actor, request.GET.get("page", 1))
    context = {
        "title": _("All bookings"),
        "crumbs": crumbs(),
        "page": page,
        "rows": [
            {"booking": each, "hours": queries.stretch_of(each.during, zone)} for each in page
        ],
    }
    return render(request, "welfare/all_bookings.html", context)


@require_POST
def cancel(request: Request, pk: int) -> HttpResponse:
    """Give a booking back."""
    found = queries.booking(request.actor, pk, to="cancel")
    try:
        actions.cancel(by=request.actor, booking=found)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("The booking is cancelled."))
    return redirect("welfare:bookings")
