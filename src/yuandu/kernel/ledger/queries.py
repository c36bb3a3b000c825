"""Reads of accounts and their transfers."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import LiteralString

from django.db.models import Case, F, Q, QuerySet, Sum, When

from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import statements
from yuandu.kernel.ledger import rules
from yuandu.kernel.ledger.models import PENDING, POSTED, Account, Transfer
from yuandu.kernel.ledger.permissions import KEPT_APART, MAY, OFFICERS, OVERSEERS
from yuandu.kernel.ledger.rules import GRANTED, QUOTA, USED
from yuandu.kernel.workspaces.models import Workspace

RESERVED = "reserved"
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


# What one may narrow an account's transfers to.
PARTS = (GRANTED, RESERVED, USED)
_WITH_USED = Q(debit__code__startswith=f"{USED}:") | Q(credit__code__startswith=f"{USED}:")
_NARROWED: Mapping[str, Q] = {
    "": Q(),
    GRANTED: Q(state=POSTED) & ~_WITH_USED,
    RESERVED: Q(state=PENDING),
    USED: Q(state=POSTED) & _WITH_USED,
}


@dataclass(frozen=True, slots=True)
class Quota:
    """How a division's quota of a year stands: granted = used + reserved + left.

    What counties passed on to each other counts as granted to who has it now.
    """

    account: Account
    used_account: Account | None  # None: nothing was ever used or held back

    @property
    def used(self) -> Decimal:
        return self.used_account.balance if self.used_account else Decimal(0)

    @property
    def reserved(self) -> Decimal:
        return self.account.reserved

    @property
    def left(self) -> Decimal:
        return self.account.free

    @property
    def granted(self) -> Decimal:
        return self.account.balance + self.used


@dataclass(frozen=True, slots=True)
class Line:
    """A transfer as one account sees it."""

    transfer: Transfer
    other: Account
    amount: Decimal  # below zero where the account gave


def visible_to(actor: Actor) -> QuerySet[Account]:
    """Return the accounts that the actor may see: officers see those of their division.

    What a room keeps apart is read in that room.
    """
    accounts = Account.objects.filter(workspace=actor.workspace).select_related("division")
    apart = [unit for unit, roles in KEPT_APART.items() if not actor.has(*roles)]
    if apart:
        accounts = accounts.exclude(unit__in=apart)
    if actor.has(*OVERSEERS):
        return accounts
    divisions = actor.divisions(*OFFICERS)
    return accounts if divisions is None else accounts.filter(division__in=divisions)


def get(actor: Actor, *, to: str, **lookup: int | str) -> Account:
    """Return the account of a `pk` or a `code` if `actor` may do `to` with it.

    Raises:
        Http404: there is none, or the actor must not learn that there is.
        PermissionDenied: the actor sees it, but may not do this.
    """
    return get_for(visible_to(actor), MAY, actor, to=to, **lookup)


def quota_years(actor: Actor) -> list[int]:
    """Return the years of whose quotas the actor may see some, the latest first."""
    years = _of_quotas(actor).order_by("-year").values_list("year", flat=True).distinct()
    return [year for year in years if year is not None]


def quotas_of(actor: Actor, year: int) -> dict[str, list[Quota]]:
    """Return the quotas of a year by resource, in the divisions' usual order; one query."""
    accounts = _of_quotas(actor).filter(year=year).order_by("division__position", "code")
    used = {(a.resource, a.division_id): a for a in accounts if rules.part_of(a.code) == USED}
    found: dict[str, list[Quota]] = {}
    for account in accounts:
        if rules.part_of(account.code) == QUOTA:
            quota = Quota(account, used.get((account.resource, account.division_id)))
            found.setdefault(account.resource, []).append(quota)
    return found


def _of_quotas(actor: Actor) -> QuerySet[Account]:
    of_quotas = Q(code__startswith=f"{QUOTA}:") | Q(code__startswith=f"{USED}:")
    return visible_to(actor).filter(of_quotas, year__isnull=False, division__isnull=False)


def transfers_of(account: Account, part: str = "") -> QuerySet[Transfer]:
    """Return the transfers from and to an account, the newest first.

    Args:
        part: of `PARTS`, to narrow them to those that make up this number.
    """
    return (
        Transfer.objects.filter(Q(debit=account) | Q(credit=account), _NARROWED[part])
        .select_related("debit", "credit")
        .order_by("-pk")
    )


def sum_of(account: Account, part: str) -> Decimal:
    """Return what the transfers of a part come to, whichever way they went."""
    taken = "amount" if part == RESERVED else "posted"
    amount = Case(When(debit=account, then=-F(taken)), default=F(taken))
    total: Decimal | None = transfers_of(account, part).aggregate(sum=Sum(amount))["sum"]
    return abs(total or Decimal(0))


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
