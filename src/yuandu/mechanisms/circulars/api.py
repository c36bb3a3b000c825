"""Circulars for programs: the same queries and actions as their pages.

Putting forward, approving and returning are moves, at the address of life cycles.
"""

import datetime
from typing import Annotated, Any

from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _
from ninja import Field, Query, Router, Schema, Status
from pydantic import StringConstraints

from yuandu.kernel.accounts import scopes
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.languages import is_english
from yuandu.mechanisms.circulars import actions, queries, rules
from yuandu.mechanisms.circulars.forms import LONGEST
from yuandu.mechanisms.circulars.models import Circular, Paragraph
from yuandu.mechanisms.reporting import queries as reporting

scopes.register("circulars", _("Circulars"))
router = Router()
A_PAGE = 100
Text = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", max_length=LONGEST)]


class CircularOut(Schema):
    id: int
    month: str = Field(description="2026-10")
    title: str
    stage: str = Field(description="draft, review, issued or dropped")
    number: str
    issued_on: datetime.date | None
    digest: str = Field(description="SHA-256 of all it says; empty before it is issued")


class CircularsOut(Schema):
    total: int
    page: int
    pages: int
    circulars: list[CircularOut]


class CircularsChoice(Schema):
    page: int = Field(1, ge=1, le=10_000)


class CircularNumberOut(Schema):
    """A number of a text, and what is to be said of it."""

    text: str
    start: int
    end: int
    state: str = Field(description="agrees, differs or unknown")
    figure: str | None
    drafted: str | None = Field(description="How the figure was printed, where it differs")


class CircularParagraphOut(Schema):
    place: int
    section: str
    text: str
    drafted: str
    version: int
    numbers: list[CircularNumberOut]


class CircularFigureOut(Schema):
    code: str
    value: str | None = Field(
        description="Exact; amounts in the currency’s unit, shares in per cent"
    )


class CircularInFullOut(CircularOut):
    paragraphs: list[CircularParagraphOut]
    figures: list[CircularFigureOut]


class CircularIn(Schema):
    month: int = Field(description="Key of the month’s reports", ge=1, le=2**63 - 1)


class CircularParagraphIn(Schema):
    version: int = Field(description="As it was read", ge=1, le=1_000_000)
    text_zh: Text
    text_en: Text


@router.get("/", response=CircularsOut)
def list_circulars(request: Request, choice: Query[CircularsChoice]) -> dict[str, Any]:
    """List circulars, the newest month first."""
    pages = Paginator(queries.circular_list(request.actor), A_PAGE)
    page = pages.get_page(choice.page)
    return {
        "total": pages.count,
        "page": page.number,
        "pages": pages.num_pages,
        "circulars": [_told(each) for each in page],
    }


@router.get("/{int:pk}", response=CircularInFullOut)
def read_circular(request: Request, pk: int) -> dict[str, Any]:
    """Read a circular with its numbers and figures."""
    return _in_full(queries.circular(request.actor, pk, to="see"))


@router.post("/", response={201: CircularInFullOut})
def draft_circular(request: Request, given: CircularIn) -> Status[Any]:
    """Draft the circular of a locked month from its figures."""
    found = reporting.round_of(request.actor, given.month, to="lock")
    return Status(201, _in_full(actions.draft(by=request.actor, found=found)))


@router.put("/{int:pk}/paragraphs/{int:place}", response=CircularParagraphOut)
def edit_circular(
    request: Request, pk: int, place: int, given: CircularParagraphIn
) -> dict[str, Any]:
    """Change the words of a paragraph of a draft; empty, it is left out."""
    found = queries.circular(request.actor, pk, to="edit")
    paragraph = queries.paragraph(found, place)
    edited = actions.edit(by=request.actor, circular=found, paragraph=paragraph, **given.dict())
    return _paragraph(edited)


def _told(each: Circular) -> dict[str, Any]:
    return {
        "id": each.pk,
        "month": each.round.period,
        "title": each.title,
        "stage": each.stage,
        "number": each.number,
        "issued_on": each.issued_on,
        "digest": each.digest,
    }


def _in_full(found: Circular) -> dict[str, Any]:
    month = found.month
    figures = ((code, month.total(code)) for code in rules.FIGURES)
    return _told(found) | {
        "paragraphs": [_paragraph(each) for each in queries.paragraphs(found)],
        "figures": [
            {"code": code, "value": None if value is None else str(value)}
            for code, value in figures
        ],
    }


def _paragraph(each: Paragraph) -> dict[str, Any]:
    check = queries.checked(each, "en" if is_english() else "zh")
    return {
        "place": each.place,
        "section": each.section,
        "text": each.text,
        "drafted": each.drafted,
        "version": each.version,
        "numbers": [
            {
                "text": mark.text,
                "start": mark.start,
                "end": mark.end,
                "state": mark.state.value,
                "figure": mark.figure or None,
                "drafted": mark.drafted or None,
            }
            for mark in check.marks
        ],
    }
