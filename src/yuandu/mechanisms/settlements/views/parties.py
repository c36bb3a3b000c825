"""The two parties' own pages: what a grower brought and gets, what a buyer got and owes."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from yuandu.kernel.registry.requests import Request
from yuandu.kernel.sheets import handing_out
from yuandu.kernel.sheets import queries as for_sheets
from yuandu.mechanisms.orders import queries as orders
from yuandu.mechanisms.settlements import permissions, queries, sheets
from yuandu.mechanisms.settlements.rules import states
from yuandu.mechanisms.settlements.views.desk import row
from yuandu.mechanisms.settlements.views.slips import buyers_clock

ONE = 1  # batch a screen


@require_GET
def mine(request: Request) -> HttpResponse:
    """Show a grower one batch a screen: delivered, graded, taken off, paid when."""
    actor = request.actor
    if not permissions.grows(actor):
        raise Http404
    page = Paginator(queries.delivered_by(actor), ONE).get_page(request.GET.get("page", 1))
    context: dict[str, Any] = {"title": pgettext("grower", "Settlement"), "page": page}
    for batch in page:
        found = row(batch)
        slip, disputed = found["slip"], getattr(batch, "disputed", [])
        context |= found | {
            "taken_off": slip.deductions.all() if slip else [],
            "dispute": disputed[0] if disputed else None,
            "may_dispute": batch.state in {states.GRADED, states.SETTLED}
            and not any(each.state != states.CLOSED for each in disputed),
            "phone": orders.phone_of_desk(request.workspace, found["grower"].division_id),
        }
    return render(request, "settlements/mine.html", context)


@require_GET
def bought(request: Request) -> HttpResponse:
    """Show a buyer what it received, what was damaged, and what it owes."""
    actor = request.actor
    if not permissions.buys(actor):
        raise Http404
    page = queries.bought(actor, request.GET.get("page", 1))
    rows = [row(each) for each in page]
    for each in rows:
        each["due"] = buyers_clock(request, each["slip"]) if each["slip"] else None
    context = {
        "title": _("My deliveries and account"),
        "balance": queries.balances(actor),
        "page": page,
        "rows": rows,
        "sheets": handing_out.taken_along(request, "settlements:bought_sheet"),
    }
    return render(request, "settlements/bought.html", context)


@require_GET
def bought_sheet(request: Request, kind: str) -> StreamingHttpResponse:
    """Hand a buyer's account out as a file."""
    if not permissions.buys(request.actor):
        raise Http404
    layout = for_sheets.layout_for(request.actor, sheets.BOUGHT.code, to="export")
    rows = sheets.bought(request.actor)
    return handing_out.exported(layout, rows, request.workspace, kind)
