"""A batch is announced with its label, received at the collection point, or never comes."""

import datetime
import uuid

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.mechanisms.orders import holding
from yuandu.mechanisms.orders import permissions as orders
from yuandu.mechanisms.orders.models import Promise
from yuandu.mechanisms.settlements import following, permissions, queries, telling
from yuandu.mechanisms.settlements.actions import shortages
from yuandu.mechanisms.settlements.models import Batch, Shortage
from yuandu.mechanisms.settlements.moving import move
from yuandu.mechanisms.settlements.refusals import OddDelivery
from yuandu.mechanisms.settlements.rules import states
from yuandu.mechanisms.settlements.rules.grading import MOST

LONGEST_DELAY = datetime.timedelta(days=60)  # between the day of delivery and its entry


@transaction.atomic
def announce(
    *,
    by: Actor,
    promise: Promise,
    key: uuid.UUID,
    quantity: int,
    expected_on: datetime.date,
    truck: str = "",
) -> Batch:
    """Announce a batch of an accepted promise, so that it gets a label; sent twice it is one.

    Raises:
        PermissionDenied: `by` does not stand for that household.
        OddDelivery: the promise is not accepted, or that many are not left of it.
    """
    if not orders.grows_for(by, promise.offer.grower):
        raise PermissionDenied
    held = holding.hold_promise(promise)
    if before := Batch.objects.filter(workspace=by.workspace, key=key).first():
        return _same(before, held, quantity)
    if held.state not in following.DELIVERED_FROM:
        raise OddDelivery("not-accepted")
    _examine(quantity, expected_on, by)
    if quantity > queries.standing_of(held).left - queries.on_the_way(held):
        raise OddDelivery("above-left")
    made = Batch(
        workspace=by.workspace,
        promise=held,
        key=key,
        announced=quantity,
        expected_on=expected_on,
        truck=truck.strip(),
        announced_by=by.label[:150],
    )
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:  # the same form for another promise, at the same moment
        raise OddDelivery("key-used") from None
    audit.record(by, "settlements.announce", made, quantity=quantity, on=str(expected_on))
    telling.of_announcement(by, made)
    return made


def _same(before: Batch, promise: Promise, quantity: int) -> Batch:
    if before.promise_id != promise.pk or before.announced != quantity:
        raise OddDelivery("key-used")
    return before


def _examine(quantity: int, on: datetime.date, by: Actor) -> None:
    if quantity < 1:
        raise OddDelivery("nothing")
    if quantity > MOST:
        raise OddDelivery("too-many")
    if on < by.workspace.today() - LONGEST_DELAY:
        raise OddDelivery("day-long-ago")


@transaction.atomic
def receive(*, by: Actor, batch: Batch, received: int, on: datetime.date) -> Batch:
    """Take a batch off the truck: delivery of its promise has begun.

    Raises:
        PermissionDenied: `by` does not receive what this household brings.
        OddDelivery: no such number of pots, the day makes no sense, or the share has ended.
        Moved: it is received already, or called off.
    """
    if not permissions.receives(by, batch.promise):
        raise PermissionDenied
    _examine(received, on, by)
    if on > by.workspace.today():
        raise OddDelivery("day-ahead")
    held = following.hold(batch)
    # Its grower may have dropped out while the truck was on its way: others are asked by now.
    if held.state == states.EXPECTED and held.promise.state not in following.DELIVERED_FROM:
        raise OddDelivery("share-ended")
    move(
        held, states.BATCH_MOVES, "receive",
        received=received, delivered_on=on, received_by=by.label[:150],
    )  # fmt: skip
    following.begin(by, held.promise)
    audit.record(by, "settlements.receive", held, received=received, on=str(on))
    return held


@transaction.atomic
def miss(*, by: Actor, batch: Batch, cause: str, words: str) -> Shortage | None:
    """Say that the truck never came: a shortage and a loss are recorded, the promise is cut.

    Returns:
        The shortage; `None` where nothing of the promise is left that could be short, as other
        batches brought it or the share has ended.

    Raises:
        PermissionDenied: `by` does not receive what this household brings.
        OddDelivery: no words.
        Moved: the batch is received already, or called off.
    """
    if not permissions.receives(by, batch.promise):
        raise PermissionDenied
    if not words.strip():
        raise OddDelivery("words-missing")
    held = following.hold(batch)
    move(held, states.BATCH_MOVES, "miss", words=words.strip()[:200])
    audit.record(by, "settlements.miss", held, cause=cause, words=held.words)
    promise = held.promise
    left = queries.standing_of(promise).left - queries.on_the_way(promise)
    quantity = min(held.announced, left)
    if promise.state not in following.DELIVERED_FROM or quantity < 1:
        following.finish(by, promise)
        return None
    return shortages.record(
        by, promise, quantity=quantity, cause=cause, words=held.words, batch=held
    )


@transaction.atomic
def call_off(*, by: Actor, batch: Batch, words: str) -> Batch:
    """Take an announcement back, as the grower or the desk; the promise stays as it is.

    Raises:
        PermissionDenied: `by` does not stand for that household.
        OddDelivery: no words.
        Moved: it is received already.
    """
    if not orders.grows_for(by, batch.promise.offer.grower):
        raise PermissionDenied
    if not words.strip():
        raise OddDelivery("words-missing")
    held = following.hold(batch)
    move(held, states.BATCH_MOVES, "cancel", words=words.strip()[:200])
    audit.record(by, "settlements.call_off", held, words=held.words)
    following.finish(by, held.promise)
    return held
