"""Classes, badges and panels for programs: as the pages have them, with the same silence."""

import datetime
from decimal import Decimal
from typing import Any, Literal

from django.core.paginator import Paginator
from ninja import Field, Query, Router, Schema

from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.careers import places, queries
from yuandu.mechanisms.careers.models import Badge, PanelMember, Trainee, TrainingClass

router = Router()
A_PAGE = 50


class TrainingChoice(Schema):
    page: int = Field(1, ge=1, le=10_000)


class TrainingUnitOut(Schema):
    name: str
    name_en: str
    entries: int = Field(description="Signed by both mentors before the examination opens")
    hours: Decimal
    pass_mark: int


class TrainingClassOut(Schema):
    id: int
    name: str
    name_en: str
    theme: str
    school: str
    rung: int | None = Field(description="That it prepares for")
    from_on: datetime.date
    to_on: datetime.date
    units: list[TrainingUnitOut]


class TrainingClassesOut(Schema):
    total: int
    page: int
    pages: int
    classes: list[TrainingClassOut]


class TraineeOut(Schema):
    id: int
    worker: str = Field(description="Staff number")
    training: int
    entries: int = Field(description="Of the logbook that count, signed by both mentors")
    hours: Decimal
    outcome: Literal["", "passed", "failed", "left"]
    outcome_on: datetime.date | None


class TraineesOut(Schema):
    total: int
    page: int
    pages: int
    trainees: list[TraineeOut]


class BadgeOut(Schema):
    name: str
    worker: str = Field(description="Staff number")
    credential: str = Field(description="Address of the signed Open Badges 3.0 credential")
    issued_at: datetime.datetime
    revoked_on: datetime.date | None


class BadgesOut(Schema):
    total: int
    page: int
    pages: int
    badges: list[BadgeOut]


class PanelMemberOut(Schema):
    worker: str = Field(description="Staff number")
    is_chair: bool
    is_appeal: bool
    has_spoken: bool
    opinion: Literal["", "for", "against"] = Field(description="Empty until there is a result")
    words: str


class PanelOut(Schema):
    application: int
    members: list[PanelMemberOut]


@router.get("/classes", response=TrainingClassesOut)
def list_training_classes(request: Request, choice: Query[TrainingChoice]) -> dict[str, Any]:
    """List the training classes that concern you, the latest first."""
    found = queries.classes_visible_to(request.actor).prefetch_related("units")
    page = Paginator(found, A_PAGE).get_page(choice.page)
    return _page(page) | {"classes": [_class(one) for one in page]}


@router.get("/trainees", response=TraineesOut)
def list_trainees(request: Request, choice: Query[TrainingChoice]) -> dict[str, Any]:
    """List whose logbooks you may read, and how far they are."""
    page = Paginator(queries.trainees_visible_to(request.actor), A_PAGE).get_page(choice.page)
    rows = list(page)
    progress = queries.progress_of(rows)
    return _page(page) | {"trainees": [_trainee(one, *progress[one.pk]) for one in rows]}


@router.get("/badges", response=BadgesOut)
def list_badges(request: Request, choice: Query[TrainingChoice]) -> dict[str, Any]:
    """List the badges you may read, the latest first."""
    found = queries.badges_visible_to(request.actor).select_related("key", "workspace")
    page = Paginator(found.order_by("-issued_at", "-pk"), A_PAGE).get_page(choice.page)
    return _page(page) | {"badges": [_badge(one) for one in page]}


@router.get("/applications/{int:pk}/panel", response=PanelOut)
def panel_of_application(request: Request, pk: int) -> dict[str, Any]:
    """Tell who judges an application that concerns you; opinions once there is a result."""
    found = queries.application(request.actor, pk, to="see")
    is_over = queries.has_result(found)
    members = found.members.select_related("worker")
    return {
        "application": found.pk,
        "members": [_member(one, tells=is_over) for one in members],
    }


def _page(page: Any) -> dict[str, int]:
    pages = page.paginator
    return {"total": pages.count, "page": page.number, "pages": pages.num_pages}


def _class(one: TrainingClass) -> dict[str, Any]:
    own = ("name", "name_en", "theme", "from_on", "to_on")
    unit = ("name", "name_en", "entries", "hours", "pass_mark")
    return {name: getattr(one, name) for name in own} | {
        "id": one.pk,
        "school": one.base.school,
        "rung": one.rung_id,
        "units": [{name: getattr(each, name) for name in unit} for each in one.units.all()],
    }


def _trainee(one: Trainee, entries: int, hours: Decimal) -> dict[str, Any]:
    return {
        "id": one.pk,
        "worker": one.worker.number,
        "training": one.training_id,
        "entries": entries,
        "hours": hours,
        "outcome": one.outcome,
        "outcome_on": one.outcome_on,
    }


def _badge(one: Badge) -> dict[str, Any]:
    return {
        "name": one.name,
        "worker": one.worker.number,
        "credential": places.addresses(one.workspace, one.token, one.key.token).credential,
        "issued_at": one.issued_at,
        "revoked_on": one.revoked_on,
    }


def _member(one: PanelMember, *, tells: bool) -> dict[str, Any]:
    return {
        "worker": one.worker.number,
        "is_chair": one.is_chair,
        "is_appeal": one.is_appeal,
        "has_spoken": bool(one.opinion),
        "opinion": one.opinion if tells else "",
        "words": one.words if tells else "",
    }
