"""Figures for programs. Reading is public, as the pages are; rows are as the reader may see them."""

import datetime
from typing import Annotated, Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from ninja import Field, Router, Schema, Status

from yuandu.kernel.accounts import scopes, tokens
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.api import BearerToken, PageSession
from yuandu.kernel.indicators import actions, permissions, proofreading, queries, telling
from yuandu.kernel.indicators.boards import Standing, Standings, code_of, scoring
from yuandu.kernel.indicators.boards import telling as board_words
from yuandu.kernel.indicators.figures.declarations import Figure
from yuandu.kernel.indicators.models import Objection
from yuandu.kernel.indicators.rules import periods
from yuandu.kernel.registry.requests import Request

scopes.register("indicators", _("Figures"))


def anybody(request: Request) -> Actor | None:
    """Let the public in; who sends a token, or holds a post, shows it to the doors behind."""
    is_known = tokens.sent(request) or request.actor.is_insider
    return None if is_known else request.actor


router = Router(auth=[anybody, BearerToken(), PageSession()])
BY_ANYBODY: dict[str, Any] = {"security": [{}]}  # or by nothing, as descriptions put it

Day = Annotated[
    datetime.date | None,
    Field(ge=periods.FIRST, le=periods.LAST, description="By default today"),
]


class FigureOut(Schema):
    """A figure on a day."""

    name: str = Field(description="The figure's code, stable")
    title: str
    title_en: str
    value: float | int | None = Field(description="Exact, in `unit`; null: nothing to say yet")
    unit: str
    text: str = Field(description="As printed in Chinese")
    text_en: str
    decimals: int
    period: str = Field(description="2026, 2026-Q3, 2026-11 or 2026-11-24")
    as_of: datetime.date
    rows: int
    rows_without_value: int
    kind: str = Field(description="computed or reported")
    source: str
    definition: str
    definition_en: str
    formula: str
    formula_en: str
    agrees: bool | None = Field(description="Whether all its sums hold; null: it is in none")
    article: int | None
    url: str


class TermOut(Schema):
    """One side of a sum."""

    name: str
    value: float | int | None


class CheckOut(Schema):
    """A sum that must hold."""

    code: str
    kind: str = Field(description="sum (parts and total) or declared (a sourced total)")
    agrees: bool
    total: TermOut
    parts: list[TermOut]
    expected: float | int | None
    difference: float | int | None
    tolerance: float | int
    unit: str
    source: str


class FigureRowsOut(Schema):
    """A page of the rows behind a figure."""

    heads: list[str]
    rows: list[list[str]] = Field(description="The key, then a cell for each head")
    after: int | None = Field(description="Ask for the next page with it; null on the last")
    visible: int
    is_masked: bool


@router.get("/figures", response=list[FigureOut], openapi_extra=BY_ANYBODY)
def list_figures(request: Request, on: Day = None) -> list[dict[str, Any]]:
    """Return every published figure."""
    return [telling.as_object(value) for value in queries.shown(request.actor, on).values.values()]


@router.get("/figures/{code}", response=FigureOut, openapi_extra=BY_ANYBODY)
def one_figure(request: Request, code: str, on: Day = None) -> dict[str, Any]:
    """Return one figure."""
    return telling.as_object(queries.shown_one(request.actor, code, on).values[code])


@router.get("/figures/{code}/rows", response=FigureRowsOut, openapi_extra=BY_ANYBODY)
def figure_rows(request: Request, code: str, on: Day = None, after: int = 0) -> dict[str, Any]:
    """Return the rows behind a computed figure, a page at a time."""
    found = queries.figure(request.actor, code)
    on = on or request.workspace.today()
    if not isinstance(found, Figure):
        raise Http404(code)
    value = queries.shown_one(request.actor, code, on).values[code]
    if value.is_withheld or not queries.may_open(request.actor, found):
        raise PermissionDenied
    page = queries.rows_page(request.actor, found, on, after=after)
    return {
        "heads": page.heads,
        "rows": [[str(row.key), *row.cells] for row in page.rows],
        "after": page.after,
        "visible": page.visible,
        "is_masked": page.is_masked,
    }


