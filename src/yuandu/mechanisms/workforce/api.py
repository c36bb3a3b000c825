"""The staff list and published statements for programs: the same queries as the pages."""

import datetime
from decimal import Decimal
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from ninja import Field, Query, Router, Schema

from yuandu.kernel.accounts import scopes
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.workforce import actions, queries
from yuandu.mechanisms.workforce.models import Statement, Worker

scopes.register("workforce", _("Staff list and published statements"))
router = Router()
A_PAGE = 200


class StaffChoice(Schema):
    words: str = Field("", max_length=60, description="Part of a name, or how a number begins")
    section: str = Field("", max_length=20, description="Code of a section or business division")
    page: int = Field(1, ge=1, le=10_000)


class WorkerOut(Schema):
    id: int
    number: str
    name: str
    section: str = Field(description="Its code")
    job: str
    is_frontline: bool
    joined_on: datetime.date
    left_on: datetime.date | None
    has_account: bool = Field(description="Whether an account is linked to the line")


class StaffAccountIn(Schema):
    account: str = Field("", max_length=150, description="Its user name; empty to unlink")


class StaffOut(Schema):
    total: int
    page: int
    pages: int
    workers: list[WorkerOut]


class StatementsChoice(Schema):
    page: int = Field(1, ge=1, le=10_000)


class CompanyStatementOut(Schema):
    company: str = Field(description="Its address: the first part of the path")
    code: str = Field(description="Of the figure in the company")
    value: Decimal = Field(description="In the plain unit; of a share, its numerator")
    whole: Decimal | None = Field(description="Of a share, its denominator")
    rows: int
    as_of: datetime.date


class CompanyStatementsOut(Schema):
    total: int
    page: int
    pages: int
    statements: list[CompanyStatementOut]


@router.get("/staff", response=StaffOut)
def list_staff(request: Request, choice: Query[StaffChoice]) -> dict[str, Any]:
    """List the workers you may know of, by number; in a city there is no such list."""
    if request.workspace.kind != "company":
        raise Http404
    page = queries.worker_page(
        request.actor, choice.page, words=choice.words, section=choice.section
    )
    return _place(page) | {"workers": [_worker(each) for each in page]}


@router.post("/staff/{int:pk}/account", response=WorkerOut)
def link_staff_account(request: Request, pk: int, given: StaffAccountIn) -> dict[str, Any]:
    """Link an account to a line of the staff list, or unlink it; asked again, it stands as it is."""
    if request.workspace.kind != "company":
        raise Http404
    found = queries.worker(request.actor, pk, to="keep")
    actions.link(by=request.actor, worker=found, account=given.account)
    found.refresh_from_db(fields=["user"])
    return _worker(found)


@router.get("/statements", response=CompanyStatementsOut)
def list_company_statements(request: Request, choice: Query[StatementsChoice]) -> dict[str, Any]:
    """List what companies have published in the city and counts today."""
    if request.workspace.kind != "city":
        raise Http404
    page = Paginator(queries.statements(request.actor), A_PAGE).get_page(choice.page)
    return _place(page) | {"statements": [_statement(each) for each in page]}


def _place(page: Page[Any]) -> dict[str, int]:
    pages = page.paginator
    return {"total": pages.count, "page": page.number, "pages": pages.num_pages}


def _worker(each: Worker) -> dict[str, Any]:
    own = ("number", "name", "job", "is_frontline", "joined_on", "left_on")
    return {name: getattr(each, name) for name in own} | {
        "id": each.pk,
        "section": each.section.code,
        "has_account": each.user_id is not None,
    }


def _statement(each: Statement) -> dict[str, Any]:
    own = ("code", "value", "whole", "rows", "as_of")
    return {name: getattr(each, name) for name in own} | {"company": each.affiliate.slug}
