"""The follow-up for programs: the same queries and actions as its pages."""

import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext_lazy as _
from ninja import Field, Query, Router, Schema
from pydantic import StringConstraints

from yuandu.kernel.accounts import scopes
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.followup import actions, queries
from yuandu.mechanisms.followup.models import Month, MonthTally
from yuandu.mechanisms.followup.queries import Filters, Line, Row
from yuandu.mechanisms.followup.rules import Said
from yuandu.mechanisms.projects import queries as projects

scopes.register("followup", _("Follow-up after production"))
router = Router()
A_PAGE = 100
Text = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", strip_whitespace=True)]
Period = Annotated[str, Field(pattern=r"^(19|20)\d{2}-(0[1-9]|1[0-2])$", description="2026-10")]
Yuan = Annotated[Decimal, Field(max_digits=18, decimal_places=2, allow_inf_nan=False)]
NotNegative = Annotated[Yuan, Field(ge=0)]
ScaleCode = Literal["", "above", "below", "unsettled"]
ListCode = Literal["silent", "stopped", "unlisted"]
Key = Annotated[int, Field(ge=1, le=2**31 - 1)]


class FollowedChoice(Schema):
    period: Period
    page: int = Field(1, ge=1, le=10_000)


class FollowedLinesChoice(FollowedChoice):
    missing: bool = Field(False, description="Those alone that are not filed in full")


class FollowedTallyOut(Schema):
    """How far a county is with a month; money in yuan."""

    division: int
    code: str = Field(description="Of the division")
    period: str
    months: int = Field(description="Projects to file")
    filed: int = Field(description="In full: tax and output")
    on_time: int
    tax_paid: Decimal
    output_value: Decimal


class FollowedTalliesOut(Schema):
    total: int
    page: int
    pages: int
    divisions: list[FollowedTallyOut]


class FollowedMonthOut(Schema):
    """A project's month; money in yuan; what nobody filed is null."""

    project: int
    period: str
    due_on: datetime.date
    tax_paid: Decimal | None = Field(description="As the tax office says; below zero: a refund")
    is_refund: bool
    output_value: Decimal | None = Field(description="As the statistics office says")
    scale: str = Field(description="above, below or unsettled; empty: not told")
    filed_on: datetime.date | None = Field(description="Since when both are on record")
    version: int = Field(description="To be sent with a correction")


class FollowedLineOut(FollowedMonthOut):
    code: str
    name: str
    number: int = Field(description="Which month after production")
    last_tax_paid: Decimal | None = Field(description="In the month before")
    last_output_value: Decimal | None


class FollowedLinesOut(Schema):
    total: int
    page: int
    pages: int
    lines: list[FollowedLineOut]


class FollowedMonthIn(Schema):
    """What is filed of a month; what is left out stays as it is on record."""

    project: Key
    period: Period
    tax_paid: Yuan | None = None
    is_refund: bool = Field(False, description="That less than nothing was paid is meant so")
    output_value: NotNegative | None = None
    scale: ScaleCode = ""
    why: Annotated[Text, Field(max_length=300)] = Field("", description="Of a correction")
    version: int = Field(0, ge=0, le=2**31 - 1, description="That was read; 0: nothing was filed")


class FollowedMonthsIn(Schema):
    lines: list[FollowedMonthIn] = Field(min_length=1, max_length=500)


class FiledOut(Schema):
    filed: int = Field(description="Months that changed")


class FollowedReminderIn(Schema):
    period: Period


class FollowedReminderOut(Schema):
    reminded: list[str] = Field(description="The counties that owe months")


class FollowedListChoice(Schema):
    show: ListCode = "silent"
    division: Key | None = None
    words: Annotated[Text, Field(max_length=100)] = ""
    least: int | None = Field(None, ge=1, le=24, description="Months owed, or without tax")
    page: int = Field(1, ge=1, le=10_000)


class FollowedProjectOut(Schema):
    """A project on a list."""

    project: int
    code: str
    name: str
    division: int
    produced_on: datetime.date
    owed: list[str] = Field(description="Months past due that are not filed in full")
    last_paid: str = Field(description="The last month with tax; empty: none")
    unpaid: int = Field(description="Filed months since then without any")
    scale: str
    is_stopped: bool
    is_unlisted: bool


class FollowedProjectsOut(Schema):
    total: int
    page: int
    pages: int
    projects: list[FollowedProjectOut]


class FollowedCorrectionOut(Schema):
    """What a month said before it was corrected."""

    period: str
    tax_paid: Decimal | None
    output_value: Decimal | None
    scale: str
    why: str
    at: datetime.datetime


class FollowedPanelOut(Schema):
    """A project's months; without the figures for those who may not read a firm's tax."""

    project: int
    produced_on: datetime.date | None
    is_confidential: bool = Field(description="That months and corrections are withheld")
    filed: int
    opened: int
    months: list[FollowedMonthOut]
    corrections: list[FollowedCorrectionOut]


class FollowTermsChoice(Schema):
    page: int = Field(1, ge=1, le=10_000)


class FollowTermsOut(Schema):
    """Thresholds that were set, and the document that fixes them."""

    from_on: datetime.date
    basis: str
    stopped_months: int
    unlisted_months: int
    due_day: int


