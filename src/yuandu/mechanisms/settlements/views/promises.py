"""A promise on its way: its batches and shortages, and what is agreed on before."""

from collections import defaultdict
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.orders.models import Promise
from yuandu.mechanisms.settlements import actions, following, permissions, queries, wording
from yuandu.mechanisms.settlements.forms import (
    AbandonForm,
    AdvanceForm,
    AnnounceForm,
    DepositForm,
    SubstituteForm,
    TermsForm,
    WriteOffForm,
)
from yuandu.mechanisms.settlements.models import Abandonment, Batch, Settlement
from yuandu.mechanisms.settlements.rules import clock
from yuandu.mechanisms.settlements.views.desk import row
from yuandu.mechanisms.settlements.views.frames import crumbs, done, filled


def _title(promise: Promise) -> str:
    return f"{promise.order.kind.title} · {promise.offer.grower.title}"


def _way(promise: Promise) -> list[dict[str, Any]]:
    address = reverse("settlements:promise", args=[promise.pk])
    return [*crumbs(), {"title": _title(promise), "url": address}]


@require_GET
def promise(request: Request, pk: int) -> HttpResponse:
    """Show what of a promise has come, is on its way and is short."""
    actor = request.actor
    found = queries.promise(actor, pk, to="see")
    standing = queries.standing_of(found)
    paid, netted = queries.deposit_of(found)
    may = {verb: test(actor, found) for verb, test in permissions.MAY_PROMISE.items()}
    runs = found.state in following.DELIVERED_FROM and standing.left > 0
    context = {
        "title": _title(found),
        "promise": found,
        "pairs": _pairs(found, standing.accepted, standing.left, paid),
        "batches": _batches(actor, found),
        "shortages": found.shortages.select_related("substitute__offer__grower"),
        "abandonment": Abandonment.objects.filter(promise=found).first(),
        "may": may,
        "runs": runs,
        "may_give_up": may["abandon"] and (runs or paid > netted),
        "may_pay": permissions.pays(actor),
        "crumbs": crumbs(),
    }
    return render(request, "settlements/promise.html", context)


def _batches(actor: Actor, found: Promise) -> list[dict[str, Any]]:
    """Return the batches of a promise with the slips that `actor` may read; two queries."""
    slips: dict[int, list[Settlement]] = defaultdict(list)
    for slip in queries.slips_visible_to(actor).filter(batch__promise=found).order_by("pk"):
        slips[slip.batch_id].append(slip)
    return [
        {"batch": each, "state": wording.badge(each), "slips": slips[each.pk]}
        for each in found.batches.order_by("-pk")
    ]


def _pairs(found: Promise, accepted: int, left: int, deposit: object) -> list[dict[str, Any]]:
    order = found.order
    return [
        {"label": _("Grower"), "value": found.offer.grower.title},
        {"label": _("Buyer"), "value": order.buyer.title},
        {"label": pgettext("of flowers", "Ordered grade"), "value": order.get_grade_display()},
        {"label": pgettext("pots of a promise", "Promised"), "value": found.quantity},
        {"label": pgettext("of a promise", "Taken so far"), "value": accepted},
        {"label": pgettext("of a promise", "Still to come"), "value": left},
        {
            "label": pgettext("of a delivery", "Window"),
            "value": f"{order.from_on} – {order.until_on}",
        },
        {"label": _("Price a pot at the least, yuan"), "value": found.price},
        {"label": _("Deposit, yuan"), "value": deposit or ""},
        {"label": pgettext("of a promise", "State"), "value": found.get_state_display()},
    ]


@require_GET
def of_order(request: Request, pk: int) -> HttpResponse:
    """Show what came of an order: its batches by household, and their slips."""
    actor = request.actor
    order = queries.order(actor, pk, to="see")
    found = queries.delivered_of(actor, order, request.GET.get("page", 1))
    rows = [row(each) for each in found.page]
    for each in rows:
        if each["slip"]:
            each["slip_state"] = wording.badge(each["slip"])
            each["opens"] = each["slip"].pk in found.slips
    context = {
        "title": _("Deliveries of %(number)s") % {"number": order.number},
        "order": order,
        "found": found,
        "page": found.page,
        "rows": rows,
        "crumbs": crumbs(order),
    }
    return render(request, "settlements/order.html", context)


@require_http_methods(["GET", "POST"])
def announce(request: Request, pk: int) -> HttpResponse:
    """Announce a batch, so that it gets a label."""
    found = queries.promise(request.actor, pk, to="announce")
    left = queries.standing_of(found).left - queries.on_the_way(found)
    form = AnnounceForm(
        request.POST if request.method == "POST" else None,
        initial={"quantity": max(left, 0) or None, "expected_on": request.workspace.today()},
    )

    def act() -> Batch:
        return actions.announce(by=request.actor, promise=found, **form.cleaned_data)

    return filled(
        request,
        form,
        act,
        title=_("Announce a batch"),
        said=_("Announced. Print the label and put it on the load."),
        way=_way(found),
    )