@router.get("/checks", response=list[CheckOut], openapi_extra=BY_ANYBODY)
def list_checks(request: Request, on: Day = None) -> list[dict[str, Any]]:
    """Return every sum between figures and every declared total, held or not."""
    return [telling.check_as_object(each) for each in queries.shown(request.actor, on).checks]


class PressCheckIn(Schema):
    """A text whose numbers are to be checked."""

    text: str = Field(max_length=proofreading.LONGEST)
    on: Day = None


class NumberOut(Schema):
    """A number of the text."""

    text: str
    start: int
    end: int
    state: str = Field(description="agrees, differs or unknown")
    figure: str | None
    resembles: str | None = Field(description="The figure whose value it is, if another is meant")
    note: str


class SumOut(Schema):
    """Numbers of the text that add up, or should."""

    equation: str
    holds: bool
    title: str


class PressCheckOut(Schema):
    """A checked text."""

    verdict: str
    agree: int
    differ: int
    unknown: int
    numbers: list[NumberOut]
    sums: list[SumOut]


@router.post("/press-check", response=PressCheckOut, openapi_extra=BY_ANYBODY)
def press_check(request: Request, body: PressCheckIn) -> dict[str, Any]:
    """Set every number of a text against the figures."""
    return proofreading.as_object(proofreading.proof(request.actor, body.text, body.on))


class BoardTermOut(Schema):
    """One component of a score, with its arithmetic."""

    measure: str
    title: str
    value: str = Field(description="With its unit")
    divided_by: str = Field(description="The capacity it was divided by; empty: none")
    how: str = Field(description="How the share comes about, in figures")
    share: str
    points: float
    most: float


class PlaceOut(Schema):
    """A participant's place, as far as the reader may know."""

    participant: str = Field(description="A division's code, or an organisation's key")
    name: str
    rank: int | None = Field(description="null: paused by an objection, or not ranked")
    rank_before: int | None = Field(description="In the period before")
    score: float | None
    stars: int
    flags: list[str]
    points: dict[str, float] = Field(description="Component → points; they add up to the score")
    arithmetic: list[BoardTermOut]
    is_paused: bool
    is_improver: bool
    missing: list[str] = Field(description="Measures without a value, which leave it unranked")


class WeightOut(Schema):
    """A component of a board's rule."""

    measure: str
    title: str
    weight: str
    how: str
    per: str = Field(description="The capacity values are divided by; empty: none")


class BoardHeadOut(Schema):
    """A board."""

    code: str
    name: str
    over: str = Field(description="divisions or organisations")
    every: str = Field(description="month, quarter or year")
    rule_version: int | None = Field(description="null: no rule was published before the period")


class BoardOut(BoardHeadOut):
    """A board in a period."""

    period: str
    basis: str
    components: list[WeightOut]
    edition: int | None = Field(description="null: not published, places follow every change")
    published_on: datetime.date | None
    appeals_until: datetime.date | None
    sensitivity: str = Field(description="Whether reasonable weights would change the winner")
    places: list[PlaceOut]
    hidden: int = Field(description="Places that the reader may not know")


class RowObjectionIn(Schema):
    """What is wrong with a row."""

    words: str = Field(min_length=1, max_length=4000)


class RowAnswerIn(Schema):
    """The answer to an objection."""

    is_upheld: bool
    answer: str = Field(min_length=1, max_length=4000)


class RowObjectionOut(Schema):
    """An objection to a row, and its answer."""

    pk: int
    participant: str
    period: str
    words: str
    filed_on: datetime.date
    is_upheld: bool | None = Field(description="null: not answered yet")
    answer: str
    answered_on: datetime.date | None


@router.get("/boards", response=list[BoardHeadOut], openapi_extra=BY_ANYBODY)
def list_boards(request: Request) -> list[dict[str, Any]]:
    """Return the boards there are."""
    return [
        _head(queries.standings_of(request.actor, each))
        for each in queries.board_list(request.actor)
    ]


