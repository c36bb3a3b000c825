"""The ladders of the company: who reads them, and HR who keeps them."""

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
from yuandu.mechanisms.careers import actions, permissions, queries, showing, versions, wording
from yuandu.mechanisms.careers.forms import BandForm, BookForm, EquateForm
from yuandu.mechanisms.careers.library import LADDERS
from yuandu.mechanisms.careers.models import Ladder, Rung


@require_GET
def ladders(request: Request) -> HttpResponse:
    """Show the three ladders, and which of their rungs count as equal."""
    rungs = list(queries.rungs(request.actor))
    context = {
        "title": _("Career ladders"),
        "drawing": showing.drawing_of(request.actor) if rungs else None,
        "ladders": [
            {
                "title": Ladder(ladder).label,
                "rungs": [(one, wording.rung_title(one)) for one in rungs if one.ladder == ladder],
            }
            for ladder in LADDERS
        ],
        "pairs": [
            (wording.rung_title(pair.one), wording.rung_title(pair.other))
            for pair in queries.equivalences(request.actor)
        ],
        "rungs": rungs,
        "may": {"keep": permissions.keeps(request.actor)},
    }
    return render(request, "careers/ladders.html", context)


@require_POST
def begin(request: Request) -> HttpResponse:
    """Enter the three ladders to start from."""
    try:
        actions.begin_ladders(by=request.actor)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("The ladders are entered. Set their numbers as yours are."))
    return redirect("careers:ladders")


@require_http_methods(["GET", "POST"])
def equate(request: Request) -> HttpResponse:
    """Let two rungs count as equal."""
    _keeps(request)

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        actions.equate(by=request.actor, **given)
        return _("The two rungs count as equal."), "careers:ladders"

    form = EquateForm(*sent(request), actor=request.actor)
    return one_form(request, _("Equal rungs"), form, act, _crumbs())


@require_GET
def rung(request: Request, pk: int) -> HttpResponse:
    """Show what a rung asks, in every version; the pay band to HR alone."""
    found = queries.rung(request.actor, pk)
    today = request.workspace.today()
    context = {
        "title": wording.rung_title(found),
        "crumbs": _crumbs(),
        "rung": found,
        "ladder": Ladder(found.ladder).label,
        "books": versions.books(queries.books(request.actor).filter(target=found), today),
        "may": {"keep": permissions.keeps(request.actor)},
    }
    return render(request, "careers/rung.html", context)


@require_http_methods(["GET", "POST"])
def band(request: Request, pk: int) -> HttpResponse:
    """Set the pay band of a rung."""
    _keeps(request)
    found = queries.rung(request.actor, pk)

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        actions.set_band(by=request.actor, rung=found, **given)
        return _("The pay band is set."), reverse("careers:rung", args=[found.pk])

    return one_form(request, _("Pay band"), BandForm(*sent(request)), act, _crumbs(found))


@require_http_methods(["GET", "POST"])
def book(request: Request, pk: int) -> HttpResponse:
    """Enter a version of what a rung asks, begun from the one in force."""
    _keeps(request)
    found = queries.rung(request.actor, pk)

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        actions.enter_book(by=request.actor, target=found, **given)
        return _("The version is entered."), reverse("careers:rung", args=[found.pk])

    now = queries.book_in_force(request.actor, found, None, request.workspace.today())
    form = BookForm(
        *sent(request),
        actor=request.actor,
        target=found,
        initial={"text": now.text if now else ""},
    )
    return one_form(request, _("New version of the rule"), form, act, _crumbs(found))


def _keeps(request: Request) -> None:
    if not permissions.keeps(request.actor):
        raise PermissionDenied


def _crumbs(found: Rung | None = None) -> list[dict[str, Any]]:
    way = [{"title": _("Career ladders"), "url": reverse("careers:ladders")}]
    if found is not None:
        way.append(
            {"title": wording.rung_title(found), "url": reverse("careers:rung", args=[found.pk])}
        )
    return way
