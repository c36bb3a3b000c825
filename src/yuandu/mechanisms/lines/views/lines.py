"""Direct lines: all of them with how they did, one with its timetable, reach and losses."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yuandu.kernel.accounts import doors
from yuandu.kernel.registry.pages import frame, one_form, sent
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.lines import actions, counting, permissions, queries, wording
from yuandu.mechanisms.lines.forms import ClosingForm, LineForm, TimetableForm
from yuandu.mechanisms.lines.models import Cause, Line, Weekday
from yuandu.mechanisms.lines.queries import Performance
from yuandu.mechanisms.lines.views import maps
from yuandu.mechanisms.lines.views.frames import crumbs, trip_row
from yuandu.mechanisms.lines.views.reaching import by_province, reached_rows


@doors.public
@require_GET
def line_list(request: Request) -> HttpResponse:
    """List the lines with how they did, and what they reach together."""
    actor = request.actor
    did = queries.performances(actor)
    counties, days = queries.counties_counted(actor), queries.weekdays(actor)
    context = {
        "frame": frame(request),
        "title": _("Direct lines"),
        "rows": [
            {
                "line": each,
                "did": did.get(each.pk, Performance()),
                "counties": counties.get(each.pk, 0),
                "weekdays": [Weekday(day).label for day in days.get(each.pk, [])],
            }
            for each in queries.lines_visible_to(actor)
        ],
        "reached": reached_rows(request),
        "may": {
            "keep": permissions.dispatches(actor),
            "day": actor.is_insider,
            "ship": permissions.ships(actor),
        },
    }
    return render(request, "lines/list.html", context)


@doors.public
@require_GET
def line(request: Request, pk: int) -> HttpResponse:
    """Show a line: when it goes, where it reaches, how full it was and what was lost."""
    actor = request.actor
    found = queries.line(actor, pk, to="see")
    places = queries.planned_places(actor, found)
    context = {
        "frame": frame(request),
        "title": found.title,
        "crumbs": crumbs(),
        "line": found,
        "pairs": _pairs(
            found,
            queries.performances(actor, only=found).get(pk, Performance()),
            sum(each.hours is not None for each in places),
        ),
        "departures": queries.departures_of(found),
        "map": maps.drawn(places, [found]),
        "provinces": [row for row in by_province(places) if row["reached"]],
        "trips": [trip_row(each) for each in queries.next_trips(actor, found)],
        "losses": _losses(found),
        "may": {
            "keep": permissions.dispatches(actor),
            "book": permissions.ships(actor),
        },
    }
    return render(request, "lines/line.html", context)


def _pairs(found: Line, did: Performance, counties: int) -> list[dict[str, Any]]:
    from_to = f"{found.origin_title} → {found.destination_title}"
    return [
        {"label": _("Way"), "value": from_to},
        {"label": _("Carrier"), "value": found.carrier.title},
        {"label": _("Runs from"), "value": found.opened_on.isoformat()},
        {
            "label": _("Does not run any more from"),
            "value": found.closed_on.isoformat() if found.closed_on else "",
        },
        {
            "label": _("Space of a departure"),
            "value": f"{found.capacity} {counting.space(found.unit, found.capacity)}",
        },
        {"label": _("Counties reached"), "value": counties},
        {"label": _("Trips in 12 months"), "value": did.trips},
        {"label": pgettext("trucks", "Fill rate"), "value": _percent(did.fill_share)},
        {
            "label": _("Cost a plant"),
            "value": "" if did.cost_per_unit is None else f"{did.cost_per_unit:.2f}",
            "unit": pgettext("money", "yuan"),
        },
        {"label": _("Lost on the way"), "value": _percent(did.loss_share)},
    ]


def _percent(share: float | None) -> str:
    return "" if share is None else f"{share:.1%}"


def _losses(found: Line) -> dict[str, Any]:
    """Return the chart of what was lost by season, with the cause that cost most."""
    seasons = queries.losses_by_season(found)
    rows = [
        {
            "label": str(wording.SEASONS[each.season]),
            "cells": [
                {
                    "value": "" if each.share is None else f"{each.share * 100:.2f}",
                    "text": "—" if each.share is None else f"{each.share:.1%}",
                }
            ],
        }
        for each in seasons
    ]
    return {
        "series": [_("Lost on the way")],
        "rows": rows if any(each.sent for each in seasons) else [],
        "worst": [
            {"season": wording.SEASONS[each.season], "cause": Cause(each.worst).label}
            for each in seasons
            if each.worst
        ],
    }


@require_http_methods(["GET", "POST"])
def open_line(request: Request) -> HttpResponse:
    """Open a line."""
    permissions.check_dispatches(request.actor)
    form = LineForm(*sent(request), actor=request.actor)

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        made = actions.open_line(by=request.actor, **given)
        return _("The line is open. Enter its timetable now."), reverse(
            "lines:timetable", args=[made.pk]
        )

    return one_form(request, _("New line"), form, act, crumbs())


@require_http_methods(["GET", "POST"])
def timetable(request: Request, pk: int) -> HttpResponse:
    """Enter the departures of a week."""
    found = queries.line(request.actor, pk, to="keep")
    form = TimetableForm(*sent(request), line=found)

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        actions.set_timetable(by=request.actor, line=found, departures=form.departures())
        return _("The timetable is kept."), found

    return one_form(request, _("Timetable"), form, act, crumbs(found))


@require_POST
def plan(request: Request, pk: int) -> HttpResponse:
    """Plan the trips of the weeks to come from the timetable."""
    found = queries.line(request.actor, pk, to="keep")
    try:
        added = actions.plan_trips(by=request.actor, line=found)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("%(number)s new trips are planned.") % {"number": added})
    return redirect(found)


@require_http_methods(["GET", "POST"])
def close(request: Request, pk: int) -> HttpResponse:
    """Close a line, with what is booked on its trips to come."""
    actor = request.actor
    found = queries.line(actor, pk, to="keep")
    form = ClosingForm(*sent(request), line=found, actor=actor)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                closed = actions.close_line(by=actor, line=found, **form.cleaned_data)
            except Refusal as refusal:
                form.add_error(None, refusal.sentence)
                status = refusal.status
            else:
                messages.success(request, wording.closed(closed))
                return redirect(found)
    trips, bookings = queries.planned_from(found, actor.workspace.today())
    context = {
        "title": _("Close the line"),
        "crumbs": crumbs(found),
        "form": form,
        "trips": trips,
        "bookings": bookings,
    }
    return render(request, "lines/close.html", context, status=status)
