"""The coordinator's docking board: demand beside supply, runs, what each came to, and why."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.orders import actions, flowing, permissions, queries, telling, wording
from yuandu.mechanisms.orders.forms import DockForm
from yuandu.mechanisms.orders.models import Docking, Group
from yuandu.mechanisms.orders.queries import dockings
from yuandu.mechanisms.orders.telling import Outcome
from yuandu.mechanisms.orders.views.buying import crumbs

RUNS = 12


@require_http_methods(["GET", "POST"])
def board(request: Request) -> HttpResponse:
    """Show what is asked for beside what is offered; dock it as a proposal."""
    actor = request.actor
    if not permissions.reads_all(actor):
        raise Http404
    form = DockForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if not permissions.docks(actor):
            raise PermissionDenied
        if form.is_valid():
            try:
                made = actions.dock(by=actor, rule=form.cleaned_data["rule"])
            except Refusal as refusal:
                form.add_error(None, refusal.sentence)
            else:
                return redirect(made)
    context = {
        "title": _("Docking board"),
        "crumbs": crumbs(),
        "supply": queries.supply(actor.workspace),
        "form": form if permissions.docks(actor) else None,
        "runs": [_run(each) for each in queries.dockings_visible_to(actor)[:RUNS]],
    }
    return render(request, "orders/board.html", context, status=422 if form.is_bound else 200)


def _run(docking: Docking) -> dict[str, Any]:
    return {"docking": docking, "rule": wording.rule(docking.rule)}


@require_GET
def docking(request: Request, pk: int) -> HttpResponse:
    """Show a docking: who would deliver what to whom, what stays unmet, who goes without."""
    actor = request.actor
    found = queries.docking(actor, pk, to="see")
    page = dockings.pairing_page(found, request.GET.get("page", 1))
    others = queries.dockings_visible_to(actor).filter(purpose=found.purpose).exclude(pk=pk)
    docks = permissions.docks(actor)
    context = {
        "title": _("Docking of %(day)s, no. %(number)s")
        % {"day": found.docked_on, "number": found.pk},
        "crumbs": [*crumbs(), {"title": _("Docking board"), "url": reverse("orders:board")}],
        "docking": found,
        "rule": wording.rule(found.rule),
        "unmet_units": found.asked - found.docked,
        "page": page,
        "flows": _flows(found),
        "unmet": [{"row": each, "told": telling.answer(each)} for each in dockings.unmet(found)],
        "idle": [{"row": each, "told": telling.answer(each)} for each in dockings.idle(found)],
        "others": [_run(each) for each in others[:3]],
        "may": {
            "publish": docks and found.state == Docking.State.PROPOSED,
            "undo": docks and found.state == Docking.State.PUBLISHED and not found.has_accepted,
        },
    }
    return render(request, "orders/docking.html", context)


def _flows(found: Docking) -> dict[str, Any]:
    """Return what goes from which county to which market, as a picture and as rows."""
    given = dockings.flows(found)
    return {
        "picture": flowing.picture(given, pgettext("places", "Others")),
        "rows": sorted(given, key=lambda flow: -flow.amount)[: dockings.SHOWN],
    }


@require_POST
def publish(request: Request, pk: int) -> HttpResponse:
    """Ask the growers of a docking."""
    found = queries.docking(request.actor, pk, to="publish")
    try:
        made = actions.publish(by=request.actor, docking=found)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        said = _("Growers are asked for %(number)s shares.") % {"number": len(made)}
        messages.success(request, said)
    return redirect(found)


@require_POST
def undo(request: Request, pk: int) -> HttpResponse:
    """Take a docking back."""
    found = queries.docking(request.actor, pk, to="publish")
    try:
        actions.undo(by=request.actor, docking=found)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("The docking is taken back; its orders are open again."))
    return redirect(found)


@require_GET
def papers(request: Request, pk: int) -> HttpResponse:
    """Hand out the tables of a docking, which the stand-alone checker takes."""
    found = queries.docking(request.actor, pk, to="see")
    answer = HttpResponse(bytes(found.papers), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="docking-{found.pk}.zip"'
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_GET
def beside(request: Request, pk: int, other: int) -> HttpResponse:
    """Set two dockings side by side: what either rule comes to, and for which orders."""
    found = [queries.docking(request.actor, each, to="see") for each in (pk, other)]
    answers = [dockings.answers_of_orders(each) for each in found]
    outcomes = [
        telling.outcome(each, dockings.pairings(each), said)
        for each, said in zip(found, answers, strict=True)
    ]
    context = {
        "title": _("Two dockings side by side"),
        "crumbs": [*crumbs(), {"title": _("Docking board"), "url": reverse("orders:board")}],
        "runs": [_run(each) for each in found],
        "rows": _measures(outcomes[0], outcomes[1]),
        "differing": telling.differing(*answers)[: dockings.SHOWN],
    }
    return render(request, "orders/beside.html", context)


def _measures(one: Outcome, other: Outcome) -> list[dict[str, Any]]:
    """Return what two outcomes are measured by: title, both values, how many places."""
    pairs: list[tuple[str, float, float, str]] = [
        (_("Units docked"), one.docked, other.docked, "number"),
        (_("Fill rate"), _fill(one), _fill(other), "percent"),
        (_("Orders served in full"), one.full, other.full, "number"),
        (_("Households with a share"), one.growers, other.growers, "number"),
        (_("Net worth, yuan"), one.worth / 100, other.worth / 100, "money"),
    ]
    for group in (Group.SMALL, Group.NEW):
        title = _("Units of %(group)s") % {"group": Group(group).label}
        pairs.append((title, one.units_of_groups[group], other.units_of_groups[group], "number"))
    return [
        {"title": title, "one": first, "other": second, "kind": kind}
        for title, first, second, kind in pairs
    ]


def _fill(outcome: Outcome) -> float:
    return outcome.docked / outcome.asked if outcome.asked else 0
