"""The ledger's accounts of shares: where they come from, what the company holds, who has them.

Issued shares come from an account that may go below zero and so tells how many there are; all
others never do, and so nobody gives what they have not.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.ledger import actions as ledger
from yuandu.kernel.ledger.models import Account, Transfer
from yuandu.kernel.ledger.refusals import InsufficientFunds
from yuandu.kernel.ledger.rules import Order
from yuandu.kernel.workspaces.models import Workspace
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.equity import rules
from yuandu.mechanisms.equity.changes import Change, Seat, Side
from yuandu.mechanisms.equity.models import Holding, ShareClass, ShareTransaction
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


@dataclass(frozen=True, slots=True)
class Places:
    """Where shares lie that change hands: the holdings of some sides, by class and seat."""

    holdings: Mapping[tuple[int, Seat], Holding]

    def between(self, change: Change) -> tuple[Holding | None, Holding | None]:
        """Return the holdings that give and take; none where the company does."""
        source, target = (
            self.holdings[change.share_class.pk, side.seat] if side else None
            for side in (change.source, change.target)
        )
        return source, target


def places(workspace: Workspace, changes: Iterable[Change]) -> Places:
    """Return the holdings of all sides, opened if need be; the caller holds the charter's lock.

    One query, and a few for each that is opened.
    """
    wanted = {
        (c.share_class.pk, side.seat): (c.share_class, side) for c in changes for side in c.sides
    }
    holders = {holder for _, (holder, _) in wanted}
    found = {
        (each.share_class_id, (each.holder_id, each.vehicle_id)): each
        for each in Holding.objects.filter(workspace=workspace, holder__in=holders).select_related(
            "account", "holder", "vehicle"
        )
    }
    for at, (share_class, side) in wanted.items():
        if at not in found:
            found[at] = _opened(share_class, side)
    return Places(found)


def _opened(share_class: ShareClass, side: Side) -> Holding:
    seat = ":".join(str(pk) for pk in side.seat if pk)
    name, name_en = HELD
    account = ledger.open_account(
        by=Actor.system(share_class.workspace),
        code=f"{ROOT}:{share_class.code}:{seat}",
        # By number: names of shareholders stand in the register alone.
        name=name.format(code=side.holder.number),
        name_en=name_en.format(code=side.holder.number),
        unit=UNIT,
    )
    return Holding.objects.create(
        workspace=share_class.workspace,
        share_class=share_class,
        holder=side.holder,
        vehicle=side.vehicle,
        account=account,
    )


def enter(by: Actor, changes: Sequence[Change], places: Places) -> dict[str, Transfer]:
    """Enter changes in the ledger, or hold the shares back for them; return its entries by key.

    Raises:
        TooFewShares: who gives has fewer free.
    """
    own: dict[tuple[int, str], Account] = {}
    orders = []
    for change in changes:
        source, target = places.between(change)
        debit, credit = (
            holding.account if holding else _own(own, change.share_class, part)
            for holding, part in ((source, _giver(change.kind)), (target, _taker(change.kind)))
        )
        orders.append(
            Order(
                debit.pk,
                credit.pk,
                Decimal(change.quantity),
                f"{ROOT}:{change.key}",
                is_reservation=change.is_pending,
            )
        )
    answers = ledger.post_many(by=Actor.system(by.workspace), orders=orders)
    entered = {}
    for change, answer in zip(changes, answers, strict=True):
        if isinstance(answer, InsufficientFunds):
            name = change.source.holder.name if change.source else answer.account.title
            raise TooFewShares(name, free=int(answer.free), asked=change.quantity)
        if isinstance(answer, Refusal):
            raise answer
        entered[change.key] = answer
    return entered


def decide(by: Actor, made: ShareTransaction, *, is_posted: bool) -> None:
    """Carry out what was held back, or release it."""
    settle = ledger.post if is_posted else ledger.void
    settle(by=Actor.system(by.workspace), transfer=made.transfer)


def _giver(kind: str) -> str:
    return ISSUED if kind == rules.ISSUE else BOUGHT


def _taker(kind: str) -> str:
    return BOUGHT if kind == rules.REPURCHASE else ISSUED


def _own(known: dict[tuple[int, str], Account], share_class: ShareClass, part: str) -> Account:
    """Return an account of the company itself, looked up once."""
    at = share_class.pk, part
    if at not in known:
        known[at] = _account(share_class, part)
    return known[at]


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
