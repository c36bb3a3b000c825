"""When the works of a project end: a part of its page with an address of its own."""

import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from yuandu.engines.forecasting import LEAST_CASES
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.projects import queries
from yuandu.mechanisms.projects.queries import Forecast


@require_GET
def forecast(request: Request, pk: int) -> HttpResponse:
    """Show between which days the works end, what that rests on and how right it was."""
    project = queries.get(request.actor, pk, to="see")
    told = queries.forecast(request.workspace, project)
    context = {
        "title": _("When the works end"),
        "project": project,
        "forecast": told,
        "share": float(told.told.share) if told.told else None,
        "inside": float(told.past.inside) if told.past else None,
        "bar": _bar(told, request.workspace.today()),
        "least": LEAST_CASES,
        "crumbs": [
            {"title": _("Projects"), "url": reverse("projects:list")},
            {"title": project.title, "url": project.get_absolute_url()},
        ],
    }
    template = "projects/forecast.html"
    if request.htmx:
        template += "#forecast"
    return render(request, template, context)


def _bar(forecast: Forecast, today: datetime.date) -> dict[str, Any] | None:
    """Return the days as shares of a line, in per cent."""
    told = forecast.told
    if told is None or forecast.begins_on is None or forecast.planned_on is None:
        return None
    first = forecast.begins_on
    days = {
        "today": today if forecast.state == "running" else None,
        "earliest": told.earliest,
        "middle": told.middle,
        "latest": told.latest,
        "planned": forecast.planned_on,
        "ended": forecast.ended_on,
    }
    known = [day for day in days.values() if day is not None]
    length = max((max(known) - first).days, 1)
    at = {
        name: round(96 * (day - first).days / length, 1) if day else None
        for name, day in days.items()
    }
    until = at["latest"] if at["latest"] is not None else 100.0
    return at | {"span": max(round(until - (at["earliest"] or 0), 1), 0.5)}
