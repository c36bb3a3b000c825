"""What the banks say: the buyer has paid or not, the grower has got it or not."""

import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.mechanisms.settlements import books, following, paying, permissions, telling
from yuandu.mechanisms.settlements.models import Settlement
from yuandu.mechanisms.settlements.moving import move
from yuandu.mechanisms.settlements.refusals import OddMoney
from yuandu.mechanisms.settlements.rules import states

MOVES = states.SLIP_MOVES


@transaction.atomic
def fund(*, by: Actor, slip: Settlement) -> Settlement:
    """Enter that the buyer's money is in the pool; what the grower gets is held back there.

    Raises:
        PermissionDenied: `by` does not keep the cash book.
        Moved: it was entered before, or the payment was refused.
    """
    held = _held(by, slip)
    paying.fund(by, held)
    audit.record(by, "settlements.fund", held, due=held.due)
    telling.of_payment(by, held)
    return held


@transaction.atomic
def refuse(*, by: Actor, slip: Settlement, words: str) -> Settlement:
    """Enter that the buyer's bank refused; the leg is voided and the slip is unpaid.

    Raises:
        PermissionDenied: `by` does not keep the cash book.
        OddMoney: no reason.
        Moved: the money is there, or it was refused before.
    """
    held = _held(by, slip)
    move(held, MOVES, "refuse", words=_needed(words))
    books.void_sale(by, held)
    audit.record(by, "settlements.refuse", held, due=held.due, words=held.words)
    telling.of_refusal(by, held)
    return held


@transaction.atomic
def ask_again(*, by: Actor, slip: Settlement) -> Settlement:
    """Ask the buyer anew after a refusal: a leg with a key of its own is held back.

    Raises:
        PermissionDenied: `by` does not keep the cash book.
        Moved: it is not refused.
    """
    held = _held(by, slip)
    move(held, MOVES, "ask_again", sale_attempt=held.sale_attempt + 1, words="")
    books.reserve_sale(by, held)
    audit.record(by, "settlements.ask_again", held, attempt=held.sale_attempt)
    return held


@transaction.atomic
def pay(*, by: Actor, slip: Settlement) -> Settlement:
    """Enter that the grower has the money; the last slip of a promise settles it.

    Raises:
        PermissionDenied: `by` does not keep the cash book.
        Moved: the buyer has not paid, or the grower has it already.
    """
    held = _held(by, slip)
    if held.state == states.FUNDED:
        books.post_purchase(by, held)
    paying.finish(by, held)
    audit.record(by, "settlements.pay", held, net=held.net)
    telling.of_payment(by, held)
    return held


@transaction.atomic
def bounce(*, by: Actor, slip: Settlement, words: str) -> Settlement:
    """Enter that the grower's bank refused; the money stays in the pool.

    Raises:
        PermissionDenied: `by` does not keep the cash book.
        OddMoney: no reason.
        Moved: nothing is on its way to the grower.
    """
    held = _held(by, slip)
    move(held, MOVES, "bounce", words=_needed(words))
    books.void_purchase(by, held)
    audit.record(by, "settlements.bounce", held, net=held.net, words=held.words)
    telling.of_refusal(by, held)
    return held


@transaction.atomic
def pay_again(*, by: Actor, slip: Settlement) -> Settlement:
    """Send the grower's money anew after their bank refused it.

    Raises:
        PermissionDenied: `by` does not keep the cash book.
        Moved: it was not refused.
    """
    held = _held(by, slip)
    move(held, MOVES, "pay_again", purchase_attempt=held.purchase_attempt + 1, words="")
    books.reserve_purchase(by, held)
    audit.record(by, "settlements.pay_again", held, attempt=held.purchase_attempt)
    return held


@transaction.atomic
def remind(*, by: Actor, slip: Settlement, on: datetime.date) -> bool:
    """Remind buyer and desk of a slip that is due, once a day; return whether it was done."""
    waiting = Settlement.objects.filter(pk=slip.pk, state__in=(states.ISSUED, states.REFUSED))
    today = waiting.filter(Q(reminded_on=None) | Q(reminded_on__lt=on))
    if not today.update(reminded_on=on):
        return False
    audit.record(by, "settlements.remind", slip, due_on=str(slip.buyer_due_on))
    telling.of_clock(by, slip)
    return True


def _held(by: Actor, slip: Settlement) -> Settlement:
    """Return a slip held with its promise and order, for one who keeps the cash book."""
    if not permissions.pays(by):
        raise PermissionDenied
    batch = following.hold(slip.batch)
    held = (
        Settlement.objects.select_for_update(of=("self",), no_key=True)
        .select_related("grower", "buyer")
        .get(pk=slip.pk)
    )
    held.batch = batch
    return held


def _needed(words: str) -> str:
    if not words.strip():
        raise OddMoney("words-missing")
    return words.strip()[:200]
