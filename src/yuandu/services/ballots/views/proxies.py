"""Giving one's vote to another elector, and taking it back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yuandu.kernel.registry.pages import one_form, sent
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.services.ballots import actions, queries
from yuandu.services.ballots.forms import ProxyForm
from yuandu.services.ballots.refusals import OddBallot
from yuandu.services.ballots.views.reading import crumbs


@require_http_methods(["GET", "POST"])
def give(request: Request, pk: int) -> HttpResponse:
    """Let another elector vote in one's stead."""
    ballot = queries.get(request.actor, pk, to="vote")
    if queries.oneself(request.actor, ballot) is None:
        raise Http404

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        holder = queries.elector_named(ballot, given["holder"].strip())
        if holder is None:
            raise OddBallot("unknown-elector")
        actions.give_proxy(by=request.actor, ballot=ballot, holder=holder)
        return (
            _("%(holder)s votes in your stead.") % {"holder": holder.label},
            reverse("ballots:ballot", args=[pk]),
        )

    return one_form(
        request, _("Give your vote to a proxy"), ProxyForm(*sent(request)), act, crumbs(ballot)
    )


@require_POST
def revoke(request: Request, pk: int) -> HttpResponse:
    """Take one's vote back."""
    ballot = queries.get(request.actor, pk, to="vote")
    if queries.oneself(request.actor, ballot) is None:
        raise Http404
    try:
        actions.revoke_proxy(by=request.actor, ballot=ballot)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("Your vote is yours again."))
    return redirect("ballots:ballot", pk)
