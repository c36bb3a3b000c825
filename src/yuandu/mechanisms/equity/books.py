"""The ledger's accounts of shares: where they come from, what the company holds, who has them.

Issued shares come from an account that may go below zero and so tells how many there are; all
others never do, and so nobody gives what they have not.
"""

from decimal import Decimal

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.ledger import actions as ledger
from yuandu.kernel.ledger.models import Account, Transfer
from yuandu.kernel.ledger.refusals import InsufficientFunds
from yuandu.mechanisms.equity import rules
from yuandu.mechanisms.equity.models import Holder, Holding, ShareClass, ShareTransaction
from yuandu.mechanisms.equity.refusals import TooFewShares

ROOT, UNIT = "shares", "share"
ISSUED, BOUGHT = "issued", "bought"
NAMES = {ISSUED: ("已发行股份", "Issued shares"), BOUGHT: ("公司回购股份", "Bought-back shares")}
HELD = ("持股 {code}", "Holding {code}")


def issued(share_class: ShareClass) -> Account:
    """Return the account that shares of a class come from; its balance is not above zero."""
    return _account(share_class, ISSUED)


def bought(share_class: ShareClass) -> Account:
    """Return the account of what the company bought back."""
    return _account(share_class, BOUGHT)


def holding(share_class: ShareClass, holder: Holder, vehicle: Holder | None) -> Holding:
    """Return where these shares lie, opened if need be; the caller holds the charter's lock."""
    found = (
        Holding.objects.filter(share_class=share_class, holder=holder, vehicle=vehicle)
        .select_related("account")
        .first()
    )
    if found:
        return found
    at = ":".join(str(each.pk) for each in (holder, vehicle) if each)
    name, name_en = HELD
    account = ledger.open_account(
        by=Actor.system(share_class.workspace),
        code=f"{ROOT}:{share_class.code}:{at}",
        # By number: names of shareholders stand in the register alone.
        name=name.format(code=holder.number),
        name_en=name_en.format(code=holder.number),
        unit=UNIT,
    )
    return Holding.objects.create(
        workspace=share_class.workspace,
        share_class=share_class,
        holder=holder,
        vehicle=vehicle,
        account=account,
    )


def book(
    by: Actor,
    *,
    kind: str,
    share_class: ShareClass,
    source: Holding | None,
    target: Holding | None,
    quantity: int,
    key: str,
    is_pending: bool,
) -> Transfer:
    """Enter a transaction in the ledger, or hold the shares back for it.

    Raises:
        TooFewShares: who gives has fewer free.
    """
    debit = source.account if source else _giver(kind, share_class)
    credit = target.account if target else _taker(kind, share_class)
    enter = ledger.reserve if is_pending else ledger.transfer
    try:
        return enter(
            by=Actor.system(by.workspace),
            debit=debit,
            credit=credit,
            amount=Decimal(quantity),
            key=f"{ROOT}:{key}",
        )
    except InsufficientFunds as refusal:
        name = source.holder.name if source else debit.title
        raise TooFewShares(name, free=int(refusal.free), asked=quantity) from refusal


def decide(by: Actor, made: ShareTransaction, *, is_posted: bool) -> None:
    """Carry out what was held back, or release it."""
    settle = ledger.post if is_posted else ledger.void
    settle(by=Actor.system(by.workspace), transfer=made.transfer)


def _giver(kind: str, share_class: ShareClass) -> Account:
    return issued(share_class) if kind == rules.ISSUE else bought(share_class)


def _taker(kind: str, share_class: ShareClass) -> Account:
    return bought(share_class) if kind == rules.REPURCHASE else issued(share_class)


def _account(share_class: ShareClass, part: str) -> Account:
    code = f"{ROOT}:{share_class.code}:{part}"
    accounts = Account.objects.filter(workspace=share_class.workspace, code=code)
    if found := accounts.first():
        return found
    name, name_en = NAMES[part]
    return ledger.open_account(
        by=Actor.system(share_class.workspace),
        code=code,
        name=f"{name} {share_class.code}",
        name_en=f"{name_en} {share_class.code}",
        unit=UNIT,
        may_go_negative=part == ISSUED,
    )
