"""A locked month read together: what was reported, what lights show, what visits found.

Every count is one query grouped by division, so a city of a hundred thousand projects costs
no more queries than one of ten.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.indicators import queries as indicators
from yuandu.kernel.indicators.boards import Standing, period_on
from yuandu.kernel.indicators.models import Board
from yuandu.kernel.lifecycle.clocks import last_day
from yuandu.kernel.lifecycle.days import calendar_of
from yuandu.kernel.lifecycle.models import Step
from yuandu.kernel.registry.models import Division
from yuandu.mechanisms.circulars.rules import BoardOf, Month, Names, Place, Red
from yuandu.mechanisms.reporting import queries as reporting
from yuandu.mechanisms.reporting import rules as reports
from yuandu.mechanisms.reporting.models import Light, Report, Round
from yuandu.mechanisms.visits import rules as visiting
from yuandu.mechanisms.visits.models import Difficulty, State, Visit

MOST_RED = 300  # projects that the list of red lights names
COUNTED = Q(filing__track__stage=reports.LOCKED)

type Values = dict[int, dict[str, Decimal]]


def month(by: Actor, found: Round) -> Month:
    """Return a locked month as a circular is written from it."""
    values: Values = defaultdict(dict)
    filings = reporting.places(by, found)
    _reported(values, found, filings)
    _invested(values, found)
    _lit(values, found)
    _visited(values, by, found)
    keys = {place.filing.division_id: place.filing.pk for place in filings}
    divisions = Division.objects.filter(workspace=by.workspace, pk__in={*values, *keys}).defer(
        "geometry"
    )
    places = tuple(
        Place(
            division=each.pk,
            name=each.short or each.name,
            name_en=each.short_en or each.name_en or each.name,
            filing=keys.get(each.pk),
            values=values[each.pk],
        )
        for each in divisions.order_by("code")
    )
    return Month(found.period, _next_due(found), places, _red(found), _boards(by, found))


def _next_due(found: Round) -> str:
    later = Round.objects.filter(workspace=found.workspace_id, period__gt=found.period)
    nearest = later.order_by("period").first()
    return nearest.due_on.isoformat() if nearest and not nearest.is_locked else ""


def _reported(values: Values, found: Round, filings: Iterable[reporting.Place]) -> None:
    """Count what was asked and what came: signed in time, late, not at all."""
    late = _late(found)
    for place in filings:
        is_signed = place.filing.stage == reports.LOCKED
        division = place.filing.division_id
        values[division] |= {
            "counties": Decimal(1),
            "signed": Decimal(is_signed),
            "late": Decimal(division in late),
            "silent": Decimal(not is_signed),
            "expected": Decimal(place.expected),
            # What was never signed does not count as reported.
            "reported": Decimal(place.reported if is_signed else 0),
        }
    doubtful = Report.objects.filter(COUNTED, filing__round=found).exclude(doubts=[])
    _add(
        values,
        doubtful,
        "filing__division",
        doubtful=Count("pk"),
        explained=Count("pk", filter=~Q(explanation="")),
        unexplained=Count("pk", filter=Q(explanation="")),
    )


def _late(found: Round) -> set[int]:
    """Return the divisions that signed for the first time after the last day."""
    signed = (
        Step.objects.filter(track__filing__round=found, move="sign")
        .order_by("track", "pk")
        .distinct("track")
    )
    rows = signed.values_list("track__filing__division", "on")
    return {division for division, on in rows if on > found.due_on}


def _invested(values: Values, found: Round) -> None:
    of_year = Report.objects.filter(
        COUNTED,
        workspace=found.workspace_id,
        period__gte=f"{found.year}-01",
        period__lte=found.period,
    )
    money = F("invested") + F("corrected")
    _add(
        values,
        of_year,
        "filing__division",
        invested_month=Sum(money, filter=Q(period=found.period)),
        invested_year=Sum(money),
    )
    _add(values, reporting.expected(found), "division_id", annual_plan=Sum("annual_plan"))


def _lit(values: Values, found: Round) -> None:
    tones: dict[str, Any] = {
        tone: Count("pk", filter=Q(tone=tone)) for tone in ("red", "yellow", "green")
    }
    kinds = {
        f"red_{kind}": Count("pk", filter=Q(**{kind: reports.Tone.RED})) for kind in reports.KINDS
    }
    _add(values, Light.objects.filter(round=found), "division", **tones, **kinds)


def _visited(values: Values, by: Actor, found: Round) -> None:
    """Count visits and difficulties of the month; what is open and overdue, as of today."""
    last = reporting.period_end(found.period)
    days = {"gte": last.replace(day=1), "lte": last}

    def within(name: str) -> dict[str, datetime.date]:
        return {f"{name}__{end}": day for end, day in days.items()}

    visits = Visit.objects.filter(workspace=by.workspace, state=State.COUNTED, **within("on"))
    _add(
        values,
        visits,
        "project__division",
        visits=Count("pk"),
        visited=Count("project", distinct=True),
    )
    waits = last_day(by.workspace.today(), visiting.DUE + 1, calendar_of(by.workspace))
    kept = (
        Difficulty.objects.filter(workspace=by.workspace)
        .exclude(track__stage=visiting.WITHDRAWN)
        .exclude(visit__state=State.SET_ASIDE)
    )
    closed = Q(track__stage=visiting.CLOSED, **within("track__entered_on"))
    _add(
        values,
        kept,
        "visit__project__division",
        raised=Count("pk", filter=Q(**within("raised_on"))),
        closed=Count("pk", filter=closed),
        open=Count("pk", filter=Q(track__stage__in=visiting.OPEN)),
        overdue=Count("pk", filter=Q(track__stage__in=visiting.WAITING, sent_on__lte=waits)),
    )


def _add(values: Values, rows: QuerySet[Any], division: str, **counted: Any) -> None:
    """Add what rows come to, division by division: one query."""
    for row in rows.order_by().values(of=F(division)).annotate(**counted):
        for code in counted:
            values[row["of"]][code] = Decimal(row[code] or 0)


def _red(found: Round) -> tuple[Red, ...]:
    lights = (
        Light.objects.filter(round=found, tone=reports.Tone.RED)
        .select_related("project", "division")
        .defer("division__geometry", "project__summary")
        .order_by("division__code", "project_id")[:MOST_RED]
    )
    return tuple(
        Red(
            project=each.project_id,
            name=each.project.name,
            name_en=each.project.name_en or each.project.name,
            place=each.division.short or each.division.name,
            place_en=each.division.short_en or each.division.name_en or each.division.name,
            reasons=tuple(_reasons(each)),
        )
        for each in lights
    )


def _reasons(light: Light) -> Iterable[tuple[str, str, str | None]]:
    said: Mapping[str, Any] = light.reasons
    for kind in reports.KINDS:
        if getattr(light, kind) == reports.Tone.RED and kind in said:
            code, number = said[kind]
            yield kind, code, number


def _boards(by: Actor, found: Round) -> tuple[BoardOf, ...]:
    """Return who leads and who improves; a row that is contested is not read out."""
    boards = []
    for board in indicators.board_list(by).select_related("workspace"):
        standings = indicators.standings_of(by, board, _period(board, found))
        public = [each for each in standings.public if not each.is_paused]
        leaders = [each for each in public if (each.rank or 0) <= board.leaders]
        improvers = [each for each in public if each.is_improver and each not in leaders]
        if standings.rule is not None and public:
            boards.append(
                BoardOf(
                    board.name,
                    board.name_en or board.name,
                    board.code,
                    tuple(map(_names, leaders)),
                    tuple(map(_names, improvers)),
                )
            )
    return tuple(boards)


def _period(board: Board, found: Round) -> str:
    """Return the board's period in which the month lies."""
    if board.every == "month":
        return found.period
    return period_on(board, reporting.period_end(found.period)).code


def _names(standing: Standing) -> Names:
    each = standing.participant
    if not isinstance(each, Division):
        return Names(each.name, each.name_en or each.name)
    return Names(each.short or each.name, each.short_en or each.name_en or each.name)
