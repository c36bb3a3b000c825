"""Boards: places with their arithmetic, the published rule, private letters."""

import datetime
from fractions import Fraction
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from yuandu.kernel.accounts import doors
from yuandu.kernel.indicators import permissions, queries
from yuandu.kernel.indicators.boards import (
    MonthlyMeasure,
    Standing,
    Standings,
    measures,
    scoring,
    telling,
    workbook,
)
from yuandu.kernel.indicators.figures import amounts
from yuandu.kernel.indicators.forms import AnswerForm, ObjectionForm, OnForm, PublishForm
from yuandu.kernel.indicators.models import Board, Over
from yuandu.kernel.indicators.rules import periods
from yuandu.kernel.indicators.views.figures import frame
from yuandu.kernel.registry.requests import Request


@doors.citizens
@require_GET
def board_list(request: Request) -> HttpResponse:
    """Show the boards there are."""
    context = {
        "frame": frame(request),
        "title": _("Boards"),
        "today": request.workspace.today(),
        "boards": [_card(request, each) for each in queries.board_list(request.actor)],
        "may_keep": permissions.may(request.actor, "keep_board"),
    }
    return render(request, "indicators/board_list.html", context)


def _card(request: Request, found: Board) -> dict[str, Any]:
    """Return what the list says of a board: whom it ranks, by what, and who leads now."""
    standings = queries.standings_of(request.actor, found)
    return {
        "board": found,
        "over": found.get_over_display(),
        "period": amounts.period_title(standings.period),
        "components": telling.components(request.workspace, standings.terms)
        if standings.terms
        else [],
        "leaders": [
            each
            for each in standings.rows
            if each.rank is not None and each.rank <= found.leaders and not each.is_paused
        ],
    }


@doors.citizens
@require_GET
def board(request: Request, code: str, period: str | None = None) -> HttpResponse:
    """Show a board in a period, as far as the reader may."""
    found = queries.board(request.actor, code)
    standings = queries.standings_of(request.actor, found, period)
    sensitivity = scoring.sensitivity(standings)
    rows = queries.seen(request.actor, standings)
    context = {
        "frame": frame(request),
        "title": found.title,
        "today": request.workspace.today(),
        "board": found,
        "standings": standings,
        "issued": standings.edition,  # the paper's frame has an edition of its own
        "period": standings.period.code,
        "period_title": amounts.period_title(standings.period),
        "previous": standings.period.before().code,
        "next": _following(standings, request),
        "rule": telling.version(request.workspace, standings.rule) if standings.rule else None,
        "rows": [_row(found, standings, each, sensitivity) for each in rows if each.row],
        "chart": telling.chart(standings, rows),
        "unranked": [(each, telling.names(each.missing)) for each in rows if not each.row],
        "hidden": len(standings.rows) - len(rows),
        "robust": telling.robust(standings, sensitivity) if sensitivity else "",
        "may": {
            verb: permissions.may(request.actor, verb, found)
            for verb in ("keep_board", "publish_rule", "publish_board", "remind", "answer")
        },
        "publish_form": PublishForm(),
        "waiting": [
            (each, AnswerForm(prefix=f"objection-{each.pk}"))
            for each in queries.objections_waiting(request.actor, found)
        ],
        "behind": standings.behind,
    }
    return render(request, "indicators/board.html", context)


@doors.citizens
@require_GET
def board_workbook(request: Request, code: str, period: str) -> FileResponse:
    """Hand out the rows the reader may see, each with its arithmetic, and the rule."""
    found = queries.board(request.actor, code)
    standings = queries.standings_of(request.actor, found, period)
    rows = queries.seen(request.actor, standings)
    content = workbook.of_board(request.workspace, standings, rows)
    name = f"{found.title}-{standings.period.code}.xlsx"
    return FileResponse(content, as_attachment=True, filename=name)


def _following(standings: Standings, request: Request) -> str:
    """Return the code of the next period; empty if it has not begun."""
    after = periods.OF[standings.board.every](standings.period.end + periods.ONE_DAY)
    return after.code if after.start <= request.workspace.today() else ""


def _row(
    found: Board, standings: Standings, each: Standing, sensitivity: scoring.Sensitivity | None
) -> dict[str, Any]:
    """Return a row as `components/ranking` takes it; a paused one tells no score."""
    row = each.row
    if row is None or standings.terms is None:
        raise ValueError(each.code)
    best, worst = sensitivity.spread[row.subject] if sensitivity else (row.rank, row.rank)
    names = telling.flag_names(standings.terms)
    told: dict[str, Any] = {
        "name": each.participant.title,
        "url": reverse(
            "indicators:board_row", args=[found.code, standings.period.code, row.subject]
        ),
    }
    if each.is_paused:
        return told | {"rank": "—", "score": "—", "share": 0, "flag": _("objection pending")}
    flags = [names[code] for code in row.flags]
    if each.is_improver:
        flags.append(_("improver"))
    return told | {
        "rank": row.rank,
        "score": f"{row.score:f}",
        "share": f"{float(row.exact / Fraction(standings.terms.out_of)) * 100:.1f}",
        "best": best,
        "worst": worst,
        "stars": row.stars,
        "flag": pgettext("list", ", ").join(flags),
    }


