"""Batches for programs: announced, received, graded, missing."""

import datetime
import uuid
from decimal import Decimal
from typing import Annotated, Any, Literal

from ninja import Field, Query, Router, Schema, Status

from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.settlements import actions, queries
from yuandu.mechanisms.settlements.api.parts import Key, PageNumber, Pots, Said, Text, page_of
from yuandu.mechanisms.settlements.models import Batch
from yuandu.mechanisms.settlements.rules.grading import Counts

router = Router()

GradeCode = Literal["first", "second", "third", "ungraded"]
RejectionCode = Literal["transport", "disease", "below_grade", "blown", "wrong_kind", "other"]
BatchStateCode = Literal["expected", "received", "graded", "settled", "missing", "cancelled"]
LossCauseCode = Literal[
    "unsold", "downgraded", "transport", "disease", "weather", "not_collected", "rejected", "other"
]


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
    promise: Key
    quantity: Pots
    expected_on: datetime.date
    truck: Annotated[Text, Field(max_length=40)] = ""


class ArrivalIn(Schema):
    received: Pots
    on: datetime.date


class MissingIn(Schema):
    cause: LossCauseCode = Field(description="What became of the pots")
    words: Said


class CountsIn(Schema):
    """What was counted; grades and rejected pots add up to what was received."""

    received: Pots
    graded: dict[GradeCode, Pots] = Field(max_length=4)
    rejected: dict[RejectionCode, Pots] = Field({}, max_length=6)
    reason: Annotated[Text, Field(max_length=200)] = Field("", description="Of a correction")


@router.get("/batches", response=BatchesOut)
def list_batches(request: Request, choice: Query[BatchesChoice]) -> dict[str, Any]:
    """Return a page of the batches you may read, the first expected first."""
    found = queries.batches_visible_to(request.actor)
    if choice.state:
        found = found.filter(state=choice.state)
    return page_of(found.prefetch_related("gradings"), choice.page, "batches", tell_batch)


@router.get("/batches/{int:pk}", response=FlowerBatchOut)
def one_batch(request: Request, pk: int) -> dict[str, Any]:
    """Return one batch with the grading that counts."""
    return tell_batch(queries.batch(request.actor, pk, to="see"))


@router.post("/batches", response={201: FlowerBatchOut})
def announce_batch(request: Request, given: BatchIn) -> Status[dict[str, Any]]:
    """Announce a batch of a promise; sent again with its key it is the batch of before."""
    promise = queries.promise(request.actor, given.promise, to="announce")
    made = actions.announce(by=request.actor, promise=promise, **given.dict(exclude={"promise"}))
    return Status(201, tell_batch(made))


@router.post("/batches/{int:pk}/arrival", response=FlowerBatchOut)
def receive_batch(request: Request, pk: int, given: ArrivalIn) -> dict[str, Any]:
    """Take a batch off the truck."""
    found = queries.batch(request.actor, pk, to="receive")
    return tell_batch(actions.receive(by=request.actor, batch=found, **given.dict()))


@router.put("/batches/{int:pk}/grading", response=FlowerBatchOut)
def grade_batch(request: Request, pk: int, given: CountsIn) -> dict[str, Any]:
    """Grade a batch, or correct its grading with a reason before it is settled."""
    found = queries.batch(request.actor, pk, to="receive")
    graded: dict[str, int] = {code: pots for code, pots in given.graded.items()}  # noqa: C416
    rejected: dict[str, int] = {code: pots for code, pots in given.rejected.items()}  # noqa: C416
    counts = Counts(given.received, graded, rejected)
    actions.grade(by=request.actor, batch=found, counts=counts, reason=given.reason)
    return tell_batch(queries.batch(request.actor, pk, to="see"))


@router.post("/batches/{int:pk}/missing", response=FlowerBatchOut)
def miss_batch(request: Request, pk: int, given: MissingIn) -> dict[str, Any]:
    """Say that the truck never came: the promise is cut by what is lacking of it."""
    found = queries.batch(request.actor, pk, to="receive")
    actions.miss(by=request.actor, batch=found, **given.dict())
    return tell_batch(queries.batch(request.actor, pk, to="see"))


def tell_batch(batch: Batch) -> dict[str, Any]:
    """Return a batch as it is told."""
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
