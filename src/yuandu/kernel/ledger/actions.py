"""What this room does. The rooms that call it say who may: a quota follows a project's move."""

from collections.abc import Sequence
from decimal import Decimal
from typing import LiteralString

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import F

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.audit import statements
from yuandu.kernel.ledger import booking
from yuandu.kernel.ledger.booking import Answer, Asked
from yuandu.kernel.ledger.models import PENDING, POSTED, VOIDED, Account, Transfer
from yuandu.kernel.ledger.permissions import may_open
from yuandu.kernel.ledger.refusals import CodeTaken, NotPending, OddAccount, OddTransfer
from yuandu.kernel.ledger.rules import UNITS, Order, amount_fault
from yuandu.kernel.registry.models import Division
from yuandu.kernel.workspaces.refusals import Refusal

_SETTLE: LiteralString = """
UPDATE ledger_account SET
       balance = balance + CASE id WHEN %s THEN -%s::numeric ELSE %s::numeric END,
       reserved = reserved - CASE id WHEN %s THEN %s::numeric ELSE 0 END
 WHERE id IN (%s, %s)
"""


_SETTLE_MANY: LiteralString = """
UPDATE ledger_account a SET balance = a.balance + s.moved, reserved = a.reserved - s.released
  FROM unnest(%s::bigint[], %s::numeric[], %s::numeric[]) AS s (id, moved, released)
 WHERE a.id = s.id
"""


@transaction.atomic
def open_account(
    *,
    by: Actor,
    code: str,
    name: str,
    unit: str,
    name_en: str = "",
    may_go_negative: bool = False,
    division: Division | None = None,
    year: int | None = None,
    resource: str = "",
) -> Account:
    """Open an empty account.

    Args:
        unit: one of `rules.UNITS`; it never changes.
        may_go_negative: it is where things come from.

    Raises:
        PermissionDenied: the actor's post does not open accounts.
        OddAccount: the unit is unknown; code or name are missing.
        CodeTaken: an account has this code.
    """
    if not may_open(by):
        raise PermissionDenied
    if unit not in UNITS:
        raise OddAccount("unknown-unit")
    if not code.strip() or not name.strip():
        raise OddAccount("code-missing")
    try:
        with transaction.atomic():
            account = Account.objects.create(
                workspace=by.workspace,
                code=code.strip(),
                name=name.strip(),
                name_en=name_en.strip(),
                unit=unit,
                may_go_negative=may_go_negative,
                division=division,
                year=year,
                resource=resource,
            )
    except IntegrityError as error:
        raise CodeTaken(code) from error
    audit.record(by, "account.open", account, code=account.code, unit=unit)
    return account


def transfer(
    *, by: Actor, debit: Account, credit: Account, amount: Decimal, key: str, words: str = ""
) -> Transfer:
    """Move an amount at once; asked again with the same key, return the same transfer.

    Args:
        amount: above zero, two decimals at most, in the unit of both accounts.
        key: of the caller's choice; made anew for what is to happen anew.

    Raises:
        InsufficientFunds: the debit account has less free.
        KeyReused: the key belongs to another transfer.
        UnknownAccount, OddTransfer: it makes no sense.
    """
    order = Order(debit.pk, credit.pk, amount, key, words=words.strip())
    return enter(asked=Asked(by, order))


def reserve(
    *, by: Actor, debit: Account, credit: Account, amount: Decimal, key: str, words: str = ""
) -> Transfer:
    """Hold an amount back until it is posted or voided; as `transfer` otherwise."""
    order = Order(debit.pk, credit.pk, amount, key, is_reservation=True, words=words.strip())
    return enter(asked=Asked(by, order))


def enter(*, asked: Asked) -> Transfer:
    """Enter one order; as `transfer` and `reserve`, which ask for it."""
    (answer,) = post_all(asked=[asked])
    if isinstance(answer, Refusal):
        raise answer
    return answer


