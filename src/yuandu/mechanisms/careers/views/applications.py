"""Applying, judging, and reading the result."""

import re
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yuandu.kernel.lifecycle import queries as lifecycle
from yuandu.kernel.lifecycle.cycles import get as cycle
from yuandu.kernel.registry.pages import one_form, sent
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.careers import actions, permissions, queries, showing, wording
from yuandu.mechanisms.careers.deciding import again
from yuandu.mechanisms.careers.forms import ApplyForm, OpinionForm, PanelForm
from yuandu.mechanisms.careers.library import book_of
from yuandu.mechanisms.careers.models import Application, Rung
from yuandu.mechanisms.careers.refusals import OddPanel
from yuandu.mechanisms.careers.rules import panels
from yuandu.mechanisms.workforce import queries as workforce
from yuandu.mechanisms.workforce.models import Worker

SPLIT = re.compile(r"[\s,，、;；]+")
LONGEST_KEY = 9  # digits


@require_GET
def listed(request: Request) -> HttpResponse:
    """List the applications that concern the reader."""
    stage = request.GET.get("stage", "").replace("\x00", "")
    stages = cycle(panels.CYCLE).stages
    page = queries.application_page(request.actor, request.GET.get("page", 1), stage=stage)
    context = {
        "title": _("Applications for a rung"),
        "page": page,
        "rows": [(one, wording.rung_title(one.rung), _title(one.stage)) for one in page],
        "stages": [(one.code, one.title) for one in stages],
        "stage": stage,
    }
    return render(request, "careers/applications.html", context)


@require_GET
def application(request: Request, pk: int) -> HttpResponse:
    """Show an application: the rule's answer, the panel, the steps, the result."""
    actor = request.actor
    found = queries.application(actor, pk, to="see")
    checked = again(found.decision, book_of(found.book.text, found.book.code))
    members = list(found.members.select_related("worker__section"))
    seat = queries.seat_of(actor, found)
    context = {
        "title": str(found),
        "crumbs": [{"title": _("Applications for a rung"), "url": reverse("careers:applications")}],
        "application": found,
        "rung_title": wording.rung_title(found.rung),
        "source_title": wording.rung_title(found.source) if found.source else "",
        "conditions": wording.told(checked.answer.findings),
        "panels": lifecycle.panels(actor, found),
        "members": members,
        "is_over": queries.has_result(found),
        "may": {
            "name": permissions.keeps(actor) and _awaits_panel(found, members),
            "say": seat is not None and not seat.opinion,
            "pay": permissions.sees_pay(actor, found.worker),
        },
    }
    return render(request, "careers/application.html", context)


def _awaits_panel(found: Application, members: list[Any]) -> bool:
    if found.stage == panels.APPLIED:
        return not members
    return found.stage == panels.APPEALED and not any(one.is_appeal for one in members)


@require_http_methods(["GET", "POST"])
def apply(request: Request, pk: int) -> HttpResponse:
    """Show what a rung asks of the reader, and ask for it."""
    oneself = workforce.oneself(request.actor)
    if oneself is None:
        raise PermissionDenied
    target = queries.rung(request.actor, pk)
    source = _source(request)
    door = queries.door_to(request.actor, oneself, target, source)

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        made = actions.apply(by=request.actor, worker=oneself, rung=target, source=source, **given)
        return _("You have applied. HR reads it and names a panel."), made.get_absolute_url()

    return one_form(
        request,
        _("Apply for “%(rung)s”") % {"rung": wording.rung_title(target)},
        ApplyForm(*sent(request)),
        act,
        [{"title": _("My career"), "url": reverse("careers:mine")}],
        template="careers/apply.html",
        door=showing.door(door, {}) if door else None,
        appeal_days=panels.APPEAL_DAYS,
    )


def _source(request: Request) -> Rung | None:
    given = request.GET.get("source", "")
    if not given:
        return None
    if not (given.isascii() and given.isdigit() and len(given) <= LONGEST_KEY):
        raise Http404
    return queries.rung(request.actor, int(given))


@require_http_methods(["GET", "POST"])
def panel(request: Request, pk: int) -> HttpResponse:
    """Name who judges an application, or its appeal."""
    found = queries.application(request.actor, pk, to="form_panel")

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        members = _workers(request, given["numbers"])
        actions.name_panel(by=request.actor, application=found, members=members, chair=members[0])
        return _("The panel is named and has been told."), found.get_absolute_url()

    way = [{"title": str(found), "url": found.get_absolute_url()}]
    return one_form(request, _("Name the panel"), PanelForm(*sent(request)), act, way)


def _workers(request: Request, written: str) -> list[Worker]:
    """Return the workers of the numbers, in their order.

    Raises:
        OddPanel: somebody is named twice, or a number is nobody's at work.
    """
    numbers = [part for part in SPLIT.split(written.replace("\x00", "")) if part]
    found = {one.number: one for one in workforce.at_work(request.actor).filter(number__in=numbers)}
    faults = ["twice"] if len(set(numbers)) < len(numbers) else []
    if not numbers or set(numbers) - found.keys():
        faults.append("unknown")
    if faults:
        raise OddPanel(faults)
    return [found[number] for number in numbers]


@require_http_methods(["GET", "POST"])
def opinion(request: Request, pk: int) -> HttpResponse:
    """Give one's opinion, as one of the panel."""
    found = queries.application(request.actor, pk, to="see")
    if queries.seat_of(request.actor, found) is None:
        raise PermissionDenied

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        actions.give_opinion(by=request.actor, application=found, **given)
        return _("Your opinion is recorded."), found.get_absolute_url()

    way = [{"title": str(found), "url": found.get_absolute_url()}]
    return one_form(request, _("Your opinion"), OpinionForm(*sent(request)), act, way)


def _title(stage: str) -> str:
    return str(cycle(panels.CYCLE).stage(stage).title) if stage else ""
