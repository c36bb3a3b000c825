"""Shareholders: the register with its paper, each with what they hold, certificates."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yuandu.kernel.papers import handing_out
from yuandu.kernel.registry.pages import one_form, sent
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.equity import actions, papers, permissions, queries, sheets
from yuandu.mechanisms.equity.forms import HolderForm
from yuandu.mechanisms.equity.models import Charter, Holder
from yuandu.mechanisms.equity.views.frames import crumbs, tabs
from yuandu.mechanisms.equity.views.own import held


def _reader(request: Request) -> None:
    if not permissions.reads(request.actor):
        raise PermissionDenied


@require_GET
def register(request: Request) -> HttpResponse:
    """Show who stands in the register of shareholders, what there is, and the limits."""
    _reader(request)
    actor = request.actor
    charter = queries.charter(request.workspace)
    lines = queries.register(actor)
    context = {
        "title": _("Register of shareholders"),
        "tabs": tabs(actor, "register"),
        "charter": charter,
        "lines": lines,
        "sum": sum(each.quantity for each in lines),
        "totals": queries.totals(actor),
        "standing": queries.standing(request.workspace, charter.form) if charter else None,
        "may": {"keep": permissions.keeps(actor)},
        "layout": sheets.REGISTER.code,
        "today": request.workspace.today(),
    }
    return render(request, "equity/register.html", context)


@require_GET
def register_paper(request: Request) -> HttpResponse:
    """Hand the register of shareholders out as a paper (股东名册)."""
    _reader(request)
    charter = _charter(request)
    return handing_out.as_pdf(papers.register_paper(charter, queries.register(request.actor)))


@require_GET
def listed(request: Request) -> HttpResponse:
    """List everybody who holds shares or may, those behind vehicles, too."""
    _reader(request)
    words = request.GET.get("words", "").replace("\x00", "").strip()[:60]
    kind = request.GET.get("kind", "")
    kind = kind if kind in Holder.Kind.values else ""
    context = {
        "title": _("Shareholders"),
        "tabs": tabs(request.actor, "holders"),
        "page": queries.holder_page(
            request.actor, request.GET.get("page", 1), words=words, kind=kind
        ),
        "kinds": Holder.Kind.choices,
        "words": words,
        "kind": kind,
        "layout": sheets.HOLDERS.code,
        "may": {"keep": permissions.keeps(request.actor)},
    }
    return render(request, "equity/holders.html", context)


@require_http_methods(["GET", "POST"])
def add(request: Request) -> HttpResponse:
    """Enter somebody who may hold shares."""
    if not permissions.keeps(request.actor):
        raise PermissionDenied

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        made = actions.enter_holder(by=request.actor, **given)
        return _("The shareholder is entered; shares come by a transaction."), made

    form = HolderForm(*sent(request), actor=request.actor)
    way = crumbs((_("Shareholders"), "equity:holders"))
    return one_form(request, _("New shareholder"), form, act, way)


@require_GET
def holder(request: Request, pk: int) -> HttpResponse:
    """Show one shareholder: holdings, certificates, history; of a vehicle who is behind it."""
    found = queries.holder(request.actor, pk, to="see")
    reads = permissions.reads(request.actor)
    context = {
        "title": found.name,
        "crumbs": crumbs((_("Shareholders"), "equity:holders")) if reads else crumbs(),
        "holder": found,
        "behind": list(queries.behind(found)) if found.form and reads else [],
        **held(request, found),
    }
    return render(request, "equity/holder.html", context)


@require_GET
def certificate(request: Request, pk: int, number: int) -> HttpResponse:
    """Hand a certificate of shares out as a paper (出资证明书)."""
    found = queries.certificate(request.actor, pk, number)
    if found is None:
        raise Http404
    return handing_out.as_pdf(papers.certificate_paper(_charter(request), found))


def _charter(request: Request) -> Charter:
    charter = queries.charter(request.workspace)
    if charter is None:
        raise Http404
    return charter
