"""Who stands by a subject: assign, hand over, release."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yuandu.kernel.lifecycle import actions, subjects
from yuandu.kernel.lifecycle.forms import AssignForm, HandOverForm
from yuandu.kernel.lifecycle.permissions import APPOINTERS
from yuandu.kernel.lifecycle.queries import people as queries
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal


@require_http_methods(["GET", "POST"])
def assign(request: Request, label: str, key: int) -> HttpResponse:
    """Say who stands by a subject, and see who does and did."""
    try:
        subject = subjects.seen(request.actor, label, key)
    except subjects.UnknownSubject as error:
        raise Http404 from error
    may_appoint = request.actor.has(*APPOINTERS)
    if request.method == "POST" and not may_appoint:
        raise PermissionDenied
    initial = {"from_on": request.workspace.today()}
    form = AssignForm(request.POST or None, actor=request.actor, initial=initial)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.assign(by=request.actor, subject=subject, **form.cleaned_data)
            except Refusal as refusal:
                form.add_error(None, refusal.sentence)
                status = refusal.status
            else:
                messages.success(request, _("Recorded; the person is told."))
                return redirect("lifecycle:people", label, key)
    context = {
        "title": _("Who stands by it"),
        "crumbs": [{"title": subject, "url": subjects.kind(label).url(subject)}],
        "assignments": queries.assignments_of(request.actor, subject),
        "form": form if may_appoint else None,
    }
    return render(request, "lifecycle/people.html", context, status=status)


@require_http_methods(["GET", "POST"])
def hand_over(request: Request, pk: int) -> HttpResponse:
    """Let somebody follow; the open promises pass on."""
    charge = queries.get_assignment(request.actor, pk, to="hand_over")
    initial = {"on": request.workspace.today()}
    form = HandOverForm(request.POST or None, actor=request.actor, initial=initial)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.hand_over(
                    by=request.actor, assignment=charge.assignment, **form.cleaned_data
                )
            except Refusal as refusal:
                form.add_error(None, refusal.sentence)
                status = refusal.status
            else:
                messages.success(request, _("Handed over; the open promises have passed on."))
                return _back(charge)
    context: dict[str, Any] = {
        "title": _("Hand over"),
        "charge": charge,
        "form": form,
        "crumbs": [
            {
                "title": charge.subject,
                "url": subjects.kind(charge.assignment.subject_label).url(charge.subject),
            }
        ],
    }
    return render(request, "lifecycle/hand_over.html", context, status=status)


@require_POST
def release(request: Request, pk: int) -> HttpResponse:
    """End an assignment today, without a successor."""
    charge = queries.get_assignment(request.actor, pk, to="release")
    try:
        actions.release(
            by=request.actor, assignment=charge.assignment, to_on=request.workspace.today()
        )
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("Ended."))
    return _back(charge)


def _back(charge: queries.Charge) -> HttpResponse:
    about = charge.assignment
    return redirect("lifecycle:people", about.subject_label, about.subject_id)
