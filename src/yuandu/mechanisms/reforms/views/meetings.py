"""Meetings: the list, one with what was promised, calling and changing it, its calendar."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yuandu.kernel.lifecycle import feeds
from yuandu.kernel.lifecycle import queries as lifecycle
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.reforms import actions, calendars, permissions, queries, wording
from yuandu.mechanisms.reforms.meeting_forms import MeetingForm, PledgeForm
from yuandu.mechanisms.reforms.models import Meeting
from yuandu.mechanisms.reforms.views.frames import context_of, meeting_crumbs


@require_GET
def meeting_list(request: Request) -> HttpResponse:
    """List meetings, the newest first, with how many of their pledges run."""
    page = queries.meeting_page(request.actor, request.GET.get("page", 1))
    context = context_of(request, _("Meetings")) | {
        "page": page,
        "rows": [{"meeting": each, "stage": wording.meeting_stage(each.stage)} for each in page],
    }
    return render(request, "reforms/meetings.html", context)


@require_GET
def meeting(request: Request, pk: int) -> HttpResponse:
    """Show one meeting: agenda, who was invited, what was promised."""
    actor = request.actor
    found = queries.meeting(actor, pk, to="see")
    (panel,) = lifecycle.panels(actor, found)
    pledges = queries.tracked(actor, "all").filter(meeting=found)
    context = context_of(request, found.title) | {
        "meeting": found,
        "stage": wording.meeting_stage(found.stage),
        "panel": panel,
        "attendees": found.attendees.select_related("user"),
        "rows": queries.rows(actor, pledges),
        "may": {verb: test(actor, found) for verb, test in permissions.MAY_MEETING.items()},
        "crumbs": meeting_crumbs(),
    }
    return render(request, "reforms/meeting.html", context)


@require_GET
def calendar(request: Request, pk: int) -> HttpResponse:
    """Give a meeting as a file for a calendar."""
    found = queries.meeting(request.actor, pk, to="see")
    content = feeds.calendar(found.title, [calendars.of_meeting(found)], timezone.now())
    return calendar_file(content, f"meeting-{found.pk}")


def calendar_file(content: bytes, name: str) -> HttpResponse:
    """Return a calendar to be kept."""
    return HttpResponse(
        content,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.ics"'},
    )


@require_http_methods(["GET", "POST"])
def call(request: Request) -> HttpResponse:
    """Call a meeting."""
    if not permissions.keeps(request.actor):
        raise PermissionDenied
    form = MeetingForm(_sent(request), actor=request.actor)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.call(by=request.actor, **form.given())
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("The meeting is called."))
            return redirect(made)
    return _form(request, _("Call a meeting"), form)


@require_http_methods(["GET", "POST"])
def change(request: Request, pk: int) -> HttpResponse:
    """Change a meeting that is planned."""
    found = queries.meeting(request.actor, pk, to="edit")
    form = MeetingForm(_sent(request), actor=request.actor, meeting=found)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            actions.change(by=request.actor, meeting=found, version=version, **form.given())
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("The changes are saved."))
            return redirect(found)
    return _form(request, _("Change the meeting"), form, found)


@require_http_methods(["GET", "POST"])
def pledge(request: Request, pk: int) -> HttpResponse:
    """Write down what was promised at a meeting."""
    found = queries.meeting(request.actor, pk, to="pledge")
    finds = "find" in request.POST
    begun = request.POST.dict() if finds else None
    form = PledgeForm(None if finds else _sent(request), actor=request.actor, begun=begun)
    if not finds and request.method == "POST" and form.is_valid():
        try:
            actions.pledge(by=request.actor, meeting=found, new=form.new())
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("The pledge is on record; both are told."))
            return redirect(found)
    return _form(request, _("Write down a pledge"), form, found, finds=True)


def _sent(request: Request) -> Any:
    """Return what was sent, nothing at all included; None where a form is only asked for."""
    return request.POST if request.method == "POST" else None


def _form(
    request: Request, title: str, form: Any, found: Meeting | None = None, *, finds: bool = False
) -> HttpResponse:
    status = 422 if form.is_bound else 200
    context = {"title": title, "form": form, "finds": finds, "crumbs": meeting_crumbs(found)}
    return render(request, "reforms/form.html", context, status=status)
