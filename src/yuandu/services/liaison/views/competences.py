"""The page that says which office answers what, where."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.services.liaison import actions, permissions, queries
from yuandu.services.liaison.forms import CompetenceForm


@require_http_methods(["GET", "POST"])
def competence_list(request: Request) -> HttpResponse:
    """List the competent offices; officers of the city enter more."""
    actor = request.actor
    may_keep = permissions.may_keep_competences(actor)
    if not permissions.may_see_competences(actor) or (request.method == "POST" and not may_keep):
        raise PermissionDenied
    form = CompetenceForm(request.POST or None, actor=actor)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.enter_competence(by=actor, **form.cleaned_data)
            except Refusal as refusal:
                form.add_error(None, refusal.sentence)
                status = refusal.status
            else:
                messages.success(request, _("The office is entered."))
                return redirect("liaison:competences")
    context = {
        "title": _("Competent offices"),
        "competences": queries.competences(actor),
        "form": form if may_keep else None,
        "may_keep": may_keep,
    }
    return render(request, "liaison/competences.html", context, status=status)


@require_POST
def drop(request: Request, pk: int) -> HttpResponse:
    """Send an office nothing more."""
    if not permissions.may_see_competences(request.actor):
        raise PermissionDenied
    found = get_object_or_404(queries.competences(request.actor), pk=pk)
    actions.drop_competence(by=request.actor, competence=found)
    messages.success(request, _("The office is sent nothing more."))
    return redirect("liaison:competences")
