"""What people are due, and what they ask for that no facility serves."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yuandu.kernel.registry import queries as registry
from yuandu.kernel.registry.pages import one_form, sent
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.welfare import actions, permissions, queries
from yuandu.mechanisms.welfare.forms import AnswerForm, EntitlementForm, NeedForm
from yuandu.mechanisms.welfare.refusals import NotEntitled
from yuandu.mechanisms.welfare.views.facilities import crumbs

STATES = {
    "open": pgettext_lazy("needs", "Unmet"),
    "answered": pgettext_lazy("needs", "Answered"),
    "served": pgettext_lazy("needs", "Served"),
}


@require_GET
def entitlements(request: Request) -> HttpResponse:
    """Show what I am due, what keeps me from the rest, and to the care office the uptake."""
    cares = permissions.cares(request.actor)
    rows = [
        {"due": each, "reasons": [NotEntitled.SENTENCES[code] for code in each.faults]}
        for each in queries.due_to(request.actor)
    ]
    context = {
        "title": _("What I am due"),
        "crumbs": crumbs(),
        "rows": rows,
        "uptake": queries.uptake(request.actor) if cares else [],
        "may": {"keep": cares},
    }
    return render(request, "welfare/entitlements.html", context)


@require_http_methods(["GET", "POST"])
def add_entitlement(request: Request) -> HttpResponse:
    """Enter what people are due."""
    if not permissions.cares(request.actor):
        raise PermissionDenied
    form = EntitlementForm(*sent(request), places=registry.divisions(request.actor))

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        actions.enter_entitlement(by=request.actor, **given)
        return _("The entitlement is entered."), "welfare:entitlements"

    return one_form(request, _("New entitlement"), form, act, crumbs())


@require_POST
def claim(request: Request, pk: int) -> HttpResponse:
    """Claim something."""
    found = queries.entitlement(request.actor, pk, to="claim")
    try:
        actions.claim(by=request.actor, entitlement=found)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("It is yours. The care office hands it out."))
    return redirect("welfare:entitlements")


@require_http_methods(["GET", "POST"])
def needs(request: Request) -> HttpResponse:
    """Show what people ask for, and ask for something oneself."""
    state = request.GET.get("show") or "open"
    if state not in STATES:
        raise Http404

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        actions.ask_need(by=request.actor, **given)
        return _("It stands on the list; others can ask for the same."), "welfare:needs"

    return one_form(
        request,
        _("What is missing"),
        NeedForm(*sent(request)),
        act,
        crumbs(),
        template="welfare/needs.html",
        page=queries.need_page(request.actor, state, request.GET.get("page", 1)),
        views=[
            {"title": title, "url": f"?show={code}", "current": code == state}
            for code, title in STATES.items()
        ],
        may={"answer": permissions.cares(request.actor)},
    )


@require_POST
def support(request: Request, pk: int) -> HttpResponse:
    """Ask for the same."""
    found = queries.need(request.actor, pk, to="support")
    try:
        actions.support(by=request.actor, need=found)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    return redirect("welfare:needs")


@require_http_methods(["GET", "POST"])
def answer(request: Request, pk: int) -> HttpResponse:
    """Answer a need, or say what serves it now."""
    found = queries.need(request.actor, pk, to="answer")

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        actions.answer_need(by=request.actor, need=found, **given)
        return _("The answer is given; whoever asked is told."), "welfare:needs"

    form = AnswerForm(*sent(request), actor=request.actor)
    return one_form(request, found.words, form, act, crumbs())
