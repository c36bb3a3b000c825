"""Disputes about gradings, and shortages with those who stand in, for programs."""

import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from django.shortcuts import get_object_or_404
from django.urls import reverse
from ninja import Field, File, Query, Router, Schema, Status, UploadedFile

from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.orders import queries as orders
from yuandu.mechanisms.settlements import actions, queries
from yuandu.mechanisms.settlements.api.deliveries import LossCauseCode
from yuandu.mechanisms.settlements.api.parts import (
    Key,
    PageNumber,
    Said,
    SomePots,
    Text,
    page_of,
)
from yuandu.mechanisms.settlements.models import Dispute, Shortage

router = Router()

DisputeStateCode = Literal["open", "answered", "closed"]
OutcomeCode = Literal["upheld", "partly", "rejected"]
Words = Annotated[Text, Field(min_length=1, max_length=2000)]
Award = Annotated[Decimal, Field(ge=0, max_digits=14, decimal_places=2, description="Yuan")]


class DisputesChoice(Schema):
    state: DisputeStateCode | None = None
    page: PageNumber = 1


class DisputePhotoOut(Schema):
    id: int
    name: str
    url: str


class GradingDisputeOut(Schema):
    """A grower does not agree with a grading; `award` is paid by a slip of its own."""

    id: int
    batch: int
    state: str
    words: str
    raised_on: datetime.date
    answer: str
    outcome: str
    award: Decimal
    answered_on: datetime.date | None
    closed_on: datetime.date | None


class GradingDisputesOut(Schema):
    total: int
    page: int
    pages: int
    disputes: list[GradingDisputeOut]


class GradingDisputeIn(Schema):
    words: Words = Field(description="What is wrong")


class DisputeAnswerIn(Schema):
    outcome: OutcomeCode
    words: Words
    award: Award = Decimal(0)


class DisputeDecisionIn(Schema):
    """What the grower says: takes the answer, does not, or takes the dispute back."""

    what: Literal["accept", "insist", "take_back"]
    words: Annotated[Text, Field(max_length=2000)] = Field("", description="To insist")


class ShortagesChoice(Schema):
    page: PageNumber = 1


class ShortageOut(Schema):
    """Pots of a promise that will not come; `substitute` is the promise that stands in."""

    id: int
    promise: int
    batch: int | None
    quantity: int
    cause: str
    words: str
    recorded_on: datetime.date
    substitute: int | None


class ShortagesOut(Schema):
    total: int
    page: int
    pages: int
    shortages: list[ShortageOut]


class ShortageIn(Schema):
    quantity: SomePots
    cause: LossCauseCode = Field(description="What became of the pots")
    words: Said


class StandInIn(Schema):
    offer: Key
    quantity: SomePots


class StandInOut(Schema):
    promise: int
    answer_by: datetime.date


@router.get("/disputes", response=GradingDisputesOut)
def list_disputes(request: Request, choice: Query[DisputesChoice]) -> dict[str, Any]:
    """Return a page of the disputes you may read, the newest first."""
    found = queries.disputes_visible_to(request.actor)
    if choice.state:
        found = found.filter(state=choice.state)
    return page_of(found, choice.page, "disputes", _dispute)


@router.get("/disputes/{int:pk}", response=GradingDisputeOut)
def one_dispute(request: Request, pk: int) -> dict[str, Any]:
    """Return one dispute."""
    return _dispute(queries.dispute(request.actor, pk, to="see"))


@router.post("/batches/{int:pk}/disputes", response={201: GradingDisputeOut})
def raise_dispute(request: Request, pk: int, given: GradingDisputeIn) -> Status[dict[str, Any]]:
    """Dispute the grading of a batch; what is not in dispute is settled all the same."""
    found = queries.batch(request.actor, pk, to="dispute")
    return Status(201, _dispute(actions.dispute(by=request.actor, batch=found, words=given.words)))


@router.post("/disputes/{int:pk}/photos", response={201: DisputePhotoOut})
def add_dispute_photo(
    request: Request, pk: int, file: File[UploadedFile]
) -> Status[dict[str, Any]]:
    """Keep one more photo of a dispute; sent again it is the photo of before.

    Where and with what it was taken is not kept.
    """
    found = queries.dispute(request.actor, pk, to="decide")
    kept = actions.add_photo(by=request.actor, dispute=found, photo=file)
    url = reverse("files:download", args=[kept.pk])
    return Status(201, {"id": kept.pk, "name": kept.name, "url": url})


@router.post("/disputes/{int:pk}/answer", response=GradingDisputeOut)
def answer_dispute(request: Request, pk: int, given: DisputeAnswerIn) -> dict[str, Any]:
    """Answer a dispute: who is right, why, and what the grower gets on top."""
    found = queries.dispute(request.actor, pk, to="answer")
    return _dispute(actions.answer(by=request.actor, dispute=found, **given.dict()))


@router.post("/disputes/{int:pk}/decision", response=GradingDisputeOut)
def decide_dispute(request: Request, pk: int, given: DisputeDecisionIn) -> dict[str, Any]:
    """Take the answer, insist, or take the dispute back, as its grower."""
    found, by = queries.dispute(request.actor, pk, to="decide"), request.actor
    match given.what:
        case "accept":
            decided = actions.accept(by=by, dispute=found)
        case "insist":
            decided = actions.insist(by=by, dispute=found, words=given.words)
        case "take_back":
            decided = actions.take_back(by=by, dispute=found)
    return _dispute(decided)


@router.get("/shortages", response=ShortagesOut)
def list_shortages(request: Request, choice: Query[ShortagesChoice]) -> dict[str, Any]:
    """Return a page of the shortages of promises you may read, the newest first."""
    found = queries.shortages_visible_to(request.actor)
    return page_of(found, choice.page, "shortages", _shortage)


@router.post("/promises/{int:pk}/shortages", response={201: ShortageOut})
def write_promise_off(request: Request, pk: int, given: ShortageIn) -> Status[dict[str, Any]]:
    """Write pots off a promise that will not come; it is cut by them."""
    promise = queries.promise(request.actor, pk, to="write_off")
    made = actions.write_off(by=request.actor, promise=promise, **given.dict())
    return Status(201, _shortage(made))


@router.post("/shortages/{int:pk}/substitute", response={201: StandInOut})
def ask_to_stand_in(request: Request, pk: int, given: StandInIn) -> Status[dict[str, Any]]:
    """Ask another household to stand in for a shortage; it answers as to any share."""
    shortage = queries.shortage(request.actor, pk, to="substitute")
    offer = get_object_or_404(orders.offers_visible_to(request.actor), pk=given.offer)
    made = actions.substitute(
        by=request.actor, shortage=shortage, offer=offer, quantity=given.quantity
    )
    return Status(201, {"promise": made.pk, "answer_by": made.answer_by})


def _dispute(dispute: Dispute) -> dict[str, Any]:
    names = (
        *("state", "words", "raised_on", "answer", "outcome"),
        *("award", "answered_on", "closed_on"),
    )
    return {name: getattr(dispute, name) for name in names} | {
        "id": dispute.pk,
        "batch": dispute.batch_id,
    }


def _shortage(shortage: Shortage) -> dict[str, Any]:
    names = ("quantity", "cause", "words", "recorded_on")
    return {name: getattr(shortage, name) for name in names} | {
        "id": shortage.pk,
        "promise": shortage.promise_id,
        "batch": shortage.batch_id,
        "substitute": shortage.substitute_id,
    }
