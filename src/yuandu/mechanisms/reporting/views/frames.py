"""What every page of this room shows: its views, and the way back."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.reporting import queries
from yuandu.mechanisms.reporting.models import Round


def tabs(request: Request, here: str, found: Round | None) -> list[dict[str, Any]]:
    """Return the views of a month."""
    shown = []
    if found is not None:
        shown = [
            ("reporting:round", _("Who has reported"), [found.pk]),
            ("reporting:doubts", _("Doubts"), [found.pk]),
            ("reporting:lights", _("Lights"), [found.pk]),
            ("reporting:needs", _("To be coordinated"), [found.pk]),
        ]
    shown += [
        ("reporting:rounds", _("All months"), []),
        ("reporting:terms", _("Terms of lights"), []),
    ]
    return [
        {"title": title, "url": reverse(route, args=args), "current": route == here}
        for route, title, args in shown
    ]


def to_newest(request: Request, route: str) -> HttpResponse:
    """Lead to a view of the last locked month, with what the address filters.

    Raises:
        Http404: no month is locked, or the actor reads none.
    """
    found = queries.newest_locked(request.actor)
    if found is None:
        raise Http404
    asked = request.GET.urlencode()
    return redirect(reverse(route, args=[found.pk]) + (f"?{asked}" if asked else ""))


def month(period: str) -> dict[str, int]:
    """Return a month's year and number, for the sentence that names it."""
    year, number = period.split("-")
    return {"year": int(year), "month": int(number)}


def titled(found: Round) -> str:
    return _("Monthly report %(period)s") % {"period": found.period}


def crumbs(*rounds: Round) -> list[dict[str, Any]]:
    way = [{"title": _("Monthly reports"), "url": reverse("reporting:rounds")}]
    return way + [{"title": titled(each), "url": each.get_absolute_url()} for each in rounds]
