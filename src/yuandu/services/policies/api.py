"""The policies for programs: the same queries and actions as the pages."""

import datetime
import json
from decimal import Decimal
from typing import Annotated, Any

from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _
from ninja import Field, Query, Router, Schema, Status
from pydantic import StringConstraints

from yuandu.kernel.accounts import scopes
from yuandu.kernel.registry import queries as registry
from yuandu.kernel.registry.requests import Request
from yuandu.services.policies import actions, queries, telling
from yuandu.services.policies.models import Case, Instrument
from yuandu.services.policies.queries import Listed
from yuandu.services.policies.queries.checking import party as get_party

scopes.register("policies", _("Policies"))
router = Router()
A_PAGE = 100
Text = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", strip_whitespace=True)]


class PolicyOut(Schema):
    id: int
    code: str
    title: str
    instrument: str = Field(description="plan, service or factor")
    to_whom: str = Field(description="organisation or household")
    document: str
    is_sample: bool
    version: int | None = Field(description="Number of the version in force; none where none is")
    effective_from: datetime.date | None
    effective_until: datetime.date | None


class ConditionOut(Schema):
    id: str
    title: str
    clause: str
    source: str
    evidence: str
    to_verify: bool


class BookOut(PolicyOut):
    """A policy with the rules in force."""

    hash: str = Field(description="SHA-256 of the rules; empty where none are in force")
    text: str = Field(description="The rule book, YAML")
    conditions: list[ConditionOut]


class PoliciesOut(Schema):
    total: int
    page: int
    pages: int
    policies: list[PolicyOut]


class PolicyChoice(Schema):
    words: Annotated[Text, Field(max_length=100)] = ""
    instrument: Instrument | None = None
    page: int = Field(1, ge=1, le=10_000)


class CriterionOut(Schema):
    id: str
    title: str
    clause: str
    source: str
    state: str
    missing: list[str] = Field(description="Facts nobody has reported, such as revenue_2025")


class PolicyCheckOut(Schema):
    policy: int
    code: str
    version: int
    book_hash: str
    on: datetime.date
    state: str = Field(description="met, unmet, unknown, person or not-applicable")
    amount: Decimal | None = Field(description="Yuan; none where it is not met or not known")
    criteria: list[CriterionOut]
    decision_hash: str


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
    stage: Annotated[Text, Field(max_length=40)] = ""
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


@router.get("/", response=PoliciesOut)
def list_policies(request: Request, choice: Query[PolicyChoice]) -> dict[str, Any]:
    """Return the policies one may know of, by code."""
    instrument = choice.instrument.value if choice.instrument else ""
    found = queries.library(request.actor, words=choice.words, instrument=instrument)
    pages = Paginator(found, A_PAGE)
    page = pages.get_page(choice.page)
    return {
        "total": pages.count,
        "page": page.number,
        "pages": pages.num_pages,
        "policies": [_policy(one) for one in page],
    }


@router.get("/cases", response=CasesOut)
def list_cases(request: Request, choice: Query[CaseChoice]) -> dict[str, Any]:
    """Return the cases one may know of, the latest first."""
    pages = Paginator(queries.cases_of(request.actor, stage=choice.stage), A_PAGE)
    page = pages.get_page(choice.page)
    return {
        "total": pages.count,
        "page": page.number,
        "pages": pages.num_pages,
        "cases": [_case(request, one) for one in page],
    }


@router.get("/cases/{int:pk}", response=DecisionOut)
def one_case(request: Request, pk: int) -> dict[str, Any]:
    """Return a case with its frozen decision, to those whose it is."""
    found = queries.case(request.actor, pk, to="read")
    decided = {"decision": found.decision, "decision_hash": found.decision_hash}
    return _case(request, found) | decided


@router.post("/cases/{int:pk}/objections", response={201: ObjectionOut})
def object_to(request: Request, pk: int, given: ObjectionIn) -> Status[dict[str, Any]]:
    """Object to a row on public notice; it rests until it is answered."""
    found = queries.case(request.actor, pk, to="object")
    made = actions.object_to(by=request.actor, case=found, words=given.words)
    return Status(201, {"id": made.pk, "on": made.on, "words": made.words})


@router.get("/check/{int:party}", response=list[PolicyCheckOut])
def check_party(request: Request, party: int) -> list[dict[str, Any]]:
    """Return what every policy in force says of a firm or household, clause by clause."""
    found = queries.check_party(request.actor, get_party(request.actor, party))
    return [
        {
            "policy": one.version.policy_id,
            "code": one.version.policy.code,
            "version": one.version.number,
            "book_hash": one.version.hash,
            "on": request.workspace.today(),
            "state": one.state.code,
            "amount": one.decision.amount,
            "criteria": json.loads(one.decision.text)["criteria"],
            "decision_hash": one.decision.hash,
        }
        for one in found
    ]


@router.get("/{int:pk}", response=BookOut)
def one_policy(request: Request, pk: int) -> dict[str, Any]:
    """Return a policy with its rules in force."""
    policy = queries.policy(request.actor, pk, to="see")
    current = queries.in_force(request.actor, request.workspace.today()).filter(policy=policy)
    version = current.first()
    return _policy(Listed(policy, version, None, None)) | {
        "hash": version.hash if version else "",
        "text": version.text if version else "",
        "conditions": telling.conditions(version.book) if version else [],
    }


def _policy(one: Listed) -> dict[str, Any]:
    policy, current = one.policy, one.current
    return {
        "id": policy.pk,
        "code": policy.code,
        "title": policy.title,
        "instrument": policy.instrument,
        "to_whom": policy.to_whom,
        "document": policy.document,
        "is_sample": policy.is_sample,
        "version": current.number if current else None,
        "effective_from": current.effective_from if current else None,
        "effective_until": current.effective_until if current else None,
    }


def _case(request: Request, case: Case) -> dict[str, Any]:
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
