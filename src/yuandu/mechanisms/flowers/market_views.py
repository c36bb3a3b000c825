"""What all quotes together say: the price index, and where kinds are short or plenty."""

import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from yuandu.kernel.accounts import doors
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.flowers import queries, supplied, wording
from yuandu.mechanisms.flowers.models import Group, IndexPoint, Standing
from yuandu.mechanisms.flowers.permissions import may_file

ROWS_A_PAGE = 50


@doors.public
@require_GET
def overview(request: Request) -> HttpResponse:
    """Show the index of a group of kinds, and its markets by how far they are from usual."""
    groups = queries.index_groups(request.actor.workspace)
    group = request.GET.get("group", "")
    group = group if group in groups else ""
    state = request.GET.get("state", Standing.State.SHORT.value)
    state = state if state in Standing.State.values else Standing.State.SHORT.value
    points = queries.index_of(request.actor.workspace, group)
    found = queries.standings(request.actor.workspace, group, state)
    page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page", 1))
    context = {
        "frame": wording.frame(request.actor),
        "title": _("State of the markets"),
        "crumbs": [{"title": _("Prices of flowers"), "url": reverse("flowers:list")}],
        "groups": [
            _tab(_group(each), f"group={each}&state={state}", each == group) for each in groups
        ],
        "states": [
            _tab(label, f"group={group}&state={value}", value == state)
            for value, label in Standing.State.choices
        ],
        "chart": _chart(points),
        "last": points[-1] if points else None,
        "page": page,
        "rows": _rows(list(page), request.workspace.today()),
        "markets": queries.markets(request.actor.workspace) if may_file(request.actor) else [],
    }
    return render(request, "flowers/markets.html", context)


def _group(code: str) -> Any:
    return Group(code).label if code else _("All flowers")


def _tab(title: Any, query: str, current: bool) -> dict[str, Any]:
    url = f"{reverse('flowers:markets')}?{query}"
    return {"title": title, "url": url, "current": current, "count": None}


def _chart(points: list[IndexPoint]) -> dict[str, Any]:
    return {
        "caption": _("Price index by week, first week = 100"),
        "series": [pgettext("price", "Index")],
        "rows": [
            {"label": f"{each.on:%Y-%m-%d}", "cells": [wording.cell(each.value)]} for each in points
        ],
    }


def _rows(standings: list[Standing], today: datetime.date) -> list[dict[str, Any]]:
    """Return lines, each with what its market's buyers ask for this week."""
    monday = today - datetime.timedelta(today.weekday())
    wanted = supplied.asked_for({each.kind_id for each in standings}, monday)
    return [
        _row(each) | {"wanted": wanted.get((each.kind_id, each.market_id))} for each in standings
    ]


def _row(each: Standing) -> dict[str, Any]:
    arrivals, usual = each.arrivals, each.usual_arrivals
    return {
        "standing": each,
        "unit": each.get_unit_display(),
        "price": wording.change(each.price),
        "arrivals": wording.change(
            float(arrivals / usual) - 1 if arrivals is not None and usual else None
        ),
        "unsold": wording.share(None if each.unsold is None else float(each.unsold)),
        "usual_unsold": wording.share(
            None if each.usual_unsold is None else float(each.usual_unsold)
        ),
    }
