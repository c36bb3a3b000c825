"""What an order takes over from a step on its way, in that transaction."""

import hashlib
from collections.abc import Callable, Mapping

from django.db.models import F
from django.utils import timezone

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle.models import Step, Track
from yuandu.mechanisms.orders import holding, news, permissions
from yuandu.mechanisms.orders.models import (
    BlanketOrder,
    Channel,
    Order,
    Promise,
    State,
    WhyEnded,
)
from yuandu.mechanisms.orders.refusals import OddOrder


def follow(by: Actor, order: Order, track: Track, step: Step) -> None:
    """Keep the buyer's consent, or end what was promised, as the step says."""
    if act := ACTS.get(step.move):
        act(by, holding.hold_one(order))


def terms(order: Order | BlanketOrder, units: int) -> str:
    """Return what both parties agree to, in one line: its digest is kept with each consent."""
    return "|".join(
        str(each)
        for each in (
            order.number, order.buyer_id, order.kind_id, order.grade, order.specification,
            units, order.from_on, order.until_on, order.market_id, order.delivered_to,
            order.floor_price, order.index_market_id, order.share_above, order.minimum_lot,
        )
    )  # fmt: skip


def digest(*lines: str) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def consent(by: Actor, promise: Promise, quantity: int, channel: str) -> dict[str, object]:
    """Return who agreed to which words, when and how."""
    grower = promise.offer.grower_id
    if by.acting_for_id:
        usual = Channel.HELPER
    else:
        own = by.is_system or grower in permissions.parties(by, permissions.GROWER)
        usual = Channel.PAGE if own else Channel.PHONE
    words = f"{grower}|{quantity}|{promise.price}|{promise.carriage}"
    return {
        "accepted_at": timezone.now(),
        "accepted_by": by.label[:150],
        "channel": channel or usual,
        "digest": digest(terms(promise.order, promise.order.quantity), words),
    }


def _post(by: Actor, order: Order) -> None:
    if order.until_on < by.workspace.today():
        raise OddOrder("window-past")
    order.consented_by, order.consented_at = by.label, timezone.now()
    order.digest = digest(terms(order, order.quantity))
    order.save(update_fields=["consented_by", "consented_at", "digest"])


def _dock(by: Actor, order: Order) -> None:
    if not order.promised:
        raise OddOrder("nothing-promised")


def _undock(by: Actor, order: Order) -> None:
    if order.promised:
        raise OddOrder("something-promised")


def _deliver(by: Actor, order: Order) -> None:
    states = set(order.promises.values_list("state", flat=True))
    if State.PROPOSED in states:
        raise OddOrder("unanswered")
    if not states & {State.ACCEPTED, State.IN_DELIVERY, State.DELIVERED}:
        raise OddOrder("nothing-promised")


def _close(by: Actor, order: Order) -> None:
    if order.promises.filter(state=State.ACCEPTED).exists():
        raise OddOrder("something-promised")
    _end(by, order, WhyEnded.CLOSED)
    _return(by, order)


def _cancel(by: Actor, order: Order) -> None:
    _end(by, order, WhyEnded.CANCELLED)
    _return(by, order)


def _return(by: Actor, order: Order) -> None:
    """Let what of a call-off is not delivered be called off once more."""
    if order.blanket_id is not None:
        order.refresh_from_db(fields=["promised"])
        BlanketOrder.objects.filter(pk=order.blanket_id).update(called=F("called") - order.left)


def _end(by: Actor, order: Order, why: WhyEnded) -> None:
    """End every promise of an order that is not delivered."""
    standing = Promise.objects.filter(
        order=order, state__in=(State.PROPOSED, State.ACCEPTED)
    ).select_related("offer")
    ended = list(standing)
    holding.give_back((order, each.offer, each.quantity) for each in ended)
    standing.update(state=State.WITHDRAWN, ended_at=timezone.now(), why_ended=why)
    news.of_endings(by, ((each, order) for each in ended), why)


ACTS: Mapping[str, Callable[[Actor, Order], None]] = {
    "post": _post,
    "dock": _dock,
    "undock": _undock,
    "deliver": _deliver,
    "settle": _return,
    "close": _close,
    "cancel": _cancel,
}
