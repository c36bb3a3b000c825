"""What this room says when it does not do what was asked."""

from decimal import Decimal
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yuandu.engines.quantities import in_books
from yuandu.kernel.workspaces.refusals import Odd, Refusal
from yuandu.mechanisms.rewards import wording
from yuandu.mechanisms.rewards.models import Payroll
from yuandu.mechanisms.rewards.rules import terms


class OddRule(Refusal):
    """A rule that makes no sense; `faults` says all that is wrong."""

    code = "odd-reward-rule"
    status = 422
    sentences: ClassVar = {
        "unreadable": gettext_lazy("Write every number of the rule."),
        "money": gettext_lazy("Amounts are yuan from 0 to 10 million, with two decimals at most."),
        "bands-end": gettext_lazy("Give one to twelve bands; the last one has no end."),
        "bands-order": gettext_lazy("Each band ends above the one before."),
        "shares": gettext_lazy("A share is from 0 to 100 %."),
        "bounds": gettext_lazy("The least is no more than the most."),
        "day": gettext_lazy(
            "A version begins today or later, and after the version before: what was computed stays as it is."
        ),
        "grade": gettext_lazy("An instant improvement has a grade of the scheme."),
        "authors": gettext_lazy("Shares are above zero, and together not nothing."),
        "none": gettext_lazy("The company has published no reward rule yet."),
    }

    def __init__(self, faults: tuple[str, ...]) -> None:
        self.faults = faults
        super().__init__(", ".join(faults))

    @classmethod
    def of(cls, error: terms.OddTerms) -> "OddRule":
        return cls(error.faults)

    @property
    def sentence(self) -> str:
        return " ".join(str(self.sentences[fault]) for fault in self.faults)

    @property
    def reasons(self) -> list[dict[str, str]]:
        return [{"code": fault, "message": str(self.sentences[fault])} for fault in self.faults]


class OddFund(Odd):
    """What was asked of the fund makes no sense; `why` says how."""

    code = "odd-reward-fund"
    sentences: ClassVar = {
        "year": gettext_lazy("Write the year with four digits."),
        "amount": gettext_lazy("Write an amount above zero, up to 1 billion yuan."),
        "early": gettext_lazy("A year is closed on its last day or later."),
    }


class FundClosed(Refusal):
    """The fund of this year is closed."""

    code = "reward-fund-closed"

    def __init__(self, year: int) -> None:
        self.year = year
        super().__init__(str(year))

    @property
    def sentence(self) -> str:
        return _("The fund of %(year)s is closed; nothing was changed.") % {"year": self.year}


class NoFund(Refusal):
    """There is no fund this year."""

    code = "no-reward-fund"

    def __init__(self, year: int) -> None:
        self.year = year
        super().__init__(str(year))

    @property
    def sentence(self) -> str:
        return _(
            "There is no reward fund for %(year)s yet. Awards wait in the queue until the finance office grants it."
        ) % {"year": self.year}


class FundSpent(Refusal):
    """The fund has less left than the award needs."""

    code = "reward-fund-spent"

    def __init__(self, year: int, *, free: Decimal, asked: Decimal, place: int) -> None:
        self.year, self.free, self.asked, self.place = year, free, asked, place
        super().__init__(f"{year}: {free} free, {asked} asked for")

    @property
    def sentence(self) -> str:
        return _(
            "The fund of %(year)s has %(free)s yuan left; the award needs %(asked)s yuan. It keeps place %(place)s in the queue and can be approved from the fund of %(next)s, or once the finance office puts more into this one."
        ) % {
            "year": self.year,
            "free": in_books(self.free),
            "asked": in_books(self.asked),
            "place": self.place,
            "next": self.year + 1,
        }


class OddAward(Odd):
    """What was asked of an award makes no sense; `why` says how."""

    code = "odd-award"
    sentences: ClassVar = {
        "unverified": gettext_lazy("Only what is verified earns an award."),
        "unconfirmed": gettext_lazy("A royalty is earned once the section confirms that it works."),
        "chosen": gettext_lazy("Choose 1 to 500 awards."),
        "unchecked": gettext_lazy(
            "This idea was drawn to be looked at again. The award waits until the improvement office has done so."
        ),
        "words": gettext_lazy("Say why the award is void."),
        "exported": gettext_lazy(
            "Payroll has this award. Take its list back first; then it can be made void."
        ),
        "paid": gettext_lazy(
            "This award was paid. Payroll corrects what was paid; the fund keeps what happened."
        ),
    }


class AwardMoved(Refusal):
    """Somebody decided on one of the awards meanwhile."""

    code = "award-moved"

    @property
    def sentence(self) -> str:
        return _(
            "Somebody decided on one of these awards meanwhile; nothing was changed. Look again."
        )


class OddPayroll(Odd):
    """What was asked of payroll makes no sense; `why` says how."""

    code = "odd-payroll"
    sentences: ClassVar = {
        "nothing": gettext_lazy("No approved award waits for payroll."),
        "day": gettext_lazy("The day of payment is from the export to today."),
    }


class PayrollDecided(Refusal):
    """The list was paid, or taken back."""

    code = "payroll-decided"

    def __init__(self, payroll: Payroll) -> None:
        self.payroll = payroll
        super().__init__(f"payroll {payroll} is {payroll.state}")

    @property
    def sentence(self) -> str:
        return _("List %(number)s is “%(state)s” by now; nothing was changed.") % {
            "number": self.payroll,
            "state": wording.payroll(self.payroll.state)["label"],
        }


class OddAdoption(Odd):
    """What was asked of an adoption makes no sense; `why` says how."""

    code = "odd-adoption"
    sentences: ClassVar = {
        "unverified": gettext_lazy("Only what is verified is suggested to other sections."),
        "sealed": gettext_lazy("This idea is sealed for a patent; it is not suggested to anybody."),
        "own": gettext_lazy("The idea is this section’s own."),
        "twice": gettext_lazy("This section was asked already."),
        "section": gettext_lazy("This is no section of the company."),
    }
