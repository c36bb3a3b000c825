"""What the pages of this room share."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal


def crumbs() -> list[dict[str, Any]]:
    return [{"title": _("Reward fund"), "url": reverse("rewards:home")}]


def rule_crumbs() -> list[dict[str, Any]]:
    return [*crumbs(), {"title": _("Reward rule"), "url": reverse("rewards:rule")}]


def inside(request: Request) -> None:
    """Let in whoever holds a post in the company, and nobody else.

    Raises:
        Http404: the reader is no insider.
    """
    if not request.actor.is_insider:
        raise Http404


def done(request: Request, act: Callable[[], object], *, said: str, back: Any) -> HttpResponse:
    """Do one thing that needs no form, and go back; a refusal is told there."""
    try:
        act()
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, said)
    return redirect(back)
