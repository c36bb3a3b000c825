"""Operations on drives, visits and difficulties."""

from typing import Any

from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _
from ninja import File, Query, Router, Status, UploadedFile

from yuandu.kernel.accounts import scopes
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.lifecycle.days import calendar_of
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.projects import queries as projects
from yuandu.mechanisms.visits import actions, queries, rules
from yuandu.mechanisms.visits.actions import NewDifficulty, NewVisit
from yuandu.mechanisms.visits.api import telling
from yuandu.mechanisms.visits.api.schemas import (
    ClosureIn,
    CoveredChoice,
    CoveredProjectsOut,
    DifficultiesChoice,
    DifficultiesOut,
    DifficultyAnswerIn,
    DifficultyOut,
    DriveInFullOut,
    DrivesChoice,
    DrivesOut,
    OneDifficultyIn,
    PhotoOut,
    PhotosOut,
    SetAsideIn,
    SiteVisitIn,
    SiteVisitOut,
    SiteVisitsChoice,
    SiteVisitsOut,
    StopsChoice,
    StopsOut,
)
from yuandu.mechanisms.visits.queries import Filters, VisitFilters

scopes.register("visits", _("Visits and difficulties"))
router = Router()
DRIVES_A_PAGE = 10  # each is counted
A_PAGE = 100


def _division(request: Request, code: str) -> int | None:
    """Return the key of the division of a code; one that is unknown has nothing in it."""
    if not code:
        return None
    found = projects.divisions(request.actor).filter(code=code).values_list("pk", flat=True)
    return found.first() or 0


@router.get("/drives", response=DrivesOut)
def list_drives(request: Request, choice: Query[DrivesChoice]) -> dict[str, Any]:
    """Return a page of the drives you may see, the latest first, with what each has covered."""
    page = Paginator(queries.all_drives(request.actor), DRIVES_A_PAGE).get_page(choice.page)
    covers = queries.coverages(page.object_list)
    return telling.page(page, "drives", [telling.drive(each, covers[each.pk]) for each in page])


@router.get("/drives/{int:pk}", response=DriveInFullOut)
def one_drive(request: Request, pk: int) -> dict[str, Any]:
    """Return a drive: what it has covered of the counties you read, and its teams."""
    found = queries.drive(request.actor, pk, to="see")
    counties = queries.counties(request.actor, found)
    return telling.drive(found, rules.total(each.coverage for each in counties)) | {
        "counties": [telling.county(each) for each in counties],
        "teams": [telling.team(each) for each in queries.teams_of(request.actor, found)],
    }


@router.get("/drives/{int:pk}/projects", response=CoveredProjectsOut)
def covered_projects(request: Request, pk: int, choice: Query[CoveredChoice]) -> dict[str, Any]:
    """Return projects of a drive where nobody has been, or those visited."""
    found = queries.drive(request.actor, pk, to="see")
    page = queries.project_page(
        request.actor,
        found,
        silent=not choice.visited,
        division_id=_division(request, choice.division),
        level=choice.level or "",
        number=choice.page,
        among=queries.counties(request.actor, found),
    )
    return telling.page(page, "projects", [telling.covered(each) for each in page])


@router.get("/teams/{int:pk}/stops", response=StopsOut)
def list_stops(request: Request, pk: int, choice: Query[StopsChoice]) -> dict[str, Any]:
    """Return where a team goes, day by day in order; stops without a day come last."""
    rows = queries.stops_of(queries.team(request.actor, pk, to="see"))
    if choice.on is not None:
        rows = rows.filter(planned_on=choice.on)
    page = Paginator(rows, A_PAGE).get_page(choice.page)
    return telling.page(page, "stops", [telling.stop(each) for each in page])


@router.post("/teams/{int:pk}/visits", response={201: SiteVisitOut})
def log_site_visit(request: Request, pk: int, given: SiteVisitIn) -> Status[dict[str, Any]]:
    """Log a visit of your team; sent again with the same key it is the visit of before.

    It is kept whatever happened meanwhile: `state` says whether it counts, `doubt` why not.
    """
    team = queries.team(request.actor, pk, to="visit")
    found = [NewDifficulty(**each.dict()) for each in given.difficulties]
    made = actions.log(
        by=request.actor,
        team=team,
        project=queries.project_to_visit(team, given.project),
        visit=NewVisit(**given.dict(exclude={"project", "difficulties"}), difficulties=found),
    )
    return Status(201, _visit(request, made.pk))


def _visit(request: Request, pk: int) -> dict[str, Any]:
    return telling.visit(queries.visit(request.actor, pk, to="see"))


@router.get("/visits", response=SiteVisitsOut)
def list_site_visits(request: Request, choice: Query[SiteVisitsChoice]) -> dict[str, Any]:
    """Return a page of the visits you may read, the newest first."""
    filters = VisitFilters(
        drive_id=choice.drive,
        project_id=choice.project,
        state=choice.state or "",
        division_id=_division(request, choice.division),
    )
    page = queries.visit_page(request.actor, filters, choice.page, A_PAGE)
    return telling.page(page, "visits", [telling.visit(each) for each in page])


