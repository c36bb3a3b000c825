"""Lights of a month, of a project over its months, and the terms behind them."""

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yuandu.kernel.registry import queries as registry
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.sheets import handing_out
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.projects import queries as projects
from yuandu.mechanisms.reporting import actions, permissions, queries, rules, wording
from yuandu.mechanisms.reporting.forms import LightBar, TermsForm
from yuandu.mechanisms.reporting.models import Light
from yuandu.mechanisms.reporting.queries import Shown
from yuandu.mechanisms.reporting.rules import Terms, Tone
from yuandu.mechanisms.reporting.terms import terms_of
from yuandu.mechanisms.reporting.views.frames import crumbs, tabs, titled, to_newest


def lamps(light: Light) -> list[dict[str, str]]:
    """Return the four lights of a project as badges: title, tone, and why."""
    return [
        {
            "title": str(wording.LIGHTS[kind]),
            "tone": wording.BADGES[Tone(getattr(light, kind))],
            "label": str(wording.TONES[Tone(getattr(light, kind))]),
            "why": wording.reason(kind, *light.reasons[kind]),
        }
        for kind in rules.KINDS
    ]


@require_GET
def light_list(request: Request, pk: int) -> HttpResponse:
    """List the projects of a locked month by their lights."""
    actor = request.actor
    found = queries.round_of(actor, pk, to="see")
    form = LightBar(request.GET, divisions=registry.divisions(actor))
    page = queries.light_page(actor, found, form.filters(), request.GET.get("page", 1))
    context = {
        "title": titled(found),
        "round": found,
        "crumbs": crumbs(),
        "tabs": tabs(request, "reporting:lights", found),
        "sheets": handing_out.taken_along(request, "reporting:month_sheet", found.pk, "lights"),
        "form": form,
        "page": page,
        "rows": [{"light": light, "lamps": lamps(light)} for light in page],
        "heads": list(wording.LIGHTS.values()),
    }
    template = "reporting/lights.html"
    if request.htmx:
        template += "#found"
    return render(request, template, context)


@require_GET
def newest_lights(request: Request) -> HttpResponse:
    """Lead to the lights of the last locked month; saved filters open here."""
    return to_newest(request, "reporting:lights")


@require_GET
def project(request: Request, pk: int) -> HttpResponse:
    """Show what was reported of one project, month by month, and its lights."""
    found = projects.get(request.actor, pk, to="see")
    months = queries.months_of_project(found)
    lights = queries.lights_of_project(found)
    context = {
        "title": _("Monthly reports of the project"),
        "project": found,
        "crumbs": [{"title": found.title, "url": found.get_absolute_url()}],
        "months": months,
        "series": [
            {"period": each.period, "invested": each.invested + each.corrected} for each in months
        ],
        "lights": [{"light": each, "lamps": lamps(each)} for each in lights],
        "supervised": [_supervised(each) for each in queries.supervisions_of(request.actor, found)],
    }
    template = "reporting/project.html"
    if request.htmx:
        template += "#part"
    return render(request, template, context)


def _supervised(shown: Shown) -> dict[str, Any]:
    found = shown.supervision
    return {
        "title": wording.LIGHTS[found.kind],
        "why": wording.reason(found.kind, *found.light.reasons[found.kind]),
        "period": found.light.round.period,
        "row": shown.row,
        "url": shown.url,
    }


@require_http_methods(["GET", "POST"])
def terms(request: Request) -> HttpResponse:
    """Show the thresholds and since when they hold; the city's office sets new ones."""
    actor = request.actor
    if not permissions.may_read(actor):
        raise Http404
    may_keep = permissions.may_keep_rounds(actor)
    form = TermsForm(request.POST or None, initial=_initial(request)) if may_keep else None
    status = 200
    if request.method == "POST":
        status = 422
        if form is None:
            return HttpResponse(status=403)
        if form.is_valid():
            try:
                actions.keep_terms(
                    by=actor,
                    from_on=form.cleaned_data["from_on"],
                    basis=form.cleaned_data["basis"],
                    terms=form.terms(),
                )
            except Refusal as refusal:
                form.add_error(None, refusal.sentence)
            else:
                messages.success(request, _("The new thresholds are on record."))
                return redirect("reporting:terms")
    context: dict[str, Any] = {
        "title": _("Terms of lights"),
        "tabs": tabs(request, "reporting:terms", queries.current_round(actor)),
        "crumbs": crumbs(),
        "kept": list(queries.terms_list(actor)[:50]),
        "usual": Terms(),
        "form": form,
    }
    return render(request, "reporting/terms.html", context, status=status)


def _initial(request: Request) -> dict[str, Any]:
    newest = queries.terms_list(request.actor).first()
    kept = terms_of(newest) if newest else Terms()
    return asdict(kept) | {"from_on": request.workspace.today().isoformat()}
