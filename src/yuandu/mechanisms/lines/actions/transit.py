"""Temperatures of a trip are recorded; what was damaged in transit is claimed, answered, paid."""

from dataclasses import asdict
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.lifecycle import clocks
from yuandu.kernel.lifecycle.days import calendar_of
from yuandu.mechanisms.lines import permissions, rules, telling
from yuandu.mechanisms.lines.models import (
    Booking,
    BookingState,
    Claim,
    TemperatureLog,
    Trip,
)
from yuandu.mechanisms.lines.refusals import OddClaim, OddTemperature
from yuandu.mechanisms.lines.rules import claims, temperature


@transaction.atomic
def record_temperatures(
    *, by: Actor, trip: Trip, logger: str, low: Decimal, high: Decimal, told: temperature.Summary
) -> TemperatureLog:
    """Record the temperatures of a trip by one logger.

    Args:
        low, high: °C between which the plants are to be kept.
        told: what the logger's file says, or what was read off it, with no readings.

    Raises:
        PermissionDenied: the actor neither runs the lines nor drives this one.
        OddTemperature: it has not left, odd limits or minutes, or that logger is on record.
    """
    if not permissions.MAY_TRIP["move"](by, trip):
        raise PermissionDenied
    faults = {
        "not-left": trip.state not in rules.WENT,
        "limits": low >= high,
        "odd": told.lowest > told.highest,
        "minutes": told.minutes_below + told.minutes_above > told.minutes,
    }
    for why, is_so in faults.items():
        if is_so:
            raise OddTemperature(why)
    try:
        with transaction.atomic():
            made = TemperatureLog.objects.create(
                workspace=by.workspace,
                trip=trip,
                logger=logger.strip(),
                low_limit=low,
                high_limit=high,
                recorded_on=by.workspace.today(),
                recorded_by=by.label[:150],
                **asdict(told),
            )
    except IntegrityError as error:
        raise OddTemperature("twice") from error
    audit.record(by, "lines.record_temperatures", made, readings=told.readings)
    return made


@transaction.atomic
def claim(*, by: Actor, booking: Booking, amount: Decimal, words: str) -> Claim:
    """Claim from the carrier what plants that did not arrive whole are worth.

    Raises:
        PermissionDenied: the actor does not stand for the shipper.
        OddClaim: all arrived whole, nothing has arrived yet, no amount or words, or claimed already.
    """
    if not permissions.ships_for(by, booking.shipper):
        raise PermissionDenied
    faults = {
        "not-received": booking.state != BookingState.RECEIVED,
        "nothing-lost": not booking.lost,
        "amount": amount <= 0,
        "no-words": not words.strip(),
    }
    for why, is_so in faults.items():
        if is_so:
            raise OddClaim(why)
    today = by.workspace.today()
    try:
        with transaction.atomic():
            made = Claim.objects.create(
                workspace=by.workspace,
                booking=booking,
                amount=amount,
                words=words.strip(),
                filed_on=today,
                filed_by=by.label[:150],
                turned_on=today,
                due_on=_due_on(by, claims.FILED),
            )
    except IntegrityError as error:
        raise OddClaim("twice") from error
    audit.record(by, "lines.claim", made, amount=str(amount))
    telling.of_claim(by, made)
    return made


@transaction.atomic
def move_claim(
    *, by: Actor, claim: Claim, move: str, words: str = "", granted: Decimal | None = None
) -> None:
    """Move a claim on its way: grant, refuse, appeal, pay, confirm, deny, withdraw.

    Raises:
        PermissionDenied: it is not the actor's to move so.
        OddClaim: not possible as it stands, it has moved meanwhile, words or an amount lack.
    """
    try:
        state = claims.next_state(claim.state, move)
    except claims.NoSuchMove as error:
        raise OddClaim("no-such-move") from error
    if not permissions.may_move_claim(by, claim, move):
        raise PermissionDenied
    if move in claims.WITH_WORDS and not words.strip():
        raise OddClaim("no-words")
    if move == "grant" and (granted is None or not 0 < granted <= claim.amount):
        raise OddClaim("granted")
    kept: dict[str, Any] = {
        "state": state,
        "turned_on": by.workspace.today(),
        "due_on": _due_on(by, state),
        "reminded_on": None,
    }
    if words.strip():
        kept["answer"] = words.strip()
    if move == "grant":
        kept["granted"] = granted
    # Of two who move it at once the second is told.
    if not Claim.objects.filter(pk=claim.pk, state=claim.state).update(**kept):
        raise OddClaim("moved")
    for name, value in kept.items():
        setattr(claim, name, value)
    audit.record(by, _act(move), claim, state=state)
    telling.of_claim(by, claim)


@transaction.atomic
def remind_of_claim(*, by: Actor, claim: Claim) -> bool:
    """Remind whoever's turn it is, once a day; return whether it was done."""
    today = by.workspace.today()
    rows = Claim.objects.filter(pk=claim.pk, state=claim.state)
    if not rows.exclude(reminded_on=today).update(reminded_on=today):
        return False
    audit.record(by, "lines.remind_of_claim", claim, due_on=str(claim.due_on))
    telling.of_waiting_claim(by, claim)
    return True


def _act(move: str) -> str:
    """Return the code of a claim's move in the log."""
    return f"lines.claim_{move}"


def _due_on(by: Actor, state: str) -> Any:
    """Return the day by which a claim in this state has to be moved on, if it has to."""
    if state not in claims.TURNS:
        return None
    days = claims.TURNS[state][1]
    return clocks.due_day(by.workspace.today(), days, calendar_of(by.workspace))