@router.get("/visits/{int:pk}", response=SiteVisitOut)
def one_site_visit(request: Request, pk: int) -> dict[str, Any]:
    """Return a visit."""
    return _visit(request, pk)


@router.get("/visits/{int:pk}/photos", response=PhotosOut)
def list_photos(request: Request, pk: int) -> dict[str, Any]:
    """Return the photos of a visit."""
    found = queries.photos_of(queries.visit(request.actor, pk, to="see"))
    return {"photos": [telling.photo(each) for each in found]}


@router.post("/visits/{int:pk}/photos", response={201: PhotoOut})
def add_photo(request: Request, pk: int, file: File[UploadedFile]) -> Status[dict[str, Any]]:
    """Keep one more photo of a visit of your team; sent again it is the photo of before.

    Where and with what it was taken is not kept.
    """
    visit = queries.visit(request.actor, pk, to="photograph")
    kept = actions.add_photo(by=request.actor, visit=visit, photo=file)
    return Status(201, telling.photo(kept))


@router.post("/visits/{int:pk}/count", response=SiteVisitOut)
def count_visit(request: Request, pk: int) -> dict[str, Any]:
    """Let a doubtful visit count; what was found on it goes to the departments."""
    actions.count(by=request.actor, visit=queries.visit(request.actor, pk, to="decide"))
    return _visit(request, pk)


@router.post("/visits/{int:pk}/set-aside", response=SiteVisitOut)
def set_visit_aside(request: Request, pk: int, given: SetAsideIn) -> dict[str, Any]:
    """Keep a doubtful visit on record without counting it; what was found is withdrawn."""
    found = queries.visit(request.actor, pk, to="decide")
    actions.set_aside(by=request.actor, visit=found, words=given.words)
    return _visit(request, pk)


@router.post("/visits/{int:pk}/difficulties", response={201: DifficultyOut})
def raise_difficulty(request: Request, pk: int, given: OneDifficultyIn) -> Status[dict[str, Any]]:
    """Write down one more difficulty of a visit; it goes to the competent department at once."""
    made = actions.raise_difficulty(
        by=request.actor,
        visit=queries.visit(request.actor, pk, to="raise"),
        key=given.key,
        difficulty=NewDifficulty(**given.dict(exclude={"key"})),
    )
    return Status(201, _difficulty(request, made.pk))


def _difficulty(request: Request, pk: int) -> dict[str, Any]:
    found = queries.difficulty(request.actor, pk, to="see")
    return telling.difficulty(found, request.workspace.today(), calendar_of(request.workspace))


@router.get("/difficulties", response=DifficultiesOut)
def list_difficulties(request: Request, choice: Query[DifficultiesChoice]) -> dict[str, Any]:
    """Return a page of the difficulties you may read, the gravest and oldest first."""
    filters = Filters(
        words=choice.words,
        factor=choice.factor or "",
        severity=choice.severity or "",
        division_id=_division(request, choice.division),
        show=choice.show,
    )
    page = queries.page(request.actor, filters, choice.page, A_PAGE)
    today, calendar = request.workspace.today(), calendar_of(request.workspace)
    told = [telling.difficulty(each, today, calendar) for each in page]
    return telling.page(page, "difficulties", told)


@router.get("/difficulties/{int:pk}", response=DifficultyOut)
def one_difficulty(request: Request, pk: int) -> dict[str, Any]:
    """Return a difficulty, with the department that has it and its clock."""
    return _difficulty(request, pk)


@router.post("/difficulties/{int:pk}/answer", response=DifficultyOut)
def answer_difficulty(request: Request, pk: int, given: DifficultyAnswerIn) -> dict[str, Any]:
    """Answer as the department that was asked; the same answer sent again is that of before.

    Taking up, giving back, sending and asking again are moves at
    `lifecycle/tracks/{id}/moves/{move}/`.
    """
    return _moved(request, pk, "answer", given.words)


@router.post("/difficulties/{int:pk}/close", response=DifficultyOut)
def close_difficulty(request: Request, pk: int, given: ClosureIn) -> dict[str, Any]:
    """Say, as the project's owner, that it is solved; sent again it stays closed."""
    return _moved(request, pk, "close", given.words, satisfaction=given.satisfaction)


def _moved(request: Request, pk: int, code: str, words: str, **evidence: object) -> dict[str, Any]:
    found = queries.difficulty(request.actor, pk, to="see")
    if queries.is_repeated(request.actor, found, code, words, evidence):
        return _difficulty(request, pk)
    if found.track is not None:
        lifecycle.move(
            by=request.actor,
            track=found.track,
            move=code,
            on=request.workspace.today(),
            expected_stage=found.track.stage,
            words=words,
            evidence=evidence,
        )
    return _difficulty(request, pk)
