"""Drives: how far each has come, where nobody has been, who goes."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.projects.models import Level
from yuandu.mechanisms.visits import actions, permissions, queries, rules
from yuandu.mechanisms.visits.forms import CoverageBar, DriveForm, TeamForm
from yuandu.mechanisms.visits.models import Drive
from yuandu.mechanisms.visits.queries import CountyCoverage
from yuandu.mechanisms.visits.views.frames import crumbs

DRIVES_A_PAGE = 5  # each is counted
SHOW = {"silent": gettext_lazy("Nobody has been there"), "visited": gettext_lazy("Visited")}


@require_GET
def drive_list(request: Request) -> HttpResponse:
    """List drives with their coverage, and the reader's own teams first."""
    actor = request.actor
    found = Paginator(queries.all_drives(actor), DRIVES_A_PAGE)
    page = found.get_page(request.GET.get("page", 1))
    covers = queries.coverages(page.object_list)
    context = {
        "title": _("Drives to the projects"),
        "page": page,
        "rows": [
            {
                "drive": each,
                "levels": [Level(level).label for level in each.levels],
                "coverage": covers[each.pk],
            }
            for each in page.object_list
        ],
        "teams": queries.teams_of_mine(actor),
        "may": {"plan": permissions.plans(actor)},
    }
    return render(request, "visits/list.html", context)


@require_GET
def drive(request: Request, pk: int) -> HttpResponse:
    """Show a drive: by county how many were visited, its teams, and who is silent."""
    actor = request.actor
    found = queries.drive(actor, pk, to="see")
    show = request.GET.get("show") or "silent"
    if show not in SHOW:
        raise Http404
    counties = queries.counties(actor, found)
    form = CoverageBar(
        request.GET, levels=found.levels, divisions=[each.division for each in counties]
    )
    asked = {name: value for name, value in form.given().items() if name != "show"}
    page = queries.project_page(
        actor,
        found,
        silent=show == "silent",
        number=request.GET.get("page", 1),
        among=counties,
        **asked,
    )
    teams = {team.pk: team for team in queries.teams_of(actor, found)}
    context = {
        "title": found.title,
        "drive": found,
        "levels": [Level(level).label for level in found.levels],
        "coverage": rules.total(each.coverage for each in counties),
        "counties": counties,
        "map_rows": [_place(request, found, each) for each in counties],
        "geometry_url": reverse("projects:divisions"),
        "teams": list(teams.values()),
        "views": [
            {"title": title, "url": f"?show={code}", "current": code == show}
            for code, title in SHOW.items()
        ],
        "is_silent": show == "silent",
        "form": form,
        "page": page,
        "rows": [
            {
                "project": each.project,
                "division": each.project.division.short_title,
                "level": Level(each.level).label,
                "team": teams.get(each.team_id),
                "planned_on": each.planned_on,
                "last_on": each.last_on,
            }
            for each in page
        ],
        "may": {verb: test(actor, found) for verb, test in permissions.MAY_DRIVE.items()},
        "crumbs": crumbs(),
    }
    template = "visits/drive.html"
    return render(request, f"{template}#found" if request.htmx else template, context)


def _place(request: Request, found: Drive, each: CountyCoverage) -> dict[str, Any]:
    division, silent = each.division, each.coverage.silent
    return {
        "code": division.code,
        "label": division.short_title,
        "url": f"{found.get_absolute_url()}?show=silent&division_id={division.pk}",
        "value": silent,
        "text": silent,
        "longitude": division.longitude,
        "latitude": division.latitude,
    }


@require_http_methods(["GET", "POST"])
def make_drive(request: Request) -> HttpResponse:
    """Make a drive."""
    if not permissions.plans(request.actor):
        raise PermissionDenied
    form = DriveForm(request.POST or None, initial={"year": request.workspace.today().year})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                made = actions.make_drive(by=request.actor, **form.cleaned_data)
            except Refusal as refusal:
                form.add_error(None, refusal.sentence)
                status = refusal.status
            else:
                messages.success(request, _("The drive is made. Put its teams together now."))
                return redirect(made)
    context = {"title": _("New drive"), "form": form, "crumbs": crumbs()}
    return render(request, "visits/form.html", context, status=status)


@require_http_methods(["GET", "POST"])
def make_team(request: Request, pk: int) -> HttpResponse:
    """Put a team into a drive."""
    found = queries.drive(request.actor, pk, to="plan")
    form = TeamForm(request.POST or None, actor=request.actor)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            given = form.cleaned_data
            try:
                made = actions.make_team(
                    by=request.actor,
                    drive=found,
                    name=given["name"],
                    name_en=given["name_en"],
                    users=list(given["users"]),
                )
            except Refusal as refusal:
                form.add_error(None, refusal.sentence)
                status = refusal.status
            else:
                messages.success(request, _("The team is made; its people are told."))
                return redirect(made)
    context = {"title": _("New team"), "form": form, "crumbs": crumbs(found)}
    return render(request, "visits/form.html", context, status=status)
