"""Ladders, one's own way, records and applications for programs: as the pages have them."""

import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from ninja import Field, Query, Router, Schema, Status
from pydantic import StringConstraints

from yuandu.kernel.accounts import scopes
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.careers import (
    actions,
    api_training,
    permissions,
    queries,
    showing,
    wording,
)
from yuandu.mechanisms.careers.models import Application, Rung, WorkerRecord
from yuandu.mechanisms.workforce import queries as workforce

scopes.register("careers", _("Careers"))
router = Router()
router.add_router("", api_training.router)
A_PAGE = 50
Key = Annotated[int, Field(ge=1, le=2**31 - 1)]
Text = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", strip_whitespace=True)]


class CareersChoice(Schema):
    page: int = Field(1, ge=1, le=10_000)


class CareerRungOut(Schema):
    id: int
    ladder: Literal["management", "technical", "technician"]
    order: int
    code: str
    name: str
    name_en: str
    equal: list[int] = Field(description="Rungs of other ladders that count as equal")


class LaddersOut(Schema):
    rungs: list[CareerRungOut]


class RungConditionOut(Schema):
    id: str
    title: str
    state: Literal["met", "unmet", "unknown", "person", "not-applicable"]
    advice: str


class CareerDoorOut(Schema):
    rung: int
    source: int | None = Field(description="The rung of another ladder it leads from")
    state: Literal["met", "unmet", "unknown", "person", "not-applicable"]
    rule: str
    conditions: list[RungConditionOut]


class PositionOut(Schema):
    rung: int
    from_on: datetime.date
    to_on: datetime.date | None
    basis: str


class CareerOut(Schema):
    worker: str = Field(description="Staff number")
    positions: list[PositionOut]
    onward: list[CareerDoorOut]


class WorkerRecordIn(Schema):
    worker: Text = Field(max_length=20, description="Staff number")
    kind: Text = Field(max_length=40)
    title: Text = Field(min_length=1, max_length=120)
    value: Text = Field("", max_length=60, description="Code of a course, certificate or level")
    number: Decimal = Field(Decimal(1), ge=0, le=999, max_digits=6, decimal_places=2)
    obtained_on: datetime.date
    expires_on: datetime.date | None = None
    evidence: Text = Field(min_length=1, max_length=200)


class WorkerRecordOut(Schema):
    id: int
    worker: str
    kind: str
    title: str
    value: str
    number: Decimal
    obtained_on: datetime.date
    expires_on: datetime.date | None
    evidence: str
    struck_on: datetime.date | None


class WorkerRecordsOut(Schema):
    total: int
    page: int
    pages: int
    records: list[WorkerRecordOut]


class RungApplicationIn(Schema):
    rung: Key
    source: Key | None = None
    statement: Text = Field("", max_length=2000)


class RungApplicationOut(Schema):
    id: int
    worker: str
    rung: int
    source: int | None
    stage: str
    rule: str
    state: str = Field(description="What the rule said")
    applied_on: datetime.date
    appeal_until: datetime.date | None


class RungApplicationsOut(Schema):
    total: int
    page: int
    pages: int
    applications: list[RungApplicationOut]


@router.get("/ladders", response=LaddersOut)
def career_ladders(request: Request) -> dict[str, Any]:
    """Tell the company's ladders: rungs from below, and which count as equal."""
    equal: dict[int, list[int]] = {}
    for pair in queries.equivalences(request.actor):
        equal.setdefault(pair.one_id, []).append(pair.other_id)
        equal.setdefault(pair.other_id, []).append(pair.one_id)
    return {"rungs": [_rung(one, equal) for one in queries.rungs(request.actor)]}


@router.get("/me", response=CareerOut)
def own_career(request: Request) -> dict[str, Any]:
    """Tell where you stand, and clause by clause what each way on asks."""
    oneself = workforce.oneself(request.actor)
    if oneself is None:
        raise Http404
    return _career(request, oneself.pk)