@router.get("/boards/{code}", response=BoardOut, openapi_extra=BY_ANYBODY)
def one_board(request: Request, code: str, period: str | None = None) -> dict[str, Any]:
    """Return a board in a period, by default the last full month or the running year."""
    found = queries.standings_of(request.actor, queries.board(request.actor, code), period)
    seen = queries.seen(request.actor, found)
    robust = scoring.sensitivity(found)
    terms, edition, workspace = found.terms, found.edition, request.workspace
    return _head(found) | {
        "period": found.period.code,
        "basis": found.rule.basis if found.rule else "",
        "components": board_words.components(workspace, terms) if terms else [],
        "edition": edition.number if edition else None,
        "published_on": edition.published_on if edition else None,
        "appeals_until": edition.appeals_until if edition else None,
        "sensitivity": board_words.robust(found, robust) if robust else "",
        "places": [_place(request, found, each) for each in seen],
        "hidden": len(found.rows) - len(seen),
    }


def _head(found: Standings) -> dict[str, Any]:
    return {
        "code": found.board.code,
        "name": found.board.title,
        "over": found.board.over,
        "every": found.board.every,
        "rule_version": found.rule.version if found.rule else None,
    }


def _place(request: Request, found: Standings, each: Standing) -> dict[str, Any]:
    row = None if each.is_paused else each.row
    lines = board_words.lines(request.workspace, found, each) if row else []
    return {
        "participant": each.code,
        "name": each.participant.title,
        "rank": row.rank if row else None,
        "rank_before": each.rank_before,
        "score": float(row.score) if row else None,
        "stars": row.stars if row else 0,
        "flags": list(row.flags) if row else [],
        "points": {term.component: float(term.points) for term in row.terms} if row else {},
        "arithmetic": [
            {
                "measure": line.measure,
                "title": line.title,
                "value": line.value,
                "divided_by": line.measured,
                "how": line.how,
                "share": line.share,
                "points": float(line.points),
                "most": float(line.most),
            }
            for line in lines
        ],
        "is_paused": each.is_paused,
        "is_improver": each.is_improver,
        "missing": list(each.missing),
    }


@router.get(
    "/boards/{code}/{period}/objections", response=list[RowObjectionOut], openapi_extra=BY_ANYBODY
)
def list_objections(request: Request, code: str, period: str) -> list[dict[str, Any]]:
    """Return the objections to rows one may read in full; to the public, none."""
    found = queries.standings_of(request.actor, queries.board(request.actor, code), period)
    return [_objection(each) for each in queries.objections_of(request.actor, found)]


@router.post(
    "/boards/{code}/{period}/{participant}/objections",
    response={201: RowObjectionOut},
    auth=[BearerToken(), PageSession()],
)
def object_to_row(
    request: Request, code: str, period: str, participant: str, given: RowObjectionIn
) -> Status[dict[str, Any]]:
    """Object to one's own row, until the last day that was published with the board."""
    found = queries.standings_of(request.actor, queries.board(request.actor, code), period)
    row = queries.standing(request.actor, found, participant)
    if not permissions.may(request.actor, "object", row.participant):
        raise PermissionDenied
    made = actions.object_to(
        by=request.actor,
        board=found.board,
        period=found.period.code,
        participant=row.participant,
        words=given.words,
    )
    return Status(201, _objection(made))


@router.post(
    "/boards/objections/{int:pk}/answer",
    response=RowObjectionOut,
    auth=[BearerToken(), PageSession()],
)
def answer_row_objection(request: Request, pk: int, given: RowAnswerIn) -> dict[str, Any]:
    """Answer an objection; the row is read out again."""
    found = queries.objection(request.actor, pk, to="answer")
    actions.answer_objection(
        by=request.actor, objection=found, is_upheld=given.is_upheld, answer=given.answer
    )
    found.refresh_from_db()
    return _objection(found)


def _objection(each: Objection) -> dict[str, Any]:
    participant = each.row
    return {
        "pk": each.pk,
        "participant": code_of(participant) if participant else "",
        "period": each.period,
        "words": each.words,
        "filed_on": each.filed_on,
        "is_upheld": each.is_upheld,
        "answer": each.answer,
        "answered_on": each.answered_on,
    }
