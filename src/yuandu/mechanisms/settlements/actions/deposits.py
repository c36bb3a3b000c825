"""Money before delivery: terms, deposits, advances, and what becomes of them when one gives up."""

import datetime
import uuid
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Sum

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.registry.models import Party
from yuandu.mechanisms.orders import holding
from yuandu.mechanisms.orders import permissions as orders
from yuandu.mechanisms.orders.models import Order, Promise, State, WhyEnded
from yuandu.mechanisms.settlements import (
    books,
    following,
    permissions,
    queries,
    telling,
)
from yuandu.mechanisms.settlements.models import (
    Abandonment,
    Advance,
    Deposit,
    Grading,
    Terms,
)
from yuandu.mechanisms.settlements.refusals import OddDelivery, OddMoney
from yuandu.mechanisms.settlements.rules import amounts, deposits

DEPOSITED = (State.ACCEPTED, State.IN_DELIVERY)
WHY: Mapping[str, WhyEnded] = {
    "buyer": WhyEnded.CANCELLED,
    "grower": WhyEnded.DROPPED_OUT,
    "neither": WhyEnded.UNDELIVERED,
}


@transaction.atomic
def agree(*, by: Actor, order: Order, terms: Mapping[str, Any]) -> Terms:
    """Enter what the parties of an order agreed on; it stands once a batch is graded.

    Raises:
        PermissionDenied: `by` does not keep orders.
        OddMoney: a batch is graded already, or the terms contradict each other.
    """
    if not orders.docks(by):
        raise PermissionDenied
    held = holding.hold_one(order)
    if Grading.objects.filter(batch__promise__order=held).exists():
        raise OddMoney("terms-fixed")
    found = queries.terms_of(held)
    for name, value in terms.items():
        setattr(found, name, value)
    found.agreed_by, found.agreed_on = by.label[:150], by.workspace.today()
    try:
        found.full_clean()
    except ValidationError:
        raise OddMoney("terms") from None
    found.save()
    audit.record(by, "settlements.agree", found, order=order.pk)
    return found


@transaction.atomic
def pay_deposit(*, by: Actor, order: Order, amount: Decimal, key: uuid.UUID) -> list[Deposit]:
    """Enter a deposit of the buyer's; it is split over the accepted shares and passed on.

    Sent twice, it is paid once.

    Raises:
        PermissionDenied: `by` does not keep the cash book.
        OddMoney: above a fifth of the price, not an amount, or nothing is accepted.
    """
    if not permissions.pays(by):
        raise PermissionDenied
    held = holding.hold_one(order)
    before = list(Deposit.objects.filter(promise__order=held, key=key).order_by("pk"))
    if before:
        if sum(each.amount for each in before) != amount:
            raise OddMoney("key-used")
        return before
    promises = list(
        held.promises.filter(state__in=DEPOSITED).select_related("offer__grower").order_by("pk")
    )
    if not promises:
        raise OddMoney("no-promise")
    value = sum((each.price * each.quantity for each in promises), amounts.NOTHING)
    earlier = Deposit.objects.filter(promise__in=promises).aggregate(yuan=Sum("amount"))
    paid = earlier["yuan"] or amounts.NOTHING
    if why := deposits.fault(amount, value=value, paid=paid):
        raise OddMoney(why)
    weights = [int(each.price * each.quantity * 100) for each in promises]
    made = [
        _deposit(by, each, part, key)
        for each, part in zip(promises, amounts.split(amount, weights), strict=True)
        if part
    ]
    audit.record(by, "settlements.pay_deposit", held, amount=amount, promises=len(made))
    return made


def _deposit(by: Actor, promise: Promise, amount: Decimal, key: uuid.UUID) -> Deposit:
    made = Deposit.objects.create(
        workspace=by.workspace,
        promise=promise,
        key=key,
        amount=amount,
        paid_on=by.workspace.today(),
        paid_by=by.label[:150],
    )
    books.pass_on_deposit(
        by,
        buyer=promise.order.buyer,
        grower=promise.offer.grower,
        amount=amount,
        key=f"deposit:{made.pk}",
    )
    return made


