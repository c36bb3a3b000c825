"""Projects to look at: stuck, silent after production, started or listed without the other."""

import datetime
from typing import Any

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from yuandu.engines.forecasting import LEAST_CASES
from yuandu.kernel.registry.reach import reach
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.sheets import handing_out
from yuandu.mechanisms.projects import queries, wording
from yuandu.mechanisms.projects.forms import WatchForm
from yuandu.mechanisms.projects.models import Standing, Watch
from yuandu.mechanisms.projects.queries import watching
from yuandu.mechanisms.projects.sheets import watching as sheets
from yuandu.mechanisms.projects.views.telling import project_row


def _which(request: Request) -> str:
    """Return the list asked for; nobody without projects to work with has one."""
    which = request.GET.get("show") or watching.STUCK
    if reach(request.actor).is_public or which not in watching.WATCHES:
        raise Http404
    return which


def _form(request: Request) -> WatchForm:
    return WatchForm(
        request.GET,
        workspace=request.workspace,
        divisions=queries.divisions(request.actor),
        years=[],
    )


@require_GET
def watch(request: Request) -> HttpResponse:
    """List what somebody should look at, what has waited longest in front."""
    actor, which, form = request.actor, _which(request), _form(request)
    filters, usual = form.filters(), watching.usual_times(actor)
    lengths = watching.lengths(actor, filters)
    total, is_all = lengths.numbers[which], which not in lengths.cut
    number = request.GET.get("page", 1)
    page = watching.watched_page(actor, filters, which, total, number)
    today = request.workspace.today()
    context: dict[str, Any] = {
        "title": _("Projects to watch"),
        "form": form,
        "which": which,
        "views": [
            {
                "title": title,
                "url": _address(request, "projects:watch", show),
                "current": show == which,
                "count": lengths.numbers[show],
                "is_cut": show in lengths.cut,
            }
            for show, title in Watch.choices
        ],
        "sheets": [
            {"label": kind.upper(), "url": _address(request, "projects:watch_sheet", which, kind)}
            for kind in ("xlsx", "csv")
        ],
        "page": page,
        "total": total,
        "is_all": is_all,
        "rows": [row(request, standing, usual, today) for standing in page],
        "usual": [
            {"stage": wording.STAGES[stage], "of": each} for stage, each in usual.times.items()
        ],
        "on": usual.on,
        "least": LEAST_CASES,
        "currency": request.workspace.currency,
    }
    template = "projects/watch.html"
    return render(request, f"{template}#found" if request.htmx else template, context)


def row(
    request: Request,
    standing: Standing,
    usual: watching.Usual,
    today: datetime.date,
) -> dict[str, Any]:
    """Return a project as the lists show it."""
    return project_row(request.actor, standing) | sheets.waits(standing, usual, today)


def _address(request: Request, route: str, show: str, *args: str) -> str:
    given = request.GET.copy()
    given.pop("page", None)
    given["show"] = show
    return f"{reverse(route, args=args)}?{given.urlencode()}"


@require_GET
def watch_sheet(request: Request, kind: str) -> StreamingHttpResponse:
    """Hand a list out as the filters have it."""
    actor, which = request.actor, _which(request)
    usual = watching.usual_times(actor)
    found = watching.every(actor, _form(request).filters(), which)
    lines = sheets.lines(found, usual, request.workspace.today())
    return handing_out.exported(sheets.WATCHED, lines, request.workspace, kind)
