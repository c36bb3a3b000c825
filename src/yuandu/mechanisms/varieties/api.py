"""Varieties, seedlings and licences for programs: the same queries and actions as the pages."""

import datetime
from decimal import Decimal
from typing import Annotated, Any

from django.core.paginator import Page, Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from ninja import Field, Query, Router, Schema, Status

from yuandu.kernel.accounts import scopes
from yuandu.kernel.registry.models import Party
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.flowers import queries as flowers
from yuandu.mechanisms.varieties import actions, queries
from yuandu.mechanisms.varieties.models import Accession, Licence, SeedlingBatch, Variety

scopes.register("varieties", _("Varieties and breeding"))
router = Router()
A_PAGE = 200
Key = Annotated[int, Field(ge=1, le=2**31 - 1)]


class VarietiesChoice(Schema):
    page: int = Field(1, ge=1, le=10_000)


class VarietyOut(Schema):
    id: int
    name: str
    name_en: str
    kind: int
    holder: str
    breeders: str
    right_number: str = Field(description="Empty while no right is granted")
    granted_on: datetime.date | None
    ends_on: datetime.date | None = Field(description="The last day of the right")


class VarietiesOut(Schema):
    total: int
    page: int
    pages: int
    varieties: list[VarietyOut]


class SeedlingsIn(Schema):
    producer: Key
    kind: Key
    variety: Key | None = None
    month: datetime.date = Field(description="Any day of it")
    quantity: int = Field(ge=1, le=2**31 - 1)


class SeedlingsOut(Schema):
    id: int
    producer: int
    kind: int
    variety: int | None
    month: datetime.date = Field(description="Its first day")
    quantity: int


class SeedlingBatchesOut(Schema):
    total: int
    page: int
    pages: int
    batches: list[SeedlingsOut]


class VarietyLicenceOut(Schema):
    id: int
    variety: int
    licensee: str
    royalty: Decimal = Field(description="Yuan a seedling")
    from_on: datetime.date
    to_on: datetime.date
    state: str = Field(description="coming, running, ending or ended")


class VarietyLicencesOut(Schema):
    total: int
    page: int
    pages: int
    licences: list[VarietyLicenceOut]


class RoyaltyMonthOut(Schema):
    month: datetime.date
    quantity: int
    amount: Decimal = Field(description="Yuan")
    is_covered: bool = Field(description="False: the licence did not run in that month")


class RoyaltyStatementOut(Schema):
    year: int
    quantity: int
    amount: Decimal
    months: list[RoyaltyMonthOut]


class AccessionOut(Schema):
    id: int
    number: str
    name: str
    kind: int
    owner: str


class AccessionsOut(Schema):
    total: int
    page: int
    pages: int
    accessions: list[AccessionOut]


def _place(page: Page[Any]) -> dict[str, int]:
    pages = page.paginator
    return {"total": pages.count, "page": page.number, "pages": pages.num_pages}


@router.get("/varieties", response=VarietiesOut)
def list_flower_varieties(request: Request, choice: Query[VarietiesChoice]) -> dict[str, Any]:
    """List the varieties on the register, by name."""
    page = Paginator(queries.varieties_visible_to(request.actor), A_PAGE).get_page(choice.page)
    return _place(page) | {"varieties": [_variety(each) for each in page]}


@router.get("/seedlings", response=SeedlingBatchesOut)
def list_seedling_batches(request: Request, choice: Query[VarietiesChoice]) -> dict[str, Any]:
    """List the seedlings you may read, the newest month first."""
    page = queries.batch_page(request.actor, choice.page)
    return _place(page) | {"batches": [_batch(each) for each in page]}


@router.post("/seedlings", response={201: SeedlingsOut})
def enter_seedlings(request: Request, given: SeedlingsIn) -> Status[dict[str, Any]]:
    """Enter the seedlings of a month; entered again they are corrected, not doubled."""
    actor = request.actor
    variety = None
    if given.variety is not None:
        variety = queries.variety(actor, given.variety, to="see")
    made = actions.enter_batch(
        by=actor,
        producer=get_object_or_404(Party, workspace=actor.workspace, pk=given.producer),
        kind=flowers.get(actor, given.kind, to="see"),
        variety=variety,
        month=given.month,
        quantity=given.quantity,
    )
    return Status(201, _batch(made))


@router.get("/licences", response=VarietyLicencesOut)
def list_variety_licences(request: Request, choice: Query[VarietiesChoice]) -> dict[str, Any]:
    """List the licences to which you are a party."""
    rows = queries.licences_visible_to(request.actor).order_by("to_on", "pk")
    page = Paginator(rows, A_PAGE).get_page(choice.page)
    today = request.workspace.today()
    return _place(page) | {"licences": [_licence(each, today) for each in page]}


@router.get("/licences/{int:pk}/statements/{int:year}", response=RoyaltyStatementOut)
def royalty_statement(request: Request, pk: int, year: int) -> dict[str, Any]:
    """Tell the royalties of a licence in a year, month by month."""
    found = queries.licence(request.actor, pk, to="see")
    if year not in queries.years_of(found, request.workspace.today()):
        raise Http404
    told = queries.statement(found, year)
    return {
        "year": told.year,
        "quantity": told.quantity,
        "amount": told.amount,
        "months": [
            {
                "month": each.month,
                "quantity": each.quantity,
                "amount": each.amount,
                "is_covered": each.is_covered,
            }
            for each in told.months
        ],
    }


@router.get("/germplasm", response=AccessionsOut)
def list_germplasm(request: Request, choice: Query[VarietiesChoice]) -> dict[str, Any]:
    """List the germplasm you may know of: your own, and what is shared with you today."""
    page = queries.accession_page(request.actor, choice.page)
    return _place(page) | {"accessions": [_accession(each) for each in page]}


def _variety(each: Variety) -> dict[str, Any]:
    own = ("name", "name_en", "breeders", "right_number", "granted_on", "ends_on")
    return {name: getattr(each, name) for name in own} | {
        "id": each.pk,
        "kind": each.kind_id,
        "holder": each.holder.name,
    }


def _batch(each: SeedlingBatch) -> dict[str, Any]:
    return {
        "id": each.pk,
        "producer": each.producer_id,
        "kind": each.kind_id,
        "variety": each.variety_id,
        "month": each.month,
        "quantity": each.quantity,
    }


def _licence(each: Licence, today: datetime.date) -> dict[str, Any]:
    return {
        "id": each.pk,
        "variety": each.variety_id,
        "licensee": each.licensee.name,
        "royalty": each.royalty,
        "from_on": each.from_on,
        "to_on": each.to_on,
        "state": each.state(today),
    }


def _accession(each: Accession) -> dict[str, Any]:
    return {
        "id": each.pk,
        "number": each.number,
        "name": each.name,
        "kind": each.kind_id,
        "owner": each.owner.name,
    }
