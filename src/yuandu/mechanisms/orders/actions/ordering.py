"""Writes of buyers: an order is drafted, revised, placed."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.registry.models import Party
from yuandu.mechanisms.orders import moving, permissions, rules, writing
from yuandu.mechanisms.orders.holding import hold_one
from yuandu.mechanisms.orders.models import Order
from yuandu.mechanisms.orders.refusals import OddOrder
from yuandu.mechanisms.orders.writing import OrderDraft


@transaction.atomic
def draft(*, by: Actor, buyer: Party, words: OrderDraft, accepts_standing: bool = False) -> Order:
    """Write an order down; growers see nothing of it before it is placed.

    Args:
        accepts_standing: the buyer knows that what is planted today comes too late, and
            wants plants that stand already.

    Raises:
        PermissionDenied: `by` does not buy for that organisation, or gives priorities.
        OddOrder: what it says makes no sense.
        WindowTooSoon: the window begins before the kind could grow.
    """
    if not permissions.buys_for(by, buyer):
        raise PermissionDenied
    made = writing.write_down(by, buyer, words, accepts_standing=accepts_standing)
    audit.record(by, "orders.draft", made, kind=words.kind.code, quantity=words.quantity)
    return made


@transaction.atomic
def revise(*, by: Actor, order: Order, words: OrderDraft, accepts_standing: bool = False) -> Order:
    """Change what a draft says.

    Raises:
        PermissionDenied, OddOrder, WindowTooSoon: as `draft` does.
    """
    if not permissions.buys_for(by, order.buyer):
        raise PermissionDenied
    held = hold_one(order)
    if held.stage != rules.DRAFT:
        raise OddOrder("not-a-draft")
    writing.check(by, held.buyer, words, accepts_standing=accepts_standing)
    fields = writing.fields(words)
    for name, value in fields.items():
        setattr(held, name, value)
    writing.save_once(held, list(fields))
    audit.record(by, "orders.revise", held, kind=words.kind.code, quantity=words.quantity)
    return held


@transaction.atomic
def post(*, by: Actor, order: Order) -> Order:
    """Place an order: the buyer consents to its terms, and growers may be asked.

    Raises:
        lifecycle refusals: it is placed already, or not by this actor.
        OddOrder: its window is over.
    """
    moving.move(by, order, "post")
    order.refresh_from_db()
    audit.record(by, "orders.post", order, digest=order.digest)
    return order
