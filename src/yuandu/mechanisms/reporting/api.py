"""Monthly reports for programs: the same queries and actions as their pages."""

import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext_lazy as _
from ninja import Field, Query, Router, Schema, Status
from pydantic import StringConstraints

from yuandu.kernel.accounts import scopes
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.reporting import actions, queries, rules
from yuandu.mechanisms.reporting.entries import Entry
from yuandu.mechanisms.reporting.models import Filing, Light, Report, Round
from yuandu.mechanisms.reporting.queries import LightFilters, Line, Place

scopes.register("reporting", _("Monthly reports"))
router = Router()
A_PAGE = 100
Text = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", strip_whitespace=True)]
Short = Annotated[Text, Field(max_length=300)]
Yuan = Annotated[Decimal, Field(max_digits=18, decimal_places=2, allow_inf_nan=False)]
NotNegative = Annotated[Yuan, Field(ge=0)]
Part = Annotated[Decimal, Field(ge=0, le=1, max_digits=5, decimal_places=4, allow_inf_nan=False)]
ToneCode = Literal["grey", "green", "yellow", "red"]
LightCode = Literal["start", "progress", "funds", "listing"]


class MonthChoice(Schema):
    page: int = Field(1, ge=1, le=10_000)


class MonthOut(Schema):
    id: int
    period: str = Field(description="Year and month: 2026-11")
    due_on: datetime.date
    locked_at: datetime.datetime | None
    digest: str = Field(description="SHA-256 over the figures of a locked month")


class MonthsOut(Schema):
    total: int
    page: int
    pages: int
    rounds: list[MonthOut]


class MonthIn(Schema):
    period: str = Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$", description="2026-11")
    due_on: datetime.date = Field(description="The last day to sign")


class FilingOut(Schema):
    """How far one county is with a month."""

    id: int
    round: int
    period: str
    division: str = Field(description="Code")
    stage: str = Field(description="open, signed, returned, locked or missed")
    track: int = Field(description="Its history: `lifecycle/tracks/{id}`")
    expected: int
    reported: int
    unexplained: int = Field(description="Doubtful lines without an explanation")


class FilingsOut(Schema):
    total: int
    page: int
    pages: int
    filings: list[FilingOut]


class ReportLineOut(Schema):
    """A project in a filing; money in yuan; what was not reported yet is null."""

    project: int
    code: str
    name: str
    annual_plan: Decimal | None
    last_invested: Decimal | None = Field(description="In the locked month before")
    year_to_date: Decimal
    to_date: Decimal
    invested: Decimal | None
    corrected: Decimal | None
    correction: str
    brought_forward: Decimal | None
    progress_share: Decimal | None
    progress: str
    needs: str
    funds_in_place: bool | None
    doubts: list[str]
    explanation: str


class ReportLinesOut(Schema):
    total: int
    page: int
    pages: int
    lines: list[ReportLineOut]


class ReportLinesChoice(MonthChoice):
    missing: bool = Field(False, description="Those without a report alone")


class ReportLineIn(Schema):
    """A line as a whole: what is left out is empty afterwards."""

    project: int = Field(ge=1, le=2**31 - 1)
    invested: NotNegative
    corrected: Yuan = Decimal(0)
    correction: Short = ""
    brought_forward: NotNegative = Decimal(0)
    progress_share: Part | None = None
    progress: Short = ""
    needs: Short = ""
    funds_in_place: bool | None = None
    explanation: Short = ""


class ReportLinesIn(Schema):
    lines: list[ReportLineIn] = Field(min_length=1, max_length=500)


class EnteredOut(Schema):
    entered: int


class ReturnIn(Schema):
    words: Annotated[Text, Field(min_length=1, max_length=2000)]


class DoubtsChoice(MonthChoice):
    explained: bool | None = None


class DoubtOut(Schema):
    id: int = Field(description="Of the line, to explain it")
    filing: int
    division: str = Field(description="Code")
    project: int
    name: str
    doubts: list[str]
    explanation: str


class DoubtsOut(Schema):
    total: int
    page: int
    pages: int
    lines: list[DoubtOut]


class ExplanationIn(Schema):
    words: Annotated[Text, Field(min_length=1, max_length=300)]


