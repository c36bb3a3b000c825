"""Giving one's vote to another elector, and taking it back."""

from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yuandu.kernel.registry.pages import one_form, sent
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.services.ballots import actions, queries
from yuandu.services.ballots.forms import ProxyForm
from yuandu.services.ballots.models import Elector
from yuandu.services.ballots.refusals import OddBallot
from yuandu.services.ballots.views.reading import crumbs


@require_http_methods(["GET", "POST"])
def give(request: Request, pk: int) -> HttpResponse:
    """Let another elector vote in one's stead; asked once more where that costs a question."""
    ballot = queries.get(request.actor, pk, to="vote")
    own = queries.oneself(request.actor, ballot)
    if own is None:
        raise Http404
    form = ProxyForm(*sent(request))
    holder: Elector | None = None
    if request.method == "POST":
        # Who cannot be found is told beside the field, below.
        with suppress(OddBallot):
            holder = queries.elector_named(ballot, form.named())
    if holder is not None and form.data.get("sure") != str(holder.number):
        lost = list(queries.left_out(own, holder.pk))
        # Whoever could vote on nothing is refused by the action.
        if lost and queries.questions_of(own, by=holder.pk).exists():
            context = {
                "title": _("Give your vote to a proxy"),
                "crumbs": crumbs(ballot),
                "ballot": ballot,
                "holder": holder,
                "lost": lost,
            }
            return render(request, "ballots/proxy.html", context)

    def act(_given: dict[str, Any]) -> tuple[str, Any]:
        taker = holder or queries.elector_named(ballot, form.named())
        actions.give_proxy(by=request.actor, ballot=ballot, holder=taker)
        return (
            _("%(holder)s votes in your stead.") % {"holder": taker.label},
            reverse("ballots:ballot", args=[pk]),
        )

    return one_form(request, _("Give your vote to a proxy"), form, act, crumbs(ballot))


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
