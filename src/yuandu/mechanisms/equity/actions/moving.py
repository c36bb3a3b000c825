"""Shares on their way: entered at once, or held back and later registered or released.

Whoever changes the register locks the charter's row first and the ledger's accounts after it,
in their own order; so the count of holders cannot be passed by two at once, certificates are
numbered without gaps, and nobody waits in a circle.
"""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.ledger.refusals import NotPending
from yuandu.mechanisms.equity import books, permissions, queries, rules
from yuandu.mechanisms.equity.models import (
    Certificate,
    Charter,
    Holder,
    Holding,
    PriceRule,
    ShareClass,
    ShareTransaction,
)
from yuandu.mechanisms.equity.refusals import (
    AboveAuthorised,
    KeyTaken,
    NoPrice,
    OddShares,
    TooManyHolders,
)

State = ShareTransaction.State


@dataclass(frozen=True, slots=True)
class Side:
    """Who gives or takes shares: a holder, directly or through a vehicle."""

    holder: Holder
    vehicle: Holder | None = None

    @property
    def seat(self) -> tuple[int, int | None]:
        return self.holder.pk, self.vehicle.pk if self.vehicle else None


@transaction.atomic
def enter(
    *,
    by: Actor,
    kind: str,
    share_class: ShareClass,
    quantity: int,
    key: str,
    on: datetime.date,
    reason: str,
    source: Side | None = None,
    target: Side | None = None,
    price: Decimal | None = None,
    at_rule: str = "",
    resolution: str = "",
    is_pending: bool = False,
) -> ShareTransaction:
    """Enter a change of the register; asked again with the same key, return what was entered.

    Args:
        kind: of `rules.KINDS`.
        at_rule: `rules.ADMIT` or `rules.EXIT`: the price is the rule's of the day.
        is_pending: hold the shares back; `post` registers them, `void` releases them.

    Raises:
        PermissionDenied: the actor does not keep the register.
        OddShares: it makes no sense.
        TooFewShares: who gives has fewer.
        TooManyHolders: the law allows fewer holders; with what would help.
        AboveAuthorised, NoPrice, KeyTaken: as they say.
    """
    if not permissions.keeps(by):
        raise PermissionDenied
    _examine(by, kind, share_class, quantity, source, target, price, on, reason)
    charter = _locked(by)
    if found := _served(by, key):
        _same(found, kind, share_class, quantity, source, target)
        return found
    rule = None
    if at_rule:
        price, rule = _rule_price(by, on, at_rule)
    before = queries.standing(by.workspace, charter.form) if target else None
    giving, taking = (
        books.holding(share_class, side.holder, side.vehicle) if side else None
        for side in (source, target)
    )
    entry = books.book(
        by,
        kind=kind,
        share_class=share_class,
        source=giving,
        target=taking,
        quantity=quantity,
        key=key,
        is_pending=is_pending,
    )
    charter.transactions += 1
    made = ShareTransaction.objects.create(
        workspace=by.workspace,
        number=charter.transactions,
        kind=kind,
        state=State.PENDING if is_pending else State.POSTED,
        share_class=share_class,
        source=giving,
        target=taking,
        quantity=quantity,
        price=price,
        price_rule=rule,
        on=on,
        reason=reason.strip(),
        resolution=resolution.strip(),
        transfer=entry,
        key=key,
        by_label=by.label,
    )
    if kind == rules.ISSUE:
        _authorised(share_class)
    if before is not None:
        _counted(by, charter, before)
    if not is_pending:
        _show(made, charter)
    charter.save(update_fields=["transactions", "certificates"])
    audit.record(
        by, "equity.enter", made, kind=kind, quantity=quantity, number=made.number, state=made.state
    )
    return made


@transaction.atomic
def post(*, by: Actor, found: ShareTransaction) -> ShareTransaction:
    """Register what was held back; asked again, nothing more happens.

    Raises:
        PermissionDenied: the actor does not keep the register.
        NotPending: it was released.
    """
    if _decided(by, found, State.POSTED):
        charter = _locked(by)
        _show(found, charter)
        charter.save(update_fields=["certificates"])
        audit.record(by, "equity.post", found, number=found.number, quantity=found.quantity)
    return found


@transaction.atomic
def void(*, by: Actor, found: ShareTransaction) -> ShareTransaction:
    """Release what was held back; as `post` otherwise."""
    if _decided(by, found, State.VOIDED):
        audit.record(by, "equity.void", found, number=found.number, quantity=found.quantity)
    return found


