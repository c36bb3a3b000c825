"""What every page of the room has, and how its forms are shown."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yuandu.kernel.lifecycle import cycles
from yuandu.kernel.lifecycle.models import Track
from yuandu.kernel.registry import queries as registry
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.sheets import layouts
from yuandu.kernel.sheets.permissions import MAY_LAYOUT
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.services.cooperation import permissions, queries
from yuandu.services.cooperation.models import Output

UNSOUND = 422
RESTING = frozenset({"withdrawn", "stopped", "declined", "ended"})
GOOD = frozenset({"done", "met", "signed", "accepted"})


def frame(request: Request) -> str:
    """Return the frame for the reader: the workbench for insiders, the paper for the public."""
    return "base.html" if request.actor.is_insider else "paper.html"


def crumbs(route: str, title: str, *things: Any) -> list[dict[str, str]]:
    """Return the way to a page: a list, and what it is below."""
    return [
        {"title": title, "url": reverse(route)},
        *({"title": each.title, "url": each.get_absolute_url()} for each in things),
    ]


def posted(request: Request) -> QueryDict | None:
    """Return what was sent, even if that is nothing; `None` where a form is only asked for."""
    return request.POST if request.method == "POST" else None


def own_firm(request: Request) -> Any:
    """Return the one firm for which the actor acts, to fill a form with; else `None`."""
    own = permissions.own_parties(request.actor)
    if len(own) != 1:
        return None
    return registry.visible_to(request.actor).filter(pk__in=own).first()


def stage(track: Track | None) -> dict[str, Any]:
    """Return where a thing stands, as a badge shows it."""
    if track is None:
        return {"label": "", "tone": "calm"}
    is_good, is_over = track.stage in GOOD, track.stage in RESTING
    return {
        "label": cycles.get(track.cycle).stage(track.stage).title,
        "tone": "good" if is_good else "calm" if is_over else "work",
    }


def listed(request: Request, title: str, form: forms.Form, layout: str) -> dict[str, Any]:
    """Return what a list shows around its rows; `layout` is the sheet that goes with it."""
    sheet = layouts.get(layout)
    return {
        "frame": frame(request),
        "title": title,
        "form": form,
        "layout": layout,
        "may": {verb: MAY_LAYOUT[verb](request.actor, sheet) for verb in ("import", "export")},
        "may_post": permissions.may_post(request.actor),
    }


def entered(
    request: Request,
    form: forms.Form,
    act: Callable[[], str],
    *,
    title: object,
    crumbs: list[dict[str, str]],
    **context: Any,
) -> HttpResponse:
    """Show a form, or do what it says and go where `act` points; a refusal is shown on it."""
    if request.method == "POST" and form.is_valid():
        try:
            target = act()
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Saved."))
            return redirect(target)
    context |= {"title": title, "form": form, "crumbs": crumbs}
    status = UNSOUND if form.errors else 200
    return render(request, "cooperation/form.html", context, status=status)


def outputs(**of: Any) -> list[Output]:
    return list(queries.outputs_of(**of))
