"""A graded batch becomes a settlement slip, and the buyer's leg is held back in the books."""

import datetime
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.registry.models import Party
from yuandu.mechanisms.settlements import (
    books,
    following,
    paying,
    permissions,
    queries,
    telling,
)
from yuandu.mechanisms.settlements.models import (
    Batch,
    Deduction,
    Dispute,
    Grading,
    Line,
    Settlement,
    Terms,
)
from yuandu.mechanisms.settlements.moving import move
from yuandu.mechanisms.settlements.rules import clock, grading, slips, states
from yuandu.mechanisms.settlements.rules.amounts import NOTHING


@transaction.atomic
def settle(*, by: Actor, batch: Batch) -> Settlement:
    """Settle a graded batch: its slip is written, and the buyer is asked to pay.

    Raises:
        PermissionDenied: `by` does not settle what this household brings.
        Moved: it is not graded, or somebody settled it meanwhile.
    """
    if not permissions.receives(by, batch.promise):
        raise PermissionDenied
    held = following.hold(batch)
    move(held, states.BATCH_MOVES, "settle")
    # One grower's slips take turns, so that no debt is taken twice.
    grower = _hold_grower(held)
    graded = held.gradings.get(is_current=True)
    terms = queries.terms_of(held.promise.order)
    found = _slip(held, graded, terms, grower)
    made = _issue(by, held, terms, found, quantity=graded.accepted)
    _write(made, found)
    books.reserve_sale(by, made)
    audit.record(by, "settlements.settle", made, batch=held.pk, gross=made.gross, net=made.net)
    telling.of_slip(by, made)
    if not made.due:
        paying.fund(by, made)
    return made


def award(by: Actor, dispute: Dispute, amount: Decimal) -> Settlement:
    """Write the slip of what a dispute awards; a part of the caller's transaction."""
    held = following.hold(dispute.batch)
    found = slips.Slip((), amount, (), amount, NOTHING)
    made = _issue(by, held, queries.terms_of(held.promise.order), found, dispute=dispute)
    Line.objects.create(
        workspace=by.workspace, slip=made, grade="", quantity=0, price=NOTHING, amount=amount
    )
    books.reserve_sale(by, made)
    audit.record(by, "settlements.award", made, dispute=dispute.pk, gross=made.gross)
    telling.of_slip(by, made)
    return made


def _hold_grower(batch: Batch) -> Party:
    return Party.objects.select_for_update(no_key=True).get(pk=batch.promise.offer.grower_id)


def _slip(batch: Batch, graded: Grading, terms: Terms, grower: Party) -> slips.Slip:
    """Return the slip of a graded batch, by what was agreed on and what is owed."""
    promise = batch.promise
    paid, netted = queries.deposit_of(promise)
    inputs, carried = queries.debts_of(grower)
    return slips.settle(
        grading.lines(
            graded.counts, ordered=promise.order.grade, price=graded.price, shares=terms.shares
        ),
        received=graded.received,
        terms=slips.Terms(
            transport=promise.carriage,
            grading=terms.grading_fee,
            margin_share=terms.margin_share,
        ),
        deposit=paid - netted,
        inputs=inputs,
        carried=carried,
    )


def _issue(
    by: Actor,
    batch: Batch,
    terms: Terms,
    found: slips.Slip,
    *,
    quantity: int = 0,
    dispute: Dispute | None = None,
) -> Settlement:
    assert batch.delivered_on is not None  # noqa: S101 - a received batch has its day
    order, today = batch.promise.order, by.workspace.today()
    # What a dispute awards is owed from the day on which it is decided.
    starts_on = today if dispute else batch.delivered_on
    due = clock.due(queries.sale_of(terms, starts_on))
    return Settlement.objects.create(
        workspace=by.workspace,
        kind="correction" if dispute else "delivery",
        batch=batch,
        dispute=dispute,
        grower_id=batch.promise.offer.grower_id,
        buyer_id=order.buyer_id,
        quantity=quantity,
        gross=found.gross,
        taken=found.gross - found.net,
        net=found.net,
        carried=found.carried,
        due=found.due,
        delivered_on=batch.delivered_on,
        issued_on=today,
        issued_by=by.label[:150],
        buyer_due_on=due.on,
        basis=due.basis,
        pay_on=starts_on + datetime.timedelta(days=terms.grower_days),
    )


def _write(made: Settlement, found: slips.Slip) -> None:
    Line.objects.bulk_create(
        Line(
            workspace_id=made.workspace_id,
            slip=made,
            grade=line.grade,
            quantity=line.quantity,
            price=line.price,
            amount=line.amount,
        )
        for line in found.lines
    )
    Deduction.objects.bulk_create(
        Deduction(
            workspace_id=made.workspace_id,
            slip=made,
            code=each.code,
            wanted=each.wanted,
            taken=each.taken,
        )
        for each in found.deductions
    )
