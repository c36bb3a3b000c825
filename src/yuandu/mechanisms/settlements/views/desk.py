"""The collection desk: what is expected, received, graded; one batch with its forms."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.flowers.models import Grade
from yuandu.mechanisms.orders.permissions import is_own
from yuandu.mechanisms.settlements import actions, permissions, queries, wording
from yuandu.mechanisms.settlements.forms import (
    DeskBar,
    GradeForm,
    MissForm,
    ReceiveForm,
    WordsForm,
)
from yuandu.mechanisms.settlements.models import Batch, Cause, Grading
from yuandu.mechanisms.settlements.rules import states
from yuandu.mechanisms.settlements.views.frames import crumbs, done, filled, qr

PILES = {
    "due": pgettext_lazy("batches", "Promised, not announced"),
    "expected": pgettext_lazy("batches", "Expected"),
    "received": pgettext_lazy("batches", "To be graded"),
    "graded": pgettext_lazy("batches", "To be settled"),
    "disputed": pgettext_lazy("batches", "Disputed"),
    "deposits": pgettext_lazy("batches", "Deposits to be decided on"),
    "all": pgettext_lazy("batches", "All"),
}


@require_GET
def home(request: Request) -> HttpResponse:
    """Lead everybody to the page they work with."""
    actor = request.actor
    if permissions.receives_somewhere(actor):
        return redirect("settlements:desk")
    if permissions.grows(actor):
        return redirect("settlements:mine")
    if permissions.buys(actor):
        return redirect("settlements:bought")
    raise Http404


@require_GET
def desk(request: Request) -> HttpResponse:
    """List what waits at the collection point."""
    actor = request.actor
    if not permissions.receives_somewhere(actor):
        raise Http404
    show = request.GET.get("show") or "expected"
    if show not in PILES:
        raise Http404
    form = DeskBar(request.GET)
    words = form.cleaned_data.get("words", "") if form.is_valid() else ""
    found = queries.desk(actor, show, words, request.GET.get("page", 1))
    counts = queries.piles(actor)
    context = {
        "title": _("Collection desk"),
        "views": [
            {
                "title": title,
                "url": f"?show={code}",
                "current": code == show,
                "count": getattr(counts, code, None),
            }
            for code, title in PILES.items()
        ],
        "form": form,
        "show": show,
        "page": found.page,
        "promises": found.page if found.of_promises else (),
        "rows": () if found.of_promises else [row(each) for each in found.page],
        "unpaid": counts.unpaid,
    }
    template = "settlements/desk.html"
    return render(request, f"{template}#found" if request.htmx else template, context)


def row(batch: Batch) -> dict[str, Any]:
    """Return a batch as lists show it; its gradings and slips come with it."""
    counted: Any = batch
    return {
        "batch": batch,
        "order": batch.promise.order,
        "grower": batch.promise.offer.grower,
        "state": wording.badge(batch),
        "grading": counted.counted[0] if counted.counted else None,
        "slip": counted.issued[0] if counted.issued else None,
    }


@require_GET
def batch(request: Request, pk: int) -> HttpResponse:
    """Show one batch: what was promised, counted, disputed, and what it is worth."""
    actor = request.actor
    found = queries.batch(actor, pk, to="see")
    may = {verb: test(actor, found) for verb, test in permissions.MAY_BATCH.items()}
    slips = queries.slips_visible_to(actor).filter(batch=found)
    gradings = list(found.gradings.order_by("-pk"))
    disputes = list(queries.disputes_visible_to(actor).filter(batch=found))
    context = {
        "title": f"{found.number} {found.promise.order.kind.title}",
        "batch": found,
        "state": wording.badge(found),
        "pairs": _pairs(request, found),
        "gradings": gradings,
        "counts": counts_of(gradings[0]) if gradings else [],
        "slips": [{"slip": each, "state": wording.badge(each)} for each in slips],
        "disputes": [{"dispute": each, "state": wording.badge(each)} for each in disputes],
        "may": may,
        "moves": states.open_moves(states.BATCH_MOVES, found.state),
        "may_dispute": may["dispute"]
        and found.state in {states.GRADED, states.SETTLED}
        and all(each.state == states.CLOSED for each in disputes),
        "crumbs": crumbs(),
    }
    return render(request, "settlements/batch.html", context)


def counts_of(grading: Grading) -> list[dict[str, Any]]:
    """Return what a grading counted, grade by grade and cause by cause."""
    counts = grading.counts
    taken = [(Grade(code).label, pots, True) for code, pots in counts.graded.items() if pots]
    refused = [(Cause(code).label, pots, False) for code, pots in counts.rejected.items() if pots]
    return [
        {"label": label, "pots": pots, "is_taken": is_taken}
        for label, pots, is_taken in (*taken, *refused)
    ]


def _pairs(request: Request, found: Batch) -> list[dict[str, Any]]:
    promise = found.promise
    order = promise.order
    sees_grower = not is_own(request.actor, order.buyer, permissions.BUYER) or (
        permissions.receives_somewhere(request.actor)
    )
    return [
        {"label": _("Grower"), "value": promise.offer.grower.title if sees_grower else "—"},
        {"label": _("Buyer"), "value": order.buyer.title},
        {"label": pgettext("of flowers", "Ordered grade"), "value": order.get_grade_display()},
        {"label": pgettext("of a batch", "Announced"), "value": found.announced},
        {"label": pgettext("of a batch", "Received"), "value": found.received},
        {"label": _("Day it comes"), "value": found.expected_on},
        {"label": _("Day it came"), "value": found.delivered_on},
        {"label": _("Truck or driver"), "value": found.truck},
        {"label": _("Why"), "value": found.words, "wide": True},
    ]


@require_GET
def label(request: Request, pk: int) -> HttpResponse:
    """Print a batch's label: its number, what it holds, and a code that leads to its page."""
    found = queries.batch(request.actor, pk, to="label")
    address = request.build_absolute_uri(reverse("settlements:batch", args=[found.pk]))
    context = {"title": found.number, "batch": found, "qr": qr(address), "crumbs": crumbs(found)}
    return render(request, "settlements/label.html", context)


