"""Settlement slips for programs, and what banks did with their two legs."""

import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from ninja import Field, Query, Router, Schema, Status

from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.settlements import actions, queries
from yuandu.mechanisms.settlements.api.parts import PageNumber, Text, page_of
from yuandu.mechanisms.settlements.models import Settlement

router = Router()

SlipShow = Literal["unpaid", "to_pay", "refused", "paid", "all"]


class SlipDeductionOut(Schema):
    code: str
    wanted: Decimal
    taken: Decimal


class SlipOut(Schema):
    """A grower’s slip; amounts in yuan: gross is what was taken off and what is paid."""

    id: int
    number: str
    batch: int
    state: str
    quantity: int
    gross: Decimal
    net: Decimal
    carried: Decimal
    due: Decimal = Field(description="What the buyer pays for it")
    buyer_due_on: datetime.date
    basis: str = Field(description="law, contract or delivery")
    pay_on: datetime.date
    paid_on: datetime.date | None
    deductions: list[SlipDeductionOut]


class SlipsChoice(Schema):
    show: SlipShow = "all"
    page: PageNumber = 1


class SlipsOut(Schema):
    total: int
    page: int
    pages: int
    slips: list[SlipOut]


class BankIn(Schema):
    """What a bank did."""

    what: Literal["fund", "refuse", "ask_again", "pay", "bounce", "pay_again"]
    words: Annotated[Text, Field(max_length=200)] = Field("", description="Why it refused")


@router.post("/batches/{int:pk}/slip", response={201: SlipOut})
def settle_batch(request: Request, pk: int) -> Status[dict[str, Any]]:
    """Settle a graded batch: its slip is written, and the buyer is asked to pay."""
    found = queries.batch(request.actor, pk, to="receive")
    return Status(201, _slip(actions.settle(by=request.actor, batch=found)))


@router.get("/slips", response=SlipsOut)
def list_slips(request: Request, choice: Query[SlipsChoice]) -> dict[str, Any]:
    """Return a page of the slips you may read, the newest first."""
    found = queries.slip_rows(request.actor, choice.show).prefetch_related("deductions")
    return page_of(found, choice.page, "slips", _slip)


@router.get("/slips/{int:pk}", response=SlipOut)
def one_slip(request: Request, pk: int) -> dict[str, Any]:
    """Return one slip."""
    return _slip(queries.slip(request.actor, pk, to="see"))


@router.post("/slips/{int:pk}/bank", response=SlipOut)
def tell_of_bank(request: Request, pk: int, given: BankIn) -> dict[str, Any]:
    """Enter what a bank did with one of a slip’s two legs."""
    found, by = queries.slip(request.actor, pk, to="pay"), request.actor
    match given.what:
        case "fund":
            moved = actions.fund(by=by, slip=found)
        case "refuse":
            moved = actions.refuse(by=by, slip=found, words=given.words)
        case "ask_again":
            moved = actions.ask_again(by=by, slip=found)
        case "pay":
            moved = actions.pay(by=by, slip=found)
        case "bounce":
            moved = actions.bounce(by=by, slip=found, words=given.words)
        case "pay_again":
            moved = actions.pay_again(by=by, slip=found)
    return _slip(moved)


def _slip(slip: Settlement) -> dict[str, Any]:
    names = (
        *("number", "state", "quantity", "gross", "net", "carried", "due"),
        *("buyer_due_on", "basis", "pay_on", "paid_on"),
    )
    return {name: getattr(slip, name) for name in names} | {
        "id": slip.pk,
        "batch": slip.batch_id,
        "deductions": [
            {"code": each.code, "wanted": each.wanted, "taken": each.taken}
            for each in slip.deductions.all()
        ],
    }
