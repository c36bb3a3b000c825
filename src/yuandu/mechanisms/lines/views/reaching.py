"""Where lines reach: the map with its share and its rows, and a dispatcher's list of a line."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yuandu.kernel.accounts import doors
from yuandu.kernel.registry.pages import frame
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.lines import actions, queries, rules, wording
from yuandu.mechanisms.lines.actions import NewReach
from yuandu.mechanisms.lines.forms import CountyBar, CountyField, ReachForm
from yuandu.mechanisms.lines.models.lines import in_words
from yuandu.mechanisms.lines.queries import Place
from yuandu.mechanisms.lines.sheets.reach import CODE
from yuandu.mechanisms.lines.views import maps
from yuandu.mechanisms.lines.views.frames import crumbs


@doors.public
@require_GET
def reach(request: Request) -> HttpResponse:
    """Show on a map which county-level units were delivered to, and count them by province."""
    actor = request.actor
    places = queries.delivered_places(actor)
    context = {
        "frame": frame(request),
        "title": _("Where direct lines reach"),
        "crumbs": crumbs(),
        "map": maps.drawn(places, list(queries.lines_visible_to(actor).filter(closed_on=None))),
        "reached": reached_rows(request),
        "provinces": by_province(places),
    }
    return render(request, "lines/reach.html", context)


def reached_rows(request: Request) -> list[dict[str, Any]]:
    """Return the shares by hours, each with the address of its rows."""
    there = reverse("lines:counties")
    return [
        {
            "title": wording.within(each.hours),
            "reach": each,
            "url": f"{there}?within={each.hours}" if each.hours else f"{there}?state=delivered",
        }
        for each in queries.reached(request.actor)
    ]


def by_province(places: list[Place]) -> list[dict[str, Any]]:
    """Count county-level units by province: all, and those reached within so many hours."""
    rows: dict[str, dict[str, Any]] = {}
    for each in places:
        row = rows.setdefault(
            each.province,
            {
                "name": each.province,
                "title": in_words(each.province, each.province_en),
                "units": 0,
                "reached": 0,
                "within": [0] * len(rules.WITHIN),
            },
        )
        row["units"] += 1
        if each.hours is None:
            continue
        row["reached"] += 1
        for at, limit in enumerate(rules.WITHIN):
            row["within"][at] += each.hours <= limit
    for row in rows.values():
        row["share"] = row["reached"] / row["units"]
    return list(rows.values())


@doors.public
@require_GET
def counties(request: Request) -> HttpResponse:
    """List county-level units with the quickest delivery to each: the rows of the share."""
    bar = CountyBar(request.GET, actor=request.actor)
    page = queries.county_page(request.actor, bar.filters(), request.GET.get("page", 1))
    context = {
        "frame": frame(request),
        "title": _("County-level units and deliveries"),
        "crumbs": [*crumbs(), {"title": _("Where direct lines reach"), "url": reverse("lines:reach")}],
        "form": bar,
        "page": page,
        "rows": [
            {"county": each, "line": in_words(each.line_name or "", each.line_name_en or "")}
            for each in page
        ],
    }  # fmt: skip
    return render(request, "lines/counties.html", context)


@require_http_methods(["GET", "POST"])
def edit_reach(request: Request, pk: int) -> HttpResponse:
    """Enter which counties a line reaches, in how many hours."""
    found = queries.line(request.actor, pk, to="keep")
    sent = (request.POST,) if request.method == "POST" else ()
    form = ReachForm(*sent, actor=request.actor)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            given = form.cleaned_data
            new = NewReach(given["county"].code, given["hours"], given["kilometres"])
            actions.set_reach(by=request.actor, line=found, reaches=[new])
            messages.success(
                request,
                _("%(county)s is reached in %(hours)s h.")
                % {"county": given["county"], "hours": given["hours"]},
            )
            return redirect("lines:edit_reach", pk)
    page = queries.reach_page(found, request.GET.get("page", 1))
    context = {
        "title": _("Counties the line reaches"),
        "crumbs": crumbs(found),
        "line": found,
        "form": form,
        "page": page,
        "layout": CODE,
    }
    return render(request, "lines/edit_reach.html", context, status=status)


@require_POST
def drop_reach(request: Request, pk: int) -> HttpResponse:
    """Take a county off what a line reaches."""
    found = queries.line(request.actor, pk, to="keep")
    try:
        county = CountyField(request.actor).clean(request.POST.get("county", ""))
        actions.drop_reach(by=request.actor, line=found, county=county)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("%(county)s is not reached any more.") % {"county": county})
    return redirect("lines:edit_reach", pk)
