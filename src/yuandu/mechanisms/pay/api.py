"""Pay for programs: the same queries as the pages, with the same silence about others."""

import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from ninja import Field, Router, Schema

from yuandu.kernel.accounts import scopes
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.pay import queries, telling
from yuandu.mechanisms.pay.models import Slip

scopes.register("pay", _("Pay"))
router = Router()


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


def _slip(each: Slip) -> dict[str, Any]:
    fields = ("month", "band", "base", "adjustment", "other", "gross")
    return {name: getattr(each, name) for name in fields} | {"id": each.pk}
