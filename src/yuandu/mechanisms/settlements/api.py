"""Deliveries, slips and the loss book for programs: the queries and actions of their pages."""

import datetime
import uuid
from decimal import Decimal
from typing import Annotated, Any, Literal

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext_lazy as _
from ninja import Field, Query, Router, Schema, Status
from pydantic import StringConstraints

from yuandu.kernel.accounts import scopes
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.settlements import actions, queries
from yuandu.mechanisms.settlements.models import Batch, Settlement
from yuandu.mechanisms.settlements.rules.grading import MOST, Counts

scopes.register("settlements", _("Deliveries and settlement"))
router = Router()
A_PAGE = 100

Text = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", strip_whitespace=True)]
Pots = Annotated[int, Field(ge=0, le=MOST, description="Pots")]
PageNumber = Annotated[int, Field(ge=1, le=10_000)]
GradeCode = Literal["first", "second", "third", "ungraded"]
RejectionCode = Literal["transport", "disease", "below_grade", "blown", "wrong_kind", "other"]
BatchStateCode = Literal["expected", "received", "graded", "settled", "missing", "cancelled"]
SlipShow = Literal["unpaid", "to_pay", "refused", "paid", "all"]


class BatchesChoice(Schema):
    state: BatchStateCode | None = None
    page: PageNumber = 1


class GradingOut(Schema):
    """The grading that counts."""

    received: int
    accepted: int
    graded: dict[str, int]
    rejected: dict[str, int]
    price: Decimal = Field(description="Yuan a pot of the ordered grade")
    graded_on: datetime.date


class FlowerBatchOut(Schema):
    id: int
    number: str
    promise: int
    order: int
    kind: str
    state: str
    announced: int
    expected_on: datetime.date
    received: int | None
    delivered_on: datetime.date | None
    grading: GradingOut | None


class BatchesOut(Schema):
    total: int
    page: int
    pages: int
    batches: list[FlowerBatchOut]


class BatchIn(Schema):
    key: uuid.UUID = Field(description="Of your choice; sent again with it, it is one batch")
    promise: int = Field(ge=1, le=2**31 - 1)
    quantity: Pots
    expected_on: datetime.date
    truck: Annotated[Text, Field(max_length=40)] = ""


class ArrivalIn(Schema):
    received: Pots
    on: datetime.date


class CountsIn(Schema):
    """What was counted; grades and rejected pots add up to what was received."""

    received: Pots
    graded: dict[GradeCode, Pots] = Field(max_length=4)
    rejected: dict[RejectionCode, Pots] = Field({}, max_length=6)
    reason: Annotated[Text, Field(max_length=200)] = Field("", description="Of a correction")


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


class LossSumOut(Schema):
    kind: str
    cause: str
    households: int
    pots: int
    yuan: Decimal | None


class LossSumsOut(Schema):
    sums: list[LossSumOut]


@router.get("/batches", response=BatchesOut)
def list_batches(request: Request, choice: Query[BatchesChoice]) -> dict[str, Any]:
    """Return a page of the batches you may read, the first expected first."""
    found = queries.batches_visible_to(request.actor)
    if choice.state:
        found = found.filter(state=choice.state)
    page = Paginator(found.prefetch_related("gradings"), A_PAGE).get_page(choice.page)
    return _page(page, "batches", [_batch(each) for each in page])


@router.get("/batches/{int:pk}", response=FlowerBatchOut)
def one_batch(request: Request, pk: int) -> dict[str, Any]:
    """Return one batch with the grading that counts."""
    return _batch(queries.batch(request.actor, pk, to="see"))


@router.post("/batches", response={201: FlowerBatchOut})
def announce_batch(request: Request, given: BatchIn) -> Status[dict[str, Any]]:
    """Announce a batch of a promise; sent again with its key it is the batch of before."""
    promise = queries.promise(request.actor, given.promise, to="announce")
    made = actions.announce(by=request.actor, promise=promise, **given.dict(exclude={"promise"}))
    return Status(201, _batch(made))


@router.post("/batches/{int:pk}/arrival", response=FlowerBatchOut)
def receive_batch(request: Request, pk: int, given: ArrivalIn) -> dict[str, Any]:
    """Take a batch off the truck."""
    found = queries.batch(request.actor, pk, to="receive")
    return _batch(actions.receive(by=request.actor, batch=found, **given.dict()))


@router.put("/batches/{int:pk}/grading", response=FlowerBatchOut)
def grade_batch(request: Request, pk: int, given: CountsIn) -> dict[str, Any]:
    """Grade a batch, or correct its grading with a reason before it is settled."""
    found = queries.batch(request.actor, pk, to="receive")
    graded: dict[str, int] = {code: pots for code, pots in given.graded.items()}  # noqa: C416
    rejected: dict[str, int] = {code: pots for code, pots in given.rejected.items()}  # noqa: C416
    counts = Counts(given.received, graded, rejected)
    actions.grade(by=request.actor, batch=found, counts=counts, reason=given.reason)
    return _batch(queries.batch(request.actor, pk, to="see"))


@router.post("/batches/{int:pk}/slip", response={201: SlipOut})
def settle_batch(request: Request, pk: int) -> Status[dict[str, Any]]:
    """Settle a graded batch: its slip is written, and the buyer is asked to pay."""
    found = queries.batch(request.actor, pk, to="receive")
    return Status(201, _slip(actions.settle(by=request.actor, batch=found)))


@router.get("/slips", response=SlipsOut)
def list_slips(request: Request, choice: Query[SlipsChoice]) -> dict[str, Any]:
    """Return a page of the slips you may read, the newest first."""
    found = queries.slip_rows(request.actor, choice.show).prefetch_related("deductions")
    page = Paginator(found, A_PAGE).get_page(choice.page)
    return _page(page, "slips", [_slip(each) for each in page])


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


@router.get("/losses", response=LossSumsOut)
def sum_losses(request: Request) -> dict[str, Any]:
    """Return what was lost over four quarters by kind and cause, of five households or more."""
    found = queries.sums(request.actor, request.workspace.today())
    names = ("kind", "cause", "households", "pots", "yuan")
    return {"sums": [{name: getattr(each, name) for name in names} for each in found]}


def _page(page: Page[Any], name: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "total": page.paginator.count,
        "page": page.number,
        "pages": page.paginator.num_pages,
        name: rows,
    }


def _batch(batch: Batch) -> dict[str, Any]:
    names = ("number", "state", "announced", "expected_on", "received", "delivered_on")
    current = next((each for each in batch.gradings.all() if each.is_current), None)
    return {name: getattr(batch, name) for name in names} | {
        "id": batch.pk,
        "promise": batch.promise_id,
        "order": batch.promise.order_id,
        "kind": batch.promise.order.kind.name,
        "grading": current
        and {
            "received": current.received,
            "accepted": current.accepted,
            "graded": current.counts.graded,
            "rejected": current.counts.rejected,
            "price": current.price,
            "graded_on": current.graded_on,
        },
    }


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
