"""What will not come is written off a promise, and somebody else stands in for it."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.mechanisms.orders import carrying, holding, proposing
from yuandu.mechanisms.orders import rules as orders
from yuandu.mechanisms.orders.models import Offer, Promise, State, WhyEnded
from yuandu.mechanisms.settlements import following, losing, permissions, queries, telling
from yuandu.mechanisms.settlements.models import Batch, Shortage
from yuandu.mechanisms.settlements.refusals import OddDelivery, OddSubstitute
from yuandu.mechanisms.settlements.rules import losses


@transaction.atomic
def write_off(*, by: Actor, promise: Promise, quantity: int, cause: str, words: str) -> Shortage:
    """Write pots off a promise that will not come, with what became of them.

    Raises:
        PermissionDenied: `by` does not receive what this household brings.
        OddDelivery: so many are not left, what is on its way counted in; or no words.
    """
    if not permissions.receives(by, promise):
        raise PermissionDenied
    if not words.strip():
        raise OddDelivery("words-missing")
    held = holding.hold_promise(promise)
    if held.state not in following.DELIVERED_FROM:
        raise OddDelivery("not-accepted")
    free = queries.standing_of(held).left - queries.on_the_way(held)
    if free < 1:
        raise OddDelivery("nothing-left")
    if not 1 <= quantity <= free:
        raise OddDelivery("above-left" if quantity > 0 else "nothing")
    return record(by, held, quantity=quantity, cause=cause, words=words.strip()[:200])


def record(
    by: Actor,
    promise: Promise,
    *,
    quantity: int,
    cause: str,
    words: str,
    batch: Batch | None = None,
) -> Shortage:
    """Record a shortage of a held promise, cut it, enter the loss and look for others."""
    if cause not in losses.CAUSES:
        raise OddDelivery("cause")
    made = Shortage.objects.create(
        workspace=by.workspace,
        promise=promise,
        batch=batch,
        quantity=quantity,
        cause=cause,
        words=words,
        recorded_on=by.workspace.today(),
        recorded_by=by.label[:150],
    )
    following.cut(promise, quantity, WhyEnded.UNDELIVERED)
    losing.of_shortage(by, made)
    audit.record(by, "settlements.write_off", made, quantity=quantity, cause=cause)
    telling.of_shortage(by, made)
    if promise.order.until_on >= by.workspace.today():
        proposing.substitute(by, promise, quantity)
    following.finish(by, promise)
    return made


@transaction.atomic
def substitute(*, by: Actor, shortage: Shortage, offer: Offer, quantity: int) -> Promise:
    """Ask another household to stand in for a shortage; it answers as to any share.

    Raises:
        PermissionDenied: `by` does not receive what that household would bring.
        OddSubstitute: somebody stands in already, or the offer does not fit.
        OddPromise: no lane leads from there to the order.
        NotEnoughLeft: the offer, or its lane, has not that much left.
    """
    if not permissions.receives(by, shortage.promise):
        raise PermissionDenied
    held = holding.hold_promise(shortage.promise)
    order = held.order
    fresh = Shortage.objects.select_for_update(no_key=True).get(pk=shortage.pk)
    _fitting(fresh, held, offer, quantity)
    carriage = carrying.carriage(order, offer)
    holding.take([(order, offer, quantity)])
    today = by.workspace.today()
    made = Promise.objects.create(
        workspace=by.workspace,
        order=order,
        offer=offer,
        quantity=quantity,
        price=held.price,
        carriage=carriage,
        reason=proposing.SUBSTITUTE,
        worth=held.price - carriage - offer.ask,
        replaces=held,
        proposed_at=timezone.now(),
        answer_by=orders.answer_by(order.from_on, today),
    )
    Shortage.objects.filter(pk=fresh.pk).update(substitute=made)
    audit.record(by, "settlements.substitute", fresh, promise=made.pk, quantity=quantity)
    telling.of_substitute(by, made)
    return made


def _fitting(shortage: Shortage, promise: Promise, offer: Offer, quantity: int) -> None:
    order = promise.order
    if shortage.substitute_id is not None:
        raise OddSubstitute("taken")
    if offer.grower_id == promise.offer.grower_id:
        raise OddSubstitute("same-grower")
    fits = (
        offer.workspace_id == order.workspace_id
        and offer.is_open
        and offer.kind_id == order.kind_id
        and orders.GRADES[offer.grade] <= orders.GRADES[order.grade]
        and offer.from_on <= order.until_on
        and order.from_on <= offer.until_on
    )
    if not fits or order.promises.filter(offer=offer, state=State.PROPOSED).exists():
        raise OddSubstitute("pair")
    if not 1 <= quantity <= shortage.quantity:
        raise OddSubstitute("quantity")
