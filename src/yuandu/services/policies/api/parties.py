"""What policies say of one party; applying; letting its facts be used."""

import datetime
import json
from decimal import Decimal
from typing import Any

from ninja import Field, Query, Router, Schema, Status

from yuandu.kernel.registry import queries as registry
from yuandu.kernel.registry import rules
from yuandu.kernel.registry.requests import Request
from yuandu.services.policies import actions, consenting, queries
from yuandu.services.policies.api.cases import CaseOut, case_out
from yuandu.services.policies.api.shared import PolicyPageChoice, page_of, paged
from yuandu.services.policies.queries.checking import party as get_party

router = Router()


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


class ConsentOut(Schema):
    """A consent to the use of facts; it holds until it runs out or is taken back."""

    id: int
    purpose: str
    facts: list[str] = Field(description="Codes of kinds of facts; `*` for all")
    from_on: datetime.date
    to_on: datetime.date = Field(description="The last day")
    revoked_on: datetime.date | None
    holds: bool = Field(description="Whether it holds today")
    uses: int = Field(description="Cases it was used for")


class ConsentsOut(Schema):
    total: int
    page: int
    pages: int
    consents: list[ConsentOut]


class AgreedOut(Schema):
    is_new: bool = Field(description="False: the party had agreed before")


class PolicyApplicationIn(Schema):
    version: int = Field(description="Of the policy, in force")
    agrees: bool = Field(
        False, description="Let the party’s facts be used to fill it in, for one year"
    )


@router.get("/{int:party}", response=list[PolicyCheckOut])
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


@router.post("/{int:party}/applications", response={201: CaseOut})
def apply_for_policy(
    request: Request, party: int, given: PolicyApplicationIn
) -> Status[dict[str, Any]]:
    """Apply for a policy as the party, with its reported facts filled in."""
    found = get_party(request.actor, party)
    version = queries.version(request.actor, given.version, to="see")
    if given.agrees:
        consenting.agree(by=request.actor, party=found)
    made = actions.apply(by=request.actor, version=version, party=found)
    return Status(201, case_out(request, made))


@router.get("/{int:party}/consents", response=ConsentsOut)
def consents_of_party(
    request: Request, party: int, choice: Query[PolicyPageChoice]
) -> dict[str, Any]:
    """Return a page of a party's consents, the latest first."""
    page = page_of(queries.consents_of(get_party(request.actor, party)), choice.page)
    return paged(page, "consents", [_consent(request, one) for one in page])


@router.post("/{int:party}/consents", response=AgreedOut)
def agree(request: Request, party: int) -> dict[str, Any]:
    """Let the party's facts be used to fill in applications, for one year."""
    found = get_party(request.actor, party)
    return {"is_new": consenting.agree(by=request.actor, party=found)}


@router.post("/{int:party}/consents/{int:pk}/revoke", response=ConsentOut)
def take_back(request: Request, party: int, pk: int) -> dict[str, Any]:
    """Take a consent back, from today on; what was decided before stays."""
    found = get_party(request.actor, party)
    taken = consenting.take_back(by=request.actor, party=found, pk=pk)
    return _consent(request, taken)


def _consent(request: Request, one: Any) -> dict[str, Any]:
    names = ("purpose", "facts", "from_on", "to_on", "revoked_on", "uses")
    today = request.workspace.today()
    return {name: getattr(one, name) for name in names} | {
        "id": one.pk,
        "holds": rules.is_consented([registry.as_given(one)], one.purpose, today),
    }
