"""Facilities: what there is, and keeping it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yuandu.kernel.registry.pages import one_form, sent
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.enterprises import opening
from yuandu.mechanisms.welfare import actions, permissions, queries
from yuandu.mechanisms.welfare.forms import CloseForm, FacilityForm, ResourceForm
from yuandu.mechanisms.welfare.models import Facility


def crumbs(*more: Any) -> list[dict[str, Any]]:
    return [{"title": _("Welfare"), "url": reverse("welfare:home")}, *more]


def of_facility(found: Facility) -> list[dict[str, Any]]:
    return crumbs({"title": found.title, "url": found.get_absolute_url()})


@require_GET
def home(request: Request) -> HttpResponse:
    """Show the facilities, and the ways to what people are due and ask for."""
    context = {
        "title": _("Welfare"),
        "facilities": queries.facilities(request.actor),
        "bookings": queries.standing_bookings(request.actor, own=True)[: queries.CARD],
        "may": {
            "keep": permissions.cares(request.actor),
            "fund": permissions.keeps_fund(request.actor),
        },
    }
    return render(request, "welfare/home.html", context)


@require_GET
def facility(request: Request, pk: int) -> HttpResponse:
    """Show a facility and what is free in it in the coming week."""
    found = queries.facility(request.actor, pk, to="see")
    days = opening.week_from(request.workspace.today())
    resources = [
        {"resource": each, "free": queries.free(each, days).items()}
        for each in found.resources.all()[:6]
    ]
    context = {
        "title": found.title,
        "crumbs": crumbs(),
        "facility": found,
        "resources": resources,
        "may": {"keep": permissions.cares(request.actor)},
    }
    return render(request, "welfare/facility.html", context)


@require_http_methods(["GET", "POST"])
def add(request: Request) -> HttpResponse:
    """Enter a facility."""
    if not permissions.cares(request.actor):
        raise PermissionDenied

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        made = actions.enter_facility(by=request.actor, **given)
        return _("The facility is entered."), made.get_absolute_url()

    return one_form(request, _("New facility"), FacilityForm(*sent(request)), act, crumbs())


@require_http_methods(["GET", "POST"])
def edit(request: Request, pk: int) -> HttpResponse:
    """Change a facility."""
    found = queries.facility(request.actor, pk, to="keep")
    form = FacilityForm(*sent(request))
    for name, field in form.fields.items():
        field.initial = getattr(found, name)

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        actions.enter_facility(by=request.actor, facility=found, **given)
        return _("The facility is changed."), found.get_absolute_url()

    return one_form(request, _("Change the facility"), form, act, of_facility(found))


@require_http_methods(["GET", "POST"])
def close(request: Request, pk: int) -> HttpResponse:
    """Close a facility."""
    found = queries.facility(request.actor, pk, to="keep")

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        actions.close_facility(by=request.actor, facility=found, **given)
        return _("The facility closes on that day."), "welfare:home"

    return one_form(
        request, _("Close the facility"), CloseForm(*sent(request)), act, of_facility(found)
    )


@require_http_methods(["GET", "POST"])
def resource(request: Request, pk: int) -> HttpResponse:
    """Let something of a facility be booked."""
    found = queries.facility(request.actor, pk, to="keep")

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        actions.enter_resource(by=request.actor, facility=found, **given)
        return _("It can be booked now."), found.get_absolute_url()

    return one_form(
        request, _("Let something be booked"), ResourceForm(*sent(request)), act, of_facility(found)
    )
