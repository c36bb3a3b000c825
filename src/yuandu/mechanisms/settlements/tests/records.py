"""Promises on their way to a settled sale, for tests, small and made up."""

import uuid
from decimal import Decimal
from typing import Any

from django.db.models import Sum

from tests.people import TODAY
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.ledger.models import Account
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.orders import actions as orders
from yuandu.mechanisms.orders.models import Offer, Order, Promise
from yuandu.mechanisms.orders.models.promises import STANDING
from yuandu.mechanisms.orders.tests.records import an_offer, an_order, asked
from yuandu.mechanisms.settlements import actions
from yuandu.mechanisms.settlements.models import Batch, Settlement
from yuandu.mechanisms.settlements.rules.grading import Counts


def a_promise(workspace: Workspace, quantity: int = 600, **changes: Any) -> Promise:
    """Return an accepted share of an order that asks for no more than it."""
    an_order(workspace, quantity=quantity, **changes)
    an_offer(workspace, quantity=quantity)
    (promise,) = asked(workspace)
    return orders.accept(by=Actor.system(workspace), promise=promise)


def a_batch(promise: Promise, quantity: int | None = None) -> Batch:
    """Return a batch that is announced for today."""
    return actions.announce(
        by=Actor.system(promise.workspace),
        promise=promise,
        key=uuid.uuid4(),
        quantity=quantity or promise.quantity,
        expected_on=TODAY,
    )


def received(promise: Promise, quantity: int | None = None) -> Batch:
    batch = a_batch(promise, quantity)
    return actions.receive(
        by=Actor.system(promise.workspace), batch=batch, received=batch.announced, on=TODAY
    )


def counts(first: int = 0, second: int = 0, third: int = 0, **rejected: int) -> Counts:
    graded = {"first": first, "second": second, "third": third, "ungraded": 0}
    return Counts(sum(graded.values()) + sum(rejected.values()), graded, rejected)


def graded(promise: Promise, found: Counts | None = None) -> Batch:
    """Return a batch that is graded: all as ordered, unless said otherwise."""
    batch = received(promise, found.received if found else None)
    by = Actor.system(promise.workspace)
    actions.grade(by=by, batch=batch, counts=found or counts(second=batch.announced))
    batch.refresh_from_db()
    return batch


def a_slip(workspace: Workspace, found: Counts | None = None, **changes: Any) -> Settlement:
    """Return the slip of a whole promise's batch."""
    batch = graded(a_promise(workspace, **changes), found)
    return actions.settle(by=Actor.system(workspace), batch=batch)


def a_slip_of(workspace: Workspace, household: str, quantity: int = 100) -> Settlement:
    """Return the paid slip of a household that took a share of an order of its own."""
    by = Actor.system(workspace)
    promise = orders.claim(
        by=by,
        order=an_order(workspace, quantity=quantity),
        offer=an_offer(workspace, household, quantity=quantity),
        quantity=quantity,
        key=uuid.uuid4().hex,
    )
    slip = actions.settle(by=by, batch=graded(promise))
    return actions.pay(by=by, slip=actions.fund(by=by, slip=slip))


def book(workspace: Workspace) -> dict[str, tuple[Decimal, Decimal]]:
    """Return balance and reserve of every account of the trade, without its parties' keys."""
    found = Account.objects.filter(workspace=workspace, code__startswith="trade:")
    return {
        ":".join(part for part in each.code.split(":")[1:] if not part.isdigit()): (
            each.balance,
            each.reserved,
        )
        for each in found
    }


def is_consistent(promise: Promise) -> bool:
    """Say whether what is counted as promised is what stands promised."""
    counted = (
        (Order.objects.get(pk=promise.order_id).promised, {"order": promise.order_id}),
        (Offer.objects.get(pk=promise.offer_id).promised, {"offer": promise.offer_id}),
    )
    standing = Promise.objects.filter(state__in=STANDING)
    return all(
        promised == (standing.filter(**of).aggregate(pots=Sum("quantity"))["pots"] or 0)
        for promised, of in counted
    )
