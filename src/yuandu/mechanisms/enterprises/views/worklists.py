"""The officers' work lists, on screen and as sheets; the calendar of titles."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from yuandu.kernel.lifecycle import feeds
from yuandu.kernel.registry import queries as registry
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.sheets import handing_out
from yuandu.mechanisms.enterprises import actions, calendars, permissions, queries, telling
from yuandu.mechanisms.enterprises.forms.worklists import AtRiskForm, EligibleForm
from yuandu.mechanisms.enterprises.sheets import worklists as sheets


def context_of(request: Request, title: str, form: Any) -> dict[str, Any]:
    """Return what every list of this room's officers needs."""
    return {
        "frame": "base.html",
        "title": title,
        "form": form,
        "measured": telling.measured_by(queries.sweeps(request.actor)),
        "may_sweep": request.actor.has(*permissions.IMPORTERS),
        "asked": urlencode({name: form[name].value() or "" for name in form.fields}),
    }


def fragment(request: Request, template: str, context: dict[str, Any]) -> HttpResponse:
    """Show a list, or what was found alone where a script asks for it."""
    if request.htmx:
        template += "#found"
    return render(request, template, context)


def _eligible_form(request: Request) -> EligibleForm:
    return EligibleForm(request.GET, divisions=registry.divisions(request.actor))


def _at_risk_form(request: Request) -> AtRiskForm:
    return AtRiskForm(request.GET, divisions=registry.divisions(request.actor))


@require_GET
def eligible(request: Request) -> HttpResponse:
    """List who meets a book in force and does not hold its title."""
    form = _eligible_form(request)
    rows = queries.eligible(request.actor, form.filters())
    found = queries.work_page(rows, request.GET.get("page", 1))
    context = context_of(request, _("Eligible without a title"), form) | {
        "found": found,
        "page": found.page,
        "rows": [
            telling.eligible(one) | {"may_enter": permissions.keeps(request.actor, one.firm)}
            for one in found.page
        ],
    }
    return fragment(request, "enterprises/eligible.html", context)


@require_GET
def eligible_sheet(request: Request, kind: str) -> StreamingHttpResponse:
    """Hand the list out as the filters have it."""
    queries.sweeps(request.actor)  # refuses whoever has no work list
    rows = sheets.eligible_rows(request.actor, _eligible_form(request).filters())
    return handing_out.exported(sheets.ELIGIBLE, rows, request.workspace, kind)


@require_GET
def at_risk(request: Request) -> HttpResponse:
    """List the titles that may be lost, those that end first in front."""
    form = _at_risk_form(request)
    rows = queries.at_risk(request.actor, form.filters())
    found = queries.work_page(rows, request.GET.get("page", 1))
    context = context_of(request, _("Titles that may be lost"), form) | {
        "found": found,
        "page": found.page,
        "rows": [told for _one, told in sheets.told_at_risk(request.actor, list(found.page))],
    }
    return fragment(request, "enterprises/at_risk.html", context)


@require_GET
def at_risk_sheet(request: Request, kind: str) -> StreamingHttpResponse:
    """Hand the list out as the filters have it."""
    queries.sweeps(request.actor)  # refuses whoever has no work list
    rows = sheets.at_risk_rows(request.actor, _at_risk_form(request).filters())
    return handing_out.exported(sheets.AT_RISK, rows, request.workspace, kind)


@require_GET
def calendar(request: Request) -> HttpResponse:
    """Hand out the days of titles as they stand now; a subscription has an address of its own."""
    if not permissions.may_watch(request.actor):
        raise PermissionDenied
    name = f"{request.workspace.title}: {_('Titles that run out')}"
    content = feeds.calendar(name, calendars.entries(request.actor), timezone.now())
    return HttpResponse(
        content,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="titles.ics"'},
    )


@require_POST
def sweep_now(request: Request) -> HttpResponse:
    """Measure all firms now, after announcements or facts came in."""
    if not request.actor.has(*permissions.IMPORTERS):
        raise PermissionDenied
    made = actions.sweep_standings(by=request.actor)
    if made:
        messages.success(request, _("All firms were measured anew."))
    else:
        messages.warning(
            request, _("No book of the ladder is in force; load the library of policies first.")
        )
    return redirect("enterprises:eligible")
