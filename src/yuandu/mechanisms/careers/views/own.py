"""One's own way: where one stands, what the next rung asks, which doors lead sideways."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yuandu.kernel.registry.pages import one_form, sent
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.careers import actions, permissions, queries, showing
from yuandu.mechanisms.careers.forms import KinshipForm
from yuandu.mechanisms.careers.refusals import OddKinship
from yuandu.mechanisms.workforce import queries as workforce
from yuandu.mechanisms.workforce.models import Worker


@require_GET
def mine(request: Request) -> HttpResponse:
    """Show the reader's own way; who is on no staff list is told so."""
    oneself = workforce.oneself(request.actor)
    if oneself is None:
        return render(request, "careers/mine.html", {"title": _("My career"), "worker": None})
    return _file(request, oneself, _("My career"))


@require_GET
def worker(request: Request, pk: int) -> HttpResponse:
    """Show the way of a worker, to HR and the auditor."""
    found = queries.worker(request.actor, pk, to="see")
    return _file(request, found, found.name)


def _file(request: Request, found: Worker, title: str) -> HttpResponse:
    actor = request.actor
    ways = queries.ways_of(actor, found)
    open_now = {
        one.rung_id: one
        for one in queries.applications_visible_to(actor).filter(worker=found, is_open=True)
    }
    context = {
        "title": title,
        "crumbs": showing.crumbs() if permissions.reads_all(actor) else [],
        "worker": found,
        "ways": showing.ways(ways, open_now),
        "drawing": showing.drawing_of(actor, ways),
        "history": ways.history,
        "records": showing.records(ways.records),
        "is_oneself": permissions.is_oneself(actor, found),
        "may": {
            "record": permissions.keeps(actor),
            "pay": permissions.sees_pay(actor, found),
        },
    }
    return render(request, "careers/mine.html", context)


@require_http_methods(["GET", "POST"])
def declare(request: Request) -> HttpResponse:
    """Declare a relative in the company, so that neither judges the other."""
    oneself = workforce.oneself(request.actor)

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        if oneself is None:
            raise OddKinship("unknown")
        actions.declare_kinship(by=request.actor, worker=oneself, **given)
        return _("It is declared: neither of you judges the other."), reverse("careers:mine")

    way = [{"title": _("My career"), "url": reverse("careers:mine")}]
    return one_form(request, _("Declare a relative"), KinshipForm(*sent(request)), act, way)