@doors.citizens
@require_GET
def board_rule(request: Request, code: str) -> HttpResponse:
    """Show every published version of a board's rule."""
    found = queries.board(request.actor, code)
    context = {
        "frame": frame(request),
        "title": _("Rule of “%(board)s”") % {"board": found.title},
        "today": request.workspace.today(),
        "board": found,
        "versions": [telling.version(request.workspace, each) for each in queries.versions(found)],
        "may_publish": permissions.may(request.actor, "publish_rule", found),
    }
    return render(request, "indicators/board_rule.html", context)


@doors.citizens
@require_GET
def board_row(request: Request, code: str, period: str, participant: str) -> HttpResponse:
    """Show the arithmetic behind a score, and what was said against it."""
    return render(
        request, "indicators/board_row.html", row_context(request, code, period, participant)
    )


def row_context(
    request: Request, code: str, period: str, participant: str, **more: Any
) -> dict[str, Any]:
    standings, row = standing_of(request, code, period, participant)
    may_read = permissions.may(request.actor, "read_row", row.participant)
    today, edition = request.workspace.today(), standings.edition
    may_object = permissions.may(request.actor, "object", row.participant) and not row.is_paused
    is_late = edition is not None and edition.appeals_until < today
    return {
        "frame": frame(request),
        "title": row.participant.title,
        "today": request.workspace.today(),
        "board": standings.board,
        "standings": standings,
        "period": standings.period.code,
        "period_title": amounts.period_title(standings.period),
        "row": row,
        "missing": telling.names(row.missing),
        # Its own officers see the figures they object to; others wait for the answer.
        "is_silent": row.is_paused and not may_read,
        "lines": [
            (line, _behind_url(standings, row, line.measure, may_read=may_read, today=today))
            for line in telling.lines(request.workspace, standings, row)
        ],
        "may": {
            "object": may_object and not is_late,
            "letter": may_read and row in standings.behind,
        },
        # Who is too late is told so, rather than finding no button.
        "is_late": may_object and is_late,
        "form": ObjectionForm(),
        **more,
    }


def standing_of(
    request: Request, code: str, period: str, participant: str
) -> tuple[Standings, Standing]:
    found = queries.board(request.actor, code)
    standings = queries.standings_of(request.actor, found, period)
    return standings, queries.standing(request.actor, standings, participant)


def _behind_url(
    standings: Standings,
    row: Standing,
    measure: str,
    *,
    may_read: bool,
    today: datetime.date,
) -> str:
    """Return where the rows behind a component are; empty if the reader may not see them."""
    found = measures.get(measure)
    if isinstance(found, MonthlyMeasure):
        if not may_read:
            return ""
        place = [standings.board.code, standings.period.code, row.code, measure]
        return reverse("indicators:board_behind", args=place)
    url = reverse("indicators:figure", args=[found.figure])
    whose = "division" if standings.board.over == Over.DIVISIONS else "organisation"
    on = min(standings.period.end, today)
    return f"{url}?on={on}&{whose}={row.code}#rows"


@require_GET
def board_behind(
    request: Request, code: str, period: str, participant: str, measure: str
) -> HttpResponse:
    """Show the monthly values behind a component."""
    standings, row = standing_of(request, code, period, participant)
    form = OnForm(request.GET)
    if not form.is_valid():
        raise Http404(form.errors.as_text())
    after = form.cleaned_data["after"] or 0
    context = {
        "frame": frame(request),
        "title": measures.get(measure).name if measure in measures.MEASURES else measure,
        "board": standings.board,
        "period": standings.period.code,
        "row": row,
        "behind": queries.rows_behind(request.actor, standings, row, measure, after=after),
    }
    return render(request, "indicators/board_behind.html", context)


@require_GET
def board_letter(request: Request, code: str, period: str, participant: str) -> HttpResponse:
    """Show the private reminder, to those it is for and the city's offices."""
    standings, row = standing_of(request, code, period, participant)
    if not permissions.may(request.actor, "read_row", row.participant):
        raise PermissionDenied
    if row not in standings.behind:
        raise Http404(participant)
    today = request.workspace.today()
    letter = telling.letter(request.workspace, standings, row, today)
    context = {
        "frame": frame(request),
        "title": letter["title"] if letter else "",
        "board": standings.board,
        "period": standings.period.code,
        "letter": letter,
    }
    return render(request, "indicators/board_letter.html", context)
