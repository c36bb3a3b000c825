"""The voter's way: take the paper, choose, look once more, cast, keep the receipt.

A secret that the browser alone keeps makes the ticket; the page that casts names nobody.
"""

import datetime
import secrets
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from yuandu.kernel.registry.pages import sent
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.services.ballots import actions, queries, rules, wording
from yuandu.services.ballots.forms import VoteForm
from yuandu.services.ballots.models import Ballot, Elector, Question
from yuandu.services.ballots.refusals import LONGEST_OPEN, AlreadyTaken, GaveProxy, NotOpen, OddVote
from yuandu.services.ballots.views.reading import crumbs

# The secret, in seconds: longer than a ballot is open.
KEPT_FOR = int((LONGEST_OPEN + datetime.timedelta(days=5)).total_seconds())


@require_POST
def take(request: Request, pk: int) -> HttpResponse:
    """Take the paper of a secret ballot; it is filled in on the next page."""
    ballot = queries.get(request.actor, pk, to="vote")
    voter = _voter(request, ballot)
    secret = _secret(request, ballot) or secrets.token_hex(16)
    try:
        actions.take(by=request.actor, ballot=ballot, secret=secret, elector=voter)
    except Refusal as refusal:
        return _page(request, ballot, voter, refusal=refusal)
    return _keep(redirect(_url(ballot, request)), request, ballot, secret)


@never_cache
@require_http_methods(["GET", "POST"])
def vote(request: Request, pk: int) -> HttpResponse:
    """Show the paper; look at it once more; cast it."""
    ballot = queries.get(request.actor, pk, to="vote")
    voter = _voter(request, ballot)
    try:
        ticket = _ticket(request, ballot, voter)
    except Refusal as refusal:
        return _page(request, ballot, voter, refusal=refusal)
    if ballot.is_secret and ticket is None:
        # Before the paper is taken, so that an answer that gets lost loses no paper.
        secret = _secret(request, ballot) or secrets.token_hex(16)
        return _keep(_page(request, ballot, voter, mode="take"), request, ballot, secret)
    done = queries.receipts_of(ballot, ticket) if ticket else queries.voted_on(voter)
    asked = [each for each in queries.questions_of(voter) if each.number not in done]
    form = VoteForm(*sent(request), questions=asked, options=ballot.rule.options)
    if request.method == "POST" and asked:
        return _posted(request, ballot, voter, ticket, form, asked, done)
    return _page(request, ballot, voter, mode="form" if asked else "done", form=form, done=done)


def _posted(
    request: Request,
    ballot: Ballot,
    voter: Elector,
    ticket: rules.Ticket | None,
    form: VoteForm,
    asked: list[Question],
    done: dict[int, str],
) -> HttpResponse:
    """Show the choices once more; with the voter's "sure" put them into the box."""
    if not form.is_valid():
        return _page(request, ballot, voter, mode="form", status=422, form=form, done=done)
    choices = form.choices()
    if choices and "sure" not in request.POST:
        told = [
            {
                "name": f"q{each.number}",
                "value": choices[each.number],
                "question": each,
                "choice": wording.choice(choices[each.number]),
            }
            for each in asked
            if each.number in choices
        ]
        left = len(asked) - len(told)
        return _page(request, ballot, voter, mode="confirm", told=told, left=left, done=done)
    try:
        receipts = _cast(request, ballot, voter, str(ticket or ""), choices)
    except Refusal as refusal:
        form.add_error(None, refusal.sentence)
        status = refusal.status
        return _page(request, ballot, voter, mode="form", status=status, form=form, done=done)
    return _page(request, ballot, voter, mode="done", done=done | receipts)


def _cast(
    request: Request, ballot: Ballot, voter: Elector, ticket: str, choices: dict[int, str]
) -> dict[int, str]:
    if ballot.is_secret:
        made = actions.cast(ballot=ballot, ticket=ticket, choices=choices)
        return {each.question: each.code for each in made}
    actions.vote_openly(by=request.actor, ballot=ballot, choices=choices, elector=voter)
    return dict.fromkeys(choices, "")


def _voter(request: Request, ballot: Ballot) -> Elector:
    """Return whose vote it is.

    Raises:
        Http404: the actor has no vote here, or does not hold that one.
    """
    number = request.GET.get("for", "").replace("\x00", "")
    found = queries.voter(request.actor, ballot, number)
    if found is None:
        raise Http404
    return found


def _ticket(request: Request, ballot: Ballot, voter: Elector) -> rules.Ticket | None:
    """Return the ticket of a paper that was taken with this browser; None: not taken yet.

    Raises:
        Refusal: no votes are taken; it was taken with another browser, or given away.
    """
    if not ballot.is_open:
        raise NotOpen
    if voter.user_id == request.actor.user_id and voter.proxy_id is not None:
        raise GaveProxy
    if not queries.questions_of(voter).exists():
        raise OddVote("question")
    if not ballot.is_secret or not voter.took_part:
        return None
    secret = _secret(request, ballot)
    if not secret or voter.claim != rules.claim(voter.pk, secret):
        raise AlreadyTaken
    return actions.take(by=request.actor, ballot=ballot, secret=secret, elector=voter)


def _page(
    request: Request,
    ballot: Ballot,
    voter: Elector,
    *,
    mode: str = "refused",
    status: int = 200,
    refusal: Refusal | None = None,
    **more: Any,
) -> HttpResponse:
    receipts = more.get("done") or {}
    is_proxy = voter.user_id != request.actor.user_id
    context = more | {
        "title": ballot.title,
        "crumbs": crumbs(ballot),
        "ballot": ballot,
        "voter": voter,
        "left_out": queries.left_out(voter, voter.proxy_id) if is_proxy and voter.proxy_id else (),
        "is_proxy": is_proxy,
        "mode": mode,
        "refusal": refusal,
        "rule": wording.rule(ballot.rule),
        "receipts": sorted(receipts.items()),
        "here": _url(ballot, request),
    }
    return render(
        request, "ballots/vote.html", context, status=refusal.status if refusal else status
    )


def _url(ballot: Ballot, request: Request) -> str:
    number = request.GET.get("for", "")
    query = f"?for={number}" if number.isascii() and number.isdigit() else ""
    return reverse("ballots:vote", args=[ballot.pk]) + query


def _name(ballot: Ballot) -> str:
    return f"paper-{ballot.pk}"


def _secret(request: Request, ballot: Ballot) -> str:
    return request.COOKIES.get(_name(ballot), "")[:64]


def _keep(answer: HttpResponse, request: Request, ballot: Ballot, secret: str) -> HttpResponse:
    answer.set_cookie(
        _name(ballot),
        secret,
        max_age=KEPT_FOR,
        path=reverse("ballots:ballot", args=[ballot.pk]),
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )
    return answer
