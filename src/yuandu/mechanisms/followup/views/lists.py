"""Projects that owe months, stopped paying tax, or never entered the statistics."""

import datetime
from typing import Any

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from yuandu.kernel.registry.requests import Request
from yuandu.kernel.sheets import handing_out
from yuandu.mechanisms.followup import queries
from yuandu.mechanisms.followup.forms import FilterForm
from yuandu.mechanisms.followup.models import Month, Scale
from yuandu.mechanisms.followup.permissions import Rights
from yuandu.mechanisms.followup.queries import Row
from yuandu.mechanisms.followup.sheets import listing
from yuandu.mechanisms.followup.terms import terms_on
from yuandu.mechanisms.followup.views.frames import LIST_TITLES, crumbs, tabs
from yuandu.mechanisms.projects import queries as projects
from yuandu.mechanisms.projects.rules.watching import full_months


def _asked(request: Request) -> tuple[Rights, FilterForm, str]:
    """Return the reader's rights, the bar as the address fills it in, and the list asked for."""
    rights = queries.working_rights(request.actor)
    form = FilterForm(request.GET, divisions=projects.divisions(request.actor))
    which = form.which()
    if which not in queries.LISTS:
        raise Http404
    return rights, form, which


@require_GET
def project_list(request: Request) -> HttpResponse:
    """Show a list, what has waited longest in front."""
    actor = request.actor
    rights, form, which = _asked(request)
    filters = form.filters()
    counts = queries.counts(actor, rights, filters)
    number = request.GET.get("page", 1)
    page = queries.list_page(actor, rights, which, filters, counts[which], number)
    today = request.workspace.today()
    context: dict[str, Any] = {
        "title": LIST_TITLES[which],
        "crumbs": crumbs(),
        "tabs": tabs(which, counts),
        "form": form,
        "which": which,
        "sheets": [
            {"label": kind.upper(), "url": _sheet(request, which, kind)} for kind in ("xlsx", "csv")
        ],
        "page": page,
        "total": counts[which],
        "rows": [_row(row, today) for row in page],
        "terms": terms_on(request.workspace, today),
    }
    template = "followup/list.html"
    return render(request, f"{template}#found" if request.htmx else template, context)


def _sheet(request: Request, which: str, kind: str) -> str:
    given = request.GET.copy()
    given.pop("page", None)
    given["show"] = which
    return f"{reverse('followup:list_sheet', args=[kind])}?{given.urlencode()}"


def _row(row: Row, today: datetime.date) -> dict[str, Any]:
    following = row.following
    project = following.project
    return {
        "following": following,
        "project": project,
        "division": following.division.short_title,
        "owner": project.owner,
        "scale": Scale(following.scale).label if following.scale else "",
        "months": full_months(following.produced_on, today),
        "owed": [{"month": month, "what": lacks(month)} for month in row.owed],
    }


def lacks(month: Month) -> str:
    """Return what of a month is not filed: nothing said where it is all of it."""
    if month.tax_paid is None and month.output_value is None:
        return ""
    return _("tax") if month.tax_paid is None else _("output")


@require_GET
def list_sheet(request: Request, kind: str) -> StreamingHttpResponse:
    """Hand a list out as the filters have it."""
    rights, form, which = _asked(request)
    found = queries.every(request.actor, rights, which, form.filters())
    lines = listing.lines(found, request.workspace.today())
    return handing_out.exported(listing.FOLLOWED, lines, request.workspace, kind)
