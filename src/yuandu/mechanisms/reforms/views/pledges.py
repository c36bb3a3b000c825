"""The tracker of pledges: what runs, what is late, what was kept; fulfilling and passing on."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yuandu.kernel.lifecycle import feeds
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.sheets import handing_out
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.reforms import actions, calendars, queries, sheets, wording
from yuandu.mechanisms.reforms.meeting_forms import FulfilForm, PassOnForm
from yuandu.mechanisms.reforms.models import Pledge
from yuandu.mechanisms.reforms.views.frames import context_of, meeting_crumbs
from yuandu.mechanisms.reforms.views.meetings import calendar_file

ROWS_A_PAGE = 50


def _asked(request: Request) -> str:
    show = request.GET.get("show", "")
    return show if show in queries.TRACKED else queries.TRACKED[0]


@require_GET
def tracker(request: Request) -> HttpResponse:
    """Show what was promised at meetings, the most urgent first."""
    show, counts = _asked(request), queries.tracker_counts(request.actor)
    pages = Paginator(queries.tracked(request.actor, show), ROWS_A_PAGE)
    pages.count = counts[show]
    page = pages.get_page(request.GET.get("page", 1))
    context = context_of(request, _("Pledges of meetings")) | {
        "shows": [
            {
                "title": wording.TRACKED[each],
                "url": f"?show={each}",
                "current": each == show,
                "count": counts[each],
            }
            for each in queries.TRACKED
        ],
        "show": show,
        "page": page,
        "rows": queries.rows(request.actor, page),
    }
    return render(request, "reforms/pledges.html", context)


@require_GET
def sheet(request: Request, kind: str) -> StreamingHttpResponse:
    """Hand the list out as the tracker shows it."""
    rows = sheets.lines(queries.tracked(request.actor, _asked(request)).iterator(2000))
    return handing_out.exported(sheets.PLEDGES, rows, request.workspace, kind)


@require_GET
def calendar(request: Request) -> HttpResponse:
    """Give the pledges that run as a file for a calendar."""
    running = queries.tracked(request.actor, "running")[: calendars.MOST]
    entries = calendars.of_pledges(request.workspace, running)
    content = feeds.calendar(_("Pledges of meetings"), entries, timezone.now())
    return calendar_file(content, "pledges")


@require_http_methods(["GET", "POST"])
def fulfil(request: Request, pk: int) -> HttpResponse:
    """Say as its giver that a pledge is kept, and show it."""
    found = queries.pledge(request.actor, pk, to="fulfil")
    form = FulfilForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.fulfil(by=request.actor, pledge=found, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("The receiver is asked to confirm."))
            return redirect("lifecycle:promise", found.promise_id)
    return _form(request, _("It is done"), form, found)


@require_http_methods(["GET", "POST"])
def pass_on(request: Request, pk: int) -> HttpResponse:
    """Let a successor keep a pledge."""
    found = queries.pledge(request.actor, pk, to="pass_on")
    form = PassOnForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        try:
            actions.pass_on(by=request.actor, pledge=found, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("The successor keeps it from now on, and is told."))
            return redirect(found.meeting)
    return _form(request, _("Pass a pledge on"), form, found)


def _form(request: Request, title: str, form: Any, found: Pledge) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    context = {
        "title": title,
        "form": form,
        "words": found.promise.words,
        "has_files": True,
        "crumbs": meeting_crumbs(found.meeting),
    }
    return render(request, "reforms/form.html", context, status=status)
