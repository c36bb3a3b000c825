"""Reads of accounts and their transfers."""

from dataclasses import dataclass
from decimal import Decimal
from typing import LiteralString

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet, Sum
from django.shortcuts import get_object_or_404

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import statements
from yuandu.kernel.ledger.models import Account, Transfer
from yuandu.kernel.ledger.permissions import MAY, OFFICERS, OVERSEERS
from yuandu.kernel.workspaces.models import Workspace

_DISAGREEING: LiteralString = """
SELECT a.id FROM ledger_account a LEFT JOIN (
    SELECT id, sum(moved) AS balance, sum(held) AS reserved FROM (
        SELECT debit_id AS id, -posted AS moved,
               CASE state WHEN 'pending' THEN amount ELSE 0 END AS held
          FROM ledger_transfer WHERE workspace_id = %s
        UNION ALL
        SELECT credit_id, posted, 0 FROM ledger_transfer WHERE workspace_id = %s) AS line
     GROUP BY id) AS book ON book.id = a.id
 WHERE a.workspace_id = %s AND (a.balance <> coalesce(book.balance, 0)
                                OR a.reserved <> coalesce(book.reserved, 0))
 ORDER BY a.id
"""


@dataclass(frozen=True, slots=True)
class Line:
    """A transfer as one account sees it."""

    transfer: Transfer
    other: Account
    amount: Decimal  # below zero where the account gave


def visible_to(actor: Actor) -> QuerySet[Account]:
    """Return the accounts that the actor may see: officers see those of their division."""
    accounts = Account.objects.filter(workspace=actor.workspace).select_related("division")
    if actor.has(*OVERSEERS):
        return accounts
    divisions = actor.divisions(*OFFICERS)
    return accounts if divisions is None else accounts.filter(division__in=divisions)


def get(actor: Actor, pk: int, *, to: str) -> Account:
    """Return the account if `actor` may do `to` with it.

    Raises:
        Http404: there is none, or the actor must not learn that there is.
        PermissionDenied: the actor sees it, but may not do this.
    """
    found = get_object_or_404(visible_to(actor), pk=pk)
    if not MAY[to](actor, found):
        raise PermissionDenied
    return found


def transfers_of(account: Account) -> QuerySet[Transfer]:
    """Return the transfers from and to an account, the newest first."""
    return (
        Transfer.objects.filter(Q(debit=account) | Q(credit=account))
        .select_related("debit", "credit")
        .order_by("-pk")
    )


def line(account: Account, transfer: Transfer) -> Line:
    """Return a transfer as `account` sees it; a reservation with what it holds back."""
    amount = transfer.posted if transfer.state == "posted" else transfer.amount
    if transfer.debit_id == account.pk:
        return Line(transfer, transfer.credit, -amount)
    return Line(transfer, transfer.debit, amount)


def sums(workspace: Workspace) -> dict[str, Decimal]:
    """Return the sum of all balances by unit: zero each, as long as the books are right."""
    rows = Account.objects.filter(workspace=workspace).order_by().values("unit")
    return {row["unit"]: row["total"] for row in rows.annotate(total=Sum("balance"))}


def disagreeing(workspace: Workspace) -> list[int]:
    """Return the accounts whose balance is not the sum of their transfers: none, ever."""
    return [pk for (pk,) in statements.run(_DISAGREEING, [workspace.pk] * 3)]
