"""A division's yearly quota of a resource: granted, reserved by projects, posted or released.

What is granted comes from the account of the year, which may go below zero and so tells how
much has been granted; what is posted goes to the division's account of what has been used.
"""

from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.ledger import actions
from yuandu.kernel.ledger.models import Account, Transfer
from yuandu.kernel.ledger.permissions import may_grant
from yuandu.kernel.ledger.refusals import CodeTaken, OddAccount
from yuandu.kernel.ledger.rules import GRANTED, QUOTA, USED, quota_code
from yuandu.kernel.registry.models import Division
from yuandu.kernel.workspaces.models import Workspace

UNITS = {"land": "mu", "energy": "tce"}
YEARS = range(2000, 2100)
# How accounts are called: Chinese first, as the rows of a Chinese city are.
NAMES = {
    (GRANTED, "land"): ("{year}年建设用地指标来源", "Land quota granted in {year}"),
    (QUOTA, "land"): ("{place}{year}年建设用地指标", "{place_en}: land quota {year}"),
    (USED, "land"): ("{place}{year}年已用建设用地指标", "{place_en}: land used {year}"),
    (GRANTED, "energy"): ("{year}年能耗指标来源", "Energy quota granted in {year}"),
    (QUOTA, "energy"): ("{place}{year}年能耗指标", "{place_en}: energy quota {year}"),
    (USED, "energy"): ("{place}{year}年已用能耗指标", "{place_en}: energy used {year}"),
}


def quota_account(workspace: Workspace, resource: str, division: Division, year: int) -> Account:
    """Return the account of a division's quota, opened if need be.

    Raises:
        OddAccount: there are no quotas of this resource, or in such a year.
    """
    return _account(workspace, QUOTA, resource, division, year)


def reserving(
    workspace: Workspace, resource: str, division: Division, year: int
) -> tuple[Account, Account]:
    """Return the accounts between which a division's quota is held back: its own, and of use."""
    return (
        quota_account(workspace, resource, division, year),
        _account(workspace, USED, resource, division, year),
    )


@transaction.atomic
def grant(
    *, by: Actor, resource: str, division: Division, year: int, amount: Decimal, key: str
) -> Transfer:
    """Add to the quota of a division.

    Raises:
        PermissionDenied: the actor's post grants no quotas.
        OddAccount, OddTransfer, KeyReused: as `quota_account` and `actions.transfer`.
    """
    if not may_grant(by):
        raise PermissionDenied
    return actions.transfer(
        by=by,
        debit=_account(by.workspace, GRANTED, resource, None, year),
        credit=quota_account(by.workspace, resource, division, year),
        amount=amount,
        key=key,
    )


@transaction.atomic
def reserve_quota(
    *,
    by: Actor,
    resource: str,
    division: Division,
    year: int,
    amount: Decimal,
    key: str,
    words: str = "",
) -> Transfer:
    """Hold back a part of a division's quota; the caller has seen to who may.

    Raises:
        InsufficientFunds: less of the quota is free.
        OddAccount, OddTransfer, KeyReused: as `quota_account` and `actions.reserve`.
    """
    debit, credit = reserving(by.workspace, resource, division, year)
    return actions.reserve(
        by=by,
        debit=debit,
        credit=credit,
        amount=amount,
        key=key,
        words=words,
    )


def post_quota(*, by: Actor, key: str, amount: Decimal | None = None) -> Transfer:
    """Use what was reserved under `key`, or a part of it; the rest is free again.

    Raises:
        Transfer.DoesNotExist: nothing was reserved under this key.
        NotPending, OddTransfer: as `actions.post`.
    """
    return actions.post(by=by, transfer=_reserved(by, key), amount=amount)


def release_quota(*, by: Actor, key: str) -> Transfer:
    """Give back what was reserved under `key`.

    Raises:
        Transfer.DoesNotExist: nothing was reserved under this key.
        NotPending: it was used.
    """
    return actions.void(by=by, transfer=_reserved(by, key))


def _reserved(by: Actor, key: str) -> Transfer:
    return Transfer.objects.get(workspace=by.workspace, key=key)


def _account(
    workspace: Workspace, part: str, resource: str, division: Division | None, year: int
) -> Account:
    if resource not in UNITS:
        raise OddAccount("unknown-resource")
    if year not in YEARS:
        raise OddAccount("odd-year")
    code = quota_code(part, resource, year, division.code if division else "")
    accounts = Account.objects.filter(workspace=workspace, code=code)
    if found := accounts.first():
        return found
    name, name_en = (
        words.format(
            year=year,
            place=division.name if division else "",
            place_en=(division.name_en or division.name) if division else "",
        )
        for words in NAMES[part, resource]
    )
    try:
        return actions.open_account(
            by=Actor.system(workspace),
            code=code,
            name=name,
            name_en=name_en,
            unit=UNITS[resource],
            may_go_negative=part == GRANTED,
            division=division,
            year=year,
            resource=resource,
        )
    except CodeTaken:  # somebody was faster
        return accounts.get()
