"""Batches, slips, disputes and shortages that somebody may see."""

from django.db.models import F, QuerySet

from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.orders import queries as orders
from yuandu.mechanisms.orders.models import Offer, Order, Promise
from yuandu.mechanisms.orders.rules import GRADES
from yuandu.mechanisms.settlements import permissions
from yuandu.mechanisms.settlements.models import Batch, Deposit, Dispute, Settlement, Shortage

OFFERED = 20


def batches_visible_to(actor: Actor) -> QuerySet[Batch]:
    """Return the batches `actor` may read, the first expected first."""
    found = Batch.objects.filter(permissions.visible_batches(actor), workspace=actor.workspace)
    return found.select_related(
        "promise__order__kind",
        "promise__order__buyer",
        "promise__order__track",
        "promise__offer__grower__division",
    )


def batch(actor: Actor, pk: int, *, to: str) -> Batch:
    """Return the batch if `actor` may do `to` with it.

    Raises:
        Http404: there is none, or `actor` must not learn that there is.
        PermissionDenied: `actor` sees it, but may not do this.
    """
    return get_for(batches_visible_to(actor), permissions.MAY_BATCH, actor, to=to, pk=pk)


def slips_visible_to(actor: Actor) -> QuerySet[Settlement]:
    """Return the slips `actor` may read, the newest first."""
    found = Settlement.objects.filter(permissions.visible_slips(actor), workspace=actor.workspace)
    return found.select_related(
        "grower__division", "buyer", "batch__promise__order__kind", "batch__promise__offer"
    )


def slip(actor: Actor, pk: int, *, to: str) -> Settlement:
    """Return the slip if `actor` may do `to` with it; raises as `batch` does."""
    return get_for(slips_visible_to(actor), permissions.MAY_SLIP, actor, to=to, pk=pk)


def disputes_visible_to(actor: Actor) -> QuerySet[Dispute]:
    """Return the disputes `actor` may read, the newest first."""
    found = Dispute.objects.filter(permissions.visible_disputes(actor), workspace=actor.workspace)
    return found.select_related(
        "batch__promise__order__kind",
        "batch__promise__order__buyer",
        "batch__promise__offer__grower__division",
    )


def dispute(actor: Actor, pk: int, *, to: str) -> Dispute:
    """Return the dispute if `actor` may do `to` with it; raises as `batch` does."""
    return get_for(disputes_visible_to(actor), permissions.MAY_DISPUTE, actor, to=to, pk=pk)


def promises_visible_to(actor: Actor) -> QuerySet[Promise]:
    """Return the promises whose deliveries `actor` may read."""
    return orders.promises_visible_to(actor).filter(permissions.visible_promises(actor))


def promise(actor: Actor, pk: int, *, to: str) -> Promise:
    """Return the promise if `actor` may do `to` with it; raises as `batch` does."""
    found = promises_visible_to(actor).select_related(
        "order__kind", "order__buyer", "order__track", "offer__grower__division"
    )
    return get_for(found, permissions.MAY_PROMISE, actor, to=to, pk=pk)


def order(actor: Actor, pk: int, *, to: str) -> Order:
    """Return the order if `actor` may do `to` with it; raises as `batch` does."""
    shares = promises_visible_to(actor).order_by()
    found = orders.orders_visible_to(actor).filter(permissions.visible_orders(actor, shares))
    return get_for(found, permissions.MAY_ORDER, actor, to=to, pk=pk)


def deposits_on(actor: Actor, order: Order) -> QuerySet[Deposit]:
    """Return the deposits on the shares of an order that `actor` may read, the oldest first."""
    shares = promises_visible_to(actor).filter(order=order).order_by()
    return Deposit.objects.filter(promise__in=shares.values("pk")).order_by("paid_on", "pk")


def shortages_visible_to(actor: Actor) -> QuerySet[Shortage]:
    """Return the shortages of promises that `actor` may read, the newest first."""
    promises = promises_visible_to(actor).order_by()
    found = Shortage.objects.filter(workspace=actor.workspace, promise__in=promises.values("pk"))
    return found.select_related(
        "promise__order__kind", "promise__order__buyer", "promise__offer__grower__division"
    )


def shortage(actor: Actor, pk: int, *, to: str) -> Shortage:
    """Return the shortage if `actor` may do `to` with its promise; raises as `batch` does."""
    return get_for(shortages_visible_to(actor), permissions.MAY_SHORTAGE, actor, to=to, pk=pk)


def offers_for(actor: Actor, found: Shortage) -> list[Offer]:
    """Return offers that could stand in for a shortage, those with most left first; one query."""
    order = found.promise.order
    good = [grade for grade, place in GRADES.items() if place <= GRADES[order.grade]]
    offers = (
        orders.offers_visible_to(actor)
        .filter(
            kind=order.kind_id,
            grade__in=good,
            is_open=True,
            quantity__gt=F("promised"),
            from_on__lte=order.until_on,
            until_on__gte=order.from_on,
        )
        .exclude(grower=found.promise.offer.grower_id)
    )
    return list(offers.order_by(F("promised") - F("quantity"), "pk")[:OFFERED])
