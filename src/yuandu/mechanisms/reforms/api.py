"""Measures, meetings and pledges for programs: the same queries and actions as their pages.

Putting in force, holding and closing are moves, at the address of life cycles; that a pledge
is kept, its receiver confirms at the address of promises.
"""

import datetime
from typing import Annotated, Any

from django.core.paginator import Page, Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from ninja import Field, Query, Router, Schema, Status
from pydantic import StringConstraints

from yuandu.kernel.accounts import scopes
from yuandu.kernel.lifecycle.gates import LONGEST_TEXT
from yuandu.kernel.lifecycle.queries import people
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.projects import queries as projects
from yuandu.mechanisms.reforms import actions, permissions, queries
from yuandu.mechanisms.reforms.actions import NewPledge
from yuandu.mechanisms.reforms.models import Measure, Meeting, Pledge
from yuandu.mechanisms.reforms.queries import Result
from yuandu.mechanisms.visits import queries as visits

scopes.register("reforms", _("Measures and meetings"))
router = Router()
A_PAGE = 100
Words = Annotated[
    str, StringConstraints(pattern=r"^[^\x00]*$", min_length=1, max_length=LONGEST_TEXT)
]
type Key = Annotated[int, Field(ge=1, le=2**63 - 1)]


class MeasureClaimOut(Schema):
    figure: str = Field(description="Code of a published figure")
    is_rise: bool
    claimed_on: datetime.date


class MeasureOut(Schema):
    id: int
    number: int
    name: str
    office: str
    content: str
    source: str
    stage: str = Field(description="planned, in_force, ended or dropped")
    planned_on: datetime.date
    began_on: datetime.date | None
    ended_on: datetime.date | None
    activity: str = Field(description="Code of the figure that counts what is done; or empty")
    claims: list[MeasureClaimOut]
    divisions: list[str] = Field(description="Codes of where it holds; none: everywhere")


class MeasuresOut(Schema):
    total: int
    page: int
    pages: int
    measures: list[MeasureOut]


class MeasureEffectOut(Schema):
    """What came of a claim; amounts in the currency’s unit, shares as fractions."""

    measure: int
    figure: str
    is_rise: bool
    state: str = Field(
        description="helped, hurt, unclear, few_months, few_places, no_past or not_begun"
    )
    method: str = Field(description="difference (beside other places) or trend")
    estimate: float | None
    low: float | None
    high: float | None
    before: list[str] = Field(description="Months")
    after: list[str] = Field(description="Months")
    places_under: int
    places_without: int


class ScorecardOut(Schema):
    read_on: datetime.date | None
    total: int
    page: int
    pages: int
    effects: list[MeasureEffectOut]


class MeetingOut(Schema):
    id: int
    name: str
    kind: str
    stage: str = Field(description="planned, held, closed or cancelled")
    on: datetime.date
    place: str
    office: str
    agenda: list[str]


class MeetingsOut(Schema):
    total: int
    page: int
    pages: int
    meetings: list[MeetingOut]


class PledgeOut(Schema):
    id: int
    meeting: int
    promise: int = Field(description="Key of its clock")
    words: str
    giver: str
    receiver: str
    due_on: datetime.date
    state: str = Field(description="open, kept_claimed, kept or withdrawn")
    project: int | None
    difficulty: int | None


class PledgesOut(Schema):
    total: int
    page: int
    pages: int
    pledges: list[PledgeOut]


class ReformsChoice(Schema):
    page: int = Field(1, ge=1, le=10_000)


class PledgesChoice(ReformsChoice):
    show: str = Field("running", pattern="^(running|overdue|claimed|kept|withdrawn|all)$")


class PledgeIn(Schema):
    words: Words
    giver: Key = Field(description="Key of an account")
    receiver: Key = Field(description="Key of an account")
    due_on: datetime.date
    project: Key | None = None
    difficulty: Key | None = None


@router.get("/measures/", response=MeasuresOut)
def list_measures(request: Request, choice: Query[ReformsChoice]) -> dict[str, Any]:
    """List the measures, by number."""
    page = Paginator(queries.listed(request.actor, "all"), A_PAGE).get_page(choice.page)
    return _place(page) | {"measures": [_measure(each) for each in page]}


