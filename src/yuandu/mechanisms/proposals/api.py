"""Proposals for programs: the same queries and actions as the pages."""

import datetime
import uuid
from decimal import Decimal
from typing import Annotated, Any, Literal

from django.core.paginator import Page
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from ninja import Field, Query, Router, Schema, Status

from yuandu.kernel.accounts import scopes
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.proposals import actions, queries, rules
from yuandu.mechanisms.proposals.actions import NewProposal
from yuandu.mechanisms.proposals.models import Proposal
from yuandu.mechanisms.workforce import queries as workforce

scopes.register("proposals", _("Improvement proposals"))
router = Router()
Key = Annotated[int, Field(ge=1, le=2**31 - 1)]


class ProposalsChoice(Schema):
    words: str = Field("", max_length=100, description="All of them, or a number")
    section: str = Field("", max_length=20, description="Code of a section or business division")
    stage: Literal["", *rules.STAGES] = ""  # type: ignore[valid-type]
    lane: Literal["", "instant", "project"] = ""
    show: Literal["", "mine", "to_answer", "to_evaluate", "overdue", "to_verify"] = ""
    page: int = Field(1, ge=1, le=10_000)


class ProposalOut(Schema):
    id: int
    number: str
    section: str = Field(description="Its code")
    lane: str = Field(description="instant or project")
    stage: str
    problem: str
    idea: str
    is_sealed: bool
    posted_on: datetime.date
    promised_on: datetime.date | None = Field(description="By when the authors are answered")
    answered_on: datetime.date | None
    answerer: str = Field(description="Who owes the answer")
    grade: str
    award: Decimal | None = Field(description="Yuan")
    first_year: Decimal = Field(description="Yuan of verified money in the first year")
    merged_into: int | None


class ProposalsOut(Schema):
    total: int = Field(description="At most 10,000 are counted")
    page: int
    pages: int
    proposals: list[ProposalOut]


class CreditOut(Schema):
    number: str = Field(description="Staff number")
    share: Decimal = Field(description="Fraction of the whole credit, merged ideas included")


class ProposalCreditOut(Schema):
    proposal: int
    authors: list[CreditOut]


class SimilarChoice(Schema):
    text: str = Field(min_length=1, max_length=rules.LONGEST)
    limit: int = Field(10, ge=1, le=50)


class SimilarProposalOut(Schema):
    proposal: ProposalOut
    score: float = Field(description="0 to 1")


class SimilarProposalsOut(Schema):
    proposals: list[SimilarProposalOut]


class ProposalIn(Schema):
    key: uuid.UUID | None = Field(None, description="Sent again with it, it is the same proposal")
    section: str = Field(min_length=1, max_length=20, description="Its code")
    idea: str = Field(min_length=1, max_length=rules.LONGEST)
    problem: str = Field("", max_length=rules.LONGEST)
    lane: Literal["instant", "project"] = "instant"
    is_sealed: bool = Field(False, description="A patent is intended")
    authors: list[Annotated[str, Field(max_length=20)]] = Field(
        [], max_length=rules.MOST_AUTHORS, description="Staff numbers; without any it is your own"
    )


class ProposalGradeIn(Schema):
    grade: str = Field(min_length=1, max_length=10)
    words: str = Field("", max_length=rules.LONGEST)


class OpinionIn(Schema):
    opinion: Literal["accept", "reject"]
    words: str = Field(min_length=1, max_length=rules.LONGEST)


@router.get("/proposals", response=ProposalsOut)
def list_proposals(request: Request, choice: Query[ProposalsChoice]) -> dict[str, Any]:
    """List the proposals you may read, the newest first, or what is due first."""
    filters = queries.Filters(**choice.dict(exclude={"page"}))
    page = queries.page(request.actor, filters, choice.page)
    return _place(page) | {"proposals": [_proposal(each) for each in page]}


@router.get("/similar", response=SimilarProposalsOut)
def similar_proposals(request: Request, choice: Query[SimilarChoice]) -> dict[str, Any]:
    """Tell which proposals resemble a text, the likest first."""
    found = queries.similar(request.actor, choice.text, limit=choice.limit)
    return {
        "proposals": [
            {"proposal": _proposal(each.proposal), "score": round(each.score, 4)} for each in found
        ]
    }


@router.get("/proposals/{int:pk}", response=ProposalOut)
def proposal(request: Request, pk: int) -> dict[str, Any]:
    """Tell one proposal."""
    return _proposal(queries.get(request.actor, pk, to="see"))


@router.get("/proposals/{int:pk}/credit", response=ProposalCreditOut)
def proposal_credit(request: Request, pk: int) -> dict[str, Any]:
    """Tell whose idea it is, with shares that add up to 1."""
    found = queries.get(request.actor, pk, to="see")
    numbers = {each.worker_id: each.worker.number for each in queries.authors_of(found)}
    shares = queries.credit(found)
    return {
        "proposal": found.pk,
        "authors": [{"number": numbers[key], "share": share} for key, share in shares.items()],
    }


@router.post("/proposals", response={201: ProposalOut})
def post_proposal(request: Request, given: ProposalIn) -> Status[dict[str, Any]]:
    """Post an idea; sent again with the same key it is the one of before."""
    actor = request.actor
    section = get_object_or_404(workforce.sections(actor), code=given.section)
    staff = workforce.at_work(actor)
    new = NewProposal(
        key=given.key,
        idea=given.idea,
        problem=given.problem,
        lane=given.lane,
        is_sealed=given.is_sealed,
        authors=[get_object_or_404(staff, number=number) for number in given.authors],
    )
    made = actions.post(by=actor, section=section, new=new)
    return Status(201, _proposal(queries.get(actor, made.pk, to="see")))


@router.post("/proposals/{int:pk}/grade", response=ProposalOut)
def grade_proposal(request: Request, pk: int, given: ProposalGradeIn) -> dict[str, Any]:
    """Grade an idea of the instant lane that is done and works."""
    found = queries.get(request.actor, pk, to="grade")
    actions.grade(by=request.actor, proposal=found, grade=given.grade, words=given.words)
    return _proposal(found)


@router.post("/proposals/{int:pk}/opinion", response=ProposalOut)
def evaluate_proposal(request: Request, pk: int, given: OpinionIn) -> dict[str, Any]:
    """Give your opinion of a project; the last that was waited for decides with the others."""
    found = queries.get(request.actor, pk, to="evaluate")
    actions.evaluate(by=request.actor, proposal=found, opinion=given.opinion, words=given.words)
    return _proposal(queries.get(request.actor, pk, to="see"))


def _place(page: Page[Any]) -> dict[str, int]:
    pages = page.paginator
    return {"total": pages.count, "page": page.number, "pages": pages.num_pages}


def _proposal(each: Proposal) -> dict[str, Any]:
    own = (
        *("number", "lane", "stage", "problem", "idea", "is_sealed", "posted_on", "promised_on"),
        *("answered_on", "grade", "award", "first_year"),
    )
    return {name: getattr(each, name) for name in own} | {
        "id": each.pk,
        "section": each.section.code,
        "answerer": str(each.answerer or "") if each.answered_on is None else "",
        "merged_into": each.merged_into_id,
    }
