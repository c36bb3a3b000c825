"""Operations on projects."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router, Status

from yuandu.kernel.accounts import scopes
from yuandu.kernel.registry.models import Industry
from yuandu.kernel.registry.reach import reach
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.sheets import layouts
from yuandu.kernel.sheets.writing import sheets as writing
from yuandu.mechanisms.projects import actions, oc4ids, queries
from yuandu.mechanisms.projects.actions import Draft, NewOwner
from yuandu.mechanisms.projects.api import telling
from yuandu.mechanisms.projects.api.schemas import (
    CellOut,
    ChangeIn,
    Choice,
    ForecastOut,
    LeaveIn,
    ListChoice,
    ListingIn,
    PackageChoice,
    PageOut,
    ProjectIn,
    ProjectOut,
    ProjectTrackOut,
    TotalsChoice,
    TrackIn,
    UpdateIn,
)
from yuandu.mechanisms.projects.queries import Filters
from yuandu.mechanisms.projects.refusals import UnknownCode

scopes.register("projects", _("Projects"))
router = Router()
AS_JSON = {"responses": {200: {"content": {"application/json": {"schema": {"type": "object"}}}}}}
AS_CSV = {"responses": {200: {"content": {"text/csv": {"schema": {"type": "string"}}}}}}


def _filters(request: Request, choice: Choice, **more: Any) -> Filters:
    given = choice.dict(
        exclude={"division", "page", "sort", "rows", "columns", "in_full"}, exclude_none=True
    )
    if choice.division:
        division = queries.divisions(request.actor).filter(code=choice.division).first()
        if division is None:
            raise UnknownCode("division", choice.division)
        given["division_id"] = division.pk
    return Filters(**given, **more)


@router.get("/", response=PageOut)
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


@router.get("/totals", response=list[CellOut])
def totals(request: Request, choice: Query[TotalsChoice]) -> list[dict[str, Any]]:
    """Return projects crossed by two of their properties, with the sums of both edges."""
    fields = {"division": "division_id"}
    rows, columns = (fields.get(edge, edge) for edge in (choice.rows, choice.columns))
    table = queries.cross(
        request.actor, _filters(request, choice), rows=rows, columns=columns, order=((), ())
    )
    codes = dict(queries.divisions(request.actor).values_list("pk", "code"))
    return telling.cells(table, codes)


@router.post("/", response={201: ProjectOut})
def create_project(request: Request, given: ProjectIn) -> Status[dict[str, Any]]:
    """Enter a project; it begins at the planning stage."""
    draft = Draft(**_columns(request, given))
    made = actions.create(by=request.actor, draft=draft, confirmed=given.confirmed)
    return Status(201, telling.record(request.actor, made))


@router.get("/export", response=None, operation_id="export_projects", openapi_extra=AS_CSV)
def export(request: Request) -> StreamingHttpResponse:
    """Return the projects you work with as CSV, in the layout in which sheets come in."""
    if reach(request.actor).is_public:
        raise PermissionDenied
    layout = layouts.get("projects")
    lines = writing.csv_lines(layout, layout.export(request.actor), request.workspace)
    return StreamingHttpResponse(
        lines,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="projects.csv"'},
    )


@router.get("/oc4ids", response=None, operation_id="projects_in_oc4ids", openapi_extra=AS_JSON)
def in_oc4ids(request: Request, choice: Query[PackageChoice]) -> HttpResponse:
    """Return a hundred projects as a package of OC4IDS 0.9.5; 404 behind the last of them."""
    pieces = oc4ids.package(
        request.actor,
        _filters(request, choice),
        uri=request.build_absolute_uri(),
        in_full=choice.in_full,
        page=choice.page,
    )
    return HttpResponse("".join(pieces), content_type="application/json")


@router.get("/{int:pk}", response=ProjectOut)
def one_project(request: Request, pk: int) -> dict[str, Any]:
    """Return one project, with its places on lists and its tracks."""
    return telling.record(request.actor, queries.get(request.actor, pk, to="glance"))


@router.patch("/{int:pk}", response=ProjectOut)
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


@router.get("/{int:pk}/forecast", response=ForecastOut)
def forecast(request: Request, pk: int) -> dict[str, Any]:
    """Return when the works end; of ended ones, as foretold when they began."""
    project = queries.get(request.actor, pk, to="see")
    return telling.forecast(queries.forecast(request.workspace, project))


@router.get("/{int:pk}/tracks", response=list[ProjectTrackOut])
def tracks(request: Request, pk: int) -> list[dict[str, Any]]:
    """Return the project's tracks and the moves open to you."""
    return telling.tracks(request.actor, queries.get(request.actor, pk, to="see"))


@router.post("/{int:pk}/tracks", response={201: list[ProjectTrackOut]})
def open_track(request: Request, pk: int, given: TrackIn) -> Status[list[dict[str, Any]]]:
    """Put the project on a parallel track: a permit, the investment statistics.

    Moves along tracks are made at `lifecycle/tracks/{id}/moves/{move}/`.
    """
    project = queries.get(request.actor, pk, to="open")
    actions.open_track(by=request.actor, project=project, cycle=given.track)
    return Status(201, telling.tracks(request.actor, project))


@router.post("/{int:pk}/listings", response={201: ProjectOut})
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


@router.post("/{int:pk}/listings/{int:listing}/leave", response=ProjectOut)
def unlist(request: Request, pk: int, listing: int, given: LeaveIn) -> dict[str, Any]:
    """Take the project off a yearly list; its place there stays on record."""
    project = queries.get(request.actor, pk, to="list")
    place = get_object_or_404(project.listings, pk=listing)
    actions.unlist(by=request.actor, listing=place, because=given.because)
    return telling.record(request.actor, project)
