"""What every page of this room shows: who may enter, its views, ideas as rows."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.reserve import permissions, wording
from yuandu.mechanisms.reserve.models import Idea


def readers_only[**P, R: HttpResponseBase](view: Callable[P, R]) -> Callable[P, R]:
    """Let nobody in who has no part of the reserve to read."""

    @wraps(view)
    def guarded(*args: P.args, **options: P.kwargs) -> R:
        request: Any = args[0]
        if not permissions.reads(request.actor):
            raise Http404
        return view(*args, **options)

    return guarded


def crumbs(idea: Idea | None = None) -> list[dict[str, Any]]:
    """Return the way from the reserve to a page below."""
    way = [{"title": _("Project reserve"), "url": reverse("reserve:list")}]
    if idea is not None:
        way.append({"title": idea.title, "url": idea.get_absolute_url()})
    return way


def tabs(current: str) -> list[dict[str, Any]]:
    """Return the views of the reserve."""
    views = {
        "reserve:list": pgettext("view of the reserve", "Ranked list"),
        "reserve:funnel": pgettext("view of the reserve", "Maturity"),
        "reserve:gaps": pgettext("view of the reserve", "Gaps by field"),
        "reserve:formula": pgettext("view of the reserve", "Formula"),
    }
    return [
        {"title": title, "url": reverse(route), "current": route == current}
        for route, title in views.items()
    ]


def row(idea: Idea) -> dict[str, Any]:
    """Return an idea as lists show it."""
    return {
        "idea": idea,
        "field": idea.get_field_display(),
        "purpose": idea.get_purpose_display(),
        "division": idea.division.short_title,
        "stage": wording.stage(idea.stage),
        "since": idea.track.entered_on if idea.track else None,
    }


def context_of(request: Request, title: str, view: str = "") -> dict[str, Any]:
    """Return what the frame needs."""
    return {
        "title": title,
        "tabs": tabs(view) if view else None,
        "crumbs": crumbs(),
        "currency": request.workspace.currency,
        "may": {"propose": permissions.may_propose_somewhere(request.actor)},
    }
