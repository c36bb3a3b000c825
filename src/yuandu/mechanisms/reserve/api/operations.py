"""Operations on the project reserve."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router, Status

from yuandu.kernel.accounts import scopes
from yuandu.kernel.registry.models import Division
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.projects.refusals import UnknownCode
from yuandu.mechanisms.reserve import actions, permissions, queries
from yuandu.mechanisms.reserve.api import telling
from yuandu.mechanisms.reserve.api.schemas import (
    FieldGapOut,
    GapsChoice,
    GradeIn,
    IdeaChangeIn,
    IdeaIn,
    IdeaInFullOut,
    IdeasChoice,
    IdeasOut,
    IdeaUpdateIn,
    PromotionIn,
    RungOut,
)
from yuandu.mechanisms.reserve.drafts import Draft
from yuandu.mechanisms.reserve.queries import Filters

scopes.register("reserve", _("Project reserve"))
router = Router()
ON_LADDER = "ladder"


def _for_readers(request: Request) -> None:
    """Let nobody learn of the reserve who has no part of it to read."""
    if not permissions.reads(request.actor):
        raise Http404


def _division(request: Request, code: str) -> Division:
    found = queries.divisions(request.actor).filter(code=code).first()
    if found is None:
        raise UnknownCode("division", code)
    return found


@router.get("/ideas", response=IdeasOut)
def list_ideas(request: Request, choice: Query[IdeasChoice]) -> dict[str, Any]:
    """Return a page of the ideas you read, those that score most in front."""
    _for_readers(request)
    given = choice.dict(exclude={"division", "page", "show"}, exclude_none=True)
    if choice.division:
        given["division_id"] = _division(request, choice.division).pk
    show = "" if choice.show == ON_LADDER else choice.show
    page, totals = queries.page(request.actor, Filters(show=show, **given), choice.page)
    return {
        "total": totals.ideas,
        "page": page.number,
        "pages": page.paginator.num_pages,
        "investment_total": totals.investment,
        "without_investment": totals.without,
        "ideas": [telling.idea(each) for each in page],
    }


@router.post("/ideas", response={201: IdeaInFullOut})
def propose_idea(request: Request, given: IdeaIn) -> Status[dict[str, Any]]:
    """Enter an idea; it begins at the foot of the ladder.

    A county has one idea of a name: sent again it is refused, not entered twice.
    """
    draft = Draft(**_columns(request, given))
    made = actions.propose(by=request.actor, draft=draft, confirmed=given.confirmed)
    return Status(201, _told(request, made.pk))


def _columns(request: Request, given: IdeaChangeIn) -> dict[str, Any]:
    """Return the columns that were sent, the division as a row."""
    columns = given.dict(exclude={"version", "confirmed"}, exclude_unset=True)
    if "division" in columns:
        columns["division"] = _division(request, columns["division"])
    return columns


def _told(request: Request, pk: int) -> dict[str, Any]:
    return telling.in_full(request.actor, queries.idea(request.actor, pk, to="see"))


@router.get("/ideas/{int:pk}", response=IdeaInFullOut)
def one_idea(request: Request, pk: int) -> dict[str, Any]:
    """Return an idea: how far it has come, what it scores and why, what it became.

    Climbing, declining, withdrawing are moves at `lifecycle/tracks/{id}/moves/{move}/`.
    """
    return _told(request, pk)


@router.patch("/ideas/{int:pk}", response=IdeaInFullOut)
def update_idea(request: Request, pk: int, given: IdeaUpdateIn) -> dict[str, Any]:
    """Change what is sent of an idea; the rest stays."""
    found = queries.idea(request.actor, pk, to="edit")
    draft = Draft(**Draft.of(found).columns() | _columns(request, given))
    actions.update(
        by=request.actor,
        idea=found,
        version=given.version,
        draft=draft,
        confirmed=given.confirmed,
    )
    return _told(request, pk)


@router.post("/ideas/{int:pk}/grade", response=IdeaInFullOut)
def grade_idea(request: Request, pk: int, given: GradeIn) -> dict[str, Any]:
    """Judge how far an idea serves its purpose, and say why; it is scored anew."""
    found = queries.idea(request.actor, pk, to="grade")
    actions.grade(by=request.actor, idea=found, **given.dict())
    return _told(request, pk)


@router.post("/ideas/{int:pk}/promote", response=IdeaInFullOut)
def promote_idea(request: Request, pk: int, given: PromotionIn) -> dict[str, Any]:
    """Enter the idea's project into the register, once; `project` is its key there."""
    found = queries.idea(request.actor, pk, to="see")
    actions.promote(by=request.actor, idea=found, **given.dict())
    return _told(request, pk)


@router.get("/funnel", response=list[RungOut])
def maturity(request: Request) -> list[dict[str, Any]]:
    """Return how many ideas stand on each rung of the ladder, and how many came that far."""
    _for_readers(request)
    return [telling.rung(each) for each in queries.funnel(request.actor)]


@router.get("/gaps", response=list[FieldGapOut])
def gaps_by_field(request: Request, choice: Query[GapsChoice]) -> list[dict[str, Any]]:
    """Return what stands in reserve of each field, beside what the city wants of it."""
    _for_readers(request)
    year = choice.year or request.workspace.today().year
    return [telling.gap(each) for each in queries.gaps(request.actor, year)]
