"""The accounts that unified purchase and sale are booked on, and the two legs of a slip.

The buyer pays the pool, the pool pays the grower; what comes off stays in accounts of its own.
Buyers and growers stand for banks outside, so that their accounts may go below zero; the pool
and what it keeps never do, and so nobody is paid with another's money.
"""

from decimal import Decimal

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.ledger import actions as ledger
from yuandu.kernel.ledger.models import Account, Transfer
from yuandu.kernel.ledger.refusals import CodeTaken
from yuandu.kernel.registry.models import Party
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.settlements.models import Settlement

ROOT = "trade"
BUYER, GROWER, POOL, KEPT = "buyer", "grower", "pool", "kept"
OUTSIDE = (BUYER, GROWER)
SALE, PURCHASE = "sale", "purchase"
UNIT = "CNY"
# How accounts are called: Chinese first, as the rows of a Chinese city are.
NAMES = {
    BUYER: ("{name}（买方往来）", "{name}: buyer"),
    GROWER: ("{name}（花农往来）", "{name}: grower"),
    POOL: ("统一购销资金池", "Pool of unified purchase and sale"),
    "transport": ("代扣运费", "Transport taken off"),
    "grading": ("代扣分级费", "Grading taken off"),
    "margin": ("合作社服务费", "Cooperative’s margin"),
    "inputs": ("收回垫付农资", "Advances taken back"),
    "carried": ("收回前期结转", "Carried debts taken back"),
}


def of_party(workspace: Workspace, part: str, party: Party) -> Account:
    """Return a buyer's or a grower's account, opened if need be."""
    return _account(workspace, f"{ROOT}:{part}:{party.pk}", part, party)


def pool(workspace: Workspace) -> Account:
    return _account(workspace, f"{ROOT}:{POOL}", POOL)


def kept(workspace: Workspace, code: str) -> Account:
    """Return the account of what comes off for one purpose."""
    return _account(workspace, f"{ROOT}:{KEPT}:{code}", code)


def reserve_sale(by: Actor, slip: Settlement) -> Transfer | None:
    """Hold back what the buyer is to pay; nothing where the deposit covers it."""
    if not slip.due:
        return None
    return ledger.reserve(
        by=by,
        debit=of_party(by.workspace, BUYER, slip.buyer),
        credit=pool(by.workspace),
        amount=slip.due,
        key=key(slip, SALE),
        words=slip.number,
    )


def post_sale(by: Actor, slip: Settlement) -> None:
    """Book that the buyer has paid, keep what comes off, hold back what the grower gets."""
    if slip.due:
        ledger.post(by=by, transfer=_reserved(by, slip, SALE))
    for each in slip.deductions.exclude(code="deposit").filter(taken__gt=0):
        ledger.transfer(
            by=by,
            debit=pool(by.workspace),
            credit=kept(by.workspace, each.code),
            amount=each.taken,
            key=f"slip:{slip.pk}:kept:{each.code}",
            words=slip.number,
        )
    reserve_purchase(by, slip)


def void_sale(by: Actor, slip: Settlement) -> None:
    """Take back what was held back for a payment that the buyer's bank refused."""
    ledger.void(by=by, transfer=_reserved(by, slip, SALE))


def reserve_purchase(by: Actor, slip: Settlement) -> Transfer | None:
    """Hold back in the pool what the grower gets."""
    if not slip.net:
        return None
    return ledger.reserve(
        by=by,
        debit=pool(by.workspace),
        credit=of_party(by.workspace, GROWER, slip.grower),
        amount=slip.net,
        key=key(slip, PURCHASE),
        words=slip.number,
    )


def post_purchase(by: Actor, slip: Settlement) -> None:
    """Book that the grower has the money."""
    ledger.post(by=by, transfer=_reserved(by, slip, PURCHASE))


def void_purchase(by: Actor, slip: Settlement) -> None:
    """Take back what was held back for a payment that the grower's bank refused."""
    ledger.void(by=by, transfer=_reserved(by, slip, PURCHASE))


def pass_on_deposit(by: Actor, *, buyer: Party, grower: Party, amount: Decimal, key: str) -> None:
    """Book a deposit: from the buyer to the pool, and on to the grower at once."""
    ours, words = pool(by.workspace), "定金"
    source = of_party(by.workspace, BUYER, buyer)
    target = of_party(by.workspace, GROWER, grower)
    ledger.transfer(by=by, debit=source, credit=ours, amount=amount, key=f"{key}:in", words=words)
    ledger.transfer(by=by, debit=ours, credit=target, amount=amount, key=f"{key}:out", words=words)


def repay_deposit(by: Actor, *, buyer: Party, grower: Party, amount: Decimal, key: str) -> None:
    """Book what a grower pays back to the buyer for a deposit."""
    ledger.transfer(
        by=by,
        debit=of_party(by.workspace, GROWER, grower),
        credit=of_party(by.workspace, BUYER, buyer),
        amount=amount,
        key=key,
        words="返还定金",
    )


def key(slip: Settlement, leg: str) -> str:
    """Return the key of a leg as it was last asked for."""
    attempt = slip.sale_attempt if leg == SALE else slip.purchase_attempt
    return f"slip:{slip.pk}:{leg}:{attempt}"


def _reserved(by: Actor, slip: Settlement, leg: str) -> Transfer:
    return Transfer.objects.get(workspace=by.workspace, key=key(slip, leg))


def _account(workspace: Workspace, code: str, part: str, party: Party | None = None) -> Account:
    accounts = Account.objects.filter(workspace=workspace, code=code)
    if found := accounts.first():
        return found
    given = {"name": party.name, "name_en": party.name_en or party.name} if party else {}
    name, name_en = NAMES[part]
    try:
        return ledger.open_account(
            by=Actor.system(workspace),
            code=code,
            name=name.format(name=given.get("name", "")),
            name_en=name_en.format(name=given.get("name_en", "")),
            unit=UNIT,
            may_go_negative=part in OUTSIDE,
        )
    except CodeTaken:  # somebody was faster
        return accounts.get()
