"""Reviews of partners for programs: as the pages have them."""

import datetime
from typing import Annotated, Any, Literal

from django.utils.translation import gettext_lazy as _
from ninja import Field, Query, Router, Schema, Status
from pydantic import StringConstraints

from yuandu.kernel.accounts import scopes
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.partnership import actions, queries
from yuandu.mechanisms.partnership.models import Candidate, Review
from yuandu.mechanisms.partnership.queries import pages

scopes.register("partnership", _("Reviews of partners"))
router = Router()
Text = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", strip_whitespace=True)]


class PartnershipChoice(Schema):
    page: int = Field(1, ge=1, le=10_000)


class PartnerReviewOut(Schema):
    id: int
    year: int
    title: str
    stage: str
    resolution: str
    notice_on: datetime.date | None
    appeal_until: datetime.date | None


class PartnerReviewsOut(Schema):
    total: int
    page: int
    pages: int
    reviews: list[PartnerReviewOut]


class PartnerStepOut(Schema):
    step: str
    opens_on: datetime.date | None
    closes_on: datetime.date | None
    ballots: int
    electors: int
    took_part: int


class PartnerReviewStepsOut(PartnerReviewOut):
    steps: list[PartnerStepOut]


class PartnerCandidateOut(Schema):
    id: int
    worker: str = Field(description="Staff number")
    name: str
    kind: Literal["keep", "admit"]
    group: str
    state: str | None = Field(description="Known to everybody once the decision is made known")


class PartnerCandidatesOut(Schema):
    total: int
    page: int
    pages: int
    candidates: list[PartnerCandidateOut]


class PartnerResultOut(Schema):
    step: str
    result: Literal["carried", "failed", "no_quorum"]
    reason: str
    is_bloc: bool
    counts: dict[str, int]
    decided_on: datetime.date


class PartnerResultsOut(Schema):
    state: str
    results: list[PartnerResultOut]
    opinions: list[str] = Field(description="Without names, in no order of time")


class NominationIn(Schema):
    number: Text = Field(min_length=1, max_length=20, description="Staff number")
    reason: Text = Field(min_length=5, max_length=500)


class NominationOut(Schema):
    id: int
    number: str
    on: datetime.date


@router.get("/reviews", response=PartnerReviewsOut)
def list_partner_reviews(request: Request, choice: Query[PartnershipChoice]) -> dict[str, Any]:
    """List the reviews of partners you may know of, the latest first."""
    page = pages.review_page(request.actor, choice.page)
    return {
        "total": page.paginator.count,
        "page": page.number,
        "pages": page.paginator.num_pages,
        "reviews": [_review(each) for each in page],
    }


@router.get("/reviews/{int:pk}", response=PartnerReviewStepsOut)
def read_partner_review(request: Request, pk: int) -> dict[str, Any]:
    """Tell where a review stands, and of each step the days and the turnout."""
    found = queries.get(request.actor, pk, to="see")
    return _review(found) | {
        "steps": [
            {
                "step": each.code,
                "opens_on": each.days.opens_on if each.days else None,
                "closes_on": each.closes_on,
                "ballots": len(each.ballots),
                "electors": sum(sat.electors for sat in each.ballots),
                "took_part": sum(sat.took_part for sat in each.ballots),
            }
            for each in pages.steps_of(request.actor, found)
        ]
    }


@router.get("/reviews/{int:pk}/candidates", response=PartnerCandidatesOut)
def list_partner_candidates(
    request: Request, pk: int, choice: Query[PartnershipChoice]
) -> dict[str, Any]:
    """List the candidates of a review, by staff number."""
    review = queries.get(request.actor, pk, to="see")
    page = pages.candidate_page(request.actor, review, choice.page)
    shows = pages.shows_outcome(request.actor, review)
    return {
        "total": page.paginator.count,
        "page": page.number,
        "pages": page.paginator.num_pages,
        "candidates": [_candidate(each, shows=shows) for each in page],
    }


@router.get("/candidates/{int:pk}/results", response=PartnerResultsOut)
def read_partner_results(request: Request, pk: int) -> dict[str, Any]:
    """Tell what each closed step said of a candidate: your own, or any if you read all."""
    found = queries.candidate(request.actor, pk, to="read")
    return {
        "state": found.state,
        "results": [
            {
                "step": each.step_ballot.step,
                "result": each.result,
                "reason": each.decided.reason if each.decided else "",
                "is_bloc": each.is_bloc,
                "counts": each.counts,
                "decided_on": each.decided_on,
            }
            for each in queries.results_of(found)
        ],
        "opinions": [each.words for each in queries.opinions_of(found)],
    }


@router.post("/reviews/{int:pk}/nominations", response={201: NominationOut})
def nominate_partner(request: Request, pk: int, given: NominationIn) -> Status[dict[str, Any]]:
    """Nominate a colleague as partner, once."""
    review = queries.get(request.actor, pk, to="see")
    made = actions.nominate(
        by=request.actor, review=review, number=given.number, reason=given.reason
    )
    return Status(201, {"id": made.pk, "number": made.nominee.number, "on": made.on})


def _review(found: Review) -> dict[str, Any]:
    own = ("year", "title", "resolution", "notice_on", "appeal_until")
    return {name: getattr(found, name) for name in own} | {"id": found.pk, "stage": found.stage}


def _candidate(found: Candidate, *, shows: bool) -> dict[str, Any]:
    return {
        "id": found.pk,
        "worker": found.worker.number,
        "name": found.worker.name,
        "kind": found.kind,
        "group": found.group.code if found.group else "",
        "state": found.state if shows else None,
    }
