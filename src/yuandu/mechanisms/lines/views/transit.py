"""The way of plants: temperatures of a trip, claims for what was damaged, losses of all lines."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yuandu.kernel.accounts import doors
from yuandu.kernel.lifecycle import clocks
from yuandu.kernel.lifecycle.days import calendar_of
from yuandu.kernel.registry.pages import frame, one_form, sent
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.lines import actions, permissions, queries, wording
from yuandu.mechanisms.lines.forms.transit import ClaimForm, ClaimMoveForm, TemperatureForm
from yuandu.mechanisms.lines.models import Booking, Cause, Claim
from yuandu.mechanisms.lines.rules import claims
from yuandu.mechanisms.lines.views.frames import crumbs


@require_http_methods(["GET", "POST"])
def temperatures(request: Request, pk: int) -> HttpResponse:
    """Record the temperatures of a trip, from a logger's file or by hand."""
    found = queries.trip(request.actor, pk, to="move")
    form = TemperatureForm(*sent(request), *((request.FILES,) if request.FILES else ()))

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        actions.record_temperatures(
            by=request.actor,
            trip=found,
            logger=given["logger"],
            low=given["low"],
            high=given["high"],
            told=given["told"],
        )
        return _("The temperatures are on record."), found

    return one_form(request, _("Temperatures on the way"), form, act, crumbs(found.line, found))


@require_GET
def claim_list(request: Request) -> HttpResponse:
    """List the claims the reader may read, those that wait first."""
    page = queries.claim_page(request.actor, request.GET.get("page", 1))
    context = {
        "title": _("Claims for damage in transit"),
        "crumbs": crumbs(),
        "page": page,
        "rows": [claim_row(request, each) for each in page],
    }
    return render(request, "lines/claims.html", context)


def claim_row(request: Request, found: Claim) -> dict[str, Any]:
    """Return a claim as pages show it: how it stands, whose turn it is, how long still."""
    turn = claims.TURNS.get(found.state)
    due = None
    if turn and found.due_on:
        terms = clocks.Terms("open", found.turned_on, found.due_on, found.turned_on)
        due = clocks.read(terms, request.workspace.today(), calendar_of(request.workspace))
        if due.state == "silent":  # the clock of a claim knows late, not silent
            late = found.due_on < request.workspace.today()
            due = clocks.Reading("overdue" if late else "due", found.due_on)
    return {
        "claim": found,
        "state": wording.claim_state(found.state),
        "turn": wording.TURNS[turn[0]] if turn else "",
        "due": due,
    }


def claim_of_booking(request: Request, found: Booking) -> dict[str, Any] | None:
    """Return the claim on a booking with the moves that are the reader's."""
    claim = queries.claim_of(request.actor, found)
    if claim is None:
        return None
    moves = [
        {
            "code": move,
            "title": wording.CLAIM_MOVES[move],
            "asks": move in claims.WITH_WORDS,
            "grants": move == "grant",
        }
        for move in claims.moves_from(claim.state)
        if permissions.may_move_claim(request.actor, claim, move)
    ]
    return claim_row(request, claim) | {"moves": moves}


@require_http_methods(["GET", "POST"])
def make_claim(request: Request, pk: int) -> HttpResponse:
    """Claim what plants that did not arrive whole are worth."""
    found = queries.booking(request.actor, pk, to="claim")
    form = ClaimForm(*sent(request))

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        actions.claim(by=request.actor, booking=found, **given)
        return _("The carrier has your claim and five working days to answer."), found

    way = [
        *crumbs(found.trip.line, found.trip),
        {"title": found.number, "url": found.get_absolute_url()},
    ]
    return one_form(request, _("Claim for damage in transit"), form, act, way)


@require_POST
def move_claim(request: Request, pk: int, move: str) -> HttpResponse:
    """Move a claim on its way."""
    if move not in wording.CLAIM_MOVES:
        raise Http404
    found = queries.claim(request.actor, pk, to=move)
    form = ClaimMoveForm(request.POST, claim=found)
    if not form.is_valid():
        told = [error for errors in form.errors.values() for error in errors]
        messages.error(request, " ".join(str(error) for error in told))
        return redirect(found)
    try:
        actions.move_claim(by=request.actor, claim=found, move=move, **form.cleaned_data)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, str(wording.claim_state(found.state)["label"]))
    return redirect(found)


@doors.public
@require_GET
def losses(request: Request) -> HttpResponse:
    """Tell what lines lost on the way by season."""
    lost = queries.losses_of_lines(request.actor)
    context = {
        "frame": frame(request),
        "title": _("Lost on the way, by line and season"),
        "crumbs": crumbs(),
        "seasons": list(wording.SEASONS.values()),
        "rows": [
            {
                "line": line,
                "seasons": [
                    {
                        "title": wording.SEASONS[each.season],
                        "share": each.share,
                        "worst": Cause(each.worst).label if each.worst else "",
                    }
                    for each in lost.get(line.pk, ())
                ],
            }
            for line in queries.lines_visible_to(request.actor)
        ],
    }
    return render(request, "lines/losses.html", context)
