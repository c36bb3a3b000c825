"""What every page of this room shows: the frame for its reader, the way to it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from yuandu.kernel.indicators.figures import registry
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.reforms import permissions
from yuandu.mechanisms.reforms.models import Measure, Meeting


def frame(request: Request) -> str:
    """Return the frame for the reader: the workbench for insiders, the paper for the public."""
    return "base.html" if request.actor.is_insider else "paper.html"


def crumbs(measure: Measure | None = None) -> list[dict[str, Any]]:
    """Return the way from the list of measures to a page below."""
    way = [{"title": _("Measures of reform"), "url": reverse("reforms:list")}]
    if measure is not None:
        way.append({"title": measure.title, "url": measure.get_absolute_url()})
    return way


def meeting_crumbs(meeting: Meeting | None = None) -> list[dict[str, Any]]:
    """Return the way from the list of meetings to a page below."""
    way = [{"title": _("Meetings"), "url": reverse("reforms:meetings")}]
    if meeting is not None:
        way.append({"title": meeting.title, "url": meeting.get_absolute_url()})
    return way


def context_of(request: Request, title: str) -> dict[str, Any]:
    """Return what the frame needs."""
    return {
        "title": title,
        "frame": frame(request),
        "is_staff": permissions.is_staff(request.actor),
        "keeps": permissions.keeps(request.actor),
    }


def figure_named(code: str) -> dict[str, Any]:
    """Return a figure by its name and address; one that is published no more by its code."""
    known = registry.FIGURES.get(code)
    url = reverse("indicators:figure", args=[code]) if known else ""
    return {"name": known.name if known else code, "url": url}
