"""Writing an order down: what buyers say, what of it makes no sense, the row and its way."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.registry.models import Party
from yuandu.mechanisms.flowers.models import Kind, Market
from yuandu.mechanisms.orders import permissions, rules
from yuandu.mechanisms.orders.models import BlanketOrder, Order
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


def fields(words: OrderDraft) -> dict[str, Any]:
    return {name: getattr(words, name) for name in OrderDraft.__dataclass_fields__}


def check(by: Actor, buyer: Party, words: OrderDraft, *, accepts_standing: bool) -> None:
    """Refuse what makes no sense.

    Raises:
        PermissionDenied: `by` gives a priority that is not theirs to give.
        OddOrder: what it says makes no sense.
        WindowTooSoon: the window begins before the kind could grow.
    """
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


def write_down(
    by: Actor,
    buyer: Party,
    words: OrderDraft,
    *,
    accepts_standing: bool,
    blanket: BlanketOrder | None = None,
) -> Order:
    """Return a new draft; raises as `check` does, and of a reference that is taken."""
    check(by, buyer, words, accepts_standing=accepts_standing)
    today = by.workspace.today()
    made = Order(
        workspace=by.workspace, buyer=buyer, ordered_on=today, blanket=blanket, **fields(words)
    )
    save_once(made)
    made.track = lifecycle.start(by=by, subject=made, cycle=rules.CYCLE, on=today)
    made.save(update_fields=["track"])
    return made


def save_once(row: Order | BlanketOrder, names: list[str] | None = None) -> None:
    """Save an order whose reference is the buyer's only one of that name.

    Raises:
        OddOrder: it is not.
    """
    try:
        with transaction.atomic():
            row.save(update_fields=names)
    except IntegrityError as error:
        raise OddOrder("reference-taken") from error