class FollowTermsListOut(Schema):
    """The thresholds, the newest first; none: 3 months, 12 months, day 20."""

    total: int
    page: int
    pages: int
    terms: list[FollowTermsOut]


def _paged(page: Page[Any], name: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    paginator = page.paginator
    return {
        "total": paginator.count,
        "page": page.number,
        "pages": paginator.num_pages,
        name: rows,
    }


def _tally(tally: MonthTally) -> dict[str, Any]:
    names = ("period", "months", "filed", "on_time", "tax_paid", "output_value")
    told = {name: getattr(tally, name) for name in names}
    return told | {"division": tally.division_id, "code": tally.division.code}


def _month(month: Month) -> dict[str, Any]:
    names = ("period", "due_on", "tax_paid", "is_refund", "output_value", "scale", "filed_on")
    told = {name: getattr(month, name) for name in (*names, "version")}
    return told | {"project": month.project_id}


def _line(line: Line) -> dict[str, Any]:
    project, before = line.month.project, line.before
    return _month(line.month) | {
        "code": project.code,
        "name": project.name,
        "number": line.number,
        "last_tax_paid": before.tax_paid if before else None,
        "last_output_value": before.output_value if before else None,
    }


def _row(row: Row) -> dict[str, Any]:
    found = row.following
    names = ("produced_on", "last_paid", "unpaid", "scale", "is_stopped", "is_unlisted")
    return {name: getattr(found, name) for name in names} | {
        "project": found.project_id,
        "code": found.project.code,
        "name": found.project.name,
        "division": found.division_id,
        "owed": [month.period for month in row.owed],
    }


@router.get("/months", response=FollowedTalliesOut)
def list_months(request: Request, choice: Query[FollowedChoice]) -> dict[str, Any]:
    """Return how far the counties are with a month."""
    rights = queries.working_rights(request.actor)
    found = queries.tallies(request.actor, rights, choice.period)
    page = Paginator(found, A_PAGE).get_page(choice.page)
    return _paged(page, "divisions", [_tally(each) for each in page])


@router.put("/months", response=FiledOut)
def file_months(request: Request, given: FollowedMonthsIn) -> dict[str, Any]:
    """File months of projects, new ones and corrections: all or none.

    Of a project's month that is sent twice the last line counts.
    """
    queries.working_rights(request.actor)
    entries = {
        (line.project, line.period): Said(**line.dict(exclude={"project", "period"}))
        for line in given.lines
    }
    return {"filed": len(actions.enter(by=request.actor, entries=entries))}


@router.post("/months/remind", response=FollowedReminderOut)
def remind_of_months(request: Request, given: FollowedReminderIn) -> dict[str, Any]:
    """Remind every county that has not filed a month in full."""
    queries.working_rights(request.actor)
    return {"reminded": actions.remind(by=request.actor, period=given.period)}


@router.get("/divisions/{int:pk}/lines", response=FollowedLinesOut)
def list_followed_lines(
    request: Request, pk: int, choice: Query[FollowedLinesChoice]
) -> dict[str, Any]:
    """Return the followed projects of a county in a month, with the month before."""
    rights = queries.working_rights(request.actor)
    tally = queries.tally_of(request.actor, rights, pk, choice.period)
    rows = queries.months_of(tally, missing=choice.missing)
    page = Paginator(rows, A_PAGE).get_page(choice.page)
    return _paged(page, "lines", [_line(each) for each in queries.lines(list(page))])


@router.get("/projects", response=FollowedProjectsOut)
def list_followed_projects(request: Request, choice: Query[FollowedListChoice]) -> dict[str, Any]:
    """Return projects that owe months, stopped paying tax, or never entered the statistics."""
    actor = request.actor
    rights = queries.working_rights(actor)
    filters = Filters(division_id=choice.division, words=choice.words, least=choice.least)
    counts = queries.counts(actor, rights, filters)
    page = queries.list_page(actor, rights, choice.show, filters, counts[choice.show], choice.page)
    return _paged(page, "projects", [_row(each) for each in page])


@router.get("/projects/{int:pk}", response=FollowedPanelOut)
def followed_project(request: Request, pk: int) -> dict[str, Any]:
    """Return what is followed of a project, as far as you read a firm's figures."""
    found = projects.get(request.actor, pk, to="see")
    panel = queries.panel(found)
    reads = queries.rights(request.actor).reads_project(found)
    return {
        "project": found.pk,
        "produced_on": found.produced_on,
        "is_confidential": not reads,
        "filed": panel.filed,
        "opened": len(panel.months),
        "months": [_month(each) for _, each in sorted(panel.months.items())] if reads else [],
        "corrections": [
            {
                "period": each.month.period,
                **{
                    name: getattr(each, name)
                    for name in ("tax_paid", "output_value", "scale", "why", "at")
                },
            }
            for each in panel.corrections
        ]
        if reads
        else [],
    }


@router.get("/terms", response=FollowTermsListOut)
def list_follow_terms(request: Request, choice: Query[FollowTermsChoice]) -> dict[str, Any]:
    """Return the thresholds that were set, the newest first."""
    queries.working_rights(request.actor)
    page = Paginator(queries.terms_list(request.actor), A_PAGE).get_page(choice.page)
    names = ("from_on", "basis", "stopped_months", "unlisted_months", "due_day")
    told = [{name: getattr(each, name) for name in names} for each in page]
    return _paged(page, "terms", told)
