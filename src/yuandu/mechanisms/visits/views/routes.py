"""A team's route: where it goes today, what is planned, who belongs to it."""

import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.projects import queries as projects
from yuandu.mechanisms.projects import wording as project_wording
from yuandu.mechanisms.projects.models import Project
from yuandu.mechanisms.visits import actions, permissions, queries
from yuandu.mechanisms.visits.forms import PlanBar, PlanForm, StaffForm
from yuandu.mechanisms.visits.models import Stop, Team
from yuandu.mechanisms.visits.views.frames import crumbs


@require_GET
def route(request: Request, pk: int) -> HttpResponse:
    """Show where the team goes on a day, in order; kept on the phone for dead zones."""
    actor, today = request.actor, request.workspace.today()
    found = queries.team(actor, pk, to="see")
    days = queries.days_of(found, today)
    day = _day(request, today) or _nearest(days, today)
    context = {
        "title": found.title,
        "team": found,
        "day": day,
        "days": [
            {"on": on, "count": count, "current": on == day, "url": f"?day={on.isoformat()}"}
            for on, count in days
        ],
        "stops": [_stop(found, stop) for stop in queries.route(found, day)],
        "waiting": [_stop(found, stop) for stop in queries.unplanned(found)],
        "may": {verb: test(actor, found) for verb, test in permissions.MAY_TEAM.items()},
        "crumbs": crumbs(found.drive),
    }
    return render(request, "visits/route.html", context)


def _day(request: Request, today: datetime.date) -> datetime.date | None:
    """Return the day that the address names, if it names one."""
    try:
        return parse_date(request.GET.get("day", ""))
    except ValueError:
        return None


def _nearest(days: list[tuple[datetime.date, int]], today: datetime.date) -> datetime.date:
    """Return the first day from today on with stops, else today."""
    return next((on for on, _count in days if on >= today), today)


def _stop(team: Team, stop: Stop) -> dict[str, Any]:
    project = stop.project
    stage = project.track.stage if project.track else ""
    return {
        "project": project,
        "place": stop.place,
        "division": project.division.short_title,
        "owner": project.owner.title if project.owner else "",
        "stage": project_wording.STAGES.get(stage, ""),
        "is_cancelled": stage == "cancelled",
        "is_visited": getattr(stop, "is_visited", False),
        "log_url": reverse("visits:log", args=[team.pk, project.pk]),
    }


@require_http_methods(["GET", "POST"])
def plan(request: Request, pk: int) -> HttpResponse:
    """Choose projects for a day of the route, among those no other team goes to."""
    actor = request.actor
    found = queries.team(actor, pk, to="plan")
    bar = PlanBar(request.GET, divisions=projects.divisions(actor))
    free = list(queries.free_projects(actor, found, **bar.given()))
    waiting = queries.unplanned(found)
    form = PlanForm(request.POST or None, team=found, waiting=waiting, free=free)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            on, keys = form.chosen()
            by_key = Project.objects.in_bulk(keys)
            try:
                actions.plan(by=actor, team=found, projects=[by_key[key] for key in keys], on=on)
            except Refusal as refusal:
                form.add_error(None, refusal.sentence)
                status = refusal.status
            else:
                messages.success(request, _("The route is planned."))
                day = f"?day={on.isoformat()}" if on else ""
                return redirect(f"{found.get_absolute_url()}{day}")
    context = {
        "title": _("Plan the route"),
        "team": found,
        "bar": bar,
        "form": form,
        "is_short": len(free) < queries.FREE_SHOWN,
        "crumbs": crumbs(found.drive, found),
    }
    return render(request, "visits/plan.html", context, status=status)


@require_POST
def drop(request: Request, pk: int, project: int) -> HttpResponse:
    """Take a project off the route."""
    found = queries.team(request.actor, pk, to="plan")
    actions.drop_stop(
        by=request.actor, team=found, project=queries.project_to_visit(found, project)
    )
    messages.success(request, _("The project is off the route."))
    return redirect(found)


@require_http_methods(["GET", "POST"])
def staff(request: Request, pk: int) -> HttpResponse:
    """Say who belongs to the team."""
    found = queries.team(request.actor, pk, to="staff")
    form = StaffForm(request.POST or None, actor=request.actor, team=found)
    if request.method == "POST" and form.is_valid():
        actions.staff(by=request.actor, team=found, users=list(form.cleaned_data["users"]))
        messages.success(request, _("Who belongs to the team is recorded; they are told."))
        return redirect(found)
    context = {
        "title": _("Who belongs to the team"),
        "form": form,
        "crumbs": crumbs(found.drive, found),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "visits/form.html", context, status=status)
