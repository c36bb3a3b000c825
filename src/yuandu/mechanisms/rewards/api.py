"""The fund, its rule, awards and adoptions for programs: the same queries and actions as the pages."""

import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from ninja import Field, Query, Router, Schema, Status

from yuandu.kernel.accounts import scopes
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.proposals import queries as proposals
from yuandu.mechanisms.rewards import permissions
from yuandu.mechanisms.rewards.actions import adoptions as spreading
from yuandu.mechanisms.rewards.actions import awards as actions
from yuandu.mechanisms.rewards.models import Adoption, Award, FundYear, Part
from yuandu.mechanisms.rewards.queries import adoptions, funds
from yuandu.mechanisms.rewards.queries import awards as queries
from yuandu.mechanisms.rewards.refusals import OddAdoption, OddRule
from yuandu.mechanisms.rewards.rules import awards as rules

scopes.register("rewards", _("Reward fund and spreading"))
router = Router()
A_PAGE = 100
Key = Annotated[int, Field(ge=1, le=2**31 - 1)]
State = Literal["proposed", "approved", "exported", "paid", "void"]
Yuan = Annotated[Decimal, Field(ge=0, max_digits=16, decimal_places=2)]
Weight = Annotated[Decimal, Field(ge=0, le=1_000_000, max_digits=12, decimal_places=6)]


class RewardPageChoice(Schema):
    page: int = Field(1, ge=1, le=10_000)


class AwardsChoice(RewardPageChoice):
    state: State = "proposed"


class RewardFundOut(Schema):
    year: int
    granted: Decimal = Field(description="Yuan")
    reserved: Decimal = Field(description="Approved and not paid yet")
    paid: Decimal
    left: Decimal = Field(description="What can still be approved")
    returned: Decimal = Field(description="What went back when the year was closed")
    closed_on: datetime.date | None


class RewardFundsOut(Schema):
    funds: list[RewardFundOut]


class RewardBandOut(Schema):
    up_to: Decimal | None = Field(description="Yuan of first-year benefit; null: without an end")
    share: Decimal = Field(description="Fraction paid of what lies in the band")


class RewardGradeOut(Schema):
    code: str
    title: str
    award: Decimal = Field(description="Yuan, fixed")


class RewardRuleOut(Schema):
    number: int
    from_on: datetime.date
    grades: list[RewardGradeOut]
    bands: list[RewardBandOut]
    least: Decimal
    cap: Decimal
    royalty_share: Decimal
    royalty_least: Decimal
    royalty_most: Decimal


class RewardSumIn(Schema):
    lane: Literal["instant", "project"]
    grade: str = Field("", max_length=10, description="Of an instant improvement")
    benefit: Yuan = Field(Decimal(0), description="Yuan verified for the first year")
    shares: list[Weight] = Field(min_length=1, max_length=20)


class RewardStepOut(Schema):
    code: str
    base: Decimal
    share: Decimal
    amount: Decimal


class RewardSumOut(Schema):
    rule: int
    amount: Decimal
    steps: list[RewardStepOut]
    parts: list[Decimal]
    royalty: Decimal


class AwardPartOut(Schema):
    worker: str = Field(description="Staff number")
    share: Decimal
    amount: Decimal


class AwardOut(Schema):
    id: int
    number: str
    kind: str
    proposal: str
    amount: Decimal
    state: str
    year: int | None = Field(description="Of the fund it was approved from")
    approved_on: datetime.date | None
    paid_on: datetime.date | None
    parts: list[AwardPartOut] = Field(description="All to the offices; else your own alone")


class AwardsOut(Schema):
    total: int
    page: int
    pages: int
    awards: list[AwardOut]


class OwnAwardOut(Schema):
    number: str
    kind: str
    proposal: str
    amount: Decimal = Field(description="Your part, yuan before tax")
    state: str
    paid_on: datetime.date | None


class OwnAwardsOut(Schema):
    total: int
    page: int
    pages: int
    awards: list[OwnAwardOut]


class VoidAwardIn(Schema):
    words: str = Field(min_length=1, max_length=300)


class AdoptionIn(Schema):
    proposal: Key
    section: Key


class AdoptionOut(Schema):
    id: int
    proposal: str
    section: str = Field(description="Code of the adopting section")
    stage: str
    suggested_on: datetime.date
    confirmed_on: datetime.date | None


class AdoptionsOut(Schema):
    total: int
    page: int
    pages: int
    adoptions: list[AdoptionOut]


def _inside(actor: Actor) -> None:
    if not actor.is_insider:
        raise Http404


def _place(page: Page[Any]) -> dict[str, int]:
    pages = page.paginator
    return {"total": pages.count, "page": page.number, "pages": pages.num_pages}


@router.get("/funds", response=RewardFundsOut)
def list_reward_funds(request: Request) -> dict[str, Any]:
    """List the reward funds, the latest year first."""
    _inside(request.actor)
    return {"funds": [_fund(each) for each in funds.funds(request.actor)]}


@router.get("/rule", response=RewardRuleOut)
def reward_rule(request: Request) -> dict[str, Any]:
    """Tell the reward rule that holds today."""
    _inside(request.actor)
    rule = funds.rule_in_force(request.workspace)
    read = rule.read()
    names = ("bands", "least", "cap", "royalty_share", "royalty_least", "royalty_most")
    return {name: getattr(read, name) for name in names} | {
        "number": rule.number,
        "from_on": rule.from_on,
        "grades": funds.grades(request.workspace),
    }


