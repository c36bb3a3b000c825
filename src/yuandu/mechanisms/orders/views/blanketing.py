"""Pages of blanket orders: a season's total, what of it is called off, and the next call-off."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.flowers import wording as flowers
from yuandu.mechanisms.orders import actions, permissions, queries, wording
from yuandu.mechanisms.orders.forms import BlanketForm, CallOffForm
from yuandu.mechanisms.orders.models import BlanketOrder, Order
from yuandu.mechanisms.orders.views.buying import crumbs

PER_PAGE = 50


def _crumbs() -> list[dict[str, Any]]:
    return [*crumbs(), {"title": _("Blanket orders"), "url": reverse("orders:blankets")}]


@require_GET
def blanket_list(request: Request) -> HttpResponse:
    """List the blanket orders that the reader may see, the newest first."""
    actor = request.actor
    found = queries.blankets_visible_to(actor).order_by("-pk")
    context = {
        "title": _("Blanket orders"),
        "crumbs": crumbs(),
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page", 1)),
        "may": {"buy": permissions.buys(actor)},
    }
    return render(request, "orders/blankets.html", context)


@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Place a blanket order."""
    actor = request.actor
    if not permissions.buys(actor):
        raise PermissionDenied
    form = BlanketForm(request.POST if request.method == "POST" else None, actor=actor)
    if request.method == "POST" and form.is_valid():
        made = _placed(request, form)
        if made:
            messages.success(request, _("Placed: growers read of the season; now call parts off."))
            return redirect(made)
    context = {"title": _("New blanket order"), "crumbs": _crumbs(), "form": form}
    return render(request, "orders/edit.html", context, status=422 if form.is_bound else 200)


def _placed(request: Request, form: BlanketForm) -> BlanketOrder | None:
    try:
        return actions.place_blanket(
            by=request.actor, buyer=form.cleaned_data["buyer"], words=form.words()
        )
    except Refusal as refusal:
        form.add_error(None, refusal.sentence)
    return None


@require_http_methods(["GET", "POST"])
def blanket(request: Request, pk: int) -> HttpResponse:
    """Show a blanket order with its call-offs; call a part of it off."""
    actor = request.actor
    found = queries.blanket(actor, pk, to="buy" if request.method == "POST" else "see")
    form = CallOffForm(
        request.POST if request.method == "POST" else None, initial={"seen": found.called}
    )
    if request.method == "POST" and form.is_valid():
        made = _called_off(request, found, form)
        if made:
            messages.success(request, _("Called off: growers are now looked for."))
            return redirect(made)
    may_buy = permissions.MAY_BLANKET["buy"](actor, found)
    context = {
        "title": _("Blanket order %(number)s") % {"number": found.number},
        "crumbs": _crumbs(),
        "blanket": found,
        "price_unit": flowers.per_unit("CNY", found.kind.unit),
        "rows": [
            {"order": each, "stage": wording.stage(each.stage)}
            for each in queries.call_offs_of(actor, found)
        ],
        "form": form if may_buy and not found.closed_on and found.left else None,
        "may": {"close": may_buy and not found.closed_on},
    }
    return render(request, "orders/blanket.html", context, status=422 if form.is_bound else 200)


def _called_off(request: Request, found: BlanketOrder, form: CallOffForm) -> Order | None:
    try:
        return actions.call_off(by=request.actor, blanket=found, **form.cleaned_data)
    except Refusal as refusal:
        form.add_error(None, refusal.sentence)
    return None


@require_POST
def close(request: Request, pk: int) -> HttpResponse:
    """Call nothing off any more."""
    found = queries.blanket(request.actor, pk, to="buy")
    try:
        actions.close_blanket(by=request.actor, blanket=found)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("Closed. What is called off already is still delivered."))
    return redirect(found)


@require_GET
def season(request: Request) -> HttpResponse:
    """Show growers what buyers take over the coming season, before it is called off."""
    actor = request.actor
    if not permissions.grows(actor):
        raise Http404
    context = {
        "title": _("What is wanted this season"),
        "crumbs": [{"title": _("Today"), "url": reverse("orders:today")}],
        "rows": [
            {
                "blanket": each,
                "price_unit": flowers.per_unit("CNY", each.kind.unit),
            }
            for each in queries.season_of(actor.workspace)
        ],
    }
    return render(request, "orders/season.html", context)
