"""Adjustment rules: published versions, drafts with their simulation, putting in force."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yuandu.kernel.registry.pages import one_form, sent
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.pay import actions, permissions, queries, telling, wording
from yuandu.mechanisms.pay.forms import RuleForm
from yuandu.mechanisms.pay.views.slips import crumbs as above

VERBS = {
    "simulate": (actions.simulate, gettext_lazy("The rule is simulated.")),
    "discard": (actions.discard, gettext_lazy("The draft is thrown away.")),
    "put_in_force": (actions.put_in_force, gettext_lazy("The rule is in force from today on.")),
}


def _crumbs() -> list[dict[str, Any]]:
    return [*above(), {"title": _("Adjustment rules"), "url": reverse("pay:rules")}]


@require_GET
def rules(request: Request) -> HttpResponse:
    """List the versions of the rule that the reader may know of."""
    found = queries.rules_visible_to(request.actor)
    context = {
        "title": _("Adjustment rules"),
        "crumbs": above(),
        "rows": [{"rule": each, "state": wording.STATES[each.state]} for each in found],
        "may": {"draft": permissions.drafts(request.actor)},
    }
    return render(request, "pay/rules.html", context)


@require_http_methods(["GET", "POST"])
def add(request: Request) -> HttpResponse:
    """Draft a version."""
    if not permissions.drafts(request.actor):
        raise PermissionDenied
    form = RuleForm(*sent(request))

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        made = actions.draft(by=request.actor, **form.given())
        return _("The rule is drafted. Simulate it next."), reverse("pay:rule", args=[made.pk])

    return one_form(request, _("Draft a rule"), form, act, _crumbs())


@require_GET
def rule(request: Request, pk: int) -> HttpResponse:
    """Show a version: its terms, what it would do, what may be done with it."""
    found = queries.rule(request.actor, pk, to="see")
    is_told = permissions.oversees(request.actor) and found.simulation
    weights = [(title, getattr(found, code)) for code, title in wording.FACTORS.items()]
    context = {
        "title": found.name,
        "crumbs": _crumbs(),
        "rule": found,
        "state": wording.STATES[found.state],
        "weights": weights,
        "simulation": found.simulation if is_told else None,
        "bands": telling.bands(found) if is_told else [],
        "may": permissions.offered(request.actor, found),
    }
    return render(request, "pay/rule.html", context)


@require_POST
def move(request: Request, pk: int, verb: str) -> HttpResponse:
    """Simulate, put in force or throw away."""
    if verb not in VERBS:
        raise Http404
    found = queries.rule(request.actor, pk, to=verb)
    act, said = VERBS[verb]
    try:
        act(by=request.actor, rule=found)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, said)
    if verb == "discard":
        return redirect("pay:rules")
    return redirect("pay:rule", pk)