@router.post("/sums", response=RewardSumOut)
def recompute_reward(request: Request, given: RewardSumIn) -> dict[str, Any]:
    """Do the sum of an award with numbers of your own; nothing is kept."""
    _inside(request.actor)
    rule = funds.rule_in_force(request.workspace)
    fixed = {each.code: each.award for each in funds.grades(request.workspace)}
    if given.lane == rules.INSTANT and given.grade not in fixed:
        raise OddRule(("grade",))
    if not sum(given.shares):
        raise OddRule(("authors",))
    facts = rules.Facts(
        given.lane, given.grade, fixed.get(given.grade, rules.NOTHING), given.benefit
    )
    found, shares = rules.award(rule.read(), facts), dict(enumerate(given.shares))
    return {
        "rule": rule.number,
        "amount": found.amount,
        "steps": found.steps,
        "parts": list(rules.split(found.amount, shares).values()),
        "royalty": rules.royalty(rule.read(), facts).amount,
    }


@router.get("/awards", response=AwardsOut)
def list_awards_of_ideas(request: Request, choice: Query[AwardsChoice]) -> dict[str, Any]:
    """List awards in a state; the queue with the longest waiting first."""
    _reading(request.actor)
    page = queries.page(request.actor, choice.state, choice.page)
    parts = queries.parts_of(page)
    rows = [_award(each, parts.get(each.pk, [])) for each in page]
    return _place(page) | {"awards": rows}


@router.post("/awards/{int:pk}/approve", response=AwardOut)
def approve_award(request: Request, pk: int) -> dict[str, Any]:
    """Approve an award; refused with what is left where the fund does not reach."""
    found = queries.get(request.actor, _key(pk), to="decide")
    made = actions.approve(by=request.actor, award=found)
    return _award(queries.get(request.actor, made.pk, to="see"), list(queries.parts(made)))


@router.post("/awards/{int:pk}/void", response=AwardOut)
def void_award(request: Request, pk: int, given: VoidAwardIn) -> dict[str, Any]:
    """Make an award void; what was held back for it is free again."""
    found = queries.get(request.actor, _key(pk), to="decide")
    made = actions.void(by=request.actor, award=found, words=given.words)
    return _award(queries.get(request.actor, made.pk, to="see"), list(queries.parts(made)))


@router.get("/mine", response=OwnAwardsOut)
def list_own_awards(request: Request, choice: Query[RewardPageChoice]) -> dict[str, Any]:
    """List your own parts of awards, the latest first."""
    _inside(request.actor)
    page = queries.own_page(request.actor, choice.page)
    return _place(page) | {
        "awards": [
            {
                "number": each.award.number,
                "kind": each.award.kind,
                "proposal": each.award.proposal.number,
                "amount": each.amount,
                "state": each.award.state,
                "paid_on": each.award.paid_on,
            }
            for each in page
        ]
    }


@router.get("/adoptions", response=AdoptionsOut)
def list_adoptions(request: Request, choice: Query[RewardPageChoice]) -> dict[str, Any]:
    """List where ideas were suggested and how far they are there, the newest first."""
    _inside(request.actor)
    page = Paginator(adoptions.visible_to(request.actor), A_PAGE).get_page(choice.page)
    return _place(page) | {"adoptions": [_adoption(each) for each in page]}


@router.post("/adoptions", response={201: AdoptionOut})
def suggest_adoption(request: Request, given: AdoptionIn) -> Status[dict[str, Any]]:
    """Suggest a verified idea to another section."""
    _inside(request.actor)
    proposal = proposals.get(request.actor, given.proposal, to="see")
    section = adoptions.section(request.actor, given.section)
    if section is None:
        raise OddAdoption("section")
    made = spreading.suggest(by=request.actor, proposal=proposal, section=section)
    return Status(201, _adoption(made))


def _reading(actor: Actor) -> None:
    _inside(actor)
    if not permissions.reads_awards(actor):
        raise PermissionDenied


def _key(pk: int) -> int:
    if pk >= 2**63:
        raise Http404
    return pk


def _fund(each: FundYear) -> dict[str, Any]:
    return {
        "year": each.year,
        "granted": each.granted,
        "reserved": each.reserved,
        "paid": each.spent,
        "left": each.free,
        "returned": each.returned,
        "closed_on": each.closed_on,
    }


def _award(each: Award, parts: list[Part]) -> dict[str, Any]:
    own = ("number", "kind", "amount", "state", "approved_on", "paid_on")
    return {name: getattr(each, name) for name in own} | {
        "id": each.pk,
        "proposal": each.proposal.number,
        "year": each.fund.year if each.fund else None,
        "parts": [
            {"worker": part.worker.number, "share": part.share, "amount": part.amount}
            for part in parts
        ],
    }


def _adoption(each: Adoption) -> dict[str, Any]:
    return {
        "id": each.pk,
        "proposal": each.proposal.number,
        "section": each.section.code,
        "stage": each.stage,
        "suggested_on": each.suggested_on,
        "confirmed_on": each.confirmed_on,
    }
