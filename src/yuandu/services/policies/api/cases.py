"""Cases: one's own, the office's, those on public notice; and objections."""

import datetime
from decimal import Decimal
from typing import Annotated, Any

from ninja import Field, Query, Router, Schema, Status

from yuandu.kernel.registry import queries as registry
from yuandu.kernel.registry.requests import Request
from yuandu.services.policies import actions, queries
from yuandu.services.policies.api.shared import Text, page_of, paged
from yuandu.services.policies.models import Case

router = Router()


class CaseOut(Schema):
    id: int
    policy: str
    party: str = Field(description="A person's name is masked without the right to read it")
    way: str = Field(description="found or applied")
    stage: str
    amount: Decimal | None
    began_on: datetime.date
    notice_until: datetime.date | None


class CasesOut(Schema):
    total: int
    page: int
    pages: int
    cases: list[CaseOut]


class CaseChoice(Schema):
    """Which cases; what is left out does not restrict."""

    stage: Annotated[Text, Field(max_length=40)] = ""
    mine: bool = Field(False, description="Those alone of the firms and households you act for")
    party: int | None = Field(None, description="Key in `registry`")
    page: int = Field(1, ge=1, le=10_000)


class DecisionOut(CaseOut):
    """A case with the decision it was frozen with, byte for byte."""

    decision: str = Field(description="Canonical JSON; its SHA-256 is decision_hash")
    decision_hash: str


class ObjectionIn(Schema):
    words: Annotated[Text, Field(min_length=1, max_length=2000)]


class ObjectionOut(Schema):
    id: int
    on: datetime.date
    words: str


@router.get("", response=CasesOut)
def list_cases(request: Request, choice: Query[CaseChoice]) -> dict[str, Any]:
    """Return the cases one may know of, the latest first."""
    found = queries.cases_of(
        request.actor, party=choice.party, stage=choice.stage, mine=choice.mine
    )
    page = page_of(found, choice.page)
    return paged(page, "cases", [case_out(request, one) for one in page])


@router.get("/{int:pk}", response=DecisionOut)
def one_case(request: Request, pk: int) -> dict[str, Any]:
    """Return a case with its frozen decision, to those whose it is."""
    found = queries.case(request.actor, pk, to="read")
    decided = {"decision": found.decision, "decision_hash": found.decision_hash}
    return case_out(request, found) | decided


@router.post("/{int:pk}/objections", response={201: ObjectionOut})
def object_to(request: Request, pk: int, given: ObjectionIn) -> Status[dict[str, Any]]:
    """Object to a row on public notice; it rests until it is answered."""
    found = queries.case(request.actor, pk, to="object")
    made = actions.object_to(by=request.actor, case=found, words=given.words)
    return Status(201, {"id": made.pk, "on": made.on, "words": made.words})


def case_out(request: Request, case: Case) -> dict[str, Any]:
    """Return a case as lists show it."""
    return {
        "id": case.pk,
        "policy": case.window.version.policy.code,
        "party": registry.shown(request.actor, case.party).name,
        "way": case.way,
        "stage": case.track.stage if case.track else "",
        "amount": case.amount,
        "began_on": case.began_on,
        "notice_until": case.notice_until,
    }
