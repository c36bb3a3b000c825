"""A trip: what is on it, who pays what, how it goes on; a dispatcher's day; the manifest."""

import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.lines import actions, permissions, queries, rules, wording
from yuandu.mechanisms.lines.forms import BookForm, DayBar, MoveForm
from yuandu.mechanisms.lines.models import BookingState, Trip
from yuandu.mechanisms.lines.views.frames import booking_row, crumbs, trip_row


@require_GET
def trip(request: Request, pk: int) -> HttpResponse:
    """Show a trip."""
    return trip_page(request, queries.trip(request.actor, pk, to="see"))


def trip_page(
    request: Request, found: Trip, form: BookForm | None = None, status: int = 200
) -> HttpResponse:
    """Show a trip, with the form for booking as it was sent."""
    actor = request.actor
    may = {verb: test(actor, found) for verb, test in permissions.MAY_TRIP.items()}
    may["book"] = may["book"] and found.is_bookable(actor.workspace.today())
    if may["book"] and form is None:
        form = BookForm(actor=actor, trip=found)
    context = {
        "title": f"{found.line.title} {found.on.isoformat()}",
        "crumbs": crumbs(found.line),
        "trip": found,
        "row": trip_row(found),
        "rows": [booking_row(each) for each in queries.bookings_of(actor, found)],
        "shares": _shares(request, found),
        "temperatures": queries.temperatures_of(actor, found) if found.departed_on else [],
        "moves": _moves(found) if may["move"] else [],
        "form": form if may["book"] else None,
        "may": may,
    }
    return render(request, "lines/trip.html", context, status=status)


def _moves(found: Trip) -> list[dict[str, Any]]:
    return [
        {"code": move, "title": wording.MOVES[move], "asks": move in actions.trips.WITH_WORDS}
        for move in rules.moves_from(found.state)
    ]


def _shares(request: Request, found: Trip) -> dict[str, Any]:
    rows, total, method = queries.shares_of(request.actor, found)
    return {"rows": rows, "total": total, "method": wording.method(method)}


@require_POST
def move(request: Request, pk: int, move: str) -> HttpResponse:
    """Move a trip on its way."""
    found = queries.trip(request.actor, pk, to="move")
    if move not in wording.MOVES:
        raise Http404
    form = MoveForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for error in form.errors["words"]))
        return redirect(found)
    try:
        actions.move(by=request.actor, trip=found, move=move, words=form.cleaned_data["words"])
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, str(wording.state(found.state)["label"]))
    return redirect(found)


@require_GET
def manifest(request: Request, pk: int) -> HttpResponse:
    """Print what is on the truck, with certificates and who pays what."""
    found = queries.trip(request.actor, pk, to="manifest")
    on_board = [
        booking_row(each)
        for each in queries.bookings_of(request.actor, found)
        if each.state != BookingState.WITHDRAWN
    ]
    context = {
        "title": _("Manifest"),
        "trip": found,
        "row": trip_row(found),
        "rows": on_board,
        "plants": sum(row["booking"].quantity for row in on_board),
        "shares": _shares(request, found),
        "today": request.workspace.today(),
        "crumbs": crumbs(found.line, found),
    }
    return render(request, "lines/manifest.html", context)


@require_GET
def day(request: Request) -> HttpResponse:
    """Show a dispatcher's day: what leaves, what is late."""
    actor, today = request.actor, request.workspace.today()
    on = DayBar(request.GET).day(today)
    context = {
        "title": _("Trips of the day"),
        "crumbs": crumbs(),
        "on": on,
        "before": on - datetime.timedelta(days=1) if on > datetime.date.min else None,
        "after": on + datetime.timedelta(days=1) if on < datetime.date.max else None,
        "rows": [trip_row(each) for each in queries.day(actor, on)],
        "late": [trip_row(each) for each in queries.late(actor, today)],
    }
    return render(request, "lines/day.html", context)
