"""What pages of this room share."""

import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yuandu.kernel.lifecycle import cycles
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.sheets import layouts
from yuandu.kernel.sheets.permissions import MAY_LAYOUT
from yuandu.mechanisms.enterprises import wording
from yuandu.mechanisms.enterprises.models import Application, Firm, Platform
from yuandu.mechanisms.enterprises.queries.applications import CYCLE

UNSOUND = 422


def frame(request: Request) -> str:
    """Return the frame for the reader: the workbench for insiders, the paper for the public."""
    return "base.html" if request.actor.is_insider else "paper.html"


def listed(request: Request, title: str, form: Any, layout: str) -> dict[str, Any]:
    sheet = layouts.get(layout)
    return {
        "frame": frame(request),
        "title": title,
        "form": form,
        "layout": layout,
        "may": {verb: MAY_LAYOUT[verb](request.actor, sheet) for verb in ("import", "export")},
    }


def platform_row(platform: Platform) -> dict[str, Any]:
    return {
        "name": platform.title,
        "url": platform.get_absolute_url(),
        "level": platform.get_level_display(),
        "kind": platform.get_kind_display(),
        "recognised_on": platform.recognised_on,
        "document": platform.document,
        "field": platform.field,
        "host": platform.host.title,
        "division": platform.host.division.short_title if platform.host.division else "",
    }


def fragment(request: Request, template: str, context: dict[str, Any]) -> HttpResponse:
    """Answer with the page, or with what was found alone where only that is wanted."""
    if request.htmx:
        template += "#found"
    return render(request, template, context)


def crumbs(*more: tuple[str, str], firm: Firm | None = None) -> list[dict[str, str]]:
    """Return the way to a page: the firms, the firm it is about, then what is named."""
    found = [{"title": _("Firms on the ladder"), "url": reverse("enterprises:list")}]
    if firm is not None:
        found.append({"title": firm.title, "url": firm.get_absolute_url()})
    return found + [{"title": title, "url": url} for title, url in more]


def application_row(each: Application, today: datetime.date) -> dict[str, Any]:
    """Return an application as lists and pages show it."""
    division = each.firm.party.division
    return {
        "name": each.firm.title,
        "url": each.get_absolute_url(),
        "division": division.short_title if division else "",
        "tier": wording.tier(each.tier),
        "stage": cycles.get(CYCLE).stage(each.track.stage).title if each.track else "",
        "since": each.track.entered_on if each.track else None,
        "days": each.track.days_in_stage(today) if each.track else 0,
        "is_open": each.closed_on is None,
        "opened_on": each.opened_on,
        "letter": each.letter,
        "until": each.notice_until,
        "pk": each.pk,
    }
