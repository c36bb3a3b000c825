"""Calls for funds, and how they rank."""

import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from ninja import Field, Query, Router, Schema

from yuandu.kernel.registry import queries as registry
from yuandu.kernel.registry.requests import Request
from yuandu.services.policies import permissions, queries, wording
from yuandu.services.policies.api.shared import PolicyPageChoice, page_of, paged
from yuandu.services.policies.models import Call

router = Router()


class CallChoice(PolicyPageChoice):
    open: bool = Field(False, description="Those alone that still take applications")


class CallOut(Schema):
    """A window in which who scores most is paid, as far as places and money go."""

    id: int
    name: str
    policy: int
    version: int
    score: str = Field(description="The book’s score that ranks")
    score_title: str
    most: int = Field(description="Points at most")
    places: int | None = Field(description="How many are paid at most; null: the budget decides")
    opens_on: datetime.date
    closes_on: datetime.date = Field(description="The last day to come in")
    is_open: bool
    granted: Decimal = Field(description="Yuan in all")
    left: Decimal = Field(description="Yuan not yet paid or set aside")
    is_sample: bool


class CallsOut(Schema):
    total: int
    page: int
    pages: int
    calls: list[CallOut]


class RankedOut(Schema):
    place: int
    case: int
    party: str = Field(description="A person's name is masked without the right to read it")
    points: int | None = Field(description="At least; null where its decision has no such score")
    amount: Decimal | None = Field(description="Yuan")
    stage: str
    reaches: bool = Field(description="Whether budget and places reach it")


class RankingOut(Schema):
    total: int
    page: int
    pages: int
    ranking: list[RankedOut]


@router.get("", response=CallsOut, operation_id="list_calls_for_funds")
def list_calls(request: Request, choice: Query[CallChoice]) -> dict[str, Any]:
    """Return a page of the calls, the latest first."""
    page = page_of(queries.calls(request.actor, open_only=choice.open), choice.page)
    return paged(page, "calls", [_call(request, one) for one in page])


@router.get("/{int:pk}", response=CallOut, operation_id="one_call_for_funds")
def one_call(request: Request, pk: int) -> dict[str, Any]:
    """Return one call."""
    return _call(request, queries.call(request.actor, pk))


@router.get("/{int:pk}/ranking", response=RankingOut)
def ranking(request: Request, pk: int, choice: Query[PolicyPageChoice]) -> dict[str, Any]:
    """Return to offices a page of everybody with a claim, in the order they are paid."""
    found = queries.call(request.actor, pk)
    if not permissions.reads_all(request.actor):
        raise PermissionDenied
    page = page_of(queries.ranking(found), choice.page)
    rows = [
        {
            "place": one.place,
            "case": one.case.pk,
            "party": registry.shown(request.actor, one.case.party).name,
            "points": one.points,
            "amount": one.case.amount,
            "stage": one.case.track.stage if one.case.track else "",
            "reaches": one.reaches,
        }
        for one in page
    ]
    return paged(page, "ranking", rows)


def _call(request: Request, one: Call) -> dict[str, Any]:
    window = one.window
    score = next(each for each in window.version.book.scores if each.id == one.score)
    return {
        "id": one.pk,
        "name": one.title,
        "policy": window.version.policy_id,
        "version": window.version_id,
        "score": one.score,
        "score_title": wording.part_title(score),
        "most": score.most,
        "places": one.places,
        "opens_on": window.from_on,
        "closes_on": one.closes_on,
        "is_open": window.from_on <= request.workspace.today() <= one.closes_on,
        "granted": window.budget.balance + window.paid.balance,
        "left": window.budget.free,
        "is_sample": one.is_sample,
    }
