"""Pages of those who keep plans: entering, revising, publishing, reporting."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.services.plans import actions, permissions, queries, wording
from yuandu.services.plans.forms import (
    PARTS,
    FinishForm,
    InstrumentForm,
    PlanForm,
    ReportForm,
)
from yuandu.services.plans.models import Aspect
from yuandu.services.plans.views.pages import crumbs


def posted(request: Request) -> QueryDict | None:
    """Return what was sent, even if that is nothing; `None` where a form is only asked for."""
    return request.POST if request.method == "POST" else None


def entered(
    request: Request,
    form: forms.Form,
    act: Callable[[], str],
    *,
    title: object,
    crumbs: list[dict[str, Any]],
    **context: Any,
) -> HttpResponse:
    """Show a form, or do what it says and go where `act` points; a refusal is shown on it."""
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(act())
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
    context |= {"title": title, "form": form, "crumbs": crumbs}
    return render(request, "plans/form.html", context, status=422 if form.errors else 200)


def _check_editor(request: Request) -> None:
    if not permissions.may_edit(request.actor):
        raise PermissionDenied


@require_http_methods(["GET", "POST"])
def add(request: Request) -> HttpResponse:
    """Enter a plan."""
    _check_editor(request)
    form = PlanForm(posted(request))

    def act() -> str:
        return actions.enter(by=request.actor, **form.cleaned_data).get_absolute_url()

    return entered(request, form, act, title=_("Enter a plan"), crumbs=crumbs())


@require_http_methods(["GET", "POST"])
def part(request: Request, pk: int, kind: str, key: int = 0) -> HttpResponse:
    """Enter a part of a plan, or change the one of `key`; `under` names what it hangs under."""
    if kind not in PARTS:
        raise Http404
    plan = queries.get(request.actor, pk, to="edit")
    model, form_class = PARTS[kind]
    known = get_object_or_404(model, pk=key, **{PLAN_OF[kind]: plan}) if key else None
    form = form_class(posted(request), plan=plan, part=known, under=request.GET.get("under", ""))

    def act() -> str:
        given = form.cleaned_data
        actions.keep(by=request.actor, plan=plan, kind=model, part=known, **given)
        messages.success(request, _("Saved."))
        return plan.get_absolute_url()

    context = {"drop_url": reverse("plans:drop", args=[pk, kind, key]) if known else ""}
    title = wording.PARTS[kind]
    return entered(request, form, act, title=title, crumbs=crumbs(plan), **context)


# How a part of each kind finds its plan.
PLAN_OF = {
    "aspect": "plan",
    "goal": "aspect__plan",
    "indicator": "plan",
    "task": "goal__aspect__plan",
}


@require_POST
def drop(request: Request, pk: int, kind: str, key: int) -> HttpResponse:
    """Take a part out of a draft."""
    if kind not in PARTS:
        raise Http404
    plan = queries.get(request.actor, pk, to="edit")
    found = get_object_or_404(PARTS[kind][0], pk=key, **{PLAN_OF[kind]: plan})
    try:
        actions.drop(by=request.actor, plan=plan, part=found)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    return redirect(plan)


@require_POST
def publish(request: Request, pk: int) -> HttpResponse:
    """Show a version to everybody."""
    plan = queries.get(request.actor, pk, to="edit")
    try:
        actions.publish(by=request.actor, plan=plan)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("The plan is published."))
    return redirect(plan)


@require_POST
def revise(request: Request, pk: int) -> HttpResponse:
    """Begin the next version."""
    plan = queries.get(request.actor, pk, to="edit")
    try:
        made = actions.revise(by=request.actor, plan=plan)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect(plan)
    messages.success(request, _("The next version is begun; change what is to change."))
    return redirect(made)


@require_http_methods(["GET", "POST"])
def report_actual(request: Request, pk: int) -> HttpResponse:
    """Say what an indicator came to in a year."""
    indicator = queries.indicator(request.actor, pk, to="edit")
    data = posted(request)
    form = ReportForm(
        data,
        None if data is None else request.FILES,
        initial={"year": request.workspace.today().year},
    )

    def act() -> str:
        actions.report(by=request.actor, indicator=indicator, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return indicator.plan.get_absolute_url()

    title = _("%(name)s, in %(unit)s") % {"name": indicator.title, "unit": indicator.unit}
    return entered(request, form, act, title=title, crumbs=crumbs(indicator.plan), has_files=True)


@require_http_methods(["GET", "POST"])
def finish(request: Request, pk: int) -> HttpResponse:
    """Say that a task is done."""
    task = queries.task(request.actor, pk, to="edit")
    form = FinishForm(posted(request), initial={"on": request.workspace.today()})

    def act() -> str:
        actions.finish(by=request.actor, task=task, on=form.cleaned_data["on"])
        return task.get_absolute_url()

    return entered(request, form, act, title=task.title, crumbs=crumbs(task.goal.aspect.plan))


def _aspects(request: Request) -> Any:
    plans = queries.visible_to(request.actor).filter(superseded_by=None).values("pk")
    return Aspect.objects.filter(plan__in=plans).select_related("plan")


@require_http_methods(["GET", "POST"])
def instrument(request: Request, pk: int = 0) -> HttpResponse:
    """Enter an instrument, or change one that no other room registers."""
    _check_editor(request)
    own = queries.instruments(request.actor).filter(url="")
    known = get_object_or_404(own, pk=pk) if pk else None
    form = InstrumentForm(posted(request), aspects=_aspects(request), instrument=known)

    def act() -> str:
        actions.register_instrument(by=request.actor, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return reverse("plans:instruments")

    title = known.title if known else _("Enter an instrument")
    return entered(request, form, act, title=title, crumbs=crumbs())