def post_many(*, by: Actor, orders: Sequence[Order]) -> list[Answer]:
    """Enter orders in one transaction; return the transfer or the refusal of each, in order.

    One that fails does not fail the others; each counts on what those before it left.
    """
    return post_all(asked=[Asked(by, order) for order in orders])


@transaction.atomic
def post_all(*, asked: Sequence[Asked]) -> list[Answer]:
    """Enter the orders of several actors of one workspace; as `post_many` otherwise."""
    if not asked:
        return []
    answers, acts = booking.enter(asked, asked[0].by.workspace.today())
    audit.record_all(acts)
    return answers


@transaction.atomic
def post(*, by: Actor, transfer: Transfer, amount: Decimal | None = None) -> Transfer:
    """Carry out a reservation, whole or in part; the rest is free again.

    Asked again for the same amount, nothing more happens.

    Raises:
        NotPending: it was voided, or posted with another amount.
        OddTransfer: the amount is not above zero, or above what was reserved.
    """
    amount = transfer.amount if amount is None else amount
    if fault := amount_fault(amount):
        raise OddTransfer(fault)
    if amount > transfer.amount:
        raise OddTransfer("amount-above-reserved")
    if _settle(by, transfer, POSTED, amount):
        audit.record(by, "transfer.post", transfer, amount=amount, key=transfer.key)
    return transfer


@transaction.atomic
def post_many_reserved(*, by: Actor, transfers: Sequence[Transfer]) -> None:
    """Carry out reservations whole: all of them or none, in five statements however many.

    Those that were posted whole before are passed over.

    Raises:
        NotPending: one was voided, or posted in part; nothing is posted.
    """
    touched = {pk for each in transfers for pk in (each.debit_id, each.credit_id)}
    # Whoever decides a reservation holds its accounts, so what is read below stays.
    booking.lock(by.workspace_id, sorted(touched))
    keys = [each.pk for each in transfers]
    found = Transfer.objects.filter(workspace=by.workspace, pk__in=keys).order_by("pk")
    standing = list(found)
    for each in standing:
        if each.state != PENDING and (each.state, each.posted) != (POSTED, each.amount):
            raise NotPending(each)
    held = [each for each in standing if each.state == PENDING]
    if not held:
        return
    found.filter(pk__in=[each.pk for each in held]).update(state=POSTED, posted=F("amount"))
    moved: dict[int, Decimal] = dict.fromkeys(sorted(touched), Decimal(0))
    released = dict(moved)
    for each in held:
        moved[each.debit_id] -= each.amount
        moved[each.credit_id] += each.amount
        released[each.debit_id] += each.amount
    statements.run(_SETTLE_MANY, [list(moved), list(moved.values()), list(released.values())])
    audit.record_all(
        [
            audit.Act(
                by, "transfer.post", Transfer._meta.label_lower, each.pk,
                {"amount": each.amount, "key": each.key},
            )
            for each in held
        ]
    )  # fmt: skip


@transaction.atomic
def void(*, by: Actor, transfer: Transfer) -> Transfer:
    """Release a reservation; asked again, nothing more happens.

    Raises:
        NotPending: it was posted.
    """
    if _settle(by, transfer, VOIDED, Decimal(0)):
        audit.record(by, "transfer.void", transfer, key=transfer.key)
    return transfer


def _settle(by: Actor, transfer: Transfer, state: str, posted: Decimal) -> bool:
    """Decide a reservation, the accounts locked first; return whether this changed anything."""
    booking.lock(by.workspace_id, [transfer.debit_id, transfer.credit_id])
    standing = Transfer.objects.filter(workspace=by.workspace, pk=transfer.pk)
    decided = standing.filter(state=PENDING).update(state=state, posted=posted)
    transfer.refresh_from_db(fields=["state", "posted"])
    if not decided and (transfer.state, transfer.posted) != (state, posted):
        raise NotPending(transfer)
    if decided:
        debit, credit, amount = transfer.debit_id, transfer.credit_id, transfer.amount
        statements.run(_SETTLE, [debit, posted, posted, debit, amount, debit, credit])
    return bool(decided)
