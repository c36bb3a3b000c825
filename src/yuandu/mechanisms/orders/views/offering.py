"""Pages of offers: what households can deliver."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.flowers import wording as flowers
from yuandu.mechanisms.orders import actions, permissions, queries, telling
from yuandu.mechanisms.orders.forms import ChangeForm, OfferForm
from yuandu.mechanisms.orders.models import Offer

PER_PAGE = 50


def _crumbs() -> list[dict[str, str]]:
    return [{"title": pgettext("navigation", "Offers of growers"), "url": reverse("orders:offers")}]


@require_GET
def offer_list(request: Request) -> HttpResponse:
    """List the offers that the reader may see, those with the earliest days first."""
    actor = request.actor
    found = queries.offers_visible_to(actor).order_by("-is_open", "from_on", "pk")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page", 1))
    context = {
        "title": pgettext("navigation", "Offers of growers"),
        "page": page,
        "total": page.paginator.count,
        "offers_something": permissions.offers(actor),
    }
    return render(request, "orders/offers.html", context)


@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Put up what a household can deliver."""
    actor = request.actor
    if not permissions.offers(actor):
        raise PermissionDenied
    form = OfferForm(request.POST if request.method == "POST" else None, actor=actor)
    if request.method == "POST" and form.is_valid() and _offered(request, form):
        messages.success(request, _("Put up: orders that fit are now looked for."))
        return redirect("orders:offers")
    context = {"title": _("New offer"), "crumbs": _crumbs(), "form": form}
    return render(request, "orders/edit.html", context, status=422 if form.is_bound else 200)


def _offered(request: Request, form: OfferForm) -> bool:
    try:
        actions.offer(by=request.actor, grower=form.cleaned_data["grower"], words=form.words())
    except Refusal as refusal:
        form.add_error(None, refusal.sentence)
        return False
    return True


@require_http_methods(["GET", "POST"])
def offer(request: Request, pk: int) -> HttpResponse:
    """Show an offer with what the last docking said of it; change it."""
    actor = request.actor
    verb = "change" if request.method == "POST" else "see"
    found = queries.offer(actor, pk, to=verb)
    form = ChangeForm(request.POST) if request.method == "POST" else ChangeForm.of(found)
    if request.method == "POST" and form.is_valid() and _changed(request, found, form):
        messages.success(request, _("Changed."))
        return redirect("orders:offer", pk)
    said = queries.last_answer(offer=found)
    may_change = permissions.MAY_OFFER["change"](actor, found) and found.is_open
    context = {
        "title": _("Offer of %(kind)s") % {"kind": found.kind.title},
        "crumbs": _crumbs(),
        "offer": found,
        "unit": flowers.counted(found.kind.unit, found.quantity),
        "price_unit": flowers.per_unit("CNY", found.kind.unit),
        "form": form if may_change else None,
        "answer": telling.answer(said) if said else None,
    }
    return render(request, "orders/offer.html", context, status=422 if form.is_bound else 200)


def _changed(request: Request, found: Offer, form: ChangeForm) -> bool:
    try:
        actions.change_offer(by=request.actor, offer=found, **form.cleaned_data)
    except Refusal as refusal:
        form.add_error(None, refusal.sentence)
        return False
    return True


@require_POST
def close(request: Request, pk: int) -> HttpResponse:
    """Take an offer off the list."""
    found = queries.offer(request.actor, pk, to="change")
    try:
        actions.close_offer(by=request.actor, offer=found)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("Closed. What is promised of it stays promised."))
    return redirect("orders:offers")
