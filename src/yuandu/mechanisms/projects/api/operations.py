"""Operations on projects."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router, Status

from yuandu.kernel.accounts import scopes
from yuandu.kernel.files.models import Attachment
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.lifecycle.models import Track
from yuandu.kernel.registry.models import Industry
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.projects import actions, queries
from yuandu.mechanisms.projects.actions import Draft, NewOwner
from yuandu.mechanisms.projects.api import telling
from yuandu.mechanisms.projects.api.schemas import (
    CellOut,
    ChangeIn,
    Choice,
    ErrorOut,
    LeaveIn,
    ListChoice,
    ListingIn,
    MoveIn,
    PageOut,
    ProjectIn,
    ProjectOut,
    StepOut,
    TotalsChoice,
    TrackOut,
    UpdateIn,
)
from yuandu.mechanisms.projects.models import Project
from yuandu.mechanisms.projects.queries import Filters
from yuandu.mechanisms.projects.refusals import UnknownCode

scopes.register("projects", _("Projects"))
router = Router()
REFUSED = dict.fromkeys((403, 404, 409, 422), ErrorOut)
LABEL = Project._meta.label_lower


def _filters(request: Request, choice: Choice, **more: Any) -> Filters:
    given = choice.dict(exclude={"division", "page", "sort", "rows", "columns"}, exclude_none=True)
    if choice.division:
        division = queries.divisions(request.actor).filter(code=choice.division).first()
        if division is None:
            raise UnknownCode("division", choice.division)
        given["division_id"] = division.pk
    return Filters(**given, **more)


@router.get("/", response={200: PageOut, 422: ErrorOut})
def list_projects(request: Request, choice: Query[ListChoice]) -> dict[str, Any]:
    """Return a page of the projects you work with; the public's are those of published lists."""
    found = queries.page(request.actor, _filters(request, choice, sort=choice.sort), choice.page)
    return {
        "total": found.total,
        "is_all": found.is_all,
        "page": found.page.number,
        "pages": found.page.paginator.num_pages,
        "projects": [telling.place(request.actor, standing) for standing in found.page],
    }


@router.get("/totals", response={200: list[CellOut], 422: ErrorOut})
def totals(request: Request, choice: Query[TotalsChoice]) -> list[dict[str, Any]]:
    """Return projects crossed by two of their properties, with the sums of both edges."""
    fields = {"division": "division_id"}
    rows, columns = (fields.get(edge, edge) for edge in (choice.rows, choice.columns))
    table = queries.cross(
        request.actor, _filters(request, choice), rows=rows, columns=columns, order=((), ())
    )
    codes = dict(queries.divisions(request.actor).values_list("pk", "code"))
    return telling.cells(table, codes)


@router.post("/", response={201: ProjectOut, **REFUSED})
def create_project(request: Request, given: ProjectIn) -> Status[dict[str, Any]]:
    """Enter a project; it begins at the planning stage."""
    draft = Draft(**_columns(request, given))
    made = actions.create(by=request.actor, draft=draft, confirmed=given.confirmed)
    return Status(201, telling.record(request.actor, made))


@router.get("/{int:pk}", response={200: ProjectOut, 404: ErrorOut})
def one_project(request: Request, pk: int) -> dict[str, Any]:
    """Return one project, with its places on lists and its tracks."""
    return telling.record(request.actor, queries.get(request.actor, pk, to="glance"))


@router.patch("/{int:pk}", response={200: ProjectOut, **REFUSED})
def update_project(request: Request, pk: int, given: UpdateIn) -> dict[str, Any]:
    """Change what is sent of a record; the rest stays."""
    project = queries.get(request.actor, pk, to="edit")
    before = {name: getattr(project, name) for name in actions.FIELDS}
    draft = Draft(**before | _columns(request, given))
    actions.update(
        by=request.actor,
        project=project,
        version=given.version,
        draft=draft,
        confirmed=given.confirmed,
    )
    return telling.record(request.actor, queries.get(request.actor, pk, to="see"))


def _columns(request: Request, given: ChangeIn) -> dict[str, Any]:
    """Return the columns that were sent, with codes made into what they name."""
    columns = given.dict(exclude={"version", "confirmed"}, exclude_unset=True)
    if "division" in columns:
        code = columns["division"]
        columns["division"] = queries.divisions(request.actor).filter(code=code).first()
        if columns["division"] is None:
            raise UnknownCode("division", code)
    if code := columns.pop("industry", ""):
        found = Industry.objects.filter(workspace=request.workspace, code=code).first()
        if found is None:
            raise UnknownCode("industry", code)
        columns["industry"] = found
    elif "industry" in given.model_fields_set:
        columns["industry"] = None
    if columns.get("owner"):
        columns["owner"] = NewOwner(**columns["owner"])
    return columns


@router.get("/{int:pk}/tracks", response={200: list[TrackOut], 404: ErrorOut})
def tracks(request: Request, pk: int) -> list[dict[str, Any]]:
    """Return the project's tracks and the moves open to you."""
    return telling.tracks(request.actor, queries.get(request.actor, pk, to="see"))


@router.post("/{int:pk}/moves", response={201: StepOut, **REFUSED})
def move(request: Request, pk: int, given: MoveIn) -> Status[dict[str, Any]]:
    """Move the project along one of its tracks, with the evidence its gate asks for."""
    project = queries.get(request.actor, pk, to="see")
    track = get_object_or_404(
        Track,
        workspace=request.workspace,
        subject_label=LABEL,
        subject_id=project.pk,
        cycle=given.track,
    )
    step = lifecycle.move(
        by=request.actor,
        track=track,
        move=given.move,
        on=given.on,
        expected_stage=given.expected_stage,
        expected_version=given.expected_version,
        words=given.words,
        evidence={
            code: _attached(project, value) if isinstance(value, list) else value
            for code, value in given.evidence.items()
        },
    )
    return Status(201, telling.step(step, given.track))


def _attached(project: Project, keys: list[int]) -> list[Attachment]:
    """Return attachments of the project by their keys.

    Raises:
        Http404: one of them is not attached to it.
    """
    found = Attachment.objects.filter(
        workspace_id=project.workspace_id, target_label=LABEL, target_id=project.pk, pk__in=keys
    )
    if len(found) != len(set(keys)):
        raise Http404
    return list(found)


@router.post("/{int:pk}/listings", response={201: ProjectOut, **REFUSED})
def list_project(request: Request, pk: int, given: ListingIn) -> Status[dict[str, Any]]:
    """Put the project on a yearly list."""
    project = queries.get(request.actor, pk, to="list")
    annual_list = get_object_or_404(
        queries.lists_in(request.actor), year=given.year, level=given.level, batch=given.batch
    )
    actions.list_project(
        by=request.actor,
        project=project,
        annual_list=annual_list,
        category=given.category,
        status=given.status,
        annual_plan=given.annual_plan,
        on=given.entered_on,
        confirmed=given.confirmed,
    )
    return Status(201, telling.record(request.actor, project))


@router.post("/{int:pk}/listings/{int:listing}/leave", response={200: ProjectOut, **REFUSED})
def unlist(request: Request, pk: int, listing: int, given: LeaveIn) -> dict[str, Any]:
    """Take the project off a yearly list; its place there stays on record."""
    project = queries.get(request.actor, pk, to="list")
    place = get_object_or_404(project.listings, pk=listing)
    actions.unlist(by=request.actor, listing=place, because=given.because)
    return telling.record(request.actor, project)