@router.get("/workers/{int:pk}", response=CareerOut)
def career_of_worker(request: Request, pk: int) -> dict[str, Any]:
    """Tell the career of a worker you may read."""
    return _career(request, pk)


@router.get("/records", response=WorkerRecordsOut)
def list_worker_records(request: Request, choice: Query[CareersChoice]) -> dict[str, Any]:
    """List what is recorded of the workers you may read, the newest first."""
    page = queries.record_page(request.actor, choice.page)
    pages = page.paginator
    return {
        "total": pages.count,
        "page": page.number,
        "pages": pages.num_pages,
        "records": [_record(one) for one in page],
    }


@router.post("/records", response={201: WorkerRecordOut})
def enter_worker_record(request: Request, given: WorkerRecordIn) -> Status[dict[str, Any]]:
    """Record something of a worker."""
    if not permissions.keeps(request.actor):
        raise PermissionDenied
    values = given.dict()
    worker = queries.worker_by_number(request.actor, values.pop("worker"))
    made = actions.enter_record(by=request.actor, worker=worker, **values)
    return Status(201, _record(made))


@router.get("/applications", response=RungApplicationsOut)
def list_rung_applications(request: Request, choice: Query[CareersChoice]) -> dict[str, Any]:
    """List the applications for a rung that concern you, the newest first."""
    page = queries.application_page(request.actor, choice.page)
    pages = page.paginator
    return {
        "total": pages.count,
        "page": page.number,
        "pages": pages.num_pages,
        "applications": [_application(one) for one in page],
    }


@router.post("/applications", response={201: RungApplicationOut})
def apply_for_rung(request: Request, given: RungApplicationIn) -> Status[dict[str, Any]]:
    """Ask to be recognised in a rung; what the rule says of you is kept with it."""
    oneself = workforce.oneself(request.actor)
    if oneself is None:
        raise PermissionDenied
    actor = request.actor
    made = actions.apply(
        by=actor,
        worker=oneself,
        rung=queries.rung(actor, given.rung),
        source=queries.rung(actor, given.source) if given.source else None,
        statement=given.statement,
    )
    return Status(201, _application(made))


def _career(request: Request, pk: int) -> dict[str, Any]:
    found = queries.worker(request.actor, pk, to="see")
    ways = queries.ways_of(request.actor, found)
    ups = [one.onward for one in ways.tracks if one.onward]
    return {
        "worker": found.number,
        "positions": [
            {
                "rung": one.rung_id,
                "from_on": one.from_on,
                "to_on": one.to_on,
                "basis": one.basis,
            }
            for one in ways.history
        ],
        "onward": [_door(one) for one in (*ups, *ways.doors)],
    }


def _door(one: queries.Door) -> dict[str, Any]:
    lacking, other = showing.conditions(one.checked)
    return {
        "rung": one.target.pk,
        "source": one.source.pk if one.source else None,
        "state": one.checked.state.code,
        "rule": one.book.code,
        "conditions": [_condition(told) for told in (*lacking, *other)],
    }


def _condition(told: wording.Told) -> dict[str, Any]:
    return {"id": told.id, "title": told.title, "state": told.state, "advice": told.advice}


def _rung(one: Rung, equal: dict[int, list[int]]) -> dict[str, Any]:
    own = ("ladder", "order", "code", "name", "name_en")
    return {name: getattr(one, name) for name in own} | {
        "id": one.pk,
        "equal": equal.get(one.pk, []),
    }


def _record(one: WorkerRecord) -> dict[str, Any]:
    own = ("kind", "title", "value", "number", "obtained_on", "expires_on", "evidence")
    return {name: getattr(one, name) for name in (*own, "struck_on")} | {
        "id": one.pk,
        "worker": one.worker.number,
    }


def _application(one: Application) -> dict[str, Any]:
    return {
        "id": one.pk,
        "worker": one.worker.number,
        "rung": one.rung_id,
        "source": one.source_id,
        "stage": one.stage,
        "rule": one.book.code,
        "state": one.state,
        "applied_on": one.applied_on,
        "appeal_until": one.appeal_until,
    }
