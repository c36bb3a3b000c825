"""What the register of shares refuses, and what would help."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yuandu.kernel.workspaces.refusals import Odd, Refusal
from yuandu.mechanisms.equity.rules import Excess


class OddShares(Odd):
    code = "odd-share-transaction"
    sentences: ClassVar[Mapping[str, str | Promise]] = {
        "kind": gettext_lazy("There is no such kind of share transaction."),
        "giver": gettext_lazy(
            "Say whose shares they are; only a transfer, a repurchase and a cancellation take shares from a holder."
        ),
        "taker": gettext_lazy(
            "Say who gets the shares; only an issue, a grant and a transfer give shares to a holder."
        ),
        "quantity": gettext_lazy(
            "Write a whole number of shares above zero, at most a million millions."
        ),
        "price": gettext_lazy("Write a price of zero yuan or more, with two decimals at most."),
        "same": gettext_lazy("Giver and taker are the same holding."),
        "vehicle": gettext_lazy(
            "Shares lie through a holding vehicle; a person is none, and no vehicle holds through another."
        ),
        "day": gettext_lazy("The day lies in the future; an entry is made on its day or later."),
        "reason": gettext_lazy("Say why the register changes."),
        "no-charter": gettext_lazy(
            "Enter the company’s legal form first, under “Rules and limits”: it decides how many may hold shares."
        ),
        "elsewhere": gettext_lazy("This belongs to another company."),
    }


class OddRegister(Odd):
    code = "odd-register-entry"
    sentences: ClassVar[Mapping[str, str | Promise]] = {
        "number-taken": gettext_lazy(
            "Another shareholder has this number, this staff line or this account."
        ),
        "worker": gettext_lazy(
            "A worker-partner needs a line on the staff list, and nobody else has one."
        ),
        "form": gettext_lazy("A holding vehicle needs its form, and nobody else has one."),
        "basis": gettext_lazy(
            "An employee stock ownership plan needs the document it rests on: only then are its people not counted one by one."
        ),
        "class-taken": gettext_lazy("There is a class of shares with this code."),
        "factors": gettext_lazy("Factors are above zero, a floor is not below it."),
        "year-taken": gettext_lazy(
            "This year is entered; an audited figure is not changed afterwards."
        ),
        "year": gettext_lazy("The year has not ended, or the report was signed before its end."),
        "shares": gettext_lazy(
            "Write how many shares the net assets stand for, a whole number above zero."
        ),
        "from": gettext_lazy("A rule holds from its publication on, not for the past."),
        "charter-taken": gettext_lazy("The company’s legal form is entered already."),
        "name": gettext_lazy("Write a name."),
    }


class KeyTaken(Refusal):
    """The key was used for another transaction."""

    code = "share-key-reused"

    @property
    def sentence(self) -> str:
        return _("This form was sent before with other values; open it anew. Nothing was entered.")


class NoPrice(Refusal):
    """There is no published rule, or no audited year, to price by."""

    code = "no-rule-price"

    @property
    def sentence(self) -> str:
        return _(
            "There is no rule price on this day: publish a price rule and enter an audited year first."
        )


class TooFewShares(Refusal):
    """Somebody was to give more than they hold."""

    code = "too-few-shares"

    def __init__(self, name: str, *, free: int, asked: int) -> None:
        self.name, self.free, self.asked = name, free, asked
        super().__init__(f"{name} has {free} shares free, {asked} were asked for")

    @property
    def sentence(self) -> str:
        return _(
            "%(name)s has %(free)s shares to give; %(asked)s were asked for. Shares held back for another transaction are not free. Nothing was entered."
        ) % {"name": self.name, "free": self.free, "asked": self.asked}


class AboveAuthorised(Refusal):
    """More shares would be issued than the charter allows."""

    code = "above-authorised-shares"

    def __init__(self, *, most: int, would: int) -> None:
        self.most, self.would = most, would
        super().__init__(f"{would} issued, {most} authorised")

    @property
    def sentence(self) -> str:
        return _(
            "%(would)s shares would be issued; the charter authorises %(most)s. Grant bought-back shares instead, or have the capital increased first."
        ) % {"most": self.most, "would": self.would}


class TooManyHolders(Refusal):
    """More would hold shares than the law allows; every limit that is passed is told."""

    code = "too-many-shareholders"

    def __init__(self, excesses: Sequence[Excess], names: Mapping[int, str]) -> None:
        self.excesses, self.names = excesses, names
        super().__init__(", ".join(f"{each.code} {each.number}" for each in excesses))

    @property
    def sentence(self) -> str:
        return " ".join(each["message"] for each in self.reasons)

    @property
    def reasons(self) -> list[dict[str, str]]:
        return [{"code": each.code, "message": self._of(each)} for each in self.excesses]

    def _of(self, excess: Excess) -> str:
        values = {
            "number": excess.number,
            "most": excess.most,
            "vehicle": self.names.get(excess.vehicle or 0, ""),
        }
        if excess.code == "registered":
            return (
                _(
                    "%(number)s shareholders would stand in the register; the law allows %(most)s. Let the shares lie through a holding vehicle: it counts as one there."
                )
                % values
            )
        if excess.code == "look-through":
            return (
                _(
                    "%(number)s people and institutions would hold shares, seen through the vehicles; above %(most)s it is a public offer. Only the people of an employee stock ownership plan made by law count as one."
                )
                % values
            )
        return (
            _(
                "%(number)s would hold through “%(vehicle)s”; a vehicle of its form has at most %(most)s. Choose another vehicle, or enter a new one."
            )
            % values
        )