@require_http_methods(["GET", "POST"])
def receive(request: Request, pk: int) -> HttpResponse:
    """Take a batch off the truck."""
    found = queries.batch(request.actor, pk, to="receive")
    sent = request.POST if request.method == "POST" else None
    initial = {"received": found.announced, "on": request.workspace.today()}
    form = ReceiveForm(sent, initial=initial)

    def act() -> str:
        actions.receive(by=request.actor, batch=found, **form.cleaned_data)
        return reverse("settlements:grade", args=[found.pk])

    return filled(
        request,
        form,
        act,
        title=_("Receive %(number)s") % {"number": found.number},
        said=_("Received. Count it by grade now."),
        way=crumbs(found),
    )


@require_http_methods(["GET", "POST"])
def grade(request: Request, pk: int) -> HttpResponse:
    """Count a batch by grade and by cause of rejection."""
    found = queries.batch(request.actor, pk, to="receive")
    counted = found.gradings.filter(is_current=True).first()
    initial: dict[str, Any] = {"received": found.received}
    if counted:
        initial |= {
            name: pots
            for name, pots in {**counted.counts.graded, **counted.counts.rejected}.items()
            if pots
        }
    form = GradeForm(request.POST if request.method == "POST" else None, initial=initial)

    def act() -> Batch:
        actions.grade(
            by=request.actor,
            batch=found,
            counts=form.counts(),
            reason=form.cleaned_data["reason"],
        )
        return found

    return filled(
        request,
        form,
        act,
        title=_("Grade %(number)s") % {"number": found.number},
        said=_("The grading is on record; the grower is told."),
        way=crumbs(found),
        template="settlements/grade.html",
        batch=found,
    )


@require_http_methods(["GET", "POST"])
def miss(request: Request, pk: int) -> HttpResponse:
    """Say that a truck never came."""
    found = queries.batch(request.actor, pk, to="receive")
    form = MissForm(request.POST if request.method == "POST" else None)

    def act() -> str:
        actions.miss(by=request.actor, batch=found, **form.cleaned_data)
        return reverse("settlements:promise", args=[found.promise_id])

    return filled(
        request,
        form,
        act,
        title=_("%(number)s never came") % {"number": found.number},
        said=_("The shortage and the loss are on record. Somebody else can stand in now."),
        way=crumbs(found),
    )


@require_http_methods(["GET", "POST"])
def call_off(request: Request, pk: int) -> HttpResponse:
    """Take an announcement back."""
    found = queries.batch(request.actor, pk, to="label")
    form = WordsForm(request.POST if request.method == "POST" else None)

    def act() -> Batch:
        return actions.call_off(by=request.actor, batch=found, **form.cleaned_data)

    return filled(
        request,
        form,
        act,
        title=_("Call %(number)s off") % {"number": found.number},
        said=_("The batch is called off; the promise stands."),
        way=crumbs(found),
    )


@require_POST
def settle(request: Request, pk: int) -> HttpResponse:
    """Write the slip of a graded batch."""
    found = queries.batch(request.actor, pk, to="receive")
    return done(
        request,
        lambda: actions.settle(by=request.actor, batch=found),
        said=_("The slip is written; buyer and grower are told."),
        back=found,
    )