def _decided(by: Actor, found: ShareTransaction, state: str) -> bool:
    """Decide what is held back; return whether this changed anything."""
    if not permissions.keeps(by):
        raise PermissionDenied
    _locked(by)
    today = by.workspace.today()
    decided = ShareTransaction.objects.filter(
        workspace=by.workspace, pk=found.pk, state=State.PENDING
    ).update(state=state, decided_on=today, decided_by=by.label)
    found.refresh_from_db(fields=["state", "decided_on", "decided_by"])
    if not decided and found.state != state:
        raise NotPending(found.transfer)
    if decided:
        books.decide(by, found, is_posted=state == State.POSTED)
    return bool(decided)


def _locked(by: Actor) -> Charter:
    charter = Charter.objects.select_for_update().filter(workspace=by.workspace).first()
    if charter is None:
        raise OddShares("no-charter")
    return charter


def _examine(
    by: Actor,
    kind: str,
    share_class: ShareClass,
    quantity: int,
    source: Side | None,
    target: Side | None,
    price: Decimal | None,
    on: datetime.date,
    reason: str,
) -> None:
    gives, takes = source is not None, target is not None
    if faults := rules.kind_faults(kind, gives=gives, takes=takes, quantity=quantity):
        raise OddShares(faults[0])
    sides = [side for side in (source, target) if side]
    things = [share_class, *(each for s in sides for each in (s.holder, s.vehicle) if each)]
    if any(each.workspace_id != by.workspace_id for each in things):
        raise OddShares("elsewhere")
    for side in sides:
        if side.vehicle and (not side.vehicle.form or side.holder.form):
            raise OddShares("vehicle")
    if source and target and source.seat == target.seat:
        raise OddShares("same")
    if price is not None and (price < 0 or price != round(price, 2)):
        raise OddShares("price")
    if on > by.workspace.today():
        raise OddShares("day")
    if not reason.strip():
        raise OddShares("reason")


def _served(by: Actor, key: str) -> ShareTransaction | None:
    return (
        ShareTransaction.objects.filter(workspace=by.workspace, key=key)
        .select_related("source", "target", "transfer")
        .first()
    )


def _same(
    found: ShareTransaction,
    kind: str,
    share_class: ShareClass,
    quantity: int,
    source: Side | None,
    target: Side | None,
) -> None:
    stood = [
        (each.holder_id, each.vehicle_id) if each else None for each in (found.source, found.target)
    ]
    asked = [side.seat if side else None for side in (source, target)]
    if (found.kind, found.share_class_id, found.quantity, stood) != (
        kind,
        share_class.pk,
        quantity,
        asked,
    ):
        raise KeyTaken


def _rule_price(by: Actor, on: datetime.date, purpose: str) -> tuple[Decimal, PriceRule]:
    price, rule = queries.price_on(by.workspace, on, purpose), queries.rule_on(by.workspace, on)
    if price is None or rule is None:
        raise NoPrice
    return price.amount, rule


def _authorised(share_class: ShareClass) -> None:
    if share_class.authorised is None:
        return
    account = books.issued(share_class)
    # Reserved issues are still to come off the account.
    would = int(account.reserved - account.balance)
    if would > share_class.authorised:
        raise AboveAuthorised(most=share_class.authorised, would=would)


def _counted(by: Actor, charter: Charter, before: queries.Standing) -> None:
    after = queries.standing(by.workspace, charter.form)
    if passed := rules.newly_passed(before.excesses, after.excesses):
        raise TooManyHolders(passed, {pk: each.name for pk, each in after.vehicles.items()})


def _show(made: ShareTransaction, charter: Charter) -> None:
    """Close the certificates of what was given, the oldest first; make those of what was taken.

    What is transferred of two certificates stands on two again, each with its own origin.
    """
    if made.source is None:
        if made.target is not None:
            _make(made, charter, made.target, made.quantity)
        return
    open_ones = {
        each.pk: each
        for each in Certificate.objects.filter(holding=made.source, closed_by=None).order_by(
            "number"
        )
    }
    taken = rules.take(
        [rules.Lot(pk, each.quantity) for pk, each in open_ones.items()], made.quantity
    )
    Certificate.objects.filter(pk__in=[each.pk for each in taken]).update(closed_by=made)
    for each in taken:
        if each.left:
            _make(made, charter, made.source, each.left, open_ones[each.pk])
        if made.target is not None:
            _make(made, charter, made.target, each.quantity, open_ones[each.pk])


def _make(
    made: ShareTransaction,
    charter: Charter,
    holding: Holding,
    quantity: int,
    origin: Certificate | None = None,
) -> None:
    charter.certificates += 1
    Certificate.objects.create(
        workspace=made.workspace,
        number=charter.certificates,
        holding=holding,
        quantity=quantity,
        made_by=made,
        origin=origin,
        issued_on=made.on,
    )
