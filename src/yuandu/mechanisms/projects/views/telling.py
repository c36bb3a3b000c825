"""What templates are told: rows, cards, facts and tracks, masked for whom they are."""

import datetime
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.reach import reach
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.projects import rules, wording
from yuandu.mechanisms.projects.models import Category, Level, Project, Standing, Status
from yuandu.mechanisms.projects.queries import Cell, Cross
from yuandu.services.handbook.rules import area_band

# Where a stage stands among the six colours of the way.
PLACES = {stage: place for place, stage in enumerate(rules.STAGES[:3], start=1)} | {
    "works_completion": 4,
    "production_start": 4,
    "tax": 5,
    "above_scale_listing": 6,
}
VIEWS = {
    "list": lambda: _("List"),
    "board": lambda: _("Board by stage"),
    "totals": lambda: _("Totals"),
    "counties": lambda: _("County board"),
    "map": lambda: _("Map"),
}


def stage_place(stage: str) -> int:
    return PLACES.get(stage, 0)


def tabs(request: Request, current: str) -> list[dict[str, Any]]:
    """Return the views of the register, each keeping the filters that hold."""
    asked = request.GET.copy()
    for name in ("page", "sort", "rows", "columns"):
        asked.pop(name, None)
    tail = f"?{asked.urlencode()}" if asked else ""
    return [
        {"title": title(), "url": reverse(f"projects:{view}") + tail, "current": view == current}
        for view, title in VIEWS.items()
    ]


def project_row(actor: Actor, standing: Standing) -> dict[str, Any]:
    """Return a line of the list; the public reads no owner and no planned day."""
    project = standing.project
    in_full = reach(actor).covers(standing.division_id, standing.owner_id)
    return {
        "name": project.title,
        "code": project.code,
        "url": project.get_absolute_url(),
        "division": project.division.short_title,
        "level": Level(standing.level).label if standing.level else "",
        "category": Category(standing.category).label,
        "status": Status(standing.status).label if standing.status else "",
        "stage": wording.STAGES.get(standing.stage, ""),
        "place": stage_place(standing.stage),
        "entered_on": standing.entered_on,
        "investment_total": project.investment_total,
        "owner": project.owner.title if in_full and project.owner else "",
        "due_on": standing.due_on if in_full else None,
        "is_overdue": in_full
        and standing.due_on is not None
        and standing.due_on < actor.workspace.today(),
    }


def card(actor: Actor, standing: Standing, today: datetime.date) -> dict[str, Any]:
    """Return a card of the board."""
    row = project_row(actor, standing)
    amount, since = standing.investment_total, standing.entered_on
    badges = []
    if since is not None:
        days = (today - since).days
        label = ngettext("%(days)s day", "%(days)s days", days) % {"days": days}
        badges = [{"label": label, "tone": "bad" if row["is_overdue"] else "calm"}]
    return {
        "title": row["name"],
        "url": row["url"],
        "meta": " · ".join(filter(None, [row["division"], row["owner"]])),
        "amount": wording.money(amount, actor.workspace.currency) if amount else "",
        "badges": badges,
    }


def cross_table(
    table: Cross, rows: Mapping[object, object], columns: Mapping[object, object]
) -> dict[str, Any]:
    """Return a table of cells with both edges, for the template to write."""

    def title(names: Mapping[object, object], key: object) -> object:
        return names.get(key) or _("not stated")

    return {
        "heads": [title(columns, column) for column in table.columns],
        "rows": [
            {
                "title": title(rows, row),
                "cells": [table.cell(row, column) for column in table.columns],
                "sum": table.row_sums.get(row, Cell()),
            }
            for row in table.rows
        ],
        "sums": [table.column_sums.get(column, Cell()) for column in table.columns],
        "grand": table.grand,
    }


def facts(project: Project) -> list[dict[str, Any]]:
    """Return what the record holds beside amounts and days, which the template writes."""
    owner, industry = project.owner, project.industry
    return [
        *public_facts(project),
        {
            "label": _("Owner"),
            "value": owner.title if owner else "",
            "note": owner.code if owner else "",
        },
        {"label": _("Site"), "value": project.site},
        {
            "label": _("Industry"),
            "value": industry.title if industry else "",
            "note": industry.code if industry else "",
        },
        {"label": _("Physical progress, in words"), "value": project.physical_progress},
        {"label": _("What is built"), "value": project.summary, "wide": True},
    ]


def public_facts(project: Project) -> list[dict[str, Any]]:
    """Return what a published list says."""
    return [
        {"label": _("Project code"), "value": project.code},
        {"label": _("County or zone"), "value": project.division.title},
    ]


def clauses_url(project: Project, today: datetime.date) -> str:
    """Return where the handbook weighs its clauses, with what the register knows filled in.

    Whether the land is new or built on, and whether it lies in a village, the register
    does not say; those questions stay open.
    """
    answers = {"name": project.title, "kind": project.kind}
    if project.land_area_mu:
        answers["area"] = area_band(float(project.land_area_mu))
    if project.division.kind == "zone":
        answers["place"] = "zone"
    on_list = project.listings.filter(annual_list__year=today.year, left_on=None)
    answers["key"] = "yes" if on_list.exists() else "no"
    return f"{reverse('handbook:answers')}?{urlencode(answers)}"
