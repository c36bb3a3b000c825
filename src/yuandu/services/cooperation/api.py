"""Joint research and experts for programs: the same queries as the pages."""

import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from ninja import Field, Query, Router, Schema
from pydantic import StringConstraints

from yuandu.kernel.accounts import scopes
from yuandu.kernel.registry.requests import Request
from yuandu.services.cooperation import models, permissions, queries, telling

scopes.register("cooperation", _("Joint research and experts"))
router = Router()
Text = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", strip_whitespace=True)]
Technology = Literal[
    "",
    "equipment",
    "vehicles",
    "materials",
    "chemistry",
    "biomedicine",
    "electronics",
    "software",
    "food",
    "agriculture",
    "energy",
]


class NeedChoice(Schema):
    words: Annotated[Text, Field(max_length=100)] = ""
    field: Technology = Field("", description="Field of technology; empty: all")
    stage: Annotated[Text, Field(max_length=40)] = ""
    page: int = Field(1, ge=1, le=10_000)


class ChallengeOut(Schema):
    """A technical challenge as the board shows it."""

    id: int
    name: str
    firm: str
    field: str
    chain: str
    problem: str
    target: str
    gives: str
    budget: Decimal = Field(description="yuan")
    deadline_on: datetime.date
    sharing: str = Field(description="firm, institute, shared or contribution")
    firm_share: Decimal | None = Field(description="Fraction, for fixed shares alone")
    is_public: bool
    stage: str


class ChallengesOut(Schema):
    total: int
    page: int
    pages: int
    challenges: list[ChallengeOut]


class TalentNeedOut(Schema):
    """A talent need as the list shows it."""

    id: int
    name: str
    firm: str
    field: str
    level: str
    niche: str
    work: str
    from_on: datetime.date
    to_on: datetime.date
    days_a_month: int
    is_full_time: bool
    pay: Decimal | None = Field(description="yuan a day")
    stage: str


class TalentNeedsOut(Schema):
    total: int
    page: int
    pages: int
    needs: list[TalentNeedOut]


class ExpertOut(Schema):
    id: int
    name: str
    title: str
    level: str
    fields: list[str] = Field(description="The main one first")
    division: str


class ExpertsOut(Schema):
    total: int
    page: int
    pages: int
    experts: list[ExpertOut]


class MatchPartOut(Schema):
    code: str
    points: int
    most: int
    why: str


class MatchReasonOut(Schema):
    code: str
    text: str


class MatchOut(Schema):
    """An expert weighed for a need; the parts add up to the score."""

    expert: int
    name: str
    score: int
    parts: list[MatchPartOut]
    conflicts: list[MatchReasonOut]
    cautions: list[MatchReasonOut]


class BarredOut(Schema):
    code: str
    count: int


class MatchingOut(Schema):
    proposed_total: int
    proposed: list[MatchOut] = Field(description="The best first, thirty at most")
    barred_total: int
    barred: list[MatchOut] = Field(description="To who oversees; thirty at most")
    reasons: list[BarredOut]


class ExpertChoice(Schema):
    words: Annotated[Text, Field(max_length=100)] = ""
    field: Technology = Field("", description="Field of technology; empty: all")
    page: int = Field(1, ge=1, le=10_000)


@router.get("/challenges", response=ChallengesOut)
def challenges(request: Request, choice: Query[NeedChoice]) -> dict[str, Any]:
    """Return a page of the challenges one may know of."""
    filters = queries.ChallengeFilters(choice.words, choice.field, choice.stage)
    page = queries.challenge_page(request.actor, filters, choice.page)
    return _paged(page) | {"challenges": [_challenge(each) for each in page]}


@router.get("/challenges/{int:pk}", response=ChallengeOut)
def challenge(request: Request, pk: int) -> dict[str, Any]:
    """Return one challenge."""
    return _challenge(queries.challenge(request.actor, pk, to="see"))


@router.get("/talent", response=TalentNeedsOut)
def talent_needs(request: Request, choice: Query[NeedChoice]) -> dict[str, Any]:
    """Return a page of the talent needs one may know of."""
    filters = queries.NeedFilters(choice.words, choice.field, choice.stage)
    page = queries.need_page(request.actor, filters, choice.page)
    return _paged(page) | {"needs": [_need(each) for each in page]}


@router.get("/talent/{int:pk}", response=TalentNeedOut)
def talent_need(request: Request, pk: int) -> dict[str, Any]:
    """Return one talent need."""
    return _need(queries.talent_need(request.actor, pk, to="see"))


@router.get("/talent/{int:pk}/matches", response=MatchingOut)
def matches(request: Request, pk: int) -> dict[str, Any]:
    """Return the experts who fit a need, each point explained, and what bars others."""
    need = queries.talent_need(request.actor, pk, to="match")
    told = telling.matches(request.actor, need)
    return told | {
        "proposed": [_match(each) for each in told["proposed"]],
        "barred": [_match(each) for each in told["barred"]],
    }


@router.get("/experts", response=ExpertsOut)
def experts(request: Request, choice: Query[ExpertChoice]) -> dict[str, Any]:
    """Return a page of the experts who may be found."""
    if not permissions.knows_experts(request.actor):
        raise PermissionDenied
    filters = queries.ExpertFilters(choice.words, choice.field)
    page = queries.expert_page(request.actor, filters, choice.page)
    return _paged(page) | {"experts": [_expert(each) for each in page]}


def _paged(page: Any) -> dict[str, Any]:
    paginator = page.paginator
    return {"total": paginator.count, "page": page.number, "pages": paginator.num_pages}


def _challenge(each: models.Challenge) -> dict[str, Any]:
    return {
        "id": each.pk,
        "name": each.title,
        "firm": each.firm.title,
        "field": each.field,
        "chain": each.chain,
        "problem": each.problem,
        "target": each.target,
        "gives": each.gives,
        "budget": each.budget,
        "deadline_on": each.deadline_on,
        "sharing": each.sharing,
        "firm_share": each.firm_share,
        "is_public": each.is_public,
        "stage": permissions.stage_of(each),
    }


def _need(each: models.TalentNeed) -> dict[str, Any]:
    return {
        "id": each.pk,
        "name": each.title,
        "firm": each.firm.title,
        "field": each.field,
        "level": each.level,
        "niche": each.niche,
        "work": each.work,
        "from_on": each.from_on,
        "to_on": each.to_on,
        "days_a_month": each.days_a_month,
        "is_full_time": each.is_full_time,
        "pay": each.pay,
        "stage": permissions.stage_of(each),
    }


def _expert(each: models.Expert) -> dict[str, Any]:
    return {
        "id": each.pk,
        "name": each.party.title,
        "title": each.title,
        "level": each.level,
        "fields": each.fields,
        "division": each.party.division.title if each.party.division else "",
    }


def _match(told: dict[str, Any]) -> dict[str, Any]:
    return told | {"expert": told["expert"].pk}
