"""Logging a visit, also from a phone that had no net; one visit; those to decide about."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.projects import queries as projects
from yuandu.mechanisms.projects.models import Project
from yuandu.mechanisms.visits import actions, permissions, queries
from yuandu.mechanisms.visits.forms import SetAsideForm, VisitForm
from yuandu.mechanisms.visits.models import State, Team, Visit
from yuandu.mechanisms.visits.views.frames import crumbs, rows, visit_row

BY_SCRIPT = "application/json"


@never_cache
@require_GET
def session(request: Request) -> JsonResponse:
    """Say who has signed in, and give a phone's outbox the mark that its forms need.

    The mark inside of a form that was kept on a phone for days may be of an earlier session.
    """
    return JsonResponse({"account": request.actor.user_id, "token": get_token(request)})


@require_http_methods(["GET", "POST"])
def log(request: Request, pk: int, project: int) -> HttpResponse:
    """Log a visit; sent again after a lost connection it is the same visit.

    An outbox asks for JSON and gets it: what became of the visit, or what is wrong with it.
    """
    team = queries.team(request.actor, pk, to="visit")
    found = queries.project_to_visit(team, project)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = VisitForm(*sent, actor=request.actor, team=team)
    if request.method == "GET":
        return _page(request, team, found, form)
    if not form.is_valid():
        return _page(request, team, found, form, 422)
    try:
        made = actions.log(by=request.actor, team=team, project=found, visit=form.visit())
    except Refusal as refusal:
        form.add_error(None, refusal.sentence)
        return _page(request, team, found, form, refusal.status)
    if _is_by_script(request):
        answer = {"state": made.state, "url": made.get_absolute_url(), "sentence": _became(made)}
        return JsonResponse(answer, status=201)
    tell = messages.success if made.state == State.COUNTED else messages.warning
    tell(request, _became(made))
    return redirect(made)


def _is_by_script(request: Request) -> bool:
    return request.headers.get("Accept") == BY_SCRIPT


def _became(made: Visit) -> str:
    if made.state == State.COUNTED:
        return _("The visit is on record.")
    return _(
        "The visit is kept, but does not count yet: %(doubt)s. The county’s officers look at it."
    ) % {"doubt": made.get_doubt_display()}


def _page(
    request: Request, team: Team, found: Project, form: VisitForm, status: int = 200
) -> HttpResponse:
    if _is_by_script(request):
        return JsonResponse({"sentences": _faults(form)}, status=status)
    context = {
        "title": _("Log a visit"),
        "team": team,
        "project": found,
        "form": form,
        "crumbs": crumbs(team.drive, team),
    }
    return render(request, "visits/log.html", context, status=status)


def _faults(form: VisitForm) -> list[str]:
    """Return what is wrong, each with the name of its field."""
    faults = []
    for name, errors in form.errors.items():
        label = form.fields[name].label if name in form.fields else ""
        faults += [f"{label}: {error}" if label else str(error) for error in errors]
    return faults


@require_GET
def visit(request: Request, pk: int) -> HttpResponse:
    """Show one visit, what was found on it, and whether it counts."""
    return _visit(request, queries.visit(request.actor, pk, to="see"), SetAsideForm())


def _visit(request: Request, found: Visit, form: SetAsideForm, status: int = 200) -> HttpResponse:
    actor = request.actor
    may = {verb: test(actor, found) for verb, test in permissions.MAY_VISIT.items()}
    context = {
        "title": found.project.title,
        "visit": found,
        "row": visit_row(found),
        "pairs": _pairs(found),
        "photos": queries.photos_of(found),
        "rows": rows(request, queries.difficulties_of(found)),
        "form": form,
        "may": may,
        "crumbs": crumbs(found.drive, found.team),
    }
    return render(request, "visits/visit.html", context, status=status)


def _pairs(found: Visit) -> list[dict[str, Any]]:
    place = ""
    if found.longitude is not None and found.latitude is not None:
        place = f"{found.latitude:.5f}, {found.longitude:.5f}"
    return [
        {
            "label": _("Project"),
            "value": found.project.title,
            "url": found.project.get_absolute_url(),
        },
        {"label": _("County or zone"), "value": found.project.division.short_title},
        {"label": _("Whom the team met"), "value": found.met},
        {"label": _("Written down by"), "value": found.by_label},
        {"label": _("Place, kept with the writer’s consent"), "value": place},
    ]


@require_POST
def count(request: Request, pk: int) -> HttpResponse:
    """Let a doubtful visit count."""
    found = queries.visit(request.actor, pk, to="decide")
    try:
        actions.count(by=request.actor, visit=found)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("The visit counts; what was found is with the departments."))
    return redirect(found)


@require_POST
def set_aside(request: Request, pk: int) -> HttpResponse:
    """Keep a doubtful visit on record without counting it."""
    found = queries.visit(request.actor, pk, to="decide")
    form = SetAsideForm(request.POST)
    if not form.is_valid():
        return _visit(request, found, form, 422)
    try:
        actions.set_aside(by=request.actor, visit=found, words=form.cleaned_data["words"])
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("The visit stays on record and does not count."))
    return redirect(found)


@require_GET
def doubted(request: Request) -> HttpResponse:
    """List the visits that wait for a decision."""
    context = {
        "title": _("Visits to look at"),
        "rows": [visit_row(each) for each in queries.doubted(request.actor)],
    }
    return render(request, "visits/doubted.html", context)


@require_GET
def of_project(request: Request, pk: int) -> HttpResponse:
    """Show a project's visits and difficulties: a part of its page, or a page."""
    actor = request.actor
    found = projects.get(actor, pk, to="see")
    context = {
        "title": _("Visits and difficulties"),
        "project": found,
        "visits": [visit_row(each) for each in queries.visits_of_project(actor, found)],
        "rows": rows(request, queries.of_project(actor, found)),
        "crumbs": [{"title": found.title, "url": found.get_absolute_url()}],
    }
    template = "visits/of_project.html"
    return render(request, f"{template}#part" if request.htmx else template, context)
