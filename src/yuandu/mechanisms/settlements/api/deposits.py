"""Deposits and advances for programs, and what follows when a contract is given up."""

import datetime
import uuid
from decimal import Decimal
from typing import Any, Literal

from django.shortcuts import get_object_or_404
from ninja import Field, Query, Router, Schema, Status

from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.settlements import actions, queries
from yuandu.mechanisms.settlements.api.parts import PageNumber, Said, Yuan, page_of
from yuandu.mechanisms.settlements.models import Abandonment, Deposit

router = Router()


class FlowerDepositIn(Schema):
    key: uuid.UUID = Field(description="Of your choice; sent again with it, it is paid once")
    amount: Yuan = Field(description="Yuan, a fifth of the price of what is accepted at most")


class FlowerDepositOut(Schema):
    """A promise’s part of a deposit; its grower has it."""

    promise: int
    amount: Decimal
    paid_on: datetime.date


class FlowerDepositsOut(Schema):
    deposits: list[FlowerDepositOut]


class DepositsChoice(Schema):
    page: PageNumber = 1


class FlowerDepositPageOut(FlowerDepositsOut):
    total: int
    page: int
    pages: int


class MaterialIn(Schema):
    key: uuid.UUID = Field(description="Of your choice; sent again with it, it is entered once")
    amount: Yuan
    words: Said = Field(description="What was advanced")
    on: datetime.date


class MaterialOut(Schema):
    id: int
    amount: Decimal
    words: str
    given_on: datetime.date


class GivenUpIn(Schema):
    side: Literal["buyer", "grower", "neither"] = Field(description="Who gives up")
    words: Said


class GivenUpOut(Schema):
    """What was given up: the deposit that was open, and what the grower owes back for it."""

    promise: int
    side: str
    quantity: int
    deposit: Decimal
    owed: Decimal
    repaid_on: datetime.date | None


@router.get("/orders/{int:pk}/deposits", response=FlowerDepositPageOut)
def list_deposits(request: Request, pk: int, choice: Query[DepositsChoice]) -> dict[str, Any]:
    """Return a page of the deposits on the shares of an order you may read, the oldest first."""
    order = queries.order(request.actor, pk, to="see")
    return page_of(queries.deposits_on(request.actor, order), choice.page, "deposits", _deposit)


@router.post("/orders/{int:pk}/deposits", response={201: FlowerDepositsOut})
def pay_order_deposit(request: Request, pk: int, given: FlowerDepositIn) -> Status[dict[str, Any]]:
    """Enter a buyer’s deposit; it is split over the accepted shares and passed on."""
    order = queries.order(request.actor, pk, to="pay_deposit")
    return Status(
        201, _deposits(actions.pay_deposit(by=request.actor, order=order, **given.dict()))
    )


@router.post("/promises/{int:pk}/advances", response={201: MaterialOut})
def advance_material(request: Request, pk: int, given: MaterialIn) -> Status[dict[str, Any]]:
    """Enter material that the grower of a promise got; the next slips take it back."""
    grower = queries.promise(request.actor, pk, to="write_off").offer.grower
    made = actions.advance(by=request.actor, grower=grower, **given.dict())
    names = ("amount", "words", "given_on")
    return Status(201, {name: getattr(made, name) for name in names} | {"id": made.pk})


@router.post("/promises/{int:pk}/abandonment", response={201: GivenUpOut})
def give_promise_up(request: Request, pk: int, given: GivenUpIn) -> Status[dict[str, Any]]:
    """Enter that what is left of a promise is given up, and what of its deposit follows."""
    promise = queries.promise(request.actor, pk, to="abandon")
    made = actions.abandon(by=request.actor, promise=promise, **given.dict())
    return Status(201, _given_up(made))


@router.post("/promises/{int:pk}/repayment", response=GivenUpOut)
def repay_promise_deposit(request: Request, pk: int) -> dict[str, Any]:
    """Enter that the grower has paid back what follows for the deposit."""
    promise = queries.promise(request.actor, pk, to="abandon")
    found = get_object_or_404(Abandonment, promise=promise)
    return _given_up(actions.repay(by=request.actor, abandonment=found))


def _deposits(found: list[Deposit]) -> dict[str, Any]:
    return {"deposits": [_deposit(each) for each in found]}


def _deposit(each: Deposit) -> dict[str, Any]:
    return {"promise": each.promise_id, "amount": each.amount, "paid_on": each.paid_on}


def _given_up(made: Abandonment) -> dict[str, Any]:
    names = ("side", "quantity", "deposit", "owed", "repaid_on")
    return {name: getattr(made, name) for name in names} | {"promise": made.promise_id}
