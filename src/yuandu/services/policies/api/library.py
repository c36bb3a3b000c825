"""The library: policies, their versions and the rules in force."""

import datetime
from typing import Annotated, Any

from ninja import Field, Query, Router, Schema

from yuandu.kernel.registry.requests import Request
from yuandu.services.policies import queries, telling
from yuandu.services.policies.api.shared import PolicyPageChoice, Text, page_of, paged
from yuandu.services.policies.models import Instrument, PolicyVersion
from yuandu.services.policies.queries import Listed

router = Router()


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


class PolicyVersionOut(Schema):
    """One wording of a policy's rules."""

    id: int
    policy: int
    number: int
    stage: str = Field(description="draft, review, approved or returned; drafts to offices alone")
    effective_from: datetime.date
    effective_until: datetime.date | None = Field(description="The last day")
    hash: str = Field(description="SHA-256 of the rules")
    drafted_by: str
    reviewed_by: str
    reviewed_on: datetime.date | None


class PolicyVersionsOut(Schema):
    total: int
    page: int
    pages: int
    versions: list[PolicyVersionOut]


class PolicyVersionInFull(PolicyVersionOut):
    text: str = Field(description="The rule book, YAML")
    conditions: list[ConditionOut]


@router.get("/", response=PoliciesOut)
def list_policies(request: Request, choice: Query[PolicyChoice]) -> dict[str, Any]:
    """Return the policies one may know of, by code."""
    instrument = choice.instrument.value if choice.instrument else ""
    found = queries.library(request.actor, words=choice.words, instrument=instrument)
    page = page_of(found, choice.page)
    return paged(page, "policies", [_policy(one) for one in page])


@router.get("/versions/{int:pk}", response=PolicyVersionInFull)
def one_version(request: Request, pk: int) -> dict[str, Any]:
    """Return one version with its rules."""
    found = queries.version(request.actor, pk, to="see")
    return _version(found) | {
        "text": found.text,
        "conditions": telling.conditions(found.book),
    }


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


@router.get("/{int:pk}/versions", response=PolicyVersionsOut)
def versions_of_policy(
    request: Request, pk: int, choice: Query[PolicyPageChoice]
) -> dict[str, Any]:
    """Return a page of a policy's versions, the latest first."""
    policy = queries.policy(request.actor, pk, to="see")
    found = queries.versions_visible_to(request.actor).filter(policy=policy).order_by("-number")
    page = page_of(found, choice.page)
    return paged(page, "versions", [_version(one) for one in page])


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


def _version(one: PolicyVersion) -> dict[str, Any]:
    names = ("number", "effective_from", "effective_until", "hash", "reviewed_on")
    return {name: getattr(one, name) for name in names} | {
        "id": one.pk,
        "policy": one.policy_id,
        "stage": one.stage,
        "drafted_by": str(one.drafted_by or ""),
        "reviewed_by": str(one.reviewed_by or ""),
    }
