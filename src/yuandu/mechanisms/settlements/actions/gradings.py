"""A batch is counted by grade and cause; a correction keeps what was counted before."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.mechanisms.orders import rules as orders
from yuandu.mechanisms.settlements import following, losing, permissions, queries, telling
from yuandu.mechanisms.settlements.models import Batch, Grading
from yuandu.mechanisms.settlements.moving import move
from yuandu.mechanisms.settlements.refusals import OddCounts, OddDelivery
from yuandu.mechanisms.settlements.rules import grading as rules
from yuandu.mechanisms.settlements.rules import states


@transaction.atomic
def grade(*, by: Actor, batch: Batch, counts: rules.Counts, reason: str = "") -> Grading:
    """Grade a received batch, or correct its grading before it is settled.

    The price is that of the order's rule on the day of delivery.

    Args:
        reason: why a grading is corrected; a first one needs none.

    Raises:
        PermissionDenied: `by` does not receive what this household brings.
        OddCounts: the counts do not add up, or are more than was promised.
        OddDelivery: a correction without a reason.
        Moved: the batch is not received, or settled already.
    """
    if not permissions.receives(by, batch.promise):
        raise PermissionDenied
    held = following.hold(batch)
    promise = held.promise
    terms = queries.terms_of(promise.order)
    left = queries.standing_of(promise, without=held).left
    grade_ordered = promise.order.grade
    if found := rules.faults(counts, ordered=grade_ordered, shares=terms.shares, left=left):
        raise OddCounts(found)
    is_first = held.state == states.RECEIVED
    move(held, states.BATCH_MOVES, "grade" if is_first else "regrade", received=counts.received)
    if not is_first and not reason.strip():
        raise OddDelivery("words-missing")
    held.gradings.filter(is_current=True).update(is_current=False)
    made = _made(by, held, counts, "" if is_first else reason.strip()[:200])
    lines = rules.lines(counts, ordered=grade_ordered, price=made.price, shares=terms.shares)
    losing.of_grading(by, held, made, lines)
    following.weigh(promise)
    audit.record(
        by,
        "settlements.grade",
        made,
        batch=held.pk,
        accepted=made.accepted,
        received=made.received,
        reason=made.reason,
    )
    telling.of_grading(by, held, made)
    return made


def _made(by: Actor, batch: Batch, counts: rules.Counts, reason: str) -> Grading:
    assert batch.delivered_on is not None  # noqa: S101 - a received batch has its day
    order, promise = batch.promise.order, batch.promise
    average = queries.index_average(order, batch.delivered_on)
    return Grading.objects.create(
        workspace=by.workspace,
        batch=batch,
        received=counts.received,
        accepted=counts.accepted,
        price=orders.price(promise.price, average, order.share_above),
        reason=reason,
        graded_by=by.label[:150],
        graded_on=by.workspace.today(),
        **counts.graded,
        **counts.rejected,
    )
