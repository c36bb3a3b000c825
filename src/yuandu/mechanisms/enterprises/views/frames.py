"""What every page of this room has."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from yuandu.kernel.registry.requests import Request
from yuandu.kernel.sheets import layouts
from yuandu.kernel.sheets.permissions import MAY_LAYOUT
from yuandu.mechanisms.enterprises.models import Platform


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
    if request.htmx:
        template += "#found"
    return render(request, template, context)
