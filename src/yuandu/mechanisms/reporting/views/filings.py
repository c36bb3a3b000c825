"""A county's month: the grid, its signature, explanations of what is doubtful."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Page
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from yuandu.kernel.lifecycle import queries as lifecycle
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.reporting import actions, permissions, queries, rules
from yuandu.mechanisms.reporting.forms import ExplainForm, Grid
from yuandu.mechanisms.reporting.models import Filing
from yuandu.mechanisms.reporting.queries import Place
from yuandu.mechanisms.reporting.refusals import Senseless
from yuandu.mechanisms.reporting.views.frames import crumbs, titled

PER_PAGE = 25


@require_http_methods(["GET", "POST"])
def filing(request: Request, pk: int) -> HttpResponse:
    """Show a county's month line by line; whoever reports for it fills it in here."""
    verb = "fill" if request.method == "POST" else "see"
    found = queries.filing(request.actor, pk, to=verb)
    place = queries.place_of(found)
    page = _page(request, found, place)
    lines = queries.lines(found.round, list(page))
    grid, status = Grid(lines, request.POST if request.method == "POST" else None), 200
    if request.method == "POST":
        status = 422
        if grid.is_valid():
            try:
                made = actions.enter(by=request.actor, filing=found, entries=grid.entries())
            except Senseless as refusal:
                grid.mark(refusal)
                messages.error(request, refusal.sentence)
            except Refusal as refusal:
                status = refusal.status
                messages.error(request, refusal.sentence)
            else:
                said = ngettext("%(n)s line is saved.", "%(n)s lines are saved.", len(made))
                messages.success(request, said % {"n": len(made)})
                return redirect(request.get_full_path())
        else:
            messages.error(request, Senseless({}).sentence)
    return render(
        request, "reporting/filing.html", _context(request, place, page, grid), status=status
    )


def _page(request: Request, found: Filing, place: Place) -> Page[Any]:
    is_missing = "missing" in request.GET
    paginator = queries.LinePages(found, PER_PAGE, missing=is_missing)
    # Known already; counting once more would take a query of its own.
    paginator.count = place.missing if is_missing else place.expected
    return paginator.get_page(request.GET.get("page", 1))


def _context(request: Request, place: Place, page: Page[Any], grid: Grid) -> dict[str, Any]:
    actor, found = request.actor, place.filing
    [panel] = lifecycle.panels(actor, found)
    return {
        "title": f"{found.division.short_title} · {titled(found.round)}",
        "crumbs": crumbs(found.round),
        "filing": found,
        "place": place,
        "panel": panel,
        "page": page,
        "grid": grid,
        "only_missing": "missing" in request.GET,
        "may_fill": permissions.may_fill(actor, found) and found.stage in rules.WRITABLE,
    }


@require_POST
def explain(request: Request, pk: int) -> HttpResponse:
    """Say why a line that looks doubtful is right."""
    report = queries.report(request.actor, pk, to="fill")
    form = ExplainForm(request.POST, prefix=str(report.pk))
    if not form.is_valid():
        messages.error(request, _("Write the explanation in up to 300 characters."))
    else:
        try:
            actions.explain(by=request.actor, report=report, words=form.cleaned_data["words"])
        except Refusal as refusal:
            messages.error(request, refusal.sentence)
        else:
            messages.success(request, _("The explanation is on record."))
    return redirect("reporting:doubts", report.filing.round_id)