@router.get("/scorecard/", response=ScorecardOut)
def read_scorecard(request: Request, choice: Query[ReformsChoice]) -> dict[str, Any]:
    """Read what the measures in force did to the figures they claim to move."""
    if not permissions.is_staff(request.actor):
        raise Http404
    card = queries.scorecard(request.actor)
    page = Paginator(card.results, A_PAGE).get_page(choice.page)
    return _place(page) | {
        "read_on": card.read_on,
        "effects": [_effect(each) for each in page],
    }


@router.get("/meetings/", response=MeetingsOut)
def list_meetings(request: Request, choice: Query[ReformsChoice]) -> dict[str, Any]:
    """List meetings, the newest first."""
    page = Paginator(queries.meetings_visible_to(request.actor), A_PAGE).get_page(choice.page)
    return _place(page) | {"meetings": [_meeting(each) for each in page]}


@router.get("/pledges/", response=PledgesOut)
def list_pledges(request: Request, choice: Query[PledgesChoice]) -> dict[str, Any]:
    """List what was promised at meetings, the most urgent first."""
    page = Paginator(queries.tracked(request.actor, choice.show), A_PAGE).get_page(choice.page)
    return _place(page) | {"pledges": [_pledge(each) for each in page]}


@router.post("/meetings/{int:pk}/pledges/", response={201: PledgeOut})
def write_pledge(request: Request, pk: int, given: PledgeIn) -> Status[Any]:
    """Write down what was promised at a meeting that was held; its clock starts."""
    actor = request.actor
    found = queries.meeting(actor, pk, to="pledge")
    here = people.people(actor)
    new = NewPledge(
        words=given.words,
        giver=get_object_or_404(here, pk=given.giver),
        receiver=get_object_or_404(here, pk=given.receiver),
        due_on=given.due_on,
        project=projects.get(actor, given.project, to="see") if given.project else None,
        difficulty=(
            visits.difficulty(actor, given.difficulty, to="see") if given.difficulty else None
        ),
    )
    return Status(201, _pledge(actions.pledge(by=actor, meeting=found, new=new)))


def _place(page: Page) -> dict[str, int]:
    """Return where a page stands in its list."""
    pages = page.paginator
    return {"total": pages.count, "page": page.number, "pages": pages.num_pages}


def _measure(each: Measure) -> dict[str, Any]:
    own = ("number", "content", "source", "planned_on", "began_on", "ended_on", "activity")
    return {name: getattr(each, name) for name in own} | {
        "id": each.pk,
        "name": each.title,
        "office": each.office_title,
        "stage": each.stage,
        "claims": [
            {"figure": one.figure, "is_rise": one.is_rise, "claimed_on": one.claimed_on}
            for one in each.claims.all()
        ],
        "divisions": [one.division.code for one in each.coverage.all()],
    }


def _effect(each: Result) -> dict[str, Any]:
    found = each.effect
    estimated = found.effect
    return {
        "measure": each.measure.pk,
        "figure": each.claim.figure,
        "is_rise": each.claim.is_rise,
        "state": found.state.value,
        "method": found.method.value,
        "estimate": estimated.estimate if estimated else None,
        "low": estimated.low if estimated else None,
        "high": estimated.high if estimated else None,
        "before": list(found.before),
        "after": list(found.after),
        "places_under": found.under.places if found.under else 0,
        "places_without": found.others.places if found.others else 0,
    }


def _meeting(each: Meeting) -> dict[str, Any]:
    return {
        "id": each.pk,
        "name": each.title,
        "kind": each.kind,
        "stage": each.stage,
        "on": each.on,
        "place": each.place,
        "office": each.office,
        "agenda": each.items,
    }


def _pledge(each: Pledge) -> dict[str, Any]:
    promise = each.promise
    return {
        "id": each.pk,
        "meeting": each.meeting_id,
        "promise": promise.pk,
        "words": promise.words,
        "giver": str(promise.giver),
        "receiver": str(promise.receiver),
        "due_on": promise.due_on,
        "state": promise.state,
        "project": each.project_id,
        "difficulty": each.difficulty_id,
    }
