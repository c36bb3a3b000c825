"""Helpers (代办): whom one lets act in one's place, and for whom one may act."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import get_script_prefix
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yuandu.kernel.accounts import actions, doors, queries, sessions
from yuandu.kernel.accounts.forms import GrantForm
from yuandu.kernel.accounts.views.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal


@doors.signed_in  # a helper need not hold a post
@require_http_methods(["GET", "POST"])
def helpers(request: Request) -> HttpResponse:
    """List both kinds of grants, and give a new one."""
    form = GrantForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.grant_help(
                by=request.actor,
                helper=given["helper"],
                roles=frozenset(given["roles"]),
                words=given["words"],
                until=given["until"],
            )
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("The helper may act for you from now on."))
            return redirect("accounts:helpers")
    today = request.workspace.today()
    return render(
        request,
        "accounts/helpers.html",
        {
            "form": form,
            "given": queries.grants_by(request.user.pk, request.workspace),
            "received": queries.grants_to(request.user.pk, request.workspace, today),
            "today": today,
        },
    )


@require_POST
def revoke(request: Request, pk: int) -> HttpResponse:
    """End a grant of one's own at once."""
    grant = get_object_or_404(queries.grants_by(request.user.pk, request.workspace), pk=pk)
    actions.revoke_grant(by=request.actor, grant=grant)
    messages.success(request, _("The helper may no longer act for you."))
    return redirect("accounts:helpers")


@doors.signed_in
@require_POST
def act(request: Request, pk: int) -> HttpResponse:
    """Begin to act for somebody who granted it."""
    live = queries.grants_to(request.user.pk, request.workspace, request.workspace.today())
    grant = get_object_or_404(live, pk=pk)
    actions.begin_acting(by=request.actor, grant=grant)
    sessions.act_under(request, grant)
    return redirect(f"{get_script_prefix()}workbench/")


@doors.signed_in
@require_POST
def stop(request: Request) -> HttpResponse:
    """Act as oneself again."""
    sessions.act_as_oneself(request)
    return redirect(f"{get_script_prefix()}workbench/")
