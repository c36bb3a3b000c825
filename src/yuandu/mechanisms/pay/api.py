"""Pay for programs: the same queries as the pages, with the same silence about others."""

import datetime
from decimal import Decimal
from typing import Any, Literal

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from ninja import Field, Query, Router, Schema

from yuandu.kernel.accounts import scopes
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.pay import permissions, queries, telling
from yuandu.mechanisms.pay.models import Rule, Slip

scopes.register("pay", _("Pay"))
router = Router()
A_PAGE = 50


class PaySlipOut(Schema):
    id: int
    month: datetime.date = Field(description="Its first day")
    band: str
    base: Decimal = Field(description="Yuan, as all amounts here")
    adjustment: Decimal
    other: Decimal
    gross: Decimal


class PaySlipsOut(Schema):
    slips: list[PaySlipOut] = Field(description="One's own of 24 months, the newest first")


class PayFactorOut(Schema):
    factor: str
    weight: Decimal = Field(description="A fraction")
    points: Decimal | None
    source: str
    amount: Decimal
    ten_more: Decimal = Field(description="What ten points more would add, if all others stayed")


class PaySlipExplainedOut(PaySlipOut):
    rule: str = Field(description="Empty where no rule gives this worker anything")
    factors: list[PayFactorOut]
    peer_amount: Decimal | None = Field(description="Average pay of local peers")
    peer_month: datetime.date | None


class PayPromiseMonthOut(Schema):
    month: datetime.date
    people: int
    average: Decimal
    peer_amount: Decimal | None
    above_share: Decimal | None = Field(description="A fraction")
    is_kept: bool | None
    is_stale: bool


class PayPromiseOut(Schema):
    promised_share: Decimal | None
    industry: str
    area: str
    months: list[PayPromiseMonthOut]


class PayMonthChoice(Schema):
    month: datetime.date | None = Field(None, description="Its first day; without one the newest")


class PayBandOut(Schema):
    least: Decimal | None = Field(description="Yuan a month; none: from nothing")
    below: Decimal | None = Field(description="None: without an end")
    people: int | None = Field(description="None where it is hidden, to tell of nobody")


class PayGroupOut(Schema):
    name: str
    code: str
    people: int | None
    average: Decimal | None = Field(description="To the next hundred yuan; none where hidden")


class PayDistributionOut(Schema):
    month: datetime.date | None
    is_below_floor: bool = Field(description="Too few are paid for anything to be told")
    bands: list[PayBandOut]
    groups: list[PayGroupOut] = Field(description="Business divisions")


class PayRulesChoice(Schema):
    page: int = Field(1, ge=1, le=10_000)


class PayRuleOut(Schema):
    id: int
    number: int
    name: str
    words: str
    results: Decimal = Field(description="Weight, a fraction, as the next two")
    contribution: Decimal
    differentiation: Decimal
    most_share: Decimal = Field(description="Of base pay, a fraction")
    budget: Decimal = Field(description="Yuan a month")
    quarter: datetime.date = Field(description="The first day of that whose points it takes")
    state: Literal["draft", "simulated", "in_force", "replaced"]
    in_force_on: datetime.date | None
    ended_on: datetime.date | None


class PayRulesOut(Schema):
    total: int
    page: int
    pages: int
    rules: list[PayRuleOut]


@router.get("/slips", response=PaySlipsOut)
def list_own_pay_slips(request: Request) -> dict[str, Any]:
    """List your own slips."""
    return {"slips": [_slip(each) for each in queries.own_slips(request.actor)]}


@router.get("/slips/{int:pk}", response=PaySlipExplainedOut)
def explain_pay_slip(request: Request, pk: int) -> dict[str, Any]:
    """Return a slip with what explains it: your own, or any for payroll."""
    told = telling.explained(queries.slip(request.actor, pk, to="see"))
    return _slip(told.slip) | {
        "rule": told.adjustment.rule.name if told.adjustment else "",
        "factors": [
            {
                "factor": each.part.factor,
                "weight": each.part.weight,
                "points": each.part.points,
                "source": each.source,
                "amount": each.part.amount,
                "ten_more": each.part.ten_more,
            }
            for each in told.factors
        ],
        "peer_amount": told.peer.amount if told.peer else None,
        "peer_month": told.peer.month if told.peer else None,
    }


@router.get("/promise", response=PayPromiseOut)
def pay_promise(request: Request) -> dict[str, Any]:
    """Return average pay against local peers, month by month."""
    group = queries.promised_group(request.workspace)
    months = queries.promise(request.workspace, group)
    return {
        "promised_share": group.promised_share if group else None,
        "industry": group.industry if group else "",
        "area": group.area if group else "",
        "months": [
            {
                "month": each.month,
                "people": each.people,
                "average": each.average,
                "peer_amount": each.peer.amount if each.peer else None,
                "above_share": each.above_share,
                "is_kept": each.is_kept,
                "is_stale": each.is_stale,
            }
            for each in months
        ],
    }


@router.get("/distribution", response=PayDistributionOut)
def pay_distribution(request: Request, choice: Query[PayMonthChoice]) -> dict[str, Any]:
    """Tell how many are paid how much in a month; nothing is told of few people."""
    if not permissions.oversees(request.actor):
        raise PermissionDenied
    months = queries.months(request.workspace)
    month = choice.month or (months[0] if months else None)
    if month not in {None, *months}:
        raise Http404
    cells = groups = None
    if month is not None:
        cells = queries.distribution(request.workspace, month)
        groups = queries.by_business(request.workspace, month)
    return {
        "month": month,
        "is_below_floor": cells is None,
        "bands": [
            {"least": each.least, "below": each.below, "people": each.people}
            for each in cells or ()
        ],
        "groups": [
            {
                "name": each.name,
                "code": each.code,
                "people": each.people,
                "average": each.average,
            }
            for each in groups or ()
        ],
    }


@router.get("/rules", response=PayRulesOut)
def list_pay_rules(request: Request, choice: Query[PayRulesChoice]) -> dict[str, Any]:
    """List the adjustment rules you may read, the newest first."""
    page = Paginator(queries.rules_visible_to(request.actor), A_PAGE).get_page(choice.page)
    pages = page.paginator
    return {
        "total": pages.count,
        "page": page.number,
        "pages": pages.num_pages,
        "rules": [_rule(each) for each in page],
    }


@router.get("/rules/{int:pk}", response=PayRuleOut)
def pay_rule(request: Request, pk: int) -> dict[str, Any]:
    """Return one adjustment rule."""
    return _rule(queries.rule(request.actor, pk, to="see"))


def _rule(each: Rule) -> dict[str, Any]:
    own = ("number", "name", "words", "results", "contribution", "differentiation", "most_share")
    more = ("budget", "quarter", "state", "in_force_on", "ended_on")
    return {name: getattr(each, name) for name in (*own, *more)} | {"id": each.pk}


def _slip(each: Slip) -> dict[str, Any]:
    fields = ("month", "band", "base", "adjustment", "other", "gross")
    return {name: getattr(each, name) for name in fields} | {"id": each.pk}