@require_http_methods(["GET", "POST"])
def write_off(request: Request, pk: int) -> HttpResponse:
    """Write off what will not come."""
    found = queries.promise(request.actor, pk, to="write_off")
    form = WriteOffForm(request.POST if request.method == "POST" else None)

    def act() -> str:
        actions.write_off(by=request.actor, promise=found, **form.cleaned_data)
        return reverse("settlements:promise", args=[found.pk])

    return filled(
        request,
        form,
        act,
        title=_("Record a shortage"),
        said=_("The shortage is on record, and the promise is cut by it."),
        way=_way(found),
    )


@require_http_methods(["GET", "POST"])
def abandon(request: Request, pk: int) -> HttpResponse:
    """Enter that one side gives up what is left."""
    found = queries.promise(request.actor, pk, to="abandon")
    form = AbandonForm(request.POST if request.method == "POST" else None)

    def act() -> str:
        actions.abandon(by=request.actor, promise=found, **form.cleaned_data)
        return reverse("settlements:promise", args=[found.pk])

    return filled(
        request,
        form,
        act,
        title=_("Give up what is left"),
        said=_("On record. What follows for the deposit stands on the page."),
        way=_way(found),
    )


@require_POST
def repay(request: Request, pk: int) -> HttpResponse:
    """Enter that the deposit was paid back."""
    found = queries.promise(request.actor, pk, to="abandon")
    back = reverse("settlements:promise", args=[found.pk])

    def act() -> None:
        actions.repay(by=request.actor, abandonment=Abandonment.objects.get(promise=found))

    return done(request, act, said=_("The repayment is booked."), back=back)


@require_http_methods(["GET", "POST"])
def substitute(request: Request, pk: int) -> HttpResponse:
    """Ask somebody else to stand in for a shortage."""
    found = queries.shortage(request.actor, pk, to="substitute")
    offers = queries.offers_for(request.actor, found)
    form = SubstituteForm(
        request.POST if request.method == "POST" else None, offers=offers, short=found.quantity
    )

    def act() -> str:
        made = actions.substitute(
            by=request.actor,
            shortage=found,
            offer=form.chosen(),
            quantity=form.cleaned_data["quantity"],
        )
        return reverse("settlements:promise", args=[made.pk])

    return filled(
        request,
        form,
        act,
        title=_("Ask somebody to stand in"),
        said=_("Asked. The share waits for the grower’s answer."),
        way=_way(found.promise),
        note="" if offers else _("No other household offers pots that fit."),
    )


@require_http_methods(["GET", "POST"])
def terms(request: Request, pk: int) -> HttpResponse:
    """Enter what the parties of an order agreed on."""
    found = queries.order(request.actor, pk, to="agree")
    agreed = queries.terms_of(found)
    is_long = clock.due(queries.sale_of(agreed, request.workspace.today())).is_long
    form = TermsForm(request.POST if request.method == "POST" else None, instance=agreed)

    def act() -> str:
        actions.agree(by=request.actor, order=found, terms=form.cleaned_data)
        return reverse("settlements:terms", args=[found.pk])

    return filled(
        request,
        form,
        act,
        title=_("Terms of %(number)s") % {"number": found.number},
        said=_("The terms are on record; they stand once a batch is graded."),
        way=crumbs(found),
        note=_(
            "The large buyer has more than the law’s 60 days. That holds only where it is usual "
            "in the trade."
        )
        if is_long
        else "",
    )


@require_http_methods(["GET", "POST"])
def deposit(request: Request, pk: int) -> HttpResponse:
    """Enter a buyer's deposit on an order."""
    found = queries.order(request.actor, pk, to="pay_deposit")
    form = DepositForm(request.POST if request.method == "POST" else None)

    def act() -> str:
        actions.pay_deposit(by=request.actor, order=found, **form.cleaned_data)
        return reverse("settlements:deposit", args=[found.pk])

    return filled(
        request,
        form,
        act,
        title=_("Deposit on %(number)s") % {"number": found.number},
        said=_("The deposit is booked and passed on to the growers by their shares."),
        way=crumbs(found),
    )


@require_http_methods(["GET", "POST"])
def advance(request: Request, pk: int) -> HttpResponse:
    """Enter material that the grower of a promise got in advance."""
    found = queries.promise(request.actor, pk, to="write_off")
    form = AdvanceForm(
        request.POST if request.method == "POST" else None,
        initial={"on": request.workspace.today()},
    )

    def act() -> str:
        actions.advance(by=request.actor, grower=found.offer.grower, **form.cleaned_data)
        return reverse("settlements:promise", args=[found.pk])

    return filled(
        request,
        form,
        act,
        title=_("Advance material"),
        said=_("On record; the next slips take it back."),
        way=_way(found),
    )
