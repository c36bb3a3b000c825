"""Temperatures of trips and claims for damage in transit, for programs."""

import datetime
from decimal import Decimal
from typing import Any, Literal

from ninja import Field, Query, Router, Schema, Status

from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.lines import actions, queries
from yuandu.mechanisms.lines.api.fields import Key, LinesChoice, Text, place
from yuandu.mechanisms.lines.models import Claim, TemperatureLog
from yuandu.mechanisms.lines.rules import temperature

router = Router()
LONGEST_WAY = 60 * 24 * 14  # minutes


class LineTemperaturesIn(Schema):
    """What a logger measured on a trip, in °C and minutes."""

    logger: Text = Field(min_length=1, max_length=60)
    low: Decimal = Field(ge=-60, le=80, decimal_places=1, description="Not below")
    high: Decimal = Field(ge=-60, le=80, decimal_places=1, description="Not above")
    lowest: Decimal = Field(ge=-60, le=80, decimal_places=1)
    highest: Decimal = Field(ge=-60, le=80, decimal_places=1)
    minutes: int = Field(ge=1, le=LONGEST_WAY)
    minutes_below: int = Field(ge=0, le=LONGEST_WAY)
    minutes_above: int = Field(ge=0, le=LONGEST_WAY)
    readings: int = Field(0, ge=0, le=temperature.MOST_READINGS)


class LineTemperaturesOut(Schema):
    id: int
    trip: int
    logger: str
    lowest: Decimal
    highest: Decimal
    low_limit: Decimal
    high_limit: Decimal
    minutes: int
    minutes_below: int
    minutes_above: int
    readings: int = Field(description="0: entered by hand")


class LineClaimIn(Schema):
    amount: Decimal = Field(gt=0, le=Decimal(10) ** 9, decimal_places=2, description="Yuan")
    words: Text = Field(min_length=1, max_length=500)


class LineClaimMoveIn(Schema):
    move: Literal["grant", "refuse", "appeal", "pay", "confirm", "deny", "withdraw"]
    words: Text = Field("", max_length=500)
    granted: Decimal | None = Field(None, gt=0, le=Decimal(10) ** 9, decimal_places=2)


class LineClaimOut(Schema):
    id: int
    booking: Key
    amount: Decimal
    granted: Decimal | None
    state: str = Field(
        description="filed, granted, refused, appealed, paid, settled, closed or withdrawn"
    )
    words: str
    answer: str
    filed_on: datetime.date
    due_on: datetime.date | None = Field(description="By when whoever's turn it is has to move")


class LineClaimsOut(Schema):
    total: int
    page: int
    pages: int
    claims: list[LineClaimOut]


@router.post("/trips/{int:pk}/temperatures", response={201: LineTemperaturesOut})
def record_line_temperatures(
    request: Request, pk: int, given: LineTemperaturesIn
) -> Status[dict[str, Any]]:
    """Record the temperatures of a trip by one logger."""
    told = given.dict(exclude={"logger", "low", "high"})
    made = actions.record_temperatures(
        by=request.actor,
        trip=queries.trip(request.actor, pk, to="move"),
        logger=given.logger,
        low=given.low,
        high=given.high,
        told=temperature.Summary(**told),
    )
    return Status(201, _log(made))


@router.get("/claims", response=LineClaimsOut)
def list_line_claims(request: Request, choice: Query[LinesChoice]) -> dict[str, Any]:
    """List the claims you may read, those that wait for somebody first."""
    page = queries.claim_page(request.actor, choice.page)
    return place(page) | {"claims": [_claim(each) for each in page]}


@router.post("/bookings/{int:pk}/claim", response={201: LineClaimOut})
def claim_damage_on_line(request: Request, pk: int, given: LineClaimIn) -> Status[dict[str, Any]]:
    """Claim from the carrier what plants that did not arrive whole are worth."""
    found = queries.booking(request.actor, pk, to="claim")
    made = actions.claim(by=request.actor, booking=found, amount=given.amount, words=given.words)
    return Status(201, _claim(made))


@router.post("/claims/{int:pk}/move", response=LineClaimOut)
def move_line_claim(request: Request, pk: int, given: LineClaimMoveIn) -> dict[str, Any]:
    """Move a claim on its way; refusing, appealing and denying ask for words."""
    found = queries.claim(request.actor, pk, to=given.move)
    actions.move_claim(
        by=request.actor, claim=found, move=given.move, words=given.words, granted=given.granted
    )
    return _claim(found)


def _log(each: TemperatureLog) -> dict[str, Any]:
    limits = ("lowest", "highest", "low_limit", "high_limit", "readings")
    rest = ("logger", "minutes", "minutes_below", "minutes_above")
    return {name: getattr(each, name) for name in (*limits, *rest)} | {
        "id": each.pk,
        "trip": each.trip_id,
    }


def _claim(each: Claim) -> dict[str, Any]:
    own = ("amount", "granted", "state", "words", "answer", "filed_on", "due_on")
    return {name: getattr(each, name) for name in own} | {
        "id": each.pk,
        "booking": each.booking_id,
    }
