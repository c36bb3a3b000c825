"""Entering orders into the books: lock, look, decide, write, in three statements.

However many orders there are, and whoever asks. The accounts are locked by their keys in
rising order, so that two batches over the same accounts wait for each other and never in a
circle. Keys are read after that: an equal order names the same accounts, so whoever served
it first has committed by then.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import LiteralString

from django.db import transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.audit import statements
from yuandu.kernel.ledger import refusals
from yuandu.kernel.ledger.models import PENDING, POSTED, Account, Transfer
from yuandu.kernel.ledger.rules import FINEST, Entered, Fault, Order, Outcome, Standing, decide
from yuandu.kernel.workspaces.refusals import Refusal

STEP = Decimal(1).scaleb(-FINEST)
# Updating, not deleting: new transfers that point to an account need not wait for it.
_LOCK: LiteralString = """
SELECT id, balance, reserved, unit, may_go_negative FROM ledger_account
 WHERE workspace_id = %s AND id = ANY(%s::bigint[]) ORDER BY id FOR NO KEY UPDATE
"""
_SERVED: LiteralString = """
SELECT key, body FROM ledger_transfer WHERE workspace_id = %s AND key = ANY(%s::text[])
"""
_WRITE: LiteralString = """
WITH standing AS (
    UPDATE ledger_account a SET balance = s.balance, reserved = s.reserved
      FROM unnest(%s::bigint[], %s::numeric[], %s::numeric[]) AS s (id, balance, reserved)
     WHERE a.id = s.id)
INSERT INTO ledger_transfer
       (workspace_id, debit_id, credit_id, amount, state, posted, key, body, words, by_label, "on")
SELECT %s, t.*, %s
  FROM unnest(%s::bigint[], %s::bigint[], %s::numeric[], %s::text[], %s::numeric[], %s::text[],
              %s::bytea[], %s::text[], %s::text[]) AS t
ON CONFLICT (workspace_id, key) DO NOTHING RETURNING key, id, at
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """An order, and who asks for it."""

    by: Actor
    order: Order


type Answer = Transfer | Refusal


class _KeyTaken(Exception):
    """Somebody used one of the keys for other accounts after we had looked."""


def enter(asked: Sequence[Asked], on: datetime.date) -> tuple[list[Answer], list[audit.Act]]:
    """Enter orders of one workspace, as a part of the caller's transaction.

    Returns:
        The transfer or the refusal of each, in order; and what the caller has to record.
    """
    while True:
        try:
            with transaction.atomic():
                return _enter(asked, on)
        except _KeyTaken:
            continue  # it is committed, so the next look sees it


def lock(workspace_id: int, account_ids: Sequence[int]) -> dict[int, Standing]:
    """Lock accounts until the transaction ends, in the order of all; return how they stand."""
    rows = statements.run(_LOCK, [workspace_id, sorted(set(account_ids))])
    return {row[0]: Standing(*row[1:]) for row in rows}


def _enter(asked: Sequence[Asked], on: datetime.date) -> tuple[list[Answer], list[audit.Act]]:
    workspace_id = asked[0].by.workspace_id
    if any(each.by.workspace_id != workspace_id for each in asked):
        raise ValueError("Orders of several workspaces were to be entered as one batch")
    orders = [each.order for each in asked]
    before = lock(workspace_id, [i for o in orders for i in (o.debit_id, o.credit_id)])
    rows = statements.run(_SERVED, [workspace_id, [order.key for order in orders]])
    outcomes, after = decide(orders, before, {key: bytes(body) for key, body in rows})
    changed = {pk: standing for pk, standing in after.items() if standing != before[pk]}
    entered = [
        each for each, outcome in zip(asked, outcomes, strict=True) if isinstance(outcome, Entered)
    ]
    written = _write(workspace_id, changed, entered, on) if entered else {}
    acts = [_act(each, written[each.order.key]) for each in entered]
    return _answers(workspace_id, orders, outcomes, written), acts


def _write(
    workspace_id: int,
    changed: Mapping[int, Standing],
    entered: Sequence[Asked],
    on: datetime.date,
) -> dict[str, Transfer]:
    """Write the new standings and the transfers; return these by key."""
    transfers = {each.order.key: _transfer(each, on) for each in entered}
    columns = [
        [getattr(transfer, name) for transfer in transfers.values()]
        for name in (
            *("debit_id", "credit_id", "amount", "state", "posted"),
            *("key", "body", "words", "by_label"),
        )
    ]
    rows = statements.run(
        _WRITE,
        [
            list(changed),
            [standing.balance for standing in changed.values()],
            [standing.reserved for standing in changed.values()],
            workspace_id,
            on,
            *columns,
        ],
    )
    if len(rows) < len(transfers):
        raise _KeyTaken
    for key, pk, at in rows:
        transfers[key].pk, transfers[key].at = pk, at
        transfers[key]._state.adding = False
    return transfers


def _transfer(asked: Asked, on: datetime.date) -> Transfer:
    order = asked.order
    amount = order.amount.quantize(STEP)  # as it will be read again
    return Transfer(
        workspace_id=asked.by.workspace_id,
        debit_id=order.debit_id,
        credit_id=order.credit_id,
        amount=amount,
        state=PENDING if order.is_reservation else POSTED,
        posted=Decimal(0) if order.is_reservation else amount,
        key=order.key,
        body=order.body,
        words=order.words,
        on=on,
        by_label=asked.by.label,
    )


def _act(asked: Asked, transfer: Transfer) -> audit.Act:
    details = {
        "debit": transfer.debit_id,
        "credit": transfer.credit_id,
        "amount": asked.order.amount,
        "key": transfer.key,
    }
    verb = "reserve" if asked.order.is_reservation else "enter"
    return audit.Act(asked.by, f"transfer.{verb}", "ledger.transfer", transfer.pk, details)


def _answers(
    workspace_id: int,
    orders: Sequence[Order],
    outcomes: Sequence[Outcome],
    written: Mapping[str, Transfer],
) -> list[Answer]:
    """Turn outcomes into transfers and refusals, reading only what is not at hand."""
    decided = list(zip(orders, outcomes, strict=True))
    missing = {order.key for order, _ in decided} - set(written)
    named = {
        outcome.account_id
        for outcome in outcomes
        if isinstance(outcome, Fault) and outcome.account_id is not None
    }
    found = Transfer.objects.filter(workspace=workspace_id, key__in=missing) if missing else []
    transfers = dict(written) | {transfer.key: transfer for transfer in found}
    accounts: dict[int, Account] = {}
    if named:
        kept = Account.objects.filter(workspace=workspace_id, pk__in=named)
        accounts = {account.pk: account for account in kept}
    return [
        refusals.of(outcome, order, accounts.get(outcome.account_id or 0))
        if isinstance(outcome, Fault)
        else transfers[order.key]
        for order, outcome in decided
    ]
