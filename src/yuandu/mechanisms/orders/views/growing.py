"""A grower's pages: one task a screen, few words, and all of it works without script."""

from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from yuandu.kernel.papers import handing_out
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.flowers import wording as flowers
from yuandu.mechanisms.orders import actions, issuing, permissions, queries, telling, wording
from yuandu.mechanisms.orders.forms import AnswerForm, ClaimForm, StepForm
from yuandu.mechanisms.orders.models import CropStep, Order, Promise, State


@require_GET
def today(request: Request) -> HttpResponse:
    """Show the one share that wants an answer first, then what the grower has taken."""
    actor = request.actor
    if not permissions.grows(actor):
        raise Http404
    waiting = list(queries.tasks(actor)[:20])
    context = {
        "title": _("Today"),
        "task": _task(waiting[0]) if waiting else None,
        "more": max(len(waiting) - 1, 0),
        "taken": _taken(list(queries.own_promises(actor)[:20])),
        "phone": queries.helpline(actor.workspace),
    }
    return render(request, "orders/today.html", context)


def _taken(promises: list[Promise]) -> list[dict[str, object]]:
    """Return what the grower has taken, each with the step that comes next."""
    plans = queries.plans(promises)
    rows = []
    for each in promises:
        waiting = [step for step in plans.get(each.pk, []) if step.waits]
        coming = waiting[0] if waiting else None
        title = CropStep(coming.step).label if coming else ""
        rows.append(telling.share(each) | {"next": coming, "next_title": title})
    return rows


def _task(promise: Promise) -> dict[str, object]:
    """Return a share as the grower is asked for it."""
    kind = promise.order.kind
    return telling.share(promise) | {
        "kind": kind,
        "unit": flowers.counted(kind.unit, promise.quantity),
        "price_unit": flowers.per_unit("CNY", kind.unit),
        "part": max(promise.quantity // 2, 1),
    }


@require_GET
def promise(request: Request, pk: int) -> HttpResponse:
    """Show a share: to its grower, to the buyer, to who looks after growers there."""
    actor = request.actor
    found = queries.promise(actor, pk, to="see")
    said = queries.last_answer(offer=found.offer) if _may_answer(request, found) else None
    reckoned = telling.reckoning(found) if _sees_ask(request, found) else []
    context = {
        "title": _("Share of order %(number)s") % {"number": found.order.number},
        "task": _task(found),
        "answer": telling.answer(said) if said else None,
        "reckoned": reckoned,
        "advantage": reckoned[0].worth - reckoned[1].worth if len(reckoned) > 1 else None,
        "steps": [
            {"step": each, "title": CropStep(each.step).label}
            for each in queries.plans([found]).get(found.pk, [])
        ],
        "phone": queries.helpline(actor.workspace),
        "own": permissions.is_own(actor, found.offer.grower, permissions.GROWER),
        "may": {
            "answer": _may_answer(request, found) and found.state == State.PROPOSED,
            "withdraw": _may_answer(request, found) and found.state == State.ACCEPTED,
            "tick": _may_answer(request, found),
            "see_deliveries": permissions.follows_deliveries(actor),
            "see_order": permissions.MAY["see_growers"](actor, found.order),
        },
    }
    return render(request, "orders/promise.html", context)


def _may_answer(request: Request, found: Promise) -> bool:
    return permissions.MAY_PROMISE["answer"](request.actor, found)


def _sees_ask(request: Request, found: Promise) -> bool:
    """Whether the reader may know what a grower asks for: everybody but the buyer."""
    return not permissions.is_own(request.actor, found.order.buyer, permissions.BUYER)


@require_POST
def answer(request: Request, pk: int) -> HttpResponse:
    """Take a grower's answer: yes, part of it, no, call me, or that one drops out."""
    found = queries.promise(request.actor, pk, to="answer")
    form = AnswerForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(next(iter(form.errors.values()))[0]))
        return redirect(found)
    try:
        done = _answered(request, found, form)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect(found)
    messages.success(request, done)
    own = permissions.is_own(request.actor, found.offer.grower, permissions.GROWER)
    return redirect("orders:today" if own else found.order)


def _answered(request: Request, found: Promise, form: AnswerForm) -> str:
    """Do what the answer says; return what to tell."""
    by, words = request.actor, form.cleaned_data["words"]
    match form.cleaned_data["answer"]:
        case "accept":
            actions.accept(by=by, promise=found)
            return _("Taken. The contract is under “What I have taken”.")
        case "part":
            actions.accept(by=by, promise=found, quantity=form.cleaned_data["quantity"])
            return _("Taken in part. Others are asked for the rest.")
        case "decline":
            actions.decline(by=by, promise=found, words=words)
            return _("Declined. Others are asked for it.")
        case "call":
            actions.ask_for_call(by=by, promise=found)
            return _("The coordinator will call.")
    actions.withdraw(by=by, promise=found, words=words)
    return _("You have dropped out. Others are asked for it.")


@require_POST
def step(request: Request, pk: int) -> HttpResponse:
    """Note that a step of a share's crop is done, or was not after all."""
    found = queries.promise(request.actor, pk, to="answer")
    form = StepForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("There is no such step."))
        return redirect(found)
    try:
        actions.tick_step(
            by=request.actor,
            promise=found,
            step=CropStep(form.cleaned_data["step"]),
            is_done=not form.cleaned_data["undo"],
        )
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    return redirect(found)


@require_GET
def contract(request: Request, pk: int) -> HttpResponse:
    """Print the contract of a share."""
    found = queries.promise(request.actor, pk, to="see")
    return handing_out.as_pdf(issuing.contract(found))


@require_GET
def left(request: Request) -> HttpResponse:
    """Show what is left of orders and fits what the grower offers."""
    actor = request.actor
    if not permissions.grows(actor):
        raise Http404
    context = {
        "title": _("Orders with something left"),
        "crumbs": [{"title": _("Today"), "url": reverse("orders:today")}],
        "rows": [
            {
                "left": each,
                "unit": flowers.counted(each.order.kind.unit, each.order.left),
                "price_unit": flowers.per_unit("CNY", each.order.kind.unit),
                "key": uuid4().hex,
                "stage": wording.stage(each.order.stage),
            }
            for each in queries.left_for(actor)
        ],
    }
    return render(request, "orders/left.html", context)


@require_POST
def claim(request: Request, pk: int) -> HttpResponse:
    """Take a share of what is left."""
    actor = request.actor
    if not permissions.grows(actor):
        raise Http404
    order = get_object_or_404(Order, workspace=actor.workspace, pk=pk)
    form = ClaimForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say how much you can take."))
        return redirect("orders:left")
    offer = queries.offer(actor, form.cleaned_data["offer"], to="change")
    try:
        made = actions.claim(
            by=actor,
            order=order,
            offer=offer,
            quantity=form.cleaned_data["quantity"],
            key=form.cleaned_data["key"],
        )
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect("orders:left")
    messages.success(request, _("Taken. The contract is under “What I have taken”."))
    return redirect(made)
