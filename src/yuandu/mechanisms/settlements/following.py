"""What a delivery does to the promise and the order above it; both are held by the caller."""

from django.db.models import F
from django.utils import timezone

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.orders import holding, moving
from yuandu.mechanisms.orders import rules as orders
from yuandu.mechanisms.orders.models import Order, Promise, State, WhyEnded
from yuandu.mechanisms.settlements import queries
from yuandu.mechanisms.settlements.models import Batch, Settlement
from yuandu.mechanisms.settlements.refusals import OddDelivery
from yuandu.mechanisms.settlements.rules import states

DELIVERED_FROM = (State.ACCEPTED, State.IN_DELIVERY, State.DELIVERED)
UNFINISHED = queries.UNFINISHED


def begin(by: Actor, promise: Promise) -> None:
    """Let delivery begin: from now on nobody drops out."""
    _turn(promise, State.ACCEPTED, State.IN_DELIVERY)
    _deliver(by, promise.order)


def _deliver(by: Actor, order: Order) -> None:
    """Let the order be in delivery, once no grower is asked for a share any more."""
    if order.stage != orders.DOCKED:
        return
    found = set(order.promises.values_list("state", flat=True))
    if State.PROPOSED not in found and found & {State.IN_DELIVERY, State.DELIVERED}:
        moving.move(Actor.system(by.workspace), order, "deliver")
        if order.track:
            order.track.refresh_from_db()


def weigh(promise: Promise) -> None:
    """Let a promise be delivered once nothing of it is left, and be open again if a count fell."""
    if queries.standing_of(promise).left:
        _turn(promise, State.DELIVERED, State.IN_DELIVERY)
    else:
        _turn(promise, State.IN_DELIVERY, State.DELIVERED)


def finish(by: Actor, promise: Promise) -> None:
    """Let a delivered promise be settled once all its slips are paid, and its order likewise."""
    promise.refresh_from_db(fields=["state"])
    unfinished = promise.batches.filter(state__in=UNFINISHED).exists()
    unpaid = Settlement.objects.filter(batch__promise=promise).exclude(state=states.PAID).exists()
    if unfinished or unpaid:
        return
    order = promise.order
    _deliver(by, order)
    _turn(promise, State.DELIVERED, State.SETTLED)
    running = order.promises.filter(
        state__in=(State.PROPOSED, State.ACCEPTED, State.IN_DELIVERY, State.DELIVERED)
    )
    settled = order.promises.filter(state=State.SETTLED)
    if order.stage == orders.IN_DELIVERY and settled.exists() and not running.exists():
        moving.move(Actor.system(by.workspace), order, "settle")


def cut(promise: Promise, units: int, why: WhyEnded) -> None:
    """Take units off a promise, so that others can be asked for them; it ends with the last.

    Raises:
        OddDelivery: fewer than that are left.
    """
    left = queries.standing_of(promise).left
    if not 1 <= units <= left:
        raise OddDelivery("nothing-left" if not left else "above-left")
    if units == promise.quantity:
        Promise.objects.filter(pk=promise.pk).update(
            state=State.WITHDRAWN, ended_at=timezone.now(), why_ended=why, asks_for_call=False
        )
    else:
        Promise.objects.filter(pk=promise.pk).update(quantity=F("quantity") - units)
    promise.refresh_from_db(fields=["quantity", "state", "ended_at", "why_ended"])
    holding.give_back([(promise.order, promise.offer, units)])
    if promise.stands:
        weigh(promise)


def hold(batch: Batch) -> Batch:
    """Hold a batch with its promise and order; return it as it is by now."""
    promise = holding.hold_promise(batch.promise)
    held = Batch.objects.select_for_update(no_key=True).get(pk=batch.pk)
    held.promise = promise
    return held


def _turn(promise: Promise, before: State, after: State) -> None:
    if Promise.objects.filter(pk=promise.pk, state=before).update(state=after):
        promise.state = after
