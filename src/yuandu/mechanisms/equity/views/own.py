"""持股: what the reader holds, through whom, at which price, and how it came about."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.equity import permissions, queries, rules, wording
from yuandu.mechanisms.equity.models import Holder
from yuandu.mechanisms.equity.views.frames import tabs


@require_GET
def home(request: Request) -> HttpResponse:
    """Show the reader's own shares; nobody else's."""
    actor = request.actor
    found = queries.holder_of(actor)
    context = {
        "title": _("My shares"),
        "tabs": tabs(actor, "home"),
        "holder": found,
        "may": {"read": permissions.reads(actor)},
    }
    if found:
        context |= held(request, found)
    return render(request, "equity/home.html", context)


def held(request: Request, found: Holder) -> dict[str, Any]:
    """Return what somebody holds as pages show it: holdings, value, certificates, history."""
    workspace, today = request.workspace, request.workspace.today()
    price = queries.price_on(workspace, today, rules.EXIT)
    holdings = list(queries.holdings_of(found))
    quantity = sum(int(each.account.balance) for each in holdings)
    history = queries.of_holders(queries.transactions_visible_to(request.actor), [found])
    return {
        "holdings": holdings,
        "quantity": quantity,
        "reserved": sum(int(each.account.reserved) for each in holdings),
        "price": price,
        "formula": wording.formula(price) if price else "",
        "value": price.amount * quantity if price else None,
        "certificates": list(queries.certificates_of(found)),
        "history": [rows(each) for each in history[: queries.ROWS_A_PAGE]],
    }


def rows(found: Any) -> dict[str, Any]:
    """Return a transaction as lists show it."""
    return {
        "found": found,
        "state": wording.state(found),
        "source": wording.side(found.source),
        "target": wording.side(found.target),
    }
