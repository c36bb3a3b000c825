"""Disputes: raised with photos on a phone, answered at the desk, closed by the grower."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.settlements import actions, permissions, queries, wording
from yuandu.mechanisms.settlements.forms import AnswerForm, DisputeForm, WordsForm
from yuandu.mechanisms.settlements.models import Dispute
from yuandu.mechanisms.settlements.rules import amounts, states
from yuandu.mechanisms.settlements.views.frames import crumbs, done, filled

PLAIN = {
    "accept": (actions.accept, pgettext_lazy("dispute", "Closed. Thank you.")),
    "take_back": (actions.take_back, pgettext_lazy("dispute", "Taken back.")),
}


@require_http_methods(["GET", "POST"])
def raise_dispute(request: Request, pk: int) -> HttpResponse:
    """Say that a grading is wrong."""
    found = queries.batch(request.actor, pk, to="dispute")
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = DisputeForm(*sent)

    def act() -> Dispute:
        return actions.dispute(
            by=request.actor,
            batch=found,
            words=form.cleaned_data["words"],
            photos=form.photos_given(),
        )

    return filled(
        request,
        form,
        act,
        title=_("I do not agree"),
        said=_("The desk answers. What is not in dispute is paid all the same."),
        way=crumbs(found),
        is_multipart=True,
    )


@require_GET
def dispute(request: Request, pk: int) -> HttpResponse:
    """Show a dispute: what the grower says, photos, the answer."""
    actor = request.actor
    found = queries.dispute(actor, pk, to="see")
    context = {
        "title": _("Dispute about %(number)s") % {"number": found.batch.number},
        "dispute": found,
        "state": wording.badge(found),
        "photos": queries.photos_of(found),
        "moves": states.open_moves(states.DISPUTE_MOVES, found.state),
        "may": {verb: test(actor, found) for verb, test in permissions.MAY_DISPUTE.items()},
        "crumbs": crumbs(found.batch),
    }
    return render(request, "settlements/dispute.html", context)


@require_http_methods(["GET", "POST"])
def answer(request: Request, pk: int) -> HttpResponse:
    """Answer a dispute."""
    found = queries.dispute(request.actor, pk, to="answer")
    form = AnswerForm(request.POST if request.method == "POST" else None)

    def act() -> Dispute:
        given = form.cleaned_data
        return actions.answer(
            by=request.actor,
            dispute=found,
            outcome=given["outcome"],
            words=given["words"],
            award=given["award"] or amounts.NOTHING,
        )

    return filled(
        request,
        form,
        act,
        title=_("Answer the dispute"),
        said=_("Answered; the grower says whether that settles it."),
        way=crumbs(found.batch),
    )


@require_http_methods(["GET", "POST"])
def insist(request: Request, pk: int) -> HttpResponse:
    """Not take the answer."""
    found = queries.dispute(request.actor, pk, to="decide")
    form = WordsForm(request.POST if request.method == "POST" else None)
    return filled(
        request,
        form,
        lambda: actions.insist(by=request.actor, dispute=found, **form.cleaned_data),
        title=_("I still do not agree"),
        said=_("The desk answers again."),
        way=crumbs(found.batch),
    )


@require_POST
def decide(request: Request, pk: int, verb: str) -> HttpResponse:
    """Take the answer, or take the dispute back."""
    found = queries.dispute(request.actor, pk, to="decide")
    if verb not in PLAIN:
        raise Http404
    act, said = PLAIN[verb]
    return done(request, lambda: act(by=request.actor, dispute=found), said=str(said), back=found)
