"""HR's lists: what is recorded, who is ready, what runs out."""

import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yuandu.kernel.registry.pages import one_form, sent
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.careers import actions, permissions, queries, showing, wording
from yuandu.mechanisms.careers.actions.people import NEAR
from yuandu.mechanisms.careers.forms import PlaceForm, RecordForm, StrikeForm, kind_choices

SOON = datetime.timedelta(days=90)
SHOWN = 100  # rows of what runs out


@require_GET
def records(request: Request) -> HttpResponse:
    """List what is recorded of the workers that the reader may know of."""
    words = request.GET.get("words", "").replace("\x00", "").strip()
    kind = request.GET.get("kind", "").replace("\x00", "")
    page = queries.record_page(request.actor, request.GET.get("page", 1), words=words, kind=kind)
    context = {
        "title": _("Records of workers"),
        "page": page,
        "rows": showing.records(page),
        "kinds": kind_choices(),
        "words": words,
        "kind": kind,
        "may": {
            "keep": permissions.keeps(request.actor),
            "read": permissions.reads_all(request.actor),
        },
    }
    return render(request, "careers/records.html", context)


@require_GET
def prospects(request: Request) -> HttpResponse:
    """List who meets what the next rung asks and has not applied, and what runs out soon."""
    if not permissions.reads_all(request.actor):
        raise PermissionDenied
    lacking = NEAR if request.GET.get("lacking") == str(NEAR) else 0
    page = queries.prospect_page(request.actor, request.GET.get("page", 1), lacking=lacking)
    until = request.workspace.today() + SOON
    context = {
        "title": _("Ready for the next rung"),
        "page": page,
        "rows": [
            (
                one,
                wording.rung_title(one.rung),
                wording.rung_title(one.source) if one.source else "",
            )
            for one in page
        ],
        "tabs": [
            {"title": title, "url": f"?lacking={number}", "current": number == lacking}
            for number, title in ((0, _("All conditions met")), (NEAR, _("One condition lacks")))
        ],
        "expiring": showing.records(queries.expiring(request.actor, until=until)[:SHOWN]),
        "may": {"keep": permissions.keeps(request.actor)},
    }
    return render(request, "careers/prospects.html", context)


@require_POST
def count(request: Request) -> HttpResponse:
    """Go through everybody anew."""
    found = actions.go_through(by=request.actor)
    said = ngettext("%(n)s way lies open or nearly so.", "%(n)s ways lie open or nearly so.", found)
    messages.success(request, said % {"n": found})
    return redirect("careers:prospects")


@require_http_methods(["GET", "POST"])
def record(request: Request, pk: int) -> HttpResponse:
    """Record something of a worker."""
    found = queries.worker(request.actor, pk, to="record")

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        actions.enter_record(by=request.actor, worker=found, **given)
        return _("It is recorded."), reverse("careers:worker", args=[found.pk])

    way = [{"title": found.name, "url": reverse("careers:worker", args=[found.pk])}]
    return one_form(request, _("New record"), RecordForm(*sent(request)), act, way)


@require_http_methods(["GET", "POST"])
def place(request: Request, pk: int) -> HttpResponse:
    """Enter where a worker stands."""
    found = queries.worker(request.actor, pk, to="record")

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        actions.place(by=request.actor, worker=found, **given)
        return _("The position is entered."), reverse("careers:worker", args=[found.pk])

    way = [{"title": found.name, "url": reverse("careers:worker", args=[found.pk])}]
    form = PlaceForm(*sent(request), actor=request.actor)
    return one_form(request, _("Enter a position"), form, act, way)


@require_http_methods(["GET", "POST"])
def strike(request: Request, pk: int) -> HttpResponse:
    """Strike a record made in error."""
    found = queries.record(request.actor, pk, to="strike")

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        actions.strike(by=request.actor, record=found, **given)
        return _("The record is struck."), reverse("careers:worker", args=[found.worker_id])

    url = reverse("careers:worker", args=[found.worker_id])
    way = [{"title": found.worker.name, "url": url}]
    return one_form(request, _("Strike a record"), StrikeForm(*sent(request)), act, way)
