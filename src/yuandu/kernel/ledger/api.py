"""Accounts, transfers and quotas for programs: the pages' queries and actions."""

import datetime
from decimal import Decimal
from typing import Annotated, Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from ninja import Field, Router, Schema, Status

from yuandu.kernel.accounts import scopes
from yuandu.kernel.ledger import batching, models, permissions, queries, quotas, rules
from yuandu.kernel.ledger.models import Account, Transfer
from yuandu.kernel.registry import queries as registry
from yuandu.kernel.registry.requests import Request

scopes.register("ledger", _("Ledger"))

router = Router()

Number = Annotated[int, Field(ge=0, lt=2**63)]
Amount = Annotated[Decimal, Field(gt=0, max_digits=models.DIGITS, decimal_places=rules.FINEST)]
Key = Annotated[
    str,
    Field(
        description="Of your choice; sent again with it, it is done once",
        min_length=1,
        max_length=rules.LONGEST_KEY,
    ),
]
Size = Annotated[int, Field(ge=1, le=200)]


class AccountOut(Schema):
    """An account; amounts are in its unit."""

    id: int
    code: str
    name: str
    name_en: str
    unit: Annotated[str, Field(description="mu, CNY, tce or share")]
    division: Annotated[str | None, Field(description="Code of the division")]
    resource: str
    year: int | None
    balance: Decimal
    reserved: Annotated[Decimal, Field(description="Held back; still part of the balance")]
    free: Decimal
    may_go_negative: bool


class AccountPage(Schema):
    """Accounts by key, and where the next page begins."""

    rows: list[AccountOut]
    after: Annotated[int | None, Field(description="Ask for the next page with it; null: the last")]


class TransferOut(Schema):
    """A transfer between two accounts."""

    id: int
    key: str
    debit: Annotated[str, Field(description="Code of the account it leaves")]
    credit: Annotated[str, Field(description="Code of the account it comes to")]
    amount: Decimal
    state: Annotated[str, Field(description="pending, posted or voided")]
    posted: Annotated[Decimal, Field(description="What has reached the credit account")]
    words: str
    on: datetime.date
    at: datetime.datetime
    by: str


class TransferPage(Schema):
    """Transfers, the newest first, and where the next page begins."""

    rows: list[TransferOut]
    before: Annotated[
        int | None, Field(description="Ask for the next page with it; null: the last")
    ]


class GrantIn(Schema):
    """A quota to grant."""

    resource: Annotated[str, Field(description="land (mu) or energy (tce)", max_length=20)]
    division: Annotated[str, Field(description="Code of the division", max_length=20)]
    year: Annotated[int, Field(ge=quotas.YEARS.start, lt=quotas.YEARS.stop)]
    amount: Amount
    key: Key


class TransferIn(Schema):
    """An amount to move between two accounts."""

    debit: Annotated[str, Field(description="Code of the account it leaves", max_length=80)]
    credit: Annotated[str, Field(description="Code of the account it comes to", max_length=80)]
    amount: Amount
    key: Key
    words: Annotated[str, Field(max_length=rules.LONGEST_WORDS)] = ""


@router.get("/accounts", response=AccountPage)
def list_accounts(
    request: Request,
    resource: str = "",
    year: Annotated[int | None, Field(ge=0, lt=2**15)] = None,
    after: Number = 0,
    limit: Size = 50,
) -> dict[str, Any]:
    """Return the accounts that the reader may see, a page at a time."""
    found = queries.visible_to(request.actor).filter(pk__gt=after).order_by("pk")
    if resource:
        found = found.filter(resource=resource[:20])
    if year is not None:
        found = found.filter(year=year)
    rows = list(found[: limit + 1])
    return {
        "rows": [_account(each) for each in rows[:limit]],
        "after": rows[limit - 1].pk if len(rows) > limit else None,
    }


@router.get("/accounts/{int:pk}", response=AccountOut)
def one_account(request: Request, pk: int) -> dict[str, Any]:
    """Return one account."""
    return _account(queries.get(request.actor, pk=pk, to="see"))


@router.get("/accounts/{int:pk}/transfers", response=TransferPage)
def account_transfers(
    request: Request, pk: int, before: Number | None = None, limit: Size = 50
) -> dict[str, Any]:
    """Return the transfers from and to an account, the newest first, a page at a time."""
    found = queries.transfers_of(queries.get(request.actor, pk=pk, to="see"))
    if before is not None:
        found = found.filter(pk__lt=before)
    rows = list(found[: limit + 1])
    return {
        "rows": [_transfer(each) for each in rows[:limit]],
        "before": rows[limit - 1].pk if len(rows) > limit else None,
    }


@router.post("/grants", response={201: TransferOut})
def grant(request: Request, body: GrantIn) -> Status[dict[str, Any]]:
    """Add to a division's quota of a year."""
    if not permissions.may_grant(request.actor):
        raise PermissionDenied
    division = registry.division(request.actor, body.division)
    if division is None:
        raise Http404
    granted = quotas.grant(by=request.actor, **body.dict() | {"division": division})
    return Status(201, _transfer(granted))


@router.post("/transfers", response={201: TransferOut})
def transfer(request: Request, body: TransferIn) -> Status[dict[str, Any]]:
    """Move an amount at once: a part of one county's quota to another's.

    Many may ask at the same time: their transfers are committed together, each answered
    after the commit.
    """
    debit, credit = (
        queries.get(request.actor, code=code, to="transfer") for code in (body.debit, body.credit)
    )
    moved = batching.transfer(
        by=request.actor,
        debit=debit,
        credit=credit,
        amount=body.amount,
        key=body.key,
        words=body.words,
    )
    moved.debit, moved.credit = debit, credit
    return Status(201, _transfer(moved))


def _account(account: Account) -> dict[str, Any]:
    return {
        name: getattr(account, name)
        for name in (
            *("id", "code", "name", "name_en", "unit", "resource", "year"),
            *("balance", "reserved", "free", "may_go_negative"),
        )
    } | {"division": account.division.code if account.division else None}


def _transfer(transfer: Transfer) -> dict[str, Any]:
    return {
        name: getattr(transfer, name)
        for name in ("id", "key", "amount", "state", "posted", "words", "on", "at")
    } | {
        "debit": transfer.debit.code,
        "credit": transfer.credit.code,
        "by": transfer.by_label,
    }
