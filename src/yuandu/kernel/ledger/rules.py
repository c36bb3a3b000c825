"""What a batch of orders does to the accounts it names: pure arithmetic.

Orders are decided one after the other, each against what the ones before have left. One
that fails changes nothing and fails nobody else.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

UNITS = ("mu", "CNY", "tce", "share")
FINEST = 2  # decimals of an amount
LIMIT = Decimal(10) ** 18  # no balance reaches this, up or down
NOTHING = Decimal(0)
LONGEST_KEY, LONGEST_WORDS = 100, 200
# What a quota's accounts are for: where it comes from, what is left of it, what was used.
GRANTED, QUOTA, USED = "granted", "quota", "used"


def quota_code(part: str, resource: str, year: int, place: str = "") -> str:
    """Return the code of a quota's account: `quota:land:2026:370781`."""
    return ":".join(filter(None, (part, resource, str(year), place)))


def part_of(code: str) -> str:
    """Return what an account is for, `QUOTA` say, from its code."""
    return code.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Order:
    """A transfer that is asked for.

    Attributes:
        debit_id, credit_id: the accounts that give and take.
        amount: in the unit of both.
        key: of the asker's choice; the same order asked again with it is served once.
        is_reservation: hold it back now, and decide later.
    """

    debit_id: int
    credit_id: int
    amount: Decimal
    key: str
    is_reservation: bool = False
    words: str = ""

    @property
    def body(self) -> bytes:
        """A digest of everything but the key: equal for equal orders."""
        amount = self.amount.normalize() if self.amount.is_finite() else self.amount
        parts = (
            self.debit_id,
            self.credit_id,
            f"{amount:f}",
            int(self.is_reservation),
            self.words,
        )
        return hashlib.sha256("\x1f".join(map(str, parts)).encode()).digest()


@dataclass(frozen=True, slots=True)
class Standing:
    """What an account holds, and holds back."""

    balance: Decimal
    reserved: Decimal
    unit: str
    may_go_negative: bool = False

    @property
    def free(self) -> Decimal:
        return self.balance - self.reserved


@dataclass(frozen=True, slots=True)
class Entered:
    """The order is new and goes into the books."""


@dataclass(frozen=True, slots=True)
class Repeated:
    """The very order was served before."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why an order fails, by a stable code, with what there was.

    Codes: key-reused, account-unknown, same-account, units-differ, amount-not-positive,
    amount-too-fine, amount-too-large, key-missing, key-too-long, words-too-long,
    insufficient-funds.
    """

    code: str
    account_id: int | None = None
    free: Decimal = NOTHING


type Outcome = Entered | Repeated | Fault


def amount_fault(amount: Decimal) -> str:
    """Return what is wrong with an amount, as a code; empty if nothing is."""
    if not amount.is_finite() or amount <= 0:
        return "amount-not-positive"
    if amount >= LIMIT:
        return "amount-too-large"
    exponent = amount.normalize().as_tuple().exponent
    return "amount-too-fine" if isinstance(exponent, int) and exponent < -FINEST else ""


def decide(
    orders: Sequence[Order],
    standings: Mapping[int, Standing],
    served: Mapping[str, bytes],
) -> tuple[list[Outcome], dict[int, Standing]]:
    """Decide `orders` in turn.

    Args:
        standings: of the accounts, by key; one that is missing does not exist.
        served: the bodies of orders served earlier, by their keys.

    Returns:
        An outcome for each order, and how the accounts stand after all of them.
    """
    standing, known = dict(standings), dict(served)
    outcomes: list[Outcome] = []
    for order in orders:
        outcome = _decide(order, standing, known)
        if isinstance(outcome, Entered):
            _apply(order, standing)
            known[order.key] = order.body
        outcomes.append(outcome)
    return outcomes, standing


def _decide(order: Order, standing: Mapping[int, Standing], known: Mapping[str, bytes]) -> Outcome:
    if order.key in known:
        return Repeated() if known[order.key] == order.body else Fault("key-reused")
    if code := _form_fault(order):
        return Fault(code)
    if unknown := {order.debit_id, order.credit_id} - standing.keys():
        return Fault("account-unknown", min(unknown))
    return _fault_of_accounts(order, standing) or Entered()


def _fault_of_accounts(order: Order, standing: Mapping[int, Standing]) -> Fault | None:
    debit, credit = standing[order.debit_id], standing[order.credit_id]
    if debit.unit != credit.unit:
        return Fault("units-differ")
    if not debit.may_go_negative and debit.free < order.amount:
        return Fault("insufficient-funds", order.debit_id, debit.free)
    if _goes_too_far(order, debit, credit):
        return Fault("amount-too-large")
    return None


def _form_fault(order: Order) -> str:
    if not order.key:
        return "key-missing"
    if len(order.key) > LONGEST_KEY:
        return "key-too-long"
    if len(order.words) > LONGEST_WORDS:
        return "words-too-long"
    if order.debit_id == order.credit_id:
        return "same-account"
    return amount_fault(order.amount)


def _goes_too_far(order: Order, debit: Standing, credit: Standing) -> bool:
    if order.is_reservation:
        return debit.reserved + order.amount >= LIMIT
    return debit.balance - order.amount <= -LIMIT or credit.balance + order.amount >= LIMIT


def _apply(order: Order, standing: dict[int, Standing]) -> None:
    debit, credit = standing[order.debit_id], standing[order.credit_id]
    if order.is_reservation:
        standing[order.debit_id] = replace(debit, reserved=debit.reserved + order.amount)
        return
    standing[order.debit_id] = replace(debit, balance=debit.balance - order.amount)
    standing[order.credit_id] = replace(credit, balance=credit.balance + order.amount)
