"""What to plant: a household's pages, one task each; sums for offices; what the trial found."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yuandu.engines.planning import MINIMUM_GROUP
from yuandu.kernel.accounts import doors
from yuandu.kernel.registry.models import Party
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.flowers import wording as flowers
from yuandu.mechanisms.guidance import actions, permissions, published, queries, wording
from yuandu.mechanisms.guidance.forms import GrowableForm, HoldingForm, IntentionForm
from yuandu.mechanisms.guidance.models import Holding, PlanLine, Reason

UNSOUND = 422
PLANTED = (Reason.BEST, Reason.TO_THE_LIMIT)


def _posted(request: Request) -> Any:
    return request.POST if request.method == "POST" else None


def _crumbs() -> list[dict[str, str]]:
    return [{"title": _("What to plant"), "url": reverse("guidance:home")}]


def _own_household(request: Request) -> Party:
    """Return the household that the reader stands for.

    Raises:
        PermissionDenied: there is none.
    """
    found = queries.household(request.actor)
    if found is None:
        raise PermissionDenied
    return found


def _own_holding(request: Request) -> Holding | None:
    _own_household(request)
    return queries.holding(request.actor)


def _entered(
    request: Request, form: forms.Form, act: Callable[[dict[str, Any]], object], title: str
) -> HttpResponse:
    """Show a form, or do what it says and go back; a refusal is shown on it."""
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Saved."))
            return redirect("guidance:home")
    context = {"title": title, "form": form, "crumbs": _crumbs()}
    status = UNSOUND if form.errors else 200
    return render(request, "guidance/form.html", context, status=status)


@require_GET
def home(request: Request) -> HttpResponse:
    """Show a household the one thing to do next, what it declared, and warnings of its kinds."""
    actor = request.actor
    if not permissions.enters(actor):
        raise PermissionDenied
    if not permissions.grows(actor):
        return redirect("guidance:outlook")
    holding = queries.holding(actor)
    growables = queries.growables(holding) if holding else []
    kinds = [each.kind_id for each in growables]
    context = {
        "title": _("What to plant"),
        "household": queries.household(actor),
        "holding": holding,
        "growables": growables,
        "intentions": queries.open_intentions(actor),
        "plan": queries.plan(actor),
        "warnings": [
            wording.warned(each)
            for each in (queries.warnings(actor.workspace, kinds) if kinds else [])
        ],
    }
    return render(request, "guidance/home.html", context)


@require_http_methods(["GET", "POST"])
def beds(request: Request) -> HttpResponse:
    """Let a household say what beds and money it has."""
    household = _own_household(request)
    holding = queries.holding(request.actor)
    known = {name: getattr(holding, name) for name in ("area", "cash", "caution") if holding}
    form = HoldingForm(_posted(request), initial=known)
    return _entered(
        request,
        form,
        lambda given: actions.declare_holding(by=request.actor, household=household, **given),
        _("My beds"),
    )


@require_http_methods(["GET", "POST"])
def kind_add(request: Request) -> HttpResponse:
    """Let a household put a kind on its list."""
    holding = _own_holding(request)
    if holding is None:
        return redirect("guidance:beds")
    return _entered(
        request,
        GrowableForm(_posted(request), actor=request.actor),
        lambda given: actions.add_growable(by=request.actor, holding=holding, **given),
        _("What I can grow"),
    )


@require_POST
def kind_remove(request: Request, pk: int) -> HttpResponse:
    """Take a kind off the household's list."""
    found = queries.growable(request.actor, pk)
    if found is None:
        raise Http404
    actions.remove_growable(by=request.actor, growable=found)
    return redirect("guidance:home")


@require_http_methods(["GET", "POST"])
def intend(request: Request) -> HttpResponse:
    """Let a household say in private what it means to plant."""
    household, holding = _own_household(request), queries.holding(request.actor)
    if holding is None:
        return redirect("guidance:beds")
    return _entered(
        request,
        IntentionForm(_posted(request), holding=holding),
        lambda given: actions.intend(by=request.actor, household=household, **given),
        _("What I mean to plant"),
    )


@require_POST
def withdraw(request: Request, pk: int) -> HttpResponse:
    """Take an intention back."""
    actions.withdraw(by=request.actor, intention=queries.get(request.actor, pk, to="withdraw"))
    return redirect("guidance:home")


@require_GET
def plan(request: Request) -> HttpResponse:
    """Show a household what to plant, how much and why, and what a bad year would bring."""
    _own_household(request)
    found = queries.plan(request.actor)
    lines = queries.plan_lines(found) if found else []
    context = {
        "title": _("My plan"),
        "crumbs": _crumbs(),
        "plan": found,
        "planted": [_line(each) for each in lines if each.reason in PLANTED],
        "rest": [_line(each) for each in lines if each.reason not in PLANTED],
        "assumes": wording.assumes(found.round) if found else [],
        "loss": wording.tenths(found.loss_chance) if found else "",
    }
    return render(request, "guidance/plan.html", context)


def _line(each: PlanLine) -> dict[str, Any]:
    return {
        "line": each,
        "why": each.get_reason_display(),
        "unit": flowers.counted(each.kind.unit, each.units),
    }


@require_GET
def outlook(request: Request) -> HttpResponse:
    """Show offices what is to come of kinds, and what the last plans do to them; sums alone."""
    if not permissions.reads_sums(request.actor):
        raise PermissionDenied
    workspace = request.workspace
    last = queries.last_round(workspace)
    context = {
        "title": _("Outlook of supply"),
        "minimum": MINIMUM_GROUP,
        "warnings": [wording.warned(each) for each in queries.warnings(workspace)],
        "round": last,
        "kinds": [wording.crowding(each) for each in queries.round_kinds(last)] if last else [],
        "may_advise": permissions.advises(request.actor),
    }
    return render(request, "guidance/outlook.html", context)


@require_POST
def advise(request: Request) -> HttpResponse:
    """Plan for all households that declared."""
    if not permissions.advises(request.actor):
        raise PermissionDenied
    try:
        made = actions.advise(by=request.actor)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        told = _("Planned for %(number)s households. Each sees its own plan alone.")
        messages.success(request, told % {"number": made.households})
    return redirect("guidance:outlook")


@doors.public
@require_GET
def effect(request: Request) -> HttpResponse:
    """Show what the experiment found beside what the article says."""
    found = published.effect()
    context = {
        "frame": "base.html" if request.actor.is_insider else "paper.html",
        "title": _("Does it help? What the experiment found"),
        "found": found,
        "arms": wording.arms(found) if found else [],
        "claimed": wording.claimed(),
    }
    return render(request, "guidance/effect.html", context)
