"""What programs may ask and do of monthly reports."""

from typing import Any

from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router, Status

from yuandu.kernel.accounts import scopes
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.reporting import actions, queries
from yuandu.mechanisms.reporting.api import telling
from yuandu.mechanisms.reporting.api.schemas import (
    DoubtOut,
    DoubtsChoice,
    DoubtsOut,
    EnteredOut,
    ExplanationIn,
    FilingOut,
    FilingsOut,
    LightsChoice,
    LightsOut,
    MonthChoice,
    MonthIn,
    MonthOut,
    MonthsOut,
    NeedsChoice,
    RemindedCountiesOut,
    ReportedNeedsOut,
    ReportLinesChoice,
    ReportLinesIn,
    ReportLinesOut,
    ReturnIn,
)
from yuandu.mechanisms.reporting.entries import Entry
from yuandu.mechanisms.reporting.models import Filing
from yuandu.mechanisms.reporting.queries import LightFilters, NeedFilters

scopes.register("reporting", _("Monthly reports"))
router = Router()
A_PAGE = 100


@router.get("/rounds", response=MonthsOut)
def list_rounds(request: Request, choice: Query[MonthChoice]) -> dict[str, Any]:
    """Return months of reports, the newest first; none to those who read no reports."""
    rows = queries.rounds(request.actor).order_by("-period")
    page = Paginator(rows, A_PAGE).get_page(choice.page)
    return telling.paged(page, "rounds", [telling.month(each) for each in page])


@router.post("/rounds", response={201: MonthOut})
def open_round(request: Request, given: MonthIn) -> Status[dict[str, Any]]:
    """Open a month; every county then sees the projects it reports."""
    made = actions.open_round(by=request.actor, period=given.period, due_on=given.due_on)
    return Status(201, telling.month(made))


@router.get("/rounds/{int:pk}", response=MonthOut)
def one_round(request: Request, pk: int) -> dict[str, Any]:
    """Return a month."""
    return telling.month(queries.round_of(request.actor, pk, to="see"))


@router.post("/rounds/{int:pk}/remind", response=RemindedCountiesOut)
def remind_counties(request: Request, pk: int) -> dict[str, Any]:
    """Remind every county that has not signed."""
    found = queries.round_of(request.actor, pk, to="remind")
    return {"reminded": actions.remind(by=request.actor, found=found)}


@router.post("/rounds/{int:pk}/lock", response=MonthOut)
def lock_round(request: Request, pk: int) -> dict[str, Any]:
    """Lock a month for good: what is signed counts, and its lights are read."""
    found = queries.round_of(request.actor, pk, to="lock")
    return telling.month(actions.lock(by=request.actor, found=found))


@router.get("/rounds/{int:pk}/filings", response=FilingsOut)
def list_filings(request: Request, pk: int, choice: Query[MonthChoice]) -> dict[str, Any]:
    """Return how far the counties are that you read."""
    found = queries.round_of(request.actor, pk, to="see")
    page = Paginator(queries.places(request.actor, found), A_PAGE).get_page(choice.page)
    return telling.paged(page, "filings", [telling.filing(each) for each in page])


@router.get("/rounds/{int:pk}/doubts", response=DoubtsOut)
def list_doubts(request: Request, pk: int, choice: Query[DoubtsChoice]) -> dict[str, Any]:
    """Return lines that contradict themselves, the month before or the plan."""
    found = queries.round_of(request.actor, pk, to="see")
    page = queries.doubtful_page(
        request.actor, found, choice.page, per_page=A_PAGE, explained=choice.explained
    )
    return telling.paged(page, "lines", [telling.doubt(each) for each in page])


@router.get("/rounds/{int:pk}/lights", response=LightsOut)
def list_lights(request: Request, pk: int, choice: Query[LightsChoice]) -> dict[str, Any]:
    """Return the lights of a locked month, with what decided each."""
    found = queries.round_of(request.actor, pk, to="see")
    filters = LightFilters(
        tone=choice.tone or "", kind=choice.kind or "", division_code=choice.division
    )
    page = queries.light_page(request.actor, found, filters, choice.page)
    return telling.paged(page, "lights", [telling.light(each) for each in page])


@router.get("/rounds/{int:pk}/needs", response=ReportedNeedsOut)
def list_needs(request: Request, pk: int, choice: Query[NeedsChoice]) -> dict[str, Any]:
    """Return what the reports of a month ask to be coordinated, county by county."""
    found = queries.round_of(request.actor, pk, to="see")
    filters = NeedFilters(division_code=choice.division, factor=choice.factor or "")
    page = queries.needs_page(request.actor, found, choice.page, filters)
    return telling.paged(page, "needs", [telling.need(each) for each in page])


@router.get("/filings/{int:pk}", response=FilingOut)
def one_filing(request: Request, pk: int) -> dict[str, Any]:
    """Return how far a county is."""
    return _told(queries.filing(request.actor, pk, to="see"))


def _told(found: Filing) -> dict[str, Any]:
    return telling.filing(queries.place_of(found))


@router.get("/filings/{int:pk}/lines", response=ReportLinesOut)
def list_lines(request: Request, pk: int, choice: Query[ReportLinesChoice]) -> dict[str, Any]:
    """Return the projects of a filing, each with its report and what was reported before."""
    found = queries.filing(request.actor, pk, to="see")
    page = queries.LinePages(found, A_PAGE, missing=choice.missing).get_page(choice.page)
    lines = queries.lines(found.round, list(page))
    return telling.paged(page, "lines", [telling.line(each) for each in lines])


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
    return telling.doubt(queries.report(request.actor, pk, to="fill"))
