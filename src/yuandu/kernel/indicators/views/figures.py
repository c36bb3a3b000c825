"""The list of published figures, and one of them opened to its rows."""

import csv
import datetime
import io
import itertools
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yuandu.kernel.accounts import doors
from yuandu.kernel.indicators import actions, permissions, queries, telling
from yuandu.kernel.indicators.figures.declarations import Figure, ReportedFigure
from yuandu.kernel.indicators.forms import (
    DeclareForm,
    OnForm,
    ReportForm,
    SnapshotForm,
    StatementForm,
)
from yuandu.kernel.indicators.rules import cells, periods
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal

# How each kind of statement is entered.
STATE: dict[str, Callable[..., object]] = {
    "report": actions.report_value,
    "declare": actions.declare_total,
}


def frame(request: Request) -> str:
    """Return the frame for the reader: the workbench for insiders, the paper for the public."""
    return "base.html" if request.actor.is_insider else "paper.html"


@dataclass(frozen=True, slots=True)
class _Asked:
    on: datetime.date
    after: int  # the key after which rows begin
    division: str  # whose rows; empty: all
    organisation: int | None  # likewise


def _asked(request: Request) -> _Asked:
    """Return what the address asks for.

    Raises:
        Http404: it makes no sense.
    """
    form = OnForm(request.GET)
    if not form.is_valid():
        raise Http404(form.errors.as_text())
    asked = form.cleaned_data
    return _Asked(
        asked["on"] or request.workspace.today(),
        asked["after"] or 0,
        asked["division"],
        asked["organisation"],
    )


@doors.citizens
@require_GET
def figure_list(request: Request) -> HttpResponse:
    """Show every published figure, article by article, and whether the sums hold."""
    on = _asked(request).on
    state = queries.shown(request.actor, on)
    context = {
        "frame": frame(request),
        "title": _("Published figures"),
        "today": on,
        "values": state.values.values(),
        "failing": telling.checks(state.failing, state),
        "held": len(state.checks) - len(state.failing),
        "may_snapshot": permissions.may(request.actor, "snapshot"),
    }
    return render(request, "indicators/figure_list.html", context)


@doors.citizens
@require_GET
def figure(request: Request, code: str) -> HttpResponse:
    """Open a figure: value, definition, formula, checks, history and rows."""
    return render(request, "indicators/figure.html", _opened(request, code))


def _opened(request: Request, code: str, **forms: Any) -> dict[str, Any]:
    asked = _asked(request)
    on, actor = asked.on, request.actor
    found = queries.figure(request.actor, code)
    state = queries.shown_one(actor, code, on)
    value = state.values[code]
    rows = division = organisation = None
    if isinstance(found, Figure) and queries.may_open(actor, found) and not value.is_withheld:
        division = queries.division_of(actor, found, asked.division)
        organisation = queries.organisation_of(actor, found, asked.organisation)
        rows = queries.rows_page(
            actor, found, on, after=asked.after, division=division, organisation=organisation
        )
    return {
        "frame": frame(request),
        "title": found.name,
        "today": on,
        "value": value,
        "facts": telling.facts(value),
        "checks": telling.checks(state.checks_of(code), state),
        "footnote": telling.footnote(value),
        "rows": rows,
        "narrowed_to": division or organisation,
        "history": () if value.is_withheld else queries.history(actor, found),
        "reports": queries.reports(actor, found) if isinstance(found, ReportedFigure) else (),
        "may": {
            "report": isinstance(found, ReportedFigure) and permissions.may(actor, "report"),
            "declare": permissions.may(actor, "declare"),
        },
        "report_form": ReportForm(initial={"period": found.period(on).code}),
        "declare_form": DeclareForm(initial={"period": periods.year(on).code}),
        **forms,
    }


@doors.citizens
@require_GET
def figure_rows(request: Request, code: str) -> StreamingHttpResponse:
    """Hand out all rows the reader may see, as CSV that Excel opens."""
    found, on, _value = _to_download(request, code)
    heads, rows = queries.every_row(request.actor, found, on)
    lines = ([str(row.key), *row.cells] for row in rows)
    response = StreamingHttpResponse(
        _csv([_("No."), *heads], lines), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{code}-{on}.csv"'
    return response


@doors.citizens
@require_GET
def figure_json(request: Request, code: str) -> StreamingHttpResponse:
    """Hand out the figure with its definition and the rows the reader may see, as JSON."""
    found, on, value = _to_download(request, code)
    heads, rows = queries.every_row(request.actor, found, on)
    told = json.dumps(telling.as_object(value), ensure_ascii=False)
    lines = (
        json.dumps({"key": row.key, **dict(zip(heads, row.cells, strict=True))}, ensure_ascii=False)
        for row in rows
    )
    response = StreamingHttpResponse(_json(told, lines), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{code}-{on}.json"'
    return response


def _to_download(request: Request, code: str) -> tuple[Figure, datetime.date, Any]:
    on = _asked(request).on
    found = queries.figure(request.actor, code)
    value = queries.shown_one(request.actor, code, on).values[code]
    if not isinstance(found, Figure) or value.is_withheld:
        raise Http404(code)
    if not queries.may_open(request.actor, found):
        raise PermissionDenied
    return found, on, value


def _csv(heads: list[str], lines: Iterable[list[str]]) -> Iterator[str]:
    """Yield the file piece by piece, beginning with the mark by which Excel knows UTF-8."""
    yield "\N{BYTE ORDER MARK}"
    for line in itertools.chain([heads], lines):
        buffer = io.StringIO()
        csv.writer(buffer).writerow(map(cells.harmless, line))
        yield buffer.getvalue()


def _json(told: str, lines: Iterable[str]) -> Iterator[str]:
    yield f'{{"figure": {told}, "rows": ['
    for at, line in enumerate(lines):
        yield f",\n{line}" if at else f"\n{line}"
    yield "\n]}\n"


@require_POST
def report(request: Request, code: str) -> HttpResponse:
    """Take what an office reports for a figure."""
    return _state(request, code, "report", ReportForm(request.POST, request.FILES))


@require_POST
def declare(request: Request, code: str) -> HttpResponse:
    """Take the total that a document declares for a figure."""
    return _state(request, code, "declare", DeclareForm(request.POST))


def _state(request: Request, code: str, verb: str, form: StatementForm) -> HttpResponse:
    queries.figure(request.actor, code)
    if not permissions.may(request.actor, verb):
        raise PermissionDenied
    if form.is_valid():
        stated = dict(form.cleaned_data)
        if "evidence" in stated:
            stated["evidence"] = [each for each in (stated["evidence"],) if each]
        try:
            STATE[verb](by=request.actor, code=code, **stated)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("It is on file, and the figure shows it."))
            return redirect("indicators:figure", code)
    context = _opened(request, code, **{f"{verb}_form": form, "open_form": verb})
    return render(request, "indicators/figure.html", context, status=422)


@require_http_methods(["GET", "POST"])
def snapshot(request: Request) -> HttpResponse:
    """Freeze every figure for a period."""
    if not permissions.may(request.actor, "snapshot"):
        raise PermissionDenied
    today = request.workspace.today()
    form = SnapshotForm(request.POST or None, initial={"period": periods.month(today).code})
    if form.is_valid():
        try:
            actions.take_snapshot(by=request.actor, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
            for reason in refusal.reasons:
                form.add_error(None, reason.get("message") or reason["figure"])
        else:
            messages.success(request, _("The period is frozen."))
            return redirect("indicators:figure_list")
    context = {"title": _("Freeze a period"), "form": form}
    return render(request, "indicators/snapshot.html", context, status=422 if form.errors else 200)
