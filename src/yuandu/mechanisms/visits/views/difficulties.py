"""Difficulties: lists with their clocks, one with its steps, sorting, one more of a visit."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from yuandu.kernel.lifecycle import queries as lifecycle
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.sheets import handing_out
from yuandu.kernel.sheets import queries as for_sheets
from yuandu.kernel.sheets.permissions import MAY_LAYOUT
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.projects import queries as projects
from yuandu.mechanisms.visits import actions, permissions, queries, sheets
from yuandu.mechanisms.visits.forms import DifficultyBar, RaiseForm, SortForm
from yuandu.mechanisms.visits.models import Difficulty
from yuandu.mechanisms.visits.views.frames import crumbs, rows

VIEWS = {
    "open": pgettext_lazy("difficulties", "Open"),
    "asked": pgettext_lazy("difficulties", "Asked of my department"),
    "to_close": pgettext_lazy("difficulties", "Answered, for me to close"),
    "unsent": pgettext_lazy("difficulties", "Without a department"),
    "late": pgettext_lazy("difficulties", "Answer overdue"),
    "over": pgettext_lazy("difficulties", "Over"),
    "all": pgettext_lazy("difficulties", "All"),
}


def _show(request: Request) -> str:
    show = request.GET.get("show") or queries.SHOWN[0]
    if show not in queries.SHOWN:
        raise Http404
    return show


def _bar(request: Request) -> DifficultyBar:
    return DifficultyBar(request.GET, divisions=projects.divisions(request.actor))


@require_GET
def difficulty_sheet(request: Request, kind: str) -> StreamingHttpResponse:
    """Hand the list out as its filters have it."""
    layout = for_sheets.layout_for(request.actor, sheets.DIFFICULTIES.code, to="export")
    found = queries.listed(request.actor, _bar(request).filters(_show(request)))
    return handing_out.exported(layout, sheets.lines(found), request.workspace, kind)


@require_GET
def difficulty_list(request: Request) -> HttpResponse:
    """List difficulties, the gravest and oldest first, each with the clock that runs."""
    actor = request.actor
    show, form = _show(request), _bar(request)
    page = queries.page(actor, form.filters(show), request.GET.get("page", 1))
    counts = queries.counts(actor)
    may_export = MAY_LAYOUT["export"](actor, sheets.DIFFICULTIES)
    context = {
        "title": pgettext("of projects", "Difficulties"),
        "views": [
            {
                "title": title,
                "url": f"?show={code}",
                "current": code == show,
                "count": counts.get(code),
            }
            for code, title in VIEWS.items()
        ],
        "form": form,
        "page": page,
        "rows": rows(request, page),
        "layout": sheets.DIFFICULTIES.code,
        "may": {"export": may_export},
        "sheets": handing_out.taken_along(request, "visits:difficulty_sheet") if may_export else [],
    }
    template = "visits/difficulties.html"
    return render(request, f"{template}#found" if request.htmx else template, context)


@require_GET
def difficulty(request: Request, pk: int) -> HttpResponse:
    """Show one difficulty: how far it has come, with whom it is, what happened."""
    actor = request.actor
    found = queries.difficulty(actor, pk, to="see")
    (panel,) = lifecycle.panels(actor, found)
    (row,) = rows(request, [found])
    context = {
        "title": found.title,
        "difficulty": found,
        "row": row,
        "panel": panel,
        "pairs": _pairs(found),
        "may": {verb: test(actor, found) for verb, test in permissions.MAY_DIFFICULTY.items()},
        "crumbs": _way(found),
    }
    return render(request, "visits/difficulty.html", context)


def _way(found: Difficulty) -> list[dict[str, Any]]:
    project = found.visit.project
    return [*crumbs(), {"title": project.title, "url": project.get_absolute_url()}]


def _pairs(found: Difficulty) -> list[dict[str, Any]]:
    project = found.visit.project
    return [
        {"label": _("Project"), "value": project.title, "url": project.get_absolute_url()},
        {"label": _("County or zone"), "value": project.division.short_title},
        {"label": _("What is lacking"), "value": found.get_factor_display()},
        {"label": _("Found by"), "value": found.visit.team.title},
        {"label": _("Department"), "value": found.department},
        {
            "label": _("Answered within"),
            "value": found.answer_days,
            "unit": pgettext("unit", "working days"),
        },
        {"label": _("Satisfaction, 1 to 5"), "value": found.satisfaction},
    ]


@require_http_methods(["GET", "POST"])
def sort(request: Request, pk: int) -> HttpResponse:
    """Give a difficulty that is with no department another class or severity."""
    found = queries.difficulty(request.actor, pk, to="sort")
    form = SortForm.of(request.POST or None, found)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.sort(by=request.actor, difficulty=found, **form.cleaned_data)
            except Refusal as refusal:
                form.add_error(None, refusal.sentence)
                status = refusal.status
            else:
                messages.success(request, _("The difficulty is sorted. Send it now."))
                return redirect(found)
    context = {
        "title": _("Sort the difficulty"),
        "form": form,
        "crumbs": [*crumbs(), {"title": found.title, "url": found.get_absolute_url()}],
    }
    return render(request, "visits/form.html", context, status=status)


@require_http_methods(["GET", "POST"])
def raise_difficulty(request: Request, pk: int) -> HttpResponse:
    """Write down one more difficulty of a visit."""
    actor = request.actor
    visit = queries.visit(actor, pk, to="raise")
    form = RaiseForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                made = actions.raise_difficulty(
                    by=actor,
                    visit=visit,
                    key=form.cleaned_data["key"],
                    difficulty=form.difficulty(),
                )
            except Refusal as refusal:
                form.add_error(None, refusal.sentence)
                status = refusal.status
            else:
                messages.success(request, _("The difficulty is on record."))
                return redirect(made)
    context = {
        "title": _("Add a difficulty"),
        "form": form,
        "crumbs": crumbs(visit.drive, visit.team, visit),
    }
    return render(request, "visits/form.html", context, status=status)
