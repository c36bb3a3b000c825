"""Changes of the register: a list, one of them, and entering, registering, releasing."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yuandu.kernel.registry.pages import one_form, sent
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.equity import actions, permissions, queries, rules, sheets, wording
from yuandu.mechanisms.equity.forms import EnterForm
from yuandu.mechanisms.equity.models import ShareTransaction
from yuandu.mechanisms.equity.views.frames import crumbs, tabs
from yuandu.mechanisms.equity.views.own import rows


@require_GET
def listed(request: Request) -> HttpResponse:
    """List the changes of the register, the latest first."""
    actor = request.actor
    if not permissions.reads(actor):
        raise PermissionDenied
    kind, state = request.GET.get("kind", ""), request.GET.get("state", "")
    kind = kind if kind in rules.KINDS else ""
    state = state if state in ShareTransaction.State.values else ""
    page = queries.transaction_page(actor, request.GET.get("page", 1), kind=kind, state=state)
    context = {
        "title": _("Share transactions"),
        "tabs": tabs(actor, "transactions"),
        "page": page,
        "rows": [rows(each) for each in page],
        "kinds": ShareTransaction.Kind.choices,
        "states": ShareTransaction.State.choices,
        "kind": kind,
        "state": state,
        "entering": list(wording.ENTER.items()),
        "layout": sheets.TRANSACTIONS.code,
        "may": {"keep": permissions.keeps(actor)},
    }
    return render(request, "equity/transactions.html", context)


@require_GET
def one(request: Request, pk: int) -> HttpResponse:
    """Show one change: between whom, at which price, why, and its certificates."""
    actor = request.actor
    found = queries.share_transaction(actor, pk, to="see")
    reads = permissions.reads(actor)
    way = [(_("Share transactions"), "equity:transactions")] if reads else []
    context = {
        "title": _("Share transaction %(number)s") % {"number": found},
        "crumbs": crumbs(*way),
        "row": rows(found),
        # Of a transfer each party sees their own certificates in their own list.
        "made": found.made.select_related("holding__holder") if reads else (),
        "closed": found.closed.all() if reads else (),
        "may": {"decide": permissions.keeps(actor) and found.state == queries.PENDING},
    }
    return render(request, "equity/transaction.html", context)


@require_http_methods(["GET", "POST"])
def enter(request: Request, kind: str) -> HttpResponse:
    """Enter a change of the register."""
    if not permissions.keeps(request.actor):
        raise PermissionDenied

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        made = actions.enter(by=request.actor, kind=kind, **given)
        return _("Entered as share transaction %(number)s.") % {"number": made}, made

    form = EnterForm(*sent(request), actor=request.actor, kind=kind)
    way = crumbs((_("Share transactions"), "equity:transactions"))
    return one_form(request, str(wording.ENTER[kind]), form, act, way)


@require_POST
def post(request: Request, pk: int) -> HttpResponse:
    """Register what was held back."""
    return _decide(request, pk, actions.post, _("The shares are registered."))


@require_POST
def void(request: Request, pk: int) -> HttpResponse:
    """Release what was held back."""
    return _decide(request, pk, actions.void, _("The shares are free again."))


def _decide(request: Request, pk: int, act: Callable[..., Any], said: str) -> HttpResponse:
    found = queries.share_transaction(request.actor, pk, to="decide")
    try:
        act(by=request.actor, found=found)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, said)
    return redirect(found)
