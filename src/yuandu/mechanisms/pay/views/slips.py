"""Slips: my own with what explains it, everybody's for payroll, distributions for overseers."""

import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from yuandu.kernel.papers import handing_out as papers
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.pay import permissions, queries, telling, wording


def crumbs() -> list[dict[str, Any]]:
    return [{"title": _("My pay"), "url": reverse("pay:mine")}]


def _may(request: Request) -> dict[str, bool]:
    actor = request.actor
    return {"payroll": permissions.is_payroll(actor), "oversee": permissions.oversees(actor)}


@require_GET
def mine(request: Request) -> HttpResponse:
    """Show my newest slip with what explains it, and the earlier ones."""
    own = queries.own_slips(request.actor)
    context = {
        "title": _("My pay"),
        "told": telling.explained(own[0]) if own else None,
        "slips": own,
        "may": _may(request),
    }
    return _private(render(request, "pay/mine.html", context))


@require_GET
def slip(request: Request, pk: int) -> HttpResponse:
    """Show a slip with what explains it."""
    found = queries.slip(request.actor, pk, to="see")
    context = {
        "title": _("Pay slip %(month)s") % {"month": f"{found.month:%Y-%m}"},
        "crumbs": crumbs(),
        "told": telling.explained(found),
        "is_own": found.worker.user_id == request.actor.user_id,
    }
    return _private(render(request, "pay/slip.html", context))


@require_GET
def paper(request: Request, pk: int) -> HttpResponse:
    """Print a slip."""
    found = queries.slip(request.actor, pk, to="see")
    return papers.as_pdf(telling.slip_paper(telling.explained(found)))


@require_GET
def slips(request: Request) -> HttpResponse:
    """List a month's slips, for payroll."""
    if not permissions.is_payroll(request.actor):
        raise PermissionDenied
    months = queries.months(request.workspace)
    month = _chosen(request, months)
    words = request.GET.get("words", "").replace("\x00", "").strip()[:60]
    context = {
        "title": _("Pay of a month"),
        "crumbs": crumbs(),
        "months": months,
        "month": month,
        "words": words,
        "page": queries.slip_page(request.actor, month, words, request.GET.get("page", 1)),
    }
    return _private(render(request, "pay/slips.html", context))


@require_GET
def distribution(request: Request) -> HttpResponse:
    """Show how many are paid how much, above the floor."""
    if not permissions.oversees(request.actor):
        raise PermissionDenied
    months = queries.months(request.workspace)
    month = _chosen(request, months)
    cells = groups = None
    if month is not None:
        cells = queries.distribution(request.workspace, month)
        groups = queries.by_business(request.workspace, month)
    shown = [each.people or 0 for each in cells or ()]
    context = {
        "title": _("Distribution of pay"),
        "crumbs": crumbs(),
        "months": months,
        "month": month,
        "most": max(shown, default=0),
        "rows": [{"label": wording.band(each), "people": each.people} for each in cells or ()],
        "groups": groups or (),
    }
    return render(request, "pay/distribution.html", context)


def _chosen(request: Request, months: list[datetime.date]) -> datetime.date | None:
    """Return the month asked for, if there are slips of it; else the newest."""
    asked = request.GET.get("month", "")
    by_code = {f"{month:%Y-%m}": month for month in months}
    return by_code.get(asked, months[0] if months else None)


def _private(response: HttpResponse) -> HttpResponse:
    """Let no shared computer keep somebody's pay."""
    response["Cache-Control"] = "private, no-store"
    return response
