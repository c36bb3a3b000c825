"""Writes of buyers: a blanket order over a season, called off in parts, closed."""

import datetime
from dataclasses import replace

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.registry.models import Party
from yuandu.mechanisms.orders import following, moving, permissions, writing
from yuandu.mechanisms.orders.models import BlanketOrder, Order
from yuandu.mechanisms.orders.refusals import NotEnoughLeft, OddBlanket
from yuandu.mechanisms.orders.writing import OrderDraft


@transaction.atomic
def place_blanket(*, by: Actor, buyer: Party, words: OrderDraft) -> BlanketOrder:
    """Place a blanket order: the buyer consents to its terms, growers read of the season.

    Args:
        words: their quantity is the total, their window the season.

    Raises:
        PermissionDenied: `by` does not buy for that organisation, or gives priorities.
        OddOrder: what it says makes no sense.
    """
    if not permissions.buys_for(by, buyer):
        raise PermissionDenied
    # Growers plan by the season; whether a single window comes too soon, its call-off tells.
    writing.check(by, buyer, words, accepts_standing=True)
    fields = writing.fields(words)
    made = BlanketOrder(
        workspace=by.workspace,
        buyer=buyer,
        ordered_on=by.workspace.today(),
        total=fields.pop("quantity"),
        consented_by=by.label[:150],
        consented_at=timezone.now(),
        **fields,
    )
    writing.save_once(made)
    made.digest = following.digest(following.terms(made, made.total))
    made.save(update_fields=["digest"])
    audit.record(by, "orders.place_blanket", made, kind=words.kind.code, total=made.total)
    return made


@transaction.atomic
def call_off(
    *,
    by: Actor,
    blanket: BlanketOrder,
    quantity: int,
    from_on: datetime.date,
    until_on: datetime.date,
    reference: str = "",
    seen: int | None = None,
) -> Order:
    """Order a part of a blanket order for some days of its season, at its terms.

    Args:
        seen: units that were called off when the buyer looked: sent twice, it is done once.

    Raises:
        PermissionDenied: `by` does not buy for that organisation.
        OddBlanket: the days lie outside the season, or more was called off meanwhile.
        OddOrder: as `draft` does.
        NotEnoughLeft: the total does not reach.
    """
    if not permissions.buys_for(by, blanket.buyer):
        raise PermissionDenied
    if blanket.closed_on:
        raise OddBlanket("closed")
    words = _words(blanket, quantity, from_on, until_on, reference)
    if from_on < blanket.from_on or until_on > blanket.until_on:
        raise OddBlanket("outside-season")
    made = writing.write_down(by, blanket.buyer, words, accepts_standing=True, blanket=blanket)
    moving.move(by, made, "post")
    # Last of all, since whoever cancels a call-off holds it first and the blanket order then.
    _count(blanket, quantity, seen)
    made.refresh_from_db()
    audit.record(by, "orders.call_off", made, blanket=blanket.pk, quantity=quantity)
    return made


def _words(
    blanket: BlanketOrder,
    quantity: int,
    from_on: datetime.date,
    until_on: datetime.date,
    reference: str,
) -> OrderDraft:
    """Return a call-off's words: the blanket order's, with its own quantity and days."""
    names = set(OrderDraft.__dataclass_fields__) - {"quantity"}
    same = OrderDraft(**{name: getattr(blanket, name) for name in names}, quantity=quantity)
    # What is left of a total may be less than a lot.
    lot = min(blanket.minimum_lot, quantity)
    return replace(same, from_on=from_on, until_on=until_on, reference=reference, minimum_lot=lot)


def _count(blanket: BlanketOrder, quantity: int, seen: int | None) -> None:
    rows = BlanketOrder.objects.filter(pk=blanket.pk, closed_on=None)
    if seen is not None:
        rows = rows.filter(called=seen)
    if rows.filter(called__lte=F("total") - quantity).update(called=F("called") + quantity):
        return
    now = BlanketOrder.objects.get(pk=blanket.pk)
    if now.closed_on:
        raise OddBlanket("closed")
    if seen is not None and now.called != seen:
        raise OddBlanket("changed")
    raise NotEnoughLeft("blanket", now.left, quantity)


@transaction.atomic
def close_blanket(*, by: Actor, blanket: BlanketOrder) -> BlanketOrder:
    """Call nothing off any more; call-offs that stand are delivered.

    Raises:
        PermissionDenied: `by` does not buy for that organisation.
        OddBlanket: it is closed.
    """
    if not permissions.buys_for(by, blanket.buyer):
        raise PermissionDenied
    today = by.workspace.today()
    rows = BlanketOrder.objects.filter(pk=blanket.pk, closed_on=None)
    if not rows.update(closed_on=today):
        raise OddBlanket("closed")
    blanket.refresh_from_db()
    audit.record(by, "orders.close_blanket", blanket, called=blanket.called, total=blanket.total)
    return blanket
