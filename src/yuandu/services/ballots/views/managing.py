"""Preparing ballots, opening and closing them; until the close with the participation alone."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yuandu.kernel.registry.pages import one_form, sent
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.services.ballots import actions, papers, permissions, queries
from yuandu.services.ballots.forms import CancelForm, DraftForm, ExcludeForm, OpenForm
from yuandu.services.ballots.views.reading import crumbs


@require_http_methods(["GET", "POST"])
def add(request: Request) -> HttpResponse:
    """Prepare a ballot of those who hold a post."""
    if not permissions.manages(request.actor):
        raise PermissionDenied
    form = DraftForm(*sent(request))

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        made = actions.draft(
            by=request.actor,
            title=given["title"],
            text=given["text"],
            rule=form.rule(),
            questions=given["questions"],
            electors=queries.holders_of(request.workspace, given["electors"]),
        )
        return _("The ballot is prepared."), reverse("ballots:ballot", args=[made.pk])

    return one_form(request, _("New ballot"), form, act, crumbs())


@require_GET
def roll(request: Request, pk: int) -> HttpResponse:
    """Show the roll: who took part and by whom, never how."""
    ballot = queries.get(request.actor, pk, to="attend")
    context = {
        "title": _("Roll of the ballot"),
        "crumbs": crumbs(ballot),
        "ballot": ballot,
        "page": queries.roll_page(ballot, request.GET.get("page", 1)),
        "volumes": range(1, papers.volumes(ballot) + 1),
    }
    return render(request, "ballots/roll.html", context)


@require_http_methods(["GET", "POST"])
def exclude(request: Request, pk: int) -> HttpResponse:
    """Exclude an elector from a question."""
    ballot = queries.get(request.actor, pk, to="manage")

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        elector = queries.elector_named(ballot, given["elector"].strip())
        actions.exclude(
            by=request.actor,
            ballot=ballot,
            question=given["question"],
            electors=[elector.number],
            reason=given["reason"],
        )
        return _("The elector is excluded."), reverse("ballots:ballot", args=[pk])

    form = ExcludeForm(*sent(request), questions=queries.questions(ballot))
    return one_form(request, _("Exclude an elector"), form, act, crumbs(ballot))


@require_http_methods(["GET", "POST"])
def open_page(request: Request, pk: int) -> HttpResponse:
    """Open the ballot until a time."""
    ballot = queries.get(request.actor, pk, to="manage")
    form = OpenForm(*sent(request))

    def act(_given: dict[str, Any]) -> tuple[str, Any]:
        closes_at = form.closes_at(request.workspace)
        actions.open_ballot(by=request.actor, ballot=ballot, closes_at=closes_at)
        return _("The ballot is open; the electors are told."), reverse("ballots:ballot", args=[pk])

    return one_form(request, _("Open the ballot"), form, act, crumbs(ballot))


@require_POST
def close(request: Request, pk: int) -> HttpResponse:
    """Close the ballot and count it."""
    ballot = queries.get(request.actor, pk, to="manage")
    try:
        actions.close(by=request.actor, ballot=ballot)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("The ballot is closed and counted."))
    return redirect("ballots:ballot", pk)


@require_http_methods(["GET", "POST"])
def cancel(request: Request, pk: int) -> HttpResponse:
    """End the ballot without counting it."""
    ballot = queries.get(request.actor, pk, to="manage")

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        actions.cancel(by=request.actor, ballot=ballot, reason=given["reason"])
        return _("The ballot is cancelled."), reverse("ballots:ballot", args=[pk])

    return one_form(
        request, _("Cancel the ballot"), CancelForm(*sent(request)), act, crumbs(ballot)
    )