class LightsChoice(MonthChoice):
    tone: ToneCode | None = None
    kind: LightCode | None = Field(None, description="Whose tone; without it the worst of all")
    division: Annotated[Text, Field(max_length=20, description="Code")] = ""


class LightReadingOut(Schema):
    tone: str
    why: str
    number: Decimal | None = Field(description="Months, or a share of the annual plan")


class LightOut(Schema):
    project: int
    name: str
    division: str = Field(description="Code")
    is_reported: bool
    tone: str
    start: LightReadingOut
    progress: LightReadingOut
    funds: LightReadingOut
    listing: LightReadingOut


class LightsOut(Schema):
    total: int
    page: int
    pages: int
    lights: list[LightOut]


class RemindedCountiesOut(Schema):
    reminded: list[str] = Field(description="The counties that have not signed")


def _paged(page: Page[Any], name: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    paginator = page.paginator
    return {
        "total": paginator.count,
        "page": page.number,
        "pages": paginator.num_pages,
        name: rows,
    }


def _month(found: Round) -> dict[str, Any]:
    names = ("period", "due_on", "locked_at", "digest")
    return {"id": found.pk} | {name: getattr(found, name) for name in names}


def _filing(place: Place) -> dict[str, Any]:
    filing = place.filing
    return {
        "id": filing.pk,
        "round": filing.round_id,
        "period": filing.round.period,
        "division": filing.division.code,
        "stage": filing.stage,
        "track": filing.track_id,
        "expected": place.expected,
        "reported": place.reported,
        "unexplained": place.doubts,
    }


def _line(line: Line) -> dict[str, Any]:
    project, report, last = line.standing.project, line.report, line.past.last
    texts = ("correction", "progress", "needs", "explanation")
    numbers = ("invested", "corrected", "brought_forward", "progress_share", "funds_in_place")
    return {
        "project": project.pk,
        "code": project.code,
        "name": project.name,
        "annual_plan": line.standing.annual_plan,
        "last_invested": last.invested if last else None,
        "year_to_date": line.year,
        "to_date": line.to_date,
        "doubts": report.doubts if report else [],
        **{name: getattr(report, name, None) for name in numbers},
        **{name: getattr(report, name, "") for name in texts},
    }


def _light(light: Light) -> dict[str, Any]:
    told: dict[str, Any] = {
        "project": light.project_id,
        "name": light.project.name,
        "division": light.division.code,
        "is_reported": light.is_reported,
        "tone": light.tone,
    }
    for kind in rules.KINDS:
        why, number = light.reasons[kind]
        told[kind] = {"tone": getattr(light, kind), "why": why, "number": number}
    return told


def _doubt(report: Report) -> dict[str, Any]:
    return {
        "id": report.pk,
        "filing": report.filing_id,
        "division": report.filing.division.code,
        "project": report.project_id,
        "name": report.project.name,
        "doubts": report.doubts,
        "explanation": report.explanation,
    }


@router.get("/rounds", response=MonthsOut)
def list_rounds(request: Request, choice: Query[MonthChoice]) -> dict[str, Any]:
    """Return months of reports, the newest first; none to those who read no reports."""
    rows = queries.rounds(request.actor).order_by("-period")
    page = Paginator(rows, A_PAGE).get_page(choice.page)
    return _paged(page, "rounds", [_month(each) for each in page])


@router.post("/rounds", response={201: MonthOut})
def open_round(request: Request, given: MonthIn) -> Status[dict[str, Any]]:
    """Open a month; every county then sees the projects it reports."""
    made = actions.open_round(by=request.actor, period=given.period, due_on=given.due_on)
    return Status(201, _month(made))


@router.get("/rounds/{int:pk}", response=MonthOut)
def one_round(request: Request, pk: int) -> dict[str, Any]:
    """Return a month."""
    return _month(queries.round_of(request.actor, pk, to="see"))


@router.post("/rounds/{int:pk}/remind", response=RemindedCountiesOut)
def remind_counties(request: Request, pk: int) -> dict[str, Any]:
    """Remind every county that has not signed."""
    found = queries.round_of(request.actor, pk, to="remind")
    return {"reminded": actions.remind(by=request.actor, found=found)}


@router.post("/rounds/{int:pk}/lock", response=MonthOut)
def lock_round(request: Request, pk: int) -> dict[str, Any]:
    """Lock a month for good: what is signed counts, and its lights are read."""
    found = queries.round_of(request.actor, pk, to="lock")
    return _month(actions.lock(by=request.actor, found=found))


@router.get("/rounds/{int:pk}/filings", response=FilingsOut)
def list_filings(request: Request, pk: int, choice: Query[MonthChoice]) -> dict[str, Any]:
    """Return how far the counties are that you read."""
    found = queries.round_of(request.actor, pk, to="see")
    page = Paginator(queries.places(request.actor, found), A_PAGE).get_page(choice.page)
    return _paged(page, "filings", [_filing(each) for each in page])


@router.get("/rounds/{int:pk}/doubts", response=DoubtsOut)
def list_doubts(request: Request, pk: int, choice: Query[DoubtsChoice]) -> dict[str, Any]:
    """Return lines that contradict themselves, the month before or the plan."""
    found = queries.round_of(request.actor, pk, to="see")
    page = queries.doubtful_page(
        request.actor, found, choice.page, per_page=A_PAGE, explained=choice.explained
    )
    return _paged(page, "lines", [_doubt(each) for each in page])


@router.get("/rounds/{int:pk}/lights", response=LightsOut)
def list_lights(request: Request, pk: int, choice: Query[LightsChoice]) -> dict[str, Any]:
    """Return the lights of a locked month, with what decided each."""
    found = queries.round_of(request.actor, pk, to="see")
    filters = LightFilters(
        tone=choice.tone or "", kind=choice.kind or "", division_code=choice.division
    )
    page = queries.light_page(request.actor, found, filters, choice.page)
    return _paged(page, "lights", [_light(each) for each in page])


@router.get("/filings/{int:pk}", response=FilingOut)
def one_filing(request: Request, pk: int) -> dict[str, Any]:
    """Return how far a county is."""
    return _told(queries.filing(request.actor, pk, to="see"))


def _told(found: Filing) -> dict[str, Any]:
    return _filing(queries.place_of(found))


@router.get("/filings/{int:pk}/lines", response=ReportLinesOut)
def list_lines(request: Request, pk: int, choice: Query[ReportLinesChoice]) -> dict[str, Any]:
    """Return the projects of a filing, each with its report and what was reported before."""
    found = queries.filing(request.actor, pk, to="see")
    rows = queries.standings_of(found, missing=choice.missing)
    page = Paginator(rows, A_PAGE).get_page(choice.page)
    lines = queries.lines(found.round, list(page))
    return _paged(page, "lines", [_line(each) for each in lines])


@router.put("/filings/{int:pk}/lines", response=EnteredOut)
def enter_lines(request: Request, pk: int, given: ReportLinesIn) -> dict[str, Any]:
    """Write the lines of some projects, new ones and changed ones: all or none.

    Of a project that is sent twice the last line counts.
    """
    found = queries.filing(request.actor, pk, to="fill")
    entries = {line.project: Entry(**line.dict(exclude={"project"})) for line in given.lines}
    made = actions.enter(by=request.actor, filing=found, entries=entries)
    return {"entered": len(made)}


@router.post("/filings/{int:pk}/sign", response=FilingOut)
def sign_filing(request: Request, pk: int) -> dict[str, Any]:
    """Sign a county's month; every project of it has to be reported."""
    return _moved(request, pk, "sign")


@router.post("/filings/{int:pk}/return", response=FilingOut)
def return_filing(request: Request, pk: int, given: ReturnIn) -> dict[str, Any]:
    """Send a signed month back to its county, with the reason."""
    return _moved(request, pk, "return", given.words)


def _moved(request: Request, pk: int, move: str, words: str = "") -> dict[str, Any]:
    found = queries.filing(request.actor, pk, to="see")
    if found.track is not None:
        lifecycle.move(
            by=request.actor,
            track=found.track,
            move=move,
            on=request.workspace.today(),
            expected_stage=found.track.stage,
            words=words,
        )
    return _told(queries.filing(request.actor, pk, to="see"))


@router.post("/lines/{int:pk}/explain", response=DoubtOut)
def explain_line(request: Request, pk: int, given: ExplanationIn) -> dict[str, Any]:
    """Say why a line that looks doubtful is right."""
    report = queries.report(request.actor, pk, to="fill")
    actions.explain(by=request.actor, report=report, words=given.words)
    return _doubt(queries.report(request.actor, pk, to="fill"))
