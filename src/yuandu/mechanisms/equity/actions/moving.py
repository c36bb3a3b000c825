"""Shares on their way: entered at once, or held back and later registered or released.

Whoever changes the register locks the charter's row first and the ledger's accounts after it,
in their own order; so the count of holders cannot be passed by two at once, certificates are
numbered without gaps, and nobody waits in a circle.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.ledger.models import Transfer
from yuandu.kernel.ledger.refusals import NotPending
from yuandu.mechanisms.equity import books, certificates, permissions, queries, rules, telling
from yuandu.mechanisms.equity.books import Places
from yuandu.mechanisms.equity.changes import Change, Side, examine
from yuandu.mechanisms.equity.models import Charter, PriceRule, ShareClass, ShareTransaction
from yuandu.mechanisms.equity.refusals import (
    AboveAuthorised,
    KeyTaken,
    NoPrice,
    OddShares,
    TooManyHolders,
)
from yuandu.mechanisms.equity.turns import in_turn

State = ShareTransaction.State
type Price = tuple[Decimal | None, PriceRule | None]


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
    """Enter a change of the register; see `Change` for the arguments, `enter_all` for the rest."""
    change = Change(
        kind=kind,
        share_class=share_class,
        quantity=quantity,
        key=key,
        on=on,
        reason=reason,
        source=source,
        target=target,
        price=price,
        at_rule=at_rule,
        resolution=resolution,
        is_pending=is_pending,
    )
    (made,) = enter_all(by=by, changes=[change])
    return made


@transaction.atomic
def enter_all(*, by: Actor, changes: Sequence[Change]) -> list[ShareTransaction]:
    """Enter the changes of one resolution, all or none, each on what those before it left.

    Asked again with a key, what was entered with it stands and is returned. The limits of the
    law hold for the register as the resolution leaves it.

    Raises:
        PermissionDenied: the actor does not keep the register.
        OddShares: one makes no sense.
        TooFewShares: who gives has fewer.
        TooManyHolders: the law allows fewer holders; with what would help.
        AboveAuthorised, NoPrice, KeyTaken: as they say.
    """
    if not permissions.keeps(by):
        raise PermissionDenied
    for change in changes:
        examine(by, change)
    charter = _locked(by)
    served = _served(by, changes)
    fresh = [change for change in changes if change.key not in served]
    if fresh:
        prices = _prices(by, fresh)
        takes = any(change.target for change in fresh)
        before = queries.standing(by.workspace, charter.form) if takes else None
        places = books.places(by.workspace, fresh)
        transfers = books.enter(by, fresh, places)
        made = _written(by, charter, fresh, prices, places, transfers)
        for share_class in {c.share_class for c in fresh if c.kind == rules.ISSUE}:
            _authorised(share_class)
        if before is not None:
            _counted(by, charter, before)
        certificates.show(charter, [each for each in made if each.state == State.POSTED])
        charter.save(update_fields=["transactions", "certificates"])
        audit.record_all([_act(by, each) for each in made])
        telling.of_changes(by, made)
        served |= {each.key: each for each in made}
    return [served[change.key] for change in changes]


@transaction.atomic
def post(*, by: Actor, found: ShareTransaction) -> ShareTransaction:
    """Register what was held back; asked again, nothing more happens.

    Raises:
        PermissionDenied: the actor does not keep the register.
        NotPending: it was released.
    """
    if charter := _decided(by, found, State.POSTED):
        certificates.show(charter, [found])
        charter.save(update_fields=["certificates"])
        audit.record(by, "equity.post", found, number=found.number, quantity=found.quantity)
        telling.of_changes(by, [found])
    return found


@transaction.atomic
def void(*, by: Actor, found: ShareTransaction) -> ShareTransaction:
    """Release what was held back; as `post` otherwise."""
    if _decided(by, found, State.VOIDED):
        audit.record(by, "equity.void", found, number=found.number, quantity=found.quantity)
        telling.of_changes(by, [found])
    return found


def _decided(by: Actor, found: ShareTransaction, state: str) -> Charter | None:
    """Decide what is held back; return the charter, locked, if this changed anything."""
    if not permissions.keeps(by):
        raise PermissionDenied
    charter = _locked(by)
    today = by.workspace.today()
    decided = ShareTransaction.objects.filter(
        workspace=by.workspace, pk=found.pk, state=State.PENDING
    ).update(state=state, decided_on=today, decided_by=by.label)
    found.refresh_from_db(fields=["state", "decided_on", "decided_by"])
    if not decided and found.state != state:
        raise NotPending(found.transfer)
    if not decided:
        return None
    books.decide(by, found, is_posted=state == State.POSTED)
    return charter


def _locked(by: Actor) -> Charter:
    charter = in_turn(by)
    if charter is None:
        raise OddShares("no-charter")
    return charter


def _served(by: Actor, changes: Sequence[Change]) -> dict[str, ShareTransaction]:
    """Return what was entered with these keys, by key; another thing with one is refused."""
    asked = {change.key: change for change in changes}
    if len(asked) < len(changes):
        raise KeyTaken
    found = {
        each.key: each
        for each in ShareTransaction.objects.filter(
            workspace=by.workspace, key__in=list(asked)
        ).select_related("source", "target", "transfer")
    }
    if not all(asked[key].is_of(each) for key, each in found.items()):
        raise KeyTaken
    return found


def _prices(by: Actor, changes: Iterable[Change]) -> list[Price]:
    """Return price and rule of each; two queries for each day with prices of the rule."""
    known: dict[tuple[datetime.date, str], Price] = {}
    found: list[Price] = []
    for change in changes:
        if not change.at_rule:
            found.append((change.price, None))
            continue
        asked = change.on, change.at_rule
        if asked not in known:
            known[asked] = _rule_price(by, *asked)
        found.append(known[asked])
    return found


def _rule_price(by: Actor, on: datetime.date, purpose: str) -> Price:
    rule, year = queries.rule_on(by.workspace, on), queries.audited_on(by.workspace, on)
    price = queries.priced(rule, year).get(purpose)
    if price is None:
        raise NoPrice
    return price.amount, rule


def _written(
    by: Actor,
    charter: Charter,
    changes: Sequence[Change],
    prices: Sequence[Price],
    places: Places,
    transfers: Mapping[str, Transfer],
) -> list[ShareTransaction]:
    """Number and save the transactions."""
    made = []
    for change, (price, rule) in zip(changes, prices, strict=True):
        charter.transactions += 1
        source, target = places.between(change)
        made.append(
            ShareTransaction(
                workspace=by.workspace,
                number=charter.transactions,
                kind=change.kind,
                state=State.PENDING if change.is_pending else State.POSTED,
                share_class=change.share_class,
                source=source,
                target=target,
                quantity=change.quantity,
                price=price,
                price_rule=rule,
                on=change.on,
                reason=change.reason.strip(),
                resolution=change.resolution.strip(),
                transfer=transfers[change.key],
                key=change.key,
                by_label=by.label,
            )
        )
    return ShareTransaction.objects.bulk_create(made)


def _act(by: Actor, made: ShareTransaction) -> audit.Act:
    details = {
        "kind": made.kind,
        "quantity": made.quantity,
        "number": made.number,
        "state": made.state,
    }
    return audit.Act(by, "equity.enter", made._meta.label_lower, made.pk, details)


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
