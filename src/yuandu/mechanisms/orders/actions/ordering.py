"""Writes of buyers: an order is drafted, revised, placed."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.registry.models import Party
from yuandu.mechanisms.flowers.models import Kind, Market
from yuandu.mechanisms.orders import moving, permissions, rules
from yuandu.mechanisms.orders.holding import hold_one
from yuandu.mechanisms.orders.models import Order
from yuandu.mechanisms.orders.refusals import OddOrder, WindowTooSoon


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderDraft:
    """What an order says, as its buyer wrote it; see `Order`."""

    kind: Kind
    grade: str
    quantity: int
    from_on: datetime.date
    until_on: datetime.date
    floor_price: Decimal
    market: Market | None = None
    delivered_to: str = ""
    index_market: Market | None = None
    share_above: Decimal = Decimal(0)
    minimum_lot: int = 1
    most_growers: int | None = None
    priority: int = rules.COMMON
    specification: str = ""
    reference: str = ""


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
    _check(by, buyer, words, accepts_standing=accepts_standing)
    today = by.workspace.today()
    made = Order(workspace=by.workspace, buyer=buyer, ordered_on=today, **_fields(words))
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as error:
        raise OddOrder("reference-taken") from error
    made.track = lifecycle.start(by=by, subject=made, cycle=rules.CYCLE, on=today)
    made.save(update_fields=["track"])
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
    _check(by, held.buyer, words, accepts_standing=accepts_standing)
    fields = _fields(words)
    for name, value in fields.items():
        setattr(held, name, value)
    try:
        with transaction.atomic():
            held.save(update_fields=list(fields))
    except IntegrityError as error:
        raise OddOrder("reference-taken") from error
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


def _fields(words: OrderDraft) -> dict[str, object]:
    return {name: getattr(words, name) for name in OrderDraft.__dataclass_fields__}


def _check(by: Actor, buyer: Party, words: OrderDraft, *, accepts_standing: bool) -> None:
    if buyer.kind != "organisation":
        raise OddOrder("no-organisation")
    # Who is served first is the city's to say, not the buyer's.
    if words.priority < rules.COMMON and not permissions.docks(by):
        raise PermissionDenied
    if words.until_on < words.from_on:
        raise OddOrder("window")
    today = by.workspace.today()
    if words.until_on < today:
        raise OddOrder("window-past")
    if words.market is None and not words.delivered_to.strip():
        raise OddOrder("no-place")
    if words.share_above and words.index_market is None:
        raise OddOrder("share-without-index")
    if not 1 <= words.minimum_lot <= words.quantity:
        raise OddOrder("lot")
    plan = rules.plan(words.from_on, words.kind.weeks, today)
    if plan and plan.days_late and not accepts_standing:
        raise WindowTooSoon(words.kind.title, words.kind.weeks or 0, plan.plant_by, plan.ready_on)
