"""A month of all divisions, and the grid of one."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.languages import listed
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.followup import actions, permissions, queries
from yuandu.mechanisms.followup.forms import Grid
from yuandu.mechanisms.followup.models import MonthTally
from yuandu.mechanisms.followup.refusals import Senseless
from yuandu.mechanisms.followup.views.frames import crumbs, month_in, tabs, titled

PER_PAGE = 25


@require_GET
def home(request: Request) -> HttpResponse:
    """Lead to a month, the newest where none is asked for; a clerk to the county's own grid."""
    actor = request.actor
    if not permissions.may_enter(actor):
        raise Http404
    rights = queries.rights(actor)
    period = None
    if rights.works_here:
        asked = request.GET.get("period")
        period = month_in(asked) if asked else queries.newest_period(actor, rights)
    if period is None:
        context = {"title": _("Follow-up after production"), "rights": rights}
        return render(request, "followup/nothing.html", context)
    if len(rights.reads.divisions) == 1 and not rights.reads.everything:
        [division] = rights.reads.divisions
        return redirect("followup:division", period, division)
    return redirect("followup:month", period)


@require_GET
def month(request: Request, period: str) -> HttpResponse:
    """Show how far every division is with a month."""
    actor = request.actor
    rights = queries.working_rights(actor)
    found = queries.tallies(actor, rights, month_in(period))
    context = {
        "title": titled(period),
        "period": period,
        "periods": _periods(request, rights, period),
        "crumbs": crumbs(),
        "tabs": tabs("months"),
        "rows": [_row(tally) for tally in found],
        "months": sum(each.months for each in found),
        "filed": sum(each.filed for each in found),
        "on_time": sum(each.on_time for each in found),
        "tax_paid": sum(each.tax_paid for each in found),
        "output_value": sum(each.output_value for each in found),
        "may_remind": permissions.may_keep(actor) and any(each.missing for each in found),
        "reminder": _reminder(period, found),
    }
    return render(request, "followup/month.html", context)


def _reminder(period: str, found: list[MonthTally]) -> str:
    """Return what an office pastes into its work group."""
    behind = [
        _("%(place)s (%(missing)s to go)")
        % {"place": each.division.short_title, "missing": each.missing}
        for each in found
        if each.missing
    ]
    if not behind:
        return ""
    return _(
        "Tax, output and the state in statistics of projects in production are not filed in "
        "full for %(period)s: %(names)s. Please file them."
    ) % {"period": period, "names": listed(behind)}


@require_POST
def remind(request: Request, period: str) -> HttpResponse:
    """Remind every division that has not filed a month in full."""
    queries.working_rights(request.actor)
    names = actions.remind(by=request.actor, period=month_in(period))
    said = _("Reminded: %(names)s.") % {"names": listed(names)}
    messages.success(request, said if names else _("Every county has filed in full."))
    return redirect("followup:month", period)


def _periods(request: Request, rights: permissions.Rights, here: str) -> list[dict[str, Any]]:
    return [
        {"title": each, "url": reverse("followup:month", args=[each]), "current": each == here}
        for each in queries.periods(request.actor, rights)
    ]


def _row(tally: MonthTally) -> dict[str, Any]:
    return {
        "tally": tally,
        "division": tally.division.short_title,
        "url": reverse("followup:division", args=[tally.period, tally.division_id]),
    }


@require_http_methods(["GET", "POST"])
def division(request: Request, period: str, pk: int) -> HttpResponse:
    """Show a division's month line by line; the offices that file it fill it in here."""
    actor = request.actor
    rights = queries.working_rights(actor)
    tally = queries.tally_of(actor, rights, pk, month_in(period))
    halves = rights.files_in(pk)
    if request.method == "POST" and not any(halves):
        raise PermissionDenied
    page = _page(request, tally)
    data = request.POST if request.method == "POST" else None
    grid, status = Grid(queries.lines(list(page)), halves, data), 200
    if request.method == "POST":
        refused = _file(request, grid, period)
        if refused is None:
            return redirect(request.get_full_path())
        status = refused
    context = {
        "title": f"{tally.division.short_title} · {titled(period)}",
        "crumbs": crumbs((titled(period), reverse("followup:month", args=[period]))),
        "tally": tally,
        "page": page,
        "grid": grid,
        "only_missing": "missing" in request.GET,
        "may_fill": any(halves),
    }
    return render(request, "followup/division.html", context, status=status)


def _page(request: Request, tally: MonthTally) -> Page[Any]:
    is_missing = "missing" in request.GET
    paginator = Paginator(queries.months_of(tally, missing=is_missing), PER_PAGE)
    # Known already; counting once more would take a query of its own.
    paginator.count = tally.missing if is_missing else tally.months
    return paginator.get_page(request.GET.get("page", 1))


def _file(request: Request, grid: Grid, period: str) -> int | None:
    """File what a grid says, and say what happened; return the status where it was refused."""
    if not grid.is_valid():
        messages.error(request, Senseless({}).sentence)
        return 422
    try:
        made = actions.enter(by=request.actor, entries=grid.entries(period))
    except Senseless as refusal:
        grid.mark(refusal)
        messages.error(request, refusal.sentence)
        return refusal.status
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return refusal.status
    said = ngettext("%(n)s line is saved.", "%(n)s lines are saved.", len(made))
    messages.success(request, said % {"n": len(made)})
    return None
