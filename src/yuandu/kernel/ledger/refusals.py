"""What this room refuses, with all it knows about why."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yuandu.kernel.ledger import wording
from yuandu.kernel.ledger.models import Account, Transfer
from yuandu.kernel.ledger.rules import LONGEST_KEY, LONGEST_WORDS, Fault, Order
from yuandu.kernel.workspaces.refusals import Odd, Refusal


class InsufficientFunds(Refusal):
    """The account has less to spare than was asked for."""

    code = "insufficient-funds"

    def __init__(self, account: Account, *, free: Decimal, asked: Decimal) -> None:
        self.account, self.free, self.asked = account, free, asked
        super().__init__(f"{account.code} has {free} {account.unit} free; {asked} were asked for")

    @property
    def sentence(self) -> str:
        return _(
            "“%(account)s” has %(free)s free; %(asked)s were asked for. Ask for less, or have "
            "the account filled first."
        ) % {
            "account": self.account.title,
            "free": wording.amount(self.free, self.account.unit),
            "asked": wording.amount(self.asked, self.account.unit),
        }


class KeyReused(Refusal):
    """The key belongs to another transfer."""

    code = "key-reused"

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(key)

    @property
    def sentence(self) -> str:
        return _(
            "The key “%(key)s” was used for another transfer; nothing was entered. Take a new key."
        ) % {"key": self.key}


class UnknownAccount(Refusal):
    """There is no such account in this workspace."""

    code = "unknown-account"
    status = 422

    def __init__(self, account_id: int | None) -> None:
        self.account_id = account_id
        super().__init__(f"no account {account_id}")

    @property
    def sentence(self) -> str:
        return _("There is no account %(number)s here.") % {"number": self.account_id}


class OddTransfer(Odd):
    """A transfer that makes no sense; `why` is a stable code of `rules.Fault`."""

    code = "odd-transfer"
    sentences = {
        "same-account": gettext_lazy("A transfer needs two accounts; both are the same."),
        "units-differ": gettext_lazy("The two accounts count in different units."),
        "amount-not-positive": gettext_lazy("Write an amount above zero."),
        "amount-too-fine": gettext_lazy("Write the amount with two decimals at most."),
        "amount-too-large": gettext_lazy("The amount is larger than the books can hold."),
        "amount-above-reserved": gettext_lazy("No more can be posted than was reserved."),
        "of-what-is-used": gettext_lazy(
            "What a project used comes back when its permit is taken back, not by a transfer."
        ),
        "key-missing": gettext_lazy("The transfer needs a key of its own."),
        "key-too-long": gettext_lazy("The key is longer than %(key)s characters."),
        "words-too-long": gettext_lazy("The words are longer than %(words)s characters."),
    }
    params = {"key": LONGEST_KEY, "words": LONGEST_WORDS}


class OddAccount(Odd):
    """An account that cannot be opened like this; `why` is a stable code."""

    code = "odd-account"
    sentences = {
        "unknown-unit": gettext_lazy("This unit is not known."),
        "unknown-resource": gettext_lazy("There are no quotas of this resource."),
        "odd-year": gettext_lazy("Write the year with four digits."),
        "code-missing": gettext_lazy("An account needs a code and a name."),
    }


class CodeTaken(Refusal):
    """There is an account with this code."""

    code = "account-code-taken"

    def __init__(self, code: str) -> None:
        self.taken = code
        super().__init__(code)

    @property
    def sentence(self) -> str:
        return _("There is an account with the code “%(code)s” already.") % {"code": self.taken}


class NotPending(Refusal):
    """The reservation has been decided otherwise."""

    code = "not-pending"

    def __init__(self, transfer: Transfer) -> None:
        self.transfer = transfer
        super().__init__(f"transfer {transfer.key} is {transfer.state}")

    @property
    def sentence(self) -> str:
        return _("The transfer “%(key)s” is “%(state)s” by now; nothing was changed.") % {
            "key": self.transfer.key,
            "state": wording.state(self.transfer.state),
        }


def of(fault: Fault, order: Order, account: Account | None) -> Refusal:
    """Return the refusal that tells of a fault; `account` is the one the fault names."""
    if fault.code == "insufficient-funds" and account is not None:
        return InsufficientFunds(account, free=fault.free, asked=order.amount)
    if fault.code == "key-reused":
        return KeyReused(order.key)
    if fault.code == "account-unknown":
        return UnknownAccount(fault.account_id)
    return OddTransfer(fault.code)
