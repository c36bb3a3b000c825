"""Slips: a list with its files, one with its two legs, its paper, and what the banks said."""

from typing import Any

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yuandu.engines.quantities import in_capitals
from yuandu.kernel.lifecycle import clocks
from yuandu.kernel.lifecycle.days import calendar_of
from yuandu.kernel.papers import handing_out as papers
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.sheets import handing_out
from yuandu.kernel.sheets import queries as for_sheets
from yuandu.mechanisms.orders import queries as orders
from yuandu.mechanisms.settlements import actions, permissions, queries, sheets, wording
from yuandu.mechanisms.settlements.forms import SlipBar, WordsForm
from yuandu.mechanisms.settlements.models import Settlement
from yuandu.mechanisms.settlements.papers import slip_paper
from yuandu.mechanisms.settlements.rules import states
from yuandu.mechanisms.settlements.views.frames import crumbs, done, filled

VIEWS = {
    "unpaid": pgettext_lazy("slips", "Buyer has to pay"),
    "to_pay": pgettext_lazy("slips", "To be paid to growers"),
    "refused": pgettext_lazy("slips", "Refused by a bank"),
    "paid": pgettext_lazy("slips", "Paid"),
    "all": pgettext_lazy("slips", "All"),
}
# What is done without words, and what the reader is told.
PLAIN = {
    "fund": (actions.fund, pgettext_lazy("slip", "The buyer’s money is booked.")),
    "ask_again": (actions.ask_again, pgettext_lazy("slip", "The buyer is asked again.")),
    "pay": (actions.pay, pgettext_lazy("slip", "The grower’s money is booked.")),
    "pay_again": (actions.pay_again, pgettext_lazy("slip", "The money is sent again.")),
}
REFUSING = {
    "refuse": (actions.refuse, pgettext_lazy("slip", "The buyer’s bank refused")),
    "bounce": (actions.bounce, pgettext_lazy("slip", "The grower’s bank refused")),
}


def _show(request: Request) -> str:
    show = request.GET.get("show") or "unpaid"
    if show not in queries.SLIPS:
        raise Http404
    return show


@require_GET
def slip_list(request: Request) -> HttpResponse:
    """List slips by what they wait for."""
    actor = request.actor
    if not permissions.receives_somewhere(actor):
        raise Http404
    show, form = _show(request), SlipBar(request.GET, today=request.workspace.today())
    words, year = form.given()
    page = queries.slip_page(actor, show, words, year, request.GET.get("page", 1))
    context = {
        "title": _("Settlement slips"),
        "views": [
            {"title": title, "url": f"?show={code}", "current": code == show}
            for code, title in VIEWS.items()
        ],
        "form": form,
        "page": page,
        "rows": [row(request, each) for each in page],
        "sheets": handing_out.taken_along(request, "settlements:slip_sheet"),
        "invoices": handing_out.taken_along(request, "settlements:invoice_sheet"),
        "crumbs": crumbs(),
    }
    template = "settlements/slips.html"
    return render(request, f"{template}#found" if request.htmx else template, context)


def row(request: Request, slip: Settlement) -> dict[str, Any]:
    """Return a slip as lists show it, with the buyer's clock while it runs."""
    return {
        "slip": slip,
        "state": wording.badge(slip),
        "due": buyers_clock(request, slip),
    }


def buyers_clock(request: Request, slip: Settlement) -> dict[str, Any] | None:
    """Return how a buyer's payment stands; nothing once it is there."""
    if slip.state not in {states.ISSUED, states.REFUSED}:
        return None
    terms = clocks.Terms("open", slip.issued_on, slip.buyer_due_on, slip.buyer_due_on)
    found = clocks.read(terms, request.workspace.today(), calendar_of(request.workspace))
    # A debt is late and not silent: the buyer has been reminded.
    state = "overdue" if found.state == "silent" else found.state
    return {"state": state, "on": found.on, "days": found.days}


@require_GET
def slip_sheet(request: Request, kind: str) -> StreamingHttpResponse:
    """Hand the list of slips out as its filters have it."""
    layout = for_sheets.layout_for(request.actor, sheets.SLIPS.code, to="export")
    words, year = SlipBar(request.GET, today=request.workspace.today()).given()
    found = queries.slip_rows(request.actor, _show(request), words, year)
    return handing_out.exported(layout, sheets.slip_lines(found), request.workspace, kind)


@require_GET
def invoice_sheet(request: Request, kind: str) -> StreamingHttpResponse:
    """Hand out what purchase invoices are made from: the paid slips of a year."""
    layout = for_sheets.layout_for(request.actor, sheets.INVOICES.code, to="export")
    _words, year = SlipBar(request.GET, today=request.workspace.today()).given()
    found = queries.invoice_rows(request.actor, year)
    return handing_out.exported(layout, sheets.invoice_lines(found), request.workspace, kind)


@require_GET
def slip(request: Request, pk: int) -> HttpResponse:
    """Show one slip: what was delivered, what comes off, when it is paid."""
    actor = request.actor
    found = queries.slip(actor, pk, to="see")
    promise = found.batch.promise
    moves = states.open_moves(states.SLIP_MOVES, found.state)
    context = {
        "title": f"{_('Settlement slip')} {found.number}",
        "slip": found,
        "state": wording.badge(found),
        "lines": found.lines.all(),
        "deductions": found.deductions.all(),
        "capitals": in_capitals(found.net),
        "due": buyers_clock(request, found),
        "basis": found.get_basis_display(),
        "what_to_do": wording.WHAT_TO_DO.get(found.state, ""),
        "phone": orders.phone_of_desk(request.workspace, found.grower.division_id),
        "moves": moves if permissions.MAY_SLIP["pay"](actor, found) else (),
        "may_dispute": permissions.MAY_BATCH["dispute"](actor, found.batch)
        and not found.batch.disputes.exclude(state=states.CLOSED).exists(),
        "order": promise.order,
        "crumbs": crumbs(),
    }
    return render(request, "settlements/slip.html", context)


@require_GET
def paper(request: Request, pk: int) -> HttpResponse:
    """Print a slip."""
    return papers.as_pdf(slip_paper(queries.slip(request.actor, pk, to="see")))


@require_POST
def move(request: Request, pk: int, verb: str) -> HttpResponse:
    """Enter what a bank did, where that needs no words."""
    found = queries.slip(request.actor, pk, to="pay")
    if verb not in PLAIN:
        raise Http404
    act, said = PLAIN[verb]
    return done(request, lambda: act(by=request.actor, slip=found), said=str(said), back=found)


@require_http_methods(["GET", "POST"])
def refuse(request: Request, pk: int, verb: str) -> HttpResponse:
    """Enter that a bank refused, and why."""
    found = queries.slip(request.actor, pk, to="pay")
    if verb not in REFUSING:
        raise Http404
    act, title = REFUSING[verb]
    form = WordsForm(request.POST if request.method == "POST" else None)
    return filled(
        request,
        form,
        lambda: act(by=request.actor, slip=found, words=form.cleaned_data["words"]),
        title=str(title),
        said=_("The slip is unpaid; everybody concerned is told what to do."),
        way=crumbs(found),
    )
