"""Questions for the one missing fact, and answers to them (X7)."""

import datetime
from typing import Annotated, Any

from ninja import Field, Query, Router, Schema

from yuandu.engines import rules
from yuandu.kernel.registry.requests import Request
from yuandu.services.policies import actions, answering, queries, wording
from yuandu.services.policies.api.shared import PolicyPageChoice, Text, page_of, paged
from yuandu.services.policies.models import Ask
from yuandu.services.policies.refusals import UnreadableAnswer

router = Router()


class AskOut(Schema):
    """A question that keeps somebody from what a policy gives."""

    id: int
    policy: int
    version: int
    party: int
    missing: str = Field(description="The fact asked for, such as revenue_2025")
    title: str
    kind: str = Field(description="amount, share, score, count, flag, choice, day and the like")
    choices: list[str] = Field(description="Codes, where it is a choice")
    evidence: str = Field(description="Which paper shows it")
    asked_on: datetime.date


class AsksOut(Schema):
    total: int
    page: int
    pages: int
    asks: list[AskOut]


class AskAnswerIn(Schema):
    said: bool | Annotated[Text, Field(min_length=1, max_length=200)] = Field(
        description="With its unit, such as 1200 万元; a choice by its code; a flag as a boolean"
    )


class AskAnswerOut(Schema):
    answered_on: datetime.date | None
    case: int | None = Field(description="What the answer led to; null: it did not suffice")


@router.get("", response=AsksOut)
def list_asks(request: Request, choice: Query[PolicyPageChoice]) -> dict[str, Any]:
    """Return a page of what those you act for are asked and have not answered."""
    page = page_of(queries.own_asks(request.actor), choice.page)
    return paged(page, "asks", [_ask(one) for one in page])


@router.get("/{int:pk}", response=AskOut)
def one_ask(request: Request, pk: int) -> dict[str, Any]:
    """Return a question to whoever may answer it."""
    return _ask(queries.ask(request.actor, pk, to="answer"))


@router.post("/{int:pk}/answer", response=AskAnswerOut)
def answer(request: Request, pk: int, given: AskAnswerIn) -> dict[str, Any]:
    """Report the fact that was asked for; the case goes on if it now suffices."""
    found = queries.ask(request.actor, pk, to="answer")
    try:
        said = answering.read(found.missing, given.said)
    except rules.BadFacts as bad:
        raise UnreadableAnswer(bad.problems) from bad
    case = actions.answer(by=request.actor, ask=found, **said)
    return {"answered_on": found.answered_on, "case": case.pk if case else None}


def _ask(one: Ask) -> dict[str, Any]:
    kind = answering.kind_of(one.missing)
    return {
        "id": one.pk,
        "policy": one.version.policy_id,
        "version": one.version_id,
        "party": one.party_id,
        "missing": one.missing,
        "title": wording.column_title(one.missing),
        "kind": kind.kind,
        "choices": list(kind.choices),
        "evidence": kind.evidence,
        "asked_on": one.asked_on,
    }
