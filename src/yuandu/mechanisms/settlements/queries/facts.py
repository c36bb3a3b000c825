"""What actions have to know: how a promise stands, what is owed, which price counts."""

import datetime
from collections.abc import Mapping
from decimal import Decimal

from django.db.models import Avg, Q, Sum

from yuandu.kernel.registry.models import Party
from yuandu.mechanisms.flowers.models import Doubt, Quote
from yuandu.mechanisms.orders.models import Order, Promise
from yuandu.mechanisms.settlements.models import (
    Advance,
    Batch,
    Deduction,
    Deposit,
    Grading,
    Terms,
)
from yuandu.mechanisms.settlements.rules import clock, slips, states
from yuandu.mechanisms.settlements.rules.amounts import NOTHING
from yuandu.mechanisms.settlements.rules.shortages import Standing

SIZES: Mapping[str, clock.Size] = {"large": "large", "small": "small", "unknown": "unknown"}
INDEX_WEEK = datetime.timedelta(days=7)
# What a slip could not take of these becomes a debt; advances and deposits are counted anew.
BECOMES_A_DEBT = (slips.TRANSPORT, slips.GRADING, slips.MARGIN)


def terms_of(order: Order) -> Terms:
    """Return what was agreed on about an order; the usual terms, unsaved, where nothing was."""
    found = Terms.objects.filter(order=order).first()
    return found or Terms(workspace_id=order.workspace_id, order=order)


def sale_of(terms: Terms, started_on: datetime.date) -> clock.Sale:
    """Return what the payment clock has to know of a delivery under these terms."""
    return clock.Sale(
        started_on=started_on,
        agreed_days=terms.payment_days,
        buyer=SIZES[terms.buyer_size],
        seller="small" if terms.is_sold_by_firm else "household",
    )


def accepted_of(promise: Promise, *, without: Batch | None = None) -> int:
    """Return the pots that were accepted of a promise; one query."""
    gradings = Grading.objects.filter(batch__promise=promise, is_current=True)
    if without is not None:
        gradings = gradings.exclude(batch=without)
    return int(gradings.aggregate(pots=Sum("accepted"))["pots"] or 0)


def standing_of(promise: Promise, *, without: Batch | None = None) -> Standing:
    """Return a promise against its deliveries; what was cut off it is in its quantity."""
    return Standing(promise.quantity, accepted_of(promise, without=without))


def on_the_way(promise: Promise) -> int:
    """Return the pots that are announced or received and not graded yet; one query."""
    waiting = promise.batches.filter(state__in=(states.EXPECTED, states.RECEIVED))
    found = waiting.aggregate(
        announced=Sum("announced", filter=Q(received=None)), received=Sum("received")
    )
    return int(found["announced"] or 0) + int(found["received"] or 0)


def deposit_of(promise: Promise) -> tuple[Decimal, Decimal]:
    """Return what was paid as a deposit on a promise, and what slips have netted; two queries."""
    paid = Deposit.objects.filter(promise=promise).aggregate(yuan=Sum("amount"))["yuan"]
    netted = Deduction.objects.filter(slip__batch__promise=promise, code=slips.DEPOSIT).aggregate(
        yuan=Sum("taken")
    )["yuan"]
    return paid or NOTHING, netted or NOTHING


def debts_of(grower: Party) -> tuple[Decimal, Decimal]:
    """Return what a grower owes for advances, and what earlier slips carried; two queries."""
    advanced = Advance.objects.filter(grower=grower).aggregate(yuan=Sum("amount"))["yuan"]
    found = Deduction.objects.filter(slip__grower=grower).aggregate(
        inputs=Sum("taken", filter=Q(code=slips.INPUTS)),
        repaid=Sum("taken", filter=Q(code=slips.CARRIED)),
        wanted=Sum("wanted", filter=Q(code__in=BECOMES_A_DEBT)),
        taken=Sum("taken", filter=Q(code__in=BECOMES_A_DEBT)),
    )
    sums = {name: value or NOTHING for name, value in found.items()}
    inputs = (advanced or NOTHING) - sums["inputs"]
    return inputs, sums["wanted"] - sums["taken"] - sums["repaid"]


def index_average(order: Order, on: datetime.date) -> Decimal | None:
    """Return the index market's average of the week up to the day; `None` where none counts."""
    if order.index_market_id is None:
        return None
    quotes = Quote.objects.filter(
        kind=order.kind_id,
        market=order.index_market_id,
        grade=order.grade,
        unit=order.kind.unit,
        doubt=Doubt.NONE,
        on__gt=on - INDEX_WEEK,
        on__lte=on,
    )
    average: Decimal | None = quotes.aggregate(yuan=Avg("average"))["yuan"]
    return average
