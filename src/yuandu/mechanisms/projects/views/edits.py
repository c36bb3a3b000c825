"""Entering and changing a project."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.projects import actions, permissions, queries, rules
from yuandu.mechanisms.projects.forms import ProjectForm


@require_http_methods(["GET", "POST"])
def add(request: Request) -> HttpResponse:
    """Enter a project."""
    if not permissions.may_enter_somewhere(request.actor):
        raise PermissionDenied
    form = ProjectForm(
        request.POST or None,
        actor=request.actor,
        divisions=queries.divisions_to_enter(request.actor),
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.create(
                by=request.actor,
                draft=form.draft(),
                confirmed=form.cleaned_data["confirmed"],
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The project is in the register."))
            return redirect(made)
    return render(request, "projects/edit.html", _form_context(_("Enter a project"), form))


@require_http_methods(["GET", "POST"])
def edit(request: Request, pk: int) -> HttpResponse:
    """Change a project's record."""
    project = queries.get(request.actor, pk, to="edit")
    form = ProjectForm(
        request.POST or None,
        actor=request.actor,
        divisions=queries.divisions_to_enter(request.actor),
        project=project,
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.update(
                by=request.actor,
                project=project,
                version=form.cleaned_data["version"] or 0,
                draft=form.draft(),
                confirmed=form.cleaned_data["confirmed"],
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The changes are saved."))
            return redirect(project)
    context = _form_context(_("Change the record"), form) | {"project": project}
    return render(request, "projects/edit.html", context)


@require_POST
def open_track(request: Request, pk: int, cycle: str) -> HttpResponse:
    """Put the project on a parallel track: a permit, the investment statistics."""
    if cycle not in rules.PARALLEL:
        raise Http404
    project = queries.get(request.actor, pk, to="open")
    try:
        actions.open_track(by=request.actor, project=project, cycle=cycle)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    return redirect(project)


def _form_context(title: str, form: ProjectForm) -> dict[str, Any]:
    return {"title": title, "form": form}
