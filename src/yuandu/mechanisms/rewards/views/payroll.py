"""Lists for payroll: made, taken along, paid or taken back."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yuandu.kernel.registry.pages import one_form, sent
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.sheets import handing_out
from yuandu.mechanisms.rewards import permissions, sheets, wording
from yuandu.mechanisms.rewards.actions import payroll as actions
from yuandu.mechanisms.rewards.forms import PaidForm
from yuandu.mechanisms.rewards.models import Payroll
from yuandu.mechanisms.rewards.queries import awards as queries
from yuandu.mechanisms.rewards.queries import funds
from yuandu.mechanisms.rewards.views.frames import crumbs, done, inside


def payroll_crumbs() -> list[dict[str, Any]]:
    return [*crumbs(), {"title": _("Payroll lists"), "url": reverse("rewards:payrolls")}]


def _paying(request: Request) -> None:
    inside(request)
    if not permissions.pays(request.actor):
        raise PermissionDenied


@require_GET
def payrolls(request: Request) -> HttpResponse:
    """List what payroll got, and what waits for the next list."""
    _paying(request)
    page = queries.payroll_page(request.actor, request.GET.get("page", 1))
    context = {
        "title": _("Payroll lists"),
        "crumbs": crumbs(),
        "page": page,
        "rows": [_row(each) for each in page],
        "waiting": queries.for_payroll(request.actor),
    }
    return render(request, "rewards/payrolls.html", context)


def _row(payroll: Payroll) -> dict[str, Any]:
    return {"payroll": payroll, "state": wording.payroll(payroll.state)}


@require_POST
def export(request: Request, year: int) -> HttpResponse:
    """Put what is approved from the fund of a year on a list."""
    _paying(request)
    found = funds.fund(request.actor, year)
    said = _("The list for payroll is made.")
    return done(
        request,
        lambda: actions.export(by=request.actor, fund=found),
        said=said,
        back="rewards:payrolls",
    )


@require_GET
def payroll(request: Request, pk: int) -> HttpResponse:
    """Show one list, worker by worker."""
    _paying(request)
    found = queries.payroll(request.actor, pk)
    context = _row(found) | {
        "title": _("Payroll list %(number)s") % {"number": found},
        "crumbs": payroll_crumbs(),
        "lines": queries.payroll_lines(found),
        "sheets": handing_out.taken_along(request, "rewards:payroll_sheet", found.pk),
    }
    return render(request, "rewards/payroll.html", context)


@require_GET
def payroll_sheet(request: Request, pk: int, kind: str) -> StreamingHttpResponse:
    """Hand a list out as payroll takes it in: a line a worker, with how it is taxed."""
    _paying(request)
    found = queries.payroll(request.actor, pk)
    rows = sheets.payroll_rows(found)
    return handing_out.exported(sheets.PAYROLL, rows, request.workspace, kind)


@require_http_methods(["GET", "POST"])
def paid(request: Request, pk: int) -> HttpResponse:
    """Say that payroll has paid a list."""
    _paying(request)
    found = queries.payroll(request.actor, pk)

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        actions.pay(by=request.actor, payroll=found, **given)
        return _("The list is paid; the money has left the fund."), found

    form = PaidForm(*sent(request), today=request.workspace.today())
    return one_form(request, _("Payroll has paid"), form, act, payroll_crumbs())


@require_POST
def take_back(request: Request, pk: int) -> HttpResponse:
    """Take a list back from payroll."""
    _paying(request)
    found = queries.payroll(request.actor, pk)
    said = _("The list is taken back; its awards wait for the next one.")
    return done(
        request, lambda: actions.take_back(by=request.actor, payroll=found), said=said, back=found
    )
