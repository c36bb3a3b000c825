"""Pages that everybody reads: plans, where they stand, what changed, the matrix."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from yuandu.kernel.accounts import doors
from yuandu.kernel.registry.requests import Request
from yuandu.services.plans import permissions, queries, wording
from yuandu.services.plans.models import Instrument, Kind, Plan
from yuandu.services.plans.queries import Line, Under
from yuandu.services.plans.rules import State


def frame(request: Request) -> str:
    """Return the frame for the reader: the workbench for insiders, the paper for the public."""
    return "base.html" if request.actor.is_insider else "paper.html"


def crumbs(*plans: Plan) -> list[dict[str, Any]]:
    """Return the way from the register to a page below `plans`."""
    return [
        {"title": _("Plan register"), "url": reverse("plans:list")},
        *({"title": each.title, "url": each.get_absolute_url()} for each in plans),
    ]


def tabs(plan: Plan, here: str) -> list[dict[str, Any]]:
    """Return the views of a plan."""
    views = {
        "plans:plan": _("Targets and actuals"),
        "plans:matrix": _("Policy matrix"),
        "plans:changes": _("What changed"),
        "plans:report": _("Annual report"),
    }
    return [
        {"title": title, "url": reverse(route, args=[plan.pk]), "current": route == here}
        for route, title in views.items()
    ]


def asked_year(request: Request, plan: Plan) -> int:
    """Return the year the address names if it lies in the plan, else the current one."""
    latest = min(max(request.workspace.today().year, plan.from_year), plan.to_year)
    asked = request.GET.get("year", "")
    if asked.isascii() and asked.isdecimal() and len(asked) == len(str(latest)):
        return min(max(int(asked), plan.from_year), latest)
    return latest


def told_line(line: Line) -> dict[str, Any]:
    """Return an indicator as tables show it."""
    label, tone = wording.STATES[line.standing.state]
    actual = line.actuals.get(line.standing.year)
    return {
        "indicator": line.indicator,
        "standing": line.standing,
        "places": _places(line),
        "label": label,
        "tone": tone,
        "source": actual.source if actual else "",
        "evidence": actual.evidence if actual else None,
    }


def _places(line: Line) -> int:
    """Return how many digits behind the point the indicator's own numbers have."""
    given = (line.indicator.baseline, line.indicator.target, line.standing.actual)
    exponents = (each.normalize().as_tuple().exponent for each in given if each is not None)
    return max(0, *(-each for each in exponents if isinstance(each, int)))


def told_aspect(under: Under) -> dict[str, Any]:
    """Return an aspect with its goals, lines and tasks as pages show it."""
    return {
        "aspect": under.aspect,
        "goals": [
            {
                "goal": goal,
                "lines": [told_line(line) for line in under.lines.get(goal.pk, ())],
                "tasks": under.tasks.get(goal.pk, []),
            }
            for goal in under.goals
        ],
        "size": under.size,
        "behind": under.count(State.BEHIND),
        "unknown": under.count(State.UNKNOWN),
        "fine": under.count(State.ON_PATH) + under.count(State.REACHED),
    }


@doors.public
@require_GET
def plan_list(request: Request) -> HttpResponse:
    """List the plans, the versions of each together."""
    context = {
        "title": _("Plan register"),
        "frame": frame(request),
        "plans": queries.visible_to(request.actor),
        "may_edit": permissions.may_edit(request.actor),
    }
    return render(request, "plans/list.html", context)


def _plan_context(request: Request, plan: Plan, here: str) -> dict[str, Any]:
    """Return what every page of a plan shows around its own part."""
    return {
        "title": plan.title,
        "frame": frame(request),
        "plan": plan,
        "successor": queries.successor(request.actor, plan),
        "tabs": tabs(plan, here),
        "crumbs": crumbs(),
        "may_edit": permissions.may_edit(request.actor),
    }


def _standing(request: Request, pk: int, here: str) -> dict[str, Any]:
    plan = queries.get(request.actor, pk, to="see")
    year = asked_year(request, plan)
    aspects = queries.standing(plan, year)
    return _plan_context(request, plan, here) | {
        "year": year,
        "aspects": [told_aspect(under) for under in aspects],
        "alarms": [told_line(line) for line in queries.alarms(aspects)],
        "is_draft": plan.published_on is None,
    }


