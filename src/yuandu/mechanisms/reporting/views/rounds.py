"""Pages of the office that keeps rounds: who has reported, what is doubtful, locking."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yuandu.kernel.registry import queries as registry
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.sheets import handing_out
from yuandu.kernel.workspaces.languages import listed
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.reporting import actions, permissions, queries, rules, wording
from yuandu.mechanisms.reporting.forms import ExplainForm, NeedBar, RoundForm
from yuandu.mechanisms.reporting.models import Report, Round
from yuandu.mechanisms.reporting.queries import Place
from yuandu.mechanisms.reporting.views.frames import crumbs, tabs, titled, to_newest

PER_PAGE = 50


@require_GET
def home(request: Request) -> HttpResponse:
    """Lead to what waits: a clerk's own filing, else the month, else the list of months."""
    actor = request.actor
    if not permissions.may_read(actor):
        raise Http404
    found = queries.current_round(actor)
    if found is None:
        return redirect("reporting:rounds")
    if not permissions.may_keep_rounds(actor):
        own = [
            filing
            for filing in queries.filings_visible_to(actor).filter(round=found)
            if permissions.may_fill(actor, filing)
        ]
        if len(own) == 1:
            return redirect(own[0])
    return redirect(found)


@require_http_methods(["GET", "POST"])
def round_list(request: Request) -> HttpResponse:
    """List the months; the city's office opens the next one here."""
    actor = request.actor
    if not permissions.may_read(actor):
        raise Http404
    may_open = permissions.may_keep_rounds(actor)
    form = RoundForm(request.POST or None, initial=_next_month(request)) if may_open else None
    status = 200
    if request.method == "POST":
        status = 422
        if form is None:
            return HttpResponse(status=403)
        if form.is_valid():
            try:
                made = actions.open_round(by=actor, **form.cleaned_data)
            except Refusal as refusal:
                form.add_error(None, refusal.sentence)
            else:
                messages.success(request, _("The month is open; every county sees its projects."))
                return redirect(made)
    context = {
        "title": _("Monthly reports"),
        "tabs": tabs(request, "reporting:rounds", queries.current_round(actor)),
        "page": Paginator(queries.rounds(actor), PER_PAGE).get_page(request.GET.get("page", 1)),
        "form": form,
    }
    return render(request, "reporting/rounds.html", context, status=status)


def _next_month(request: Request) -> dict[str, Any]:
    today = request.workspace.today()
    period = f"{today:%Y-%m}"
    return {"period": period, "due_on": max(queries.period_end(period), today).isoformat()}


@require_GET
def round_page(request: Request, pk: int) -> HttpResponse:
    """Show how far every county is, who is silent, and the text that reminds them."""
    found = queries.round_of(request.actor, pk, to="see")
    return render(request, "reporting/round.html", _round_context(request, found))


def _round_context(request: Request, found: Round) -> dict[str, Any]:
    actor = request.actor
    places = queries.places(actor, found)
    behind = [place for place in places if place.filing.stage in rules.WRITABLE]
    red = queries.counts_by_tone(actor, found) if found.is_locked else {}
    return {
        "title": titled(found),
        "round": found,
        "crumbs": crumbs(),
        "tabs": tabs(request, "reporting:round", found),
        "sheets": handing_out.taken_along(request, "reporting:month_sheet", found.pk, "counties"),
        "today": request.workspace.today(),
        "rows": [_row(place, red.get(place.filing.division_id, {})) for place in places],
        "expected": sum(place.expected for place in places),
        "reported": sum(place.reported for place in places),
        "signed": sum(place.filing.stage in {rules.SIGNED, rules.LOCKED} for place in places),
        "behind": behind,
        "reminder": _reminder(found, behind),
        "may": {verb: test(actor, found) for verb, test in permissions.MAY_ROUND.items()},
    }


def _row(place: Place, tones: dict[str, int]) -> dict[str, Any]:
    return {
        "place": place,
        "division": place.filing.division.short_title,
        "stage": wording.stage(place.filing.stage),
        "url": place.filing.get_absolute_url(),
        "red": tones.get(rules.Tone.RED, 0),
        "yellow": tones.get(rules.Tone.YELLOW, 0),
    }


def _reminder(found: Round, behind: list[Place]) -> str:
    """Return what an office pastes into its work group."""
    names = listed(_in_reminder(place) for place in behind)
    return _(
        "The report of %(period)s is due on %(due_on)s. Not signed yet: %(names)s. Please "
        "fill it in and sign it in time."
    ) % {"period": found.period, "due_on": found.due_on.isoformat(), "names": names}


def _in_reminder(place: Place) -> str:
    title = place.filing.division.short_title
    if not place.missing:
        return title
    return _("%(place)s (%(missing)s to go)") % {"place": title, "missing": place.missing}


@require_POST
def remind(request: Request, pk: int) -> HttpResponse:
    """Remind every county that has not signed."""
    found = queries.round_of(request.actor, pk, to="remind")
    try:
        names = actions.remind(by=request.actor, found=found)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        said = _("Reminded: %(names)s.") % {"names": listed(names)}
        messages.success(request, said if names else _("Every county has signed."))
    return redirect(found)


@require_POST
def lock(request: Request, pk: int) -> HttpResponse:
    """Lock the month for good."""
    found = queries.round_of(request.actor, pk, to="lock")
    try:
        actions.lock(by=request.actor, found=found)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("The month is locked, and its lights are read."))
    return redirect(found)


@require_GET
def doubts(request: Request, pk: int) -> HttpResponse:
    """Show what contradicts itself, with its explanation or the box for it."""
    actor = request.actor
    found = queries.round_of(actor, pk, to="see")
    page = queries.doubtful_page(actor, found, request.GET.get("page", 1))
    context = {
        "title": titled(found),
        "round": found,
        "crumbs": crumbs(),
        "tabs": tabs(request, "reporting:doubts", found),
        "sheets": handing_out.taken_along(request, "reporting:month_sheet", found.pk, "doubts"),
        "page": page,
        "rows": [_doubt(request, report) for report in page],
    }
    return render(request, "reporting/doubts.html", context)


@require_GET
def needs(request: Request, pk: int) -> HttpResponse:
    """Show what the month's reports ask to be coordinated, of all counties or of one."""
    actor = request.actor
    found = queries.round_of(actor, pk, to="see")
    form = NeedBar(request.GET, divisions=registry.divisions(actor))
    page = queries.needs_page(actor, found, request.GET.get("page", 1), form.filters())
    context = {
        "title": titled(found),
        "round": found,
        "form": form,
        "crumbs": crumbs(),
        "tabs": tabs(request, "reporting:needs", found),
        "sheets": handing_out.taken_along(request, "reporting:month_sheet", found.pk, "needs"),
        "page": page,
        "unclassed": wording.UNCLASSED,
    }
    template = "reporting/needs.html"
    return render(request, f"{template}#found" if request.htmx else template, context)


@require_GET
def newest_needs(request: Request) -> HttpResponse:
    """Lead to what the last locked month asks to be coordinated; saved filters open here."""
    return to_newest(request, "reporting:needs")


def _doubt(request: Request, report: Report) -> dict[str, Any]:
    filing = report.filing
    may_explain = permissions.may_fill(request.actor, filing) and filing.stage not in {
        rules.LOCKED,
        rules.MISSED,
    }
    return {
        "report": report,
        "doubts": [wording.doubt(code) for code in report.doubts],
        "form": ExplainForm(prefix=str(report.pk)) if may_explain else None,
    }
