"""Germplasm in sealed rooms: one's own, and what others let one look at."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yuandu.kernel.registry.pages import one_form, sent
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.varieties import actions, permissions, queries
from yuandu.mechanisms.varieties.forms import AccessionForm, ShareForm
from yuandu.mechanisms.varieties.views.frames import germplasm_crumbs


@require_GET
def accessions(request: Request) -> HttpResponse:
    """List the germplasm that the reader may know of."""
    page = queries.accession_page(request.actor, request.GET.get("page", 1))
    mine = permissions.own_parties(request.actor)
    context = {
        "title": _("Germplasm"),
        "crumbs": germplasm_crumbs()[:-1],
        "page": page,
        "rows": [{"accession": each, "is_own": each.owner_id in mine} for each in page],
        "may": {"deposit": bool(mine)},
    }
    return render(request, "varieties/germplasm.html", context)


@require_http_methods(["GET", "POST"])
def deposit(request: Request) -> HttpResponse:
    """Put germplasm into one's sealed room."""
    if not permissions.own_parties(request.actor):
        raise PermissionDenied
    form = AccessionForm(*sent(request), actor=request.actor)

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        made = actions.deposit(by=request.actor, **given)
        return _("Kept in your sealed room; nobody else knows of it."), made

    return one_form(request, _("New accession"), form, act, germplasm_crumbs())


@require_GET
def accession(request: Request, pk: int) -> HttpResponse:
    """Show an accession, and to its owner who else may look at it."""
    actor = request.actor
    found = queries.accession(actor, pk, to="see")
    may = {verb: test(actor, found) for verb, test in permissions.MAY_ACCESSION.items()}
    parents = queries.parents_of(actor, found)
    context = {
        "title": str(found),
        "crumbs": germplasm_crumbs(),
        "accession": found,
        "pairs": [
            {"label": pgettext("germplasm", "Owner"), "value": found.owner.title},
            {"label": _("Kind of flower"), "value": found.kind.title},
            {"label": _("Where it comes from"), "value": found.origin},
            {"label": _("Parents"), "value": " × ".join(str(each) for each in parents)},
            {"label": pgettext("germplasm", "Entered on"), "value": found.entered_on.isoformat()},
            {"label": _("Notes"), "value": found.notes, "wide": True},
        ],
        "shares": [
            {"share": each, "is_open": each.withdrawn_on is None}
            for each in queries.shares_of(found)
        ]
        if may["share"]
        else [],
        "may": may,
    }
    return render(request, "varieties/accession.html", context)


@require_http_methods(["GET", "POST"])
def share(request: Request, pk: int) -> HttpResponse:
    """Let another party look at an accession."""
    found = queries.accession(request.actor, pk, to="share")
    form = ShareForm(*sent(request), actor=request.actor)

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        actions.share(by=request.actor, accession=found, **given)
        return _("It is shared until the last day, and not a day longer."), found

    way = [*germplasm_crumbs(), {"title": str(found), "url": found.get_absolute_url()}]
    return one_form(request, _("Share germplasm"), form, act, way)


@require_POST
def withdraw(request: Request, pk: int) -> HttpResponse:
    """Seal an accession again before its sharing ends."""
    found = queries.share(request.actor, pk)
    try:
        actions.withdraw(by=request.actor, share=found)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("The room is sealed again."))
    return redirect(found.accession)