@transaction.atomic
def advance(
    *, by: Actor, grower: Party, amount: Decimal, words: str, on: datetime.date, key: uuid.UUID
) -> Advance:
    """Enter seedlings or material that a grower got; slips take it back. Sent twice, it is one.

    Raises:
        PermissionDenied: `by` does not look after this household.
        OddMoney: no amount, or no words.
    """
    if not orders.serves(by, grower):
        raise PermissionDenied
    if not amount.is_finite() or amount <= 0 or amount != amounts.to_fen(amount):
        raise OddMoney("amount")
    if not words.strip():
        raise OddMoney("words-missing")
    try:
        with transaction.atomic():
            made = Advance.objects.create(
                workspace=by.workspace,
                grower=grower,
                key=key,
                amount=amount,
                words=words.strip()[:200],
                given_on=on,
                given_by=by.label[:150],
            )
    except IntegrityError:
        before = Advance.objects.get(workspace=by.workspace, key=key)
        if (before.grower_id, before.amount) != (grower.pk, amount):
            raise OddMoney("key-used") from None
        return before
    audit.record(by, "settlements.advance", made, amount=amount)
    return made


@transaction.atomic
def abandon(*, by: Actor, promise: Promise, side: str, words: str) -> Abandonment:
    """Enter that what is left of a promise is given up, and what of the deposit follows.

    The deposit stays with the grower where the buyer gives up; where the grower does, it goes
    back twice, where neither is at fault once. What is delivered is settled as agreed. A share
    that has ended with a deposit open is given up for the deposit's sake.

    Raises:
        PermissionDenied: `by` does not look after this household.
        OddDelivery: nothing is left and no deposit open, or something is on its way.
        OddMoney: no words, or it was given up before.
    """
    if not permissions.receives(by, promise):
        raise PermissionDenied
    if not words.strip():
        raise OddMoney("words-missing")
    held = holding.hold_promise(promise)
    left, deposit = _to_give_up(held)
    made = Abandonment.objects.create(
        workspace=by.workspace,
        promise=held,
        side=side,
        quantity=left,
        deposit=deposit,
        owed=deposits.after_abandonment(deposit, by=side),  # type: ignore[arg-type]
        words=words.strip()[:200],
        abandoned_on=by.workspace.today(),
        abandoned_by=by.label[:150],
    )
    if left:
        following.cut(held, left, WHY[side])
        following.finish(by, held)
    audit.record(by, "settlements.abandon", made, side=side, quantity=left, owed=made.owed)
    telling.of_abandonment(by, made)
    return made


def _to_give_up(held: Promise) -> tuple[int, Decimal]:
    """Return the pots that are left of a held promise, and what of its deposit is open."""
    if Abandonment.objects.filter(promise=held).exists():
        raise OddMoney("abandoned")
    if held.state == State.PROPOSED:
        raise OddDelivery("not-accepted")
    if held.batches.filter(state__in=following.UNFINISHED).exists():
        raise OddDelivery("on-the-way")
    paid, netted = queries.deposit_of(held)
    left = queries.standing_of(held).left if held.state in DEPOSITED else 0
    if not left and paid <= netted:
        raise OddDelivery("nothing-left")
    return left, paid - netted


@transaction.atomic
def repay(*, by: Actor, abandonment: Abandonment) -> Abandonment:
    """Enter that a grower has paid back what follows for the deposit.

    Raises:
        PermissionDenied: `by` does not keep the cash book.
        OddMoney: nothing is owed, or it is repaid.
    """
    if not permissions.pays(by):
        raise PermissionDenied
    today = by.workspace.today()
    owing = Abandonment.objects.filter(pk=abandonment.pk, owed__gt=0, repaid_on=None)
    if not owing.update(repaid_on=today):
        raise OddMoney("nothing-owed")
    abandonment.repaid_on = today
    promise = abandonment.promise
    books.repay_deposit(
        by,
        buyer=promise.order.buyer,
        grower=promise.offer.grower,
        amount=abandonment.owed,
        key=f"abandonment:{abandonment.pk}",
    )
    audit.record(by, "settlements.repay", abandonment, owed=abandonment.owed)
    return abandonment
