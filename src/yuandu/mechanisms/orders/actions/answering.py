"""Writes of growers: yes, part of it, no, call me, I drop out, I take what is left."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.mechanisms.orders import (
    carrying,
    following,
    holding,
    moving,
    news,
    permissions,
    proposing,
    rules,
)
from yuandu.mechanisms.orders.models import Offer, Order, Promise, State, WhyEnded
from yuandu.mechanisms.orders.models.promises import ENDED
from yuandu.mechanisms.orders.refusals import OddOrder, OddPromise


@transaction.atomic
def accept(
    *, by: Actor, promise: Promise, quantity: int | None = None, channel: str = ""
) -> Promise:
    """Accept a share, or part of it; others are asked for the rest.

    The second of two phones is told what the first was told.

    Args:
        quantity: the part that is accepted; by default the whole share.
        channel: one of `Channel`; by default as the actor stands: helper or phone page.

    Raises:
        PermissionDenied: `by` does not answer for that household.
        OddPromise: it was ended, is accepted with another quantity, or the part is odd.
    """
    _check(by, promise)
    held = holding.hold_promise(promise)
    if held.state == State.ACCEPTED and quantity in {None, held.quantity}:
        return held
    if held.state != State.PROPOSED:
        raise OddPromise("ended" if held.state in ENDED else "accepted")
    taken = held.quantity if quantity is None else quantity
    if not 1 <= taken <= held.quantity:
        raise OddPromise("quantity")
    if taken < min(held.order.minimum_lot, held.quantity):
        raise OddPromise("lot")
    rest = held.quantity - taken
    accepted = Promise.objects.filter(pk=held.pk, state=State.PROPOSED).update(
        state=State.ACCEPTED,
        quantity=taken,
        asks_for_call=False,
        **following.consent(by, held, taken, channel),
    )
    if not accepted:
        raise OddPromise("ended")
    held.refresh_from_db()
    if rest:
        holding.give_back([(held.order, held.offer, rest)])
    audit.record(by, "orders.accept", held, quantity=taken, rest=rest, channel=held.channel)
    if rest:
        proposing.substitute(by, held, rest)
    return held


@transaction.atomic
def decline(*, by: Actor, promise: Promise, words: str = "") -> Promise:
    """Say no to a share; others are asked for it.

    Raises:
        PermissionDenied: `by` does not answer for that household.
        OddPromise: it was ended already, or is accepted: one drops out then.
    """
    _check(by, promise)
    held = holding.hold_promise(promise)
    if held.why_ended == WhyEnded.DECLINED:
        return held
    if held.state != State.PROPOSED:
        raise OddPromise("ended" if held.state in ENDED else "accepted")
    _end(held, State.DECLINED, WhyEnded.DECLINED, words)
    audit.record(by, "orders.decline", held, quantity=held.quantity)
    proposing.substitute(by, held, held.quantity)
    return held


@transaction.atomic
def withdraw(*, by: Actor, promise: Promise, words: str = "") -> Promise:
    """Drop out of an accepted share before delivery; others are asked for it.

    Raises:
        PermissionDenied: `by` does not answer for that household.
        OddPromise: delivery has begun, or the share is not accepted.
    """
    _check(by, promise)
    held = holding.hold_promise(promise)
    if held.why_ended == WhyEnded.DROPPED_OUT:
        return held
    if held.state in {State.IN_DELIVERY, State.DELIVERED, State.SETTLED}:
        raise OddPromise("in-delivery")
    if held.state != State.ACCEPTED:
        raise OddPromise("not-accepted" if held.state == State.PROPOSED else "ended")
    _end(held, State.WITHDRAWN, WhyEnded.DROPPED_OUT, words)
    audit.record(by, "orders.withdraw", held, quantity=held.quantity)
    proposing.substitute(by, held, held.quantity)
    return held


@transaction.atomic
def ask_for_call(*, by: Actor, promise: Promise) -> Promise:
    """Say that one would rather be called about a share; it stays open.

    Raises:
        PermissionDenied: `by` does not answer for that household.
        OddPromise: there is nothing to answer any more.
    """
    _check(by, promise)
    asked = Promise.objects.filter(pk=promise.pk, state=State.PROPOSED).update(asks_for_call=True)
    promise.refresh_from_db()
    if not asked:
        raise OddPromise("ended" if promise.state in ENDED else "accepted")
    audit.record(by, "orders.ask_for_call", promise)
    news.of_call(by, promise)
    return promise


@transaction.atomic
def claim(*, by: Actor, order: Order, offer: Offer, quantity: int, key: str) -> Promise:
    """Take a share of what is left of an order, first come first served; it is accepted at once.

    Args:
        key: of the form that was sent: sent twice, it is one share.

    Raises:
        PermissionDenied: `by` does not answer for that household.
        NotEnoughLeft: others have been faster, or the offer does not reach.
        OddOrder: the order takes no more promises.
        OddPromise: offer and order do not fit, or the lot is too small.
    """
    if not permissions.grows_for(by, offer.grower):
        raise PermissionDenied
    held = holding.hold_one(order)
    before = Promise.objects.filter(workspace=by.workspace, key=key).first()
    if before is not None:
        return before
    if held.stage not in rules.SEEKING:
        raise OddOrder("not-seeking")
    _fitting(held, offer, quantity)
    carriage = carrying.carriage(held, offer)
    holding.take([(held, offer, quantity)])
    promise = Promise(
        workspace=by.workspace,
        order=held,
        offer=offer,
        quantity=quantity,
        price=held.floor_price,
        carriage=carriage,
        state=State.ACCEPTED,
        reason=proposing.CLAIMED,
        worth=held.floor_price - carriage - offer.ask,
        key=key,
        proposed_at=timezone.now(),
        answer_by=by.workspace.today(),
    )
    for name, value in following.consent(by, promise, quantity, "").items():
        setattr(promise, name, value)
    promise.save()
    if held.stage == rules.OPEN:
        # Its first grower has come by themselves: nobody docked it.
        moving.move(Actor.system(by.workspace), held, "dock")
    audit.record(by, "orders.claim", promise, quantity=quantity)
    return promise


def _check(by: Actor, promise: Promise) -> None:
    if not permissions.grows_for(by, promise.offer.grower):
        raise PermissionDenied


def _end(held: Promise, state: State, why: WhyEnded, words: str) -> None:
    ended = Promise.objects.filter(pk=held.pk, state=held.state).update(
        state=state, why_ended=why, ended_at=timezone.now(), words=words[:200], asks_for_call=False
    )
    if not ended:
        raise OddPromise("ended")
    held.refresh_from_db(fields=["state", "why_ended", "ended_at", "words", "asks_for_call"])
    holding.give_back([(held.order, held.offer, held.quantity)])


def _fitting(order: Order, offer: Offer, quantity: int) -> None:
    if not (offer.is_open and rules.fits(order, offer)):
        raise OddPromise("pair")
    if quantity < 1:
        raise OddPromise("quantity")
    if quantity < min(order.minimum_lot, order.left):
        raise OddPromise("lot")
    growers = set(order.promises.exclude(state__in=ENDED).values_list("offer__grower", flat=True))
    if order.most_growers and len(growers | {offer.grower_id}) > order.most_growers:
        raise OddPromise("growers")