@doors.public
@require_GET
def plan(request: Request, pk: int) -> HttpResponse:
    """Show a plan: alarms first, then target and actual by aspect."""
    return render(request, "plans/plan.html", _standing(request, pk, "plans:plan"))


@doors.public
@require_GET
def report(request: Request, pk: int) -> HttpResponse:
    """Show the annual report of a plan, as it is printed."""
    context = _standing(request, pk, "plans:report")
    plan = context["plan"]
    context |= {
        "today": request.workspace.today(),
        "years": range(plan.from_year, min(request.workspace.today().year, plan.to_year) + 1),
        "matrix": queries.matrix(plan),
    }
    return render(request, "plans/report.html", context)


@doors.public
@require_GET
def changes(request: Request, pk: int) -> HttpResponse:
    """Show what a version changes against the one before."""
    plan = queries.get(request.actor, pk, to="see")
    found = queries.changes(plan.supersedes, plan) if plan.supersedes else []
    context = _plan_context(request, plan, "plans:changes") | {
        "changes": [
            {
                "label": wording.CHANGES[each.change][0],
                "tone": wording.CHANGES[each.change][1],
                "what": wording.PARTS[each.what],
                "title": each.title,
                "fields": [
                    {"label": wording.FIELDS[name], "before": before, "after": after}
                    for name, (before, after) in each.fields.items()
                ],
            }
            for each in found
        ],
    }
    return render(request, "plans/changes.html", context)


@doors.public
@require_GET
def matrix(request: Request, pk: int) -> HttpResponse:
    """Show aspects × kinds of instruments, with the cells that nothing fills."""
    plan = queries.get(request.actor, pk, to="see")
    found = queries.matrix(plan)
    context = _plan_context(request, plan, "plans:matrix") | {
        "matrix": found,
        "kinds": list(Kind),
        "rows": [
            {
                "aspect": aspect,
                "cells": [{"kind": kind, "cell": found.cell(aspect, kind.value)} for kind in Kind],
            }
            for aspect in found.aspects
        ],
    }
    return render(request, "plans/matrix.html", context)


@doors.public
@require_GET
def cell(request: Request, pk: int, number: int, kind: str) -> HttpResponse:
    """Show the instruments of one cell."""
    if kind not in Kind.values:
        raise Http404
    plan = queries.get(request.actor, pk, to="see")
    aspect, found = queries.serving(plan, number, kind)
    context = {
        "title": f"{aspect.title} · {Kind(kind).label}",
        "frame": frame(request),
        "rows": _instrument_rows(found),
        "currency": request.workspace.currency,
        "crumbs": [
            *crumbs(plan),
            {"title": _("Policy matrix"), "url": reverse("plans:matrix", args=[plan.pk])},
        ],
        "may_edit": False,
    }
    return render(request, "plans/instruments.html", context)


def _instrument_rows(found: QuerySet[Instrument]) -> list[dict[str, Any]]:
    """Return instruments with what they serve; an aspect that two plans share is named once."""
    return [
        {
            "instrument": each,
            "aspects": list(dict.fromkeys(aspect.title for aspect in each.aspects.all())),
        }
        for each in found.prefetch_related("aspects")
    ]


@doors.public
@require_GET
def instruments(request: Request) -> HttpResponse:
    """List every instrument."""
    context = {
        "title": _("Policy instruments"),
        "frame": frame(request),
        "rows": _instrument_rows(queries.instruments(request.actor)),
        "currency": request.workspace.currency,
        "crumbs": crumbs(),
        "may_edit": permissions.may_edit(request.actor),
    }
    return render(request, "plans/instruments.html", context)


@require_GET
def task(request: Request, pk: int) -> HttpResponse:
    """Show a task: for which goal, by whom, until when."""
    found = queries.task(request.actor, pk, to="see")
    context = {
        "title": found.title,
        "task": found,
        "label": found._meta.label_lower,
        "crumbs": crumbs(found.goal.aspect.plan),
        "may_edit": permissions.may_edit(request.actor),
    }
    return render(request, "plans/task.html", context)
