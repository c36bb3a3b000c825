"""Pages of the order desk: orders, a new one, one with what is secured and what is missing."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.flowers import wording as flowers
from yuandu.mechanisms.orders import actions, permissions, queries, rules, telling, wording
from yuandu.mechanisms.orders.forms import OrderBar, OrderForm
from yuandu.mechanisms.orders.models import Order
from yuandu.mechanisms.orders.refusals import WindowTooSoon


def crumbs() -> list[dict[str, Any]]:
    return [{"title": pgettext("navigation", "Orders"), "url": reverse("orders:list")}]


@require_GET
def order_list(request: Request) -> HttpResponse:
    """List the orders that the reader may see, the newest first."""
    actor = request.actor
    form = OrderBar(request.GET)
    page = queries.order_page(actor, form.filters(), request.GET.get("page", 1))
    context = {
        "title": pgettext("navigation", "Orders"),
        "form": form,
        "page": page,
        "total": page.paginator.count,
        "rows": [{"order": each, "stage": wording.stage(each.stage)} for each in page],
        "may": {"buy": permissions.buys(actor), "dock": permissions.docks(actor)},
        "last": queries.last_order(actor) if permissions.buys(actor) else None,
    }
    template = "orders/list.html" + ("#found" if request.htmx else "")
    return render(request, template, context)


@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Write an order down, a new one or the last once more."""
    actor = request.actor
    if not permissions.buys(actor):
        raise PermissionDenied
    if request.method == "POST":
        form = OrderForm(request.POST, actor=actor)
        made = _drafted(request, form) if form.is_valid() else None
        if made:
            messages.success(request, _("Written down. Look at it once more, then place it."))
            return redirect(made)
    else:
        form = OrderForm(actor=actor, initial=_repeated(request))
    context = {
        "title": _("New order"),
        "crumbs": crumbs(),
        "form": form,
        "last": queries.last_order(actor),
    }
    return render(request, "orders/edit.html", context, status=422 if form.is_bound else 200)


def _repeated(request: Request) -> dict[str, Any] | None:
    """Return what an earlier order says, without its number and its days."""
    again = request.GET.get("again", "")
    if not (again.isascii() and again.isdigit()) or len(again) > 18:  # noqa: PLR2004
        return None
    earlier = queries.orders_visible_to(request.actor).filter(pk=int(again)).first()
    if earlier is None or not permissions.buys_for(request.actor, earlier.buyer):
        return None
    initial = OrderForm.initial_of(earlier)
    return initial | {"reference": "", "from_on": None, "until_on": None}


def _drafted(request: Request, form: OrderForm) -> Order | None:
    try:
        return actions.draft(
            by=request.actor,
            buyer=form.cleaned_data["buyer"],
            words=form.words(),
            accepts_standing=form.cleaned_data["accepts_standing"],
        )
    except WindowTooSoon as refusal:
        form.ask_about_standing()
        form.add_error("from_on", refusal.sentence)
    except Refusal as refusal:
        form.add_error(None, refusal.sentence)
    return None


@require_http_methods(["GET", "POST"])
def revise(request: Request, pk: int) -> HttpResponse:
    """Change a draft."""
    found = queries.order(request.actor, pk, to="revise")
    if request.method == "POST":
        form = OrderForm(request.POST, actor=request.actor)
        if form.is_valid() and _revised(request, found, form):
            return redirect(found)
    else:
        form = OrderForm(actor=request.actor, initial=OrderForm.initial_of(found))
    context = {
        "title": _("Change order %(number)s") % {"number": found.number},
        "crumbs": crumbs(),
        "form": form,
    }
    return render(request, "orders/edit.html", context, status=422 if form.is_bound else 200)


def _revised(request: Request, found: Order, form: OrderForm) -> bool:
    try:
        actions.revise(
            by=request.actor,
            order=found,
            words=form.words(),
            accepts_standing=form.cleaned_data["accepts_standing"],
        )
    except WindowTooSoon as refusal:
        form.ask_about_standing()
        form.add_error("from_on", refusal.sentence)
    except Refusal as refusal:
        form.add_error(None, refusal.sentence)
    else:
        return True
    return False


@require_POST
def place(request: Request, pk: int) -> HttpResponse:
    """Place an order: the buyer agrees to its terms."""
    found = queries.order(request.actor, pk, to="buy")
    try:
        actions.post(by=request.actor, order=found)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("The order is placed: growers are now looked for."))
    return redirect(found)


@require_GET
def order(request: Request, pk: int) -> HttpResponse:
    """Show an order: its terms, what is secured, at risk and missing, and why."""
    actor = request.actor
    found = queries.order(actor, pk, to="see")
    is_draft = found.stage == rules.DRAFT
    promises = [] if is_draft else queries.promises_of(actor, found)
    panel = queries.panel_of(actor, found)
    sees_all = permissions.MAY["see_growers"](actor, found)
    said = queries.last_answer(order=found) if sees_all and not is_draft else None
    quotes = queries.past_quotes(found) if is_draft else []
    context = {
        "title": _("Order %(number)s") % {"number": found.number},
        "crumbs": crumbs(),
        "order": found,
        "unit": flowers.counted(found.kind.unit, found.quantity),
        "price_unit": flowers.per_unit("CNY", found.kind.unit),
        "stage": wording.stage(found.stage),
        "plan": rules.plan(found.from_on, found.kind.weeks, actor.workspace.today()),
        "stock": queries.stock(found, promises) if sees_all and not is_draft else None,
        "shares": [telling.share(each) for each in promises],
        "answer": telling.answer(said) if said else None,
        "replay": telling.replay(found, quotes) if quotes else None,
        "panel": panel,
        "may": {
            "revise": permissions.MAY["revise"](actor, found),
            "buy": permissions.MAY["buy"](actor, found),
            "see_growers": sees_all,
            "see_deliveries": permissions.follows_deliveries(actor),
        },
    }
    return render(request, "orders/order.html", context)
