"""The register: varieties with their rights, and with which institutes firms work."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yuandu.kernel.accounts import doors
from yuandu.kernel.registry.pages import frame, one_form, sent
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.varieties import actions, permissions, queries
from yuandu.mechanisms.varieties.forms import GrantForm, PartnershipForm, VarietyForm
from yuandu.mechanisms.varieties.models import Variety
from yuandu.mechanisms.varieties.views.frames import crumbs


@doors.public
@require_GET
def variety_list(request: Request) -> HttpResponse:
    """List the varieties and the partnerships that run."""
    actor, today = request.actor, request.workspace.today()
    varieties = list(queries.varieties_visible_to(actor))
    context = {
        "frame": frame(request),
        "title": _("Varieties and breeding"),
        "rows": [{"variety": each, "has_right": each.has_right(today)} for each in varieties],
        "protected": sum(each.has_right(today) for each in varieties),
        "partnerships": queries.running_partnerships(actor),
        "seedlings": queries.seedlings(actor),
        "may": {"enter": permissions.enters(actor), "own": bool(permissions.own_parties(actor))},
    }
    return render(request, "varieties/list.html", context)


@doors.public
@require_GET
def variety(request: Request, pk: int) -> HttpResponse:
    """Show a variety: who bred it, its right, and its licences to their parties."""
    actor = request.actor
    found = queries.variety(actor, pk, to="see")
    may = {verb: test(actor, found) for verb, test in permissions.MAY.items()}
    context = {
        "frame": frame(request),
        "title": found.title,
        "crumbs": crumbs(),
        "variety": found,
        "has_right": found.has_right(request.workspace.today()),
        "pairs": _pairs(found),
        "licences": queries.licences_visible_to(actor).filter(variety=found),
        "may": may | {"grant": may["grant"] and not found.right_number},
    }
    return render(request, "varieties/variety.html", context)


def _pairs(found: Variety) -> list[dict[str, Any]]:
    partner = found.partnership.institute.title if found.partnership else ""
    days = (found.applied_on, found.granted_on, found.ends_on)
    applied, granted, ends = ("" if day is None else day.isoformat() for day in days)
    return [
        {
            "label": _("Kind of flower"),
            "value": found.kind.title,
            "url": found.kind.get_absolute_url(),
        },
        {"label": _("Breeders"), "value": found.breeders},
        {"label": _("Holder of the right"), "value": found.holder.title},
        {"label": _("Bred with"), "value": partner},
        {"label": _("Right applied for on"), "value": applied},
        {"label": _("Number of the right"), "value": found.right_number},
        {"label": _("Right granted on"), "value": granted},
        {"label": _("Right ends on"), "value": ends},
    ]


@require_http_methods(["GET", "POST"])
def add(request: Request) -> HttpResponse:
    """Enter a variety."""
    if not permissions.enters(request.actor):
        raise PermissionDenied
    form = VarietyForm(*sent(request), actor=request.actor)

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        made = actions.register(by=request.actor, **given)
        return _("The variety is on the register."), made

    return one_form(request, _("New variety"), form, act, crumbs())


@require_http_methods(["GET", "POST"])
def grant(request: Request, pk: int) -> HttpResponse:
    """Enter the right of a variety."""
    found = queries.variety(request.actor, pk, to="grant")

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        actions.grant(by=request.actor, variety=found, **given)
        return _("The right is entered."), found

    form = GrantForm(*sent(request))
    return one_form(request, _("Enter the right"), form, act, crumbs(found))


@require_http_methods(["GET", "POST"])
def agree(request: Request) -> HttpResponse:
    """Enter a partnership."""
    if not permissions.enters(request.actor):
        raise PermissionDenied
    form = PartnershipForm(*sent(request), actor=request.actor)

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        actions.agree(by=request.actor, **given)
        return _("The partnership is entered."), "varieties:list"

    return one_form(request, _("New partnership"), form, act, crumbs())
