"""The coordinator's table of lanes: what a unit costs on its way, and what a week carries."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.orders import actions, permissions, queries
from yuandu.mechanisms.orders.actions import LaneWords
from yuandu.mechanisms.orders.forms import LaneForm, NewLaneForm
from yuandu.mechanisms.orders.models import Lane
from yuandu.mechanisms.orders.views.buying import crumbs

PER_PAGE = 50


def _crumbs() -> list[dict[str, Any]]:
    return [*crumbs(), {"title": _("Docking board"), "url": reverse("orders:board")}]


@require_http_methods(["GET", "POST"])
def lane_list(request: Request) -> HttpResponse:
    """List the lanes by where they lead; enter another."""
    actor = request.actor
    if not permissions.reads_all(actor):
        raise Http404
    form = NewLaneForm(request.POST if request.method == "POST" else None, actor=actor)
    if request.method == "POST":
        if not permissions.docks(actor):
            raise PermissionDenied
        if form.is_valid() and _set(request, form, form.words()):
            return redirect("orders:lanes")
    found = queries.lanes_visible_to(actor)
    context = {
        "title": _("Lanes and carriage"),
        "crumbs": _crumbs(),
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page", 1)),
        "form": form if permissions.docks(actor) else None,
    }
    return render(request, "orders/lanes.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def lane(request: Request, pk: int) -> HttpResponse:
    """Show a lane with what its weeks carry already; change what it costs and carries."""
    actor = request.actor
    found = queries.lane(actor, pk, to="change" if request.method == "POST" else "see")
    form = LaneForm(request.POST) if request.method == "POST" else LaneForm.of(found)
    if request.method == "POST" and form.is_valid() and _set(request, form, form.words(found)):
        return redirect(found)
    context = {
        "title": _("From %(place)s to %(destination)s")
        % {"place": found.place.title, "destination": _leads_to(found)},
        "crumbs": [*_crumbs(), {"title": _("Lanes and carriage"), "url": reverse("orders:lanes")}],
        "lane": found,
        "weeks": queries.weeks_of(found, actor.workspace.today()),
        "form": form if permissions.docks(actor) else None,
    }
    return render(request, "orders/lane.html", context, status=422 if form.is_bound else 200)


def _leads_to(found: Lane) -> str:
    return found.market.title if found.market else found.delivered_to


def _set(request: Request, form: LaneForm, words: LaneWords) -> bool:
    try:
        actions.set_lane(by=request.actor, words=words)
    except Refusal as refusal:
        form.add_error(None, refusal.sentence)
        return False
    messages.success(request, _("Noted: the next docking counts with it."))
    return True
