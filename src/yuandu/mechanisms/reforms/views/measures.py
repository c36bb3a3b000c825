"""The list of measures, one measure, and entering and changing it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods

from yuandu.kernel.accounts import doors
from yuandu.kernel.lifecycle import queries as lifecycle
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.reforms import actions, permissions, queries, rules, wording
from yuandu.mechanisms.reforms.forms import MeasureForm
from yuandu.mechanisms.reforms.models import Measure
from yuandu.mechanisms.reforms.views import effects
from yuandu.mechanisms.reforms.views.frames import context_of, crumbs, figure_named


@doors.public
@require_GET
def measure_list(request: Request) -> HttpResponse:
    """List measures by number, with the figures that they name."""
    asked = request.GET.get("show", "")
    show = asked if asked in queries.SHOWS else ""
    found = list(queries.listed(request.actor, show))
    context = context_of(request, _("Measures of reform")) | {
        "shows": _shows(request, show),
        "rows": [_row(each) for each in found],
    }
    return render(request, "reforms/list.html", context)


def _shows(request: Request, current: str) -> list[dict[str, Any]]:
    words = {
        "": wording.STAGES[rules.IN_FORCE],
        rules.PLANNED: wording.STAGES[rules.PLANNED],
        rules.ENDED: pgettext("measures", "Ended or dropped"),
        "all": _("All"),
    }
    if not permissions.is_staff(request.actor):
        del words[rules.PLANNED]
    return [
        {"title": title, "url": f"?show={code}", "current": code == current}
        for code, title in words.items()
    ]


def _row(measure: Measure) -> dict[str, Any]:
    """Return a measure as the list and its page show it."""
    return {
        "measure": measure,
        "stage": wording.stage(measure.stage),
        "activity": figure_named(measure.activity) if measure.activity else None,
        "claims": [
            {"claim": claim, "figure": figure_named(claim.figure)} for claim in measure.claims.all()
        ],
        "places": [each.division.short_title for each in measure.coverage.all()],
    }


@doors.public
@require_GET
def measure(request: Request, pk: int) -> HttpResponse:
    """Show one measure: what it consists of, what is done, what it claims to move."""
    actor = request.actor
    found = queries.measure(actor, pk, to="see")
    (panel,) = lifecycle.panels(actor, found)
    context = context_of(request, found.title) | {
        "measure": found,
        "row": _row(found),
        "panel": panel,
        "may": queries.mays(actor, found),
        "pairs": _pairs(found),
        "crumbs": crumbs(),
    }
    if context["is_staff"]:
        results = queries.scorecard_of(actor, found).results
        context["rows"] = effects.rows(request.workspace, results)
    return render(request, "reforms/measure.html", context)


def _pairs(found: Measure) -> list[dict[str, Any]]:
    return [
        {"label": _("What it consists of"), "value": found.content, "wide": True},
        {"label": _("Office in charge"), "value": found.office_title},
        {"label": _("Document that lays it down"), "value": found.source},
    ]


@require_http_methods(["GET", "POST"])
def enter(request: Request) -> HttpResponse:
    """Put a measure on the list."""
    if not permissions.keeps(request.actor):
        raise PermissionDenied
    form = MeasureForm(request.POST or None, divisions=queries.divisions(request.actor))
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.enter(by=request.actor, draft=form.draft())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The measure is on the list, as a plan."))
            return redirect(made)
    return _form(request, _("Enter a measure"), form)


@require_http_methods(["GET", "POST"])
def edit(request: Request, pk: int) -> HttpResponse:
    """Change what is written of a measure."""
    found = queries.measure(request.actor, pk, to="edit")
    form = MeasureForm(
        request.POST or None, divisions=queries.divisions(request.actor), measure=found
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.update(
                by=request.actor,
                measure=found,
                version=form.cleaned_data["version"] or 0,
                draft=form.draft(),
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The changes are saved."))
            return redirect(found)
    return _form(request, _("Change the measure"), form, found)


def _form(
    request: Request, title: str, form: MeasureForm, found: Measure | None = None
) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    context = {"title": title, "form": form, "crumbs": crumbs(found)}
    return render(request, "reforms/form.html", context, status=status)
