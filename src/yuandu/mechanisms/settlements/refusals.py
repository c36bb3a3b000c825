"""What this room refuses, with all it knows about why."""

from collections.abc import Sequence
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yuandu.kernel.workspaces.refusals import Odd, Refusal
from yuandu.mechanisms.settlements.rules.grading import MOST, Fault


class Moved(Refusal):
    """Somebody was faster, or the state has no such move; `state` is what it is now."""

    code = "moved-on"

    def __init__(self, title: str, state: object) -> None:
        self.title, self.state = title, state
        super().__init__(f"{title} is {state}")

    @property
    def sentence(self) -> str:
        return _(
            "%(number)s stands at “%(state)s” by now. Somebody may have been faster; reload the "
            "page and look again."
        ) % {"number": self.title, "state": self.state}


class OddCounts(Refusal):
    """What was counted of a batch does not add up, or is not what was promised."""

    code = "odd-counts"
    status = 422
    sentences: ClassVar = {
        "negative": gettext_lazy("A count is below zero. Write how many pots there are."),
        "too-many": gettext_lazy("More than %(should)s pots are no batch. Correct the number."),
        "unknown-grade": gettext_lazy("There is no such grade."),
        "unknown-cause": gettext_lazy("There is no such cause."),
        "sum-differs": gettext_lazy(
            "Grades and rejected pots come to %(is)s, but %(should)s were received. Count again, "
            "or correct what was received."
        ),
        "grade-not-taken": gettext_lazy(
            "%(is)s pots are of a grade that the contract does not take. Count them as rejected."
        ),
        "above-promise": gettext_lazy(
            "%(is)s pots are accepted, but only %(should)s of the promise are left. Leave the rest "
            "with the grower, or have them take a further share of an order first."
        ),
    }

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(", ".join(each.code for each in faults))

    def _said(self, fault: Fault) -> str:
        return str(self.sentences[fault.code]) % {
            "is": fault.is_,
            "should": fault.should or MOST,
        }

    @property
    def sentence(self) -> str:
        return " ".join(self._said(each) for each in self.faults)

    @property
    def reasons(self) -> list[dict[str, str]]:
        return [{"code": each.code, "message": self._said(each)} for each in self.faults]


class OddDelivery(Odd):
    """What was asked about a delivery makes no sense; `why` says how."""

    code = "odd-delivery"
    sentences: ClassVar = {
        "not-accepted": gettext_lazy(
            "This share is not accepted, or has ended. Only accepted shares are delivered."
        ),
        "nothing": gettext_lazy("Write how many pots there are, at least 1."),
        "above-left": gettext_lazy(
            "That is more than is left of the promise, what is on its way counted in."
        ),
        "too-many": gettext_lazy("That many pots are no batch. Correct the number."),
        "day-ahead": gettext_lazy("The day lies in the future."),
        "day-long-ago": gettext_lazy("The day lies before the order. Correct it."),
        "words-missing": gettext_lazy("Say why, in words."),
        "key-used": gettext_lazy(
            "This form was sent before with other values. Open it again to send another."
        ),
        "share-ended": gettext_lazy(
            "The grower has dropped out of this share, or its order ended; others are asked for "
            "the pots. Call the batch off."
        ),
        "book": gettext_lazy(
            "By this count the household’s loss book would have lost more than it had in the "
            "quarter. Have it say first how many other pots it had."
        ),
        "on-the-way": gettext_lazy(
            "A batch is still on its way or waits to be graded or settled. Deal with that first."
        ),
        "cause": gettext_lazy("Choose what became of the pots."),
        "nothing-left": gettext_lazy("Nothing of this promise is left."),
    }


class OddSubstitute(Odd):
    """A household cannot stand in for a shortage; `why` says how."""

    code = "odd-substitute"
    sentences: ClassVar = {
        "taken": gettext_lazy("Somebody stands in for this shortage already."),
        "same-grower": gettext_lazy("That is the grower whose pots are short. Choose another."),
        "pair": gettext_lazy("Kind, grade or days of the offer do not fit the order."),
        "quantity": gettext_lazy("Ask for at least 1 pot, and for no more than are short."),
    }


class OddMoney(Odd):
    """What was asked about money makes no sense; `why` says how."""

    code = "odd-money"
    sentences: ClassVar = {
        "deposit-not-positive": gettext_lazy("A deposit is above zero."),
        "deposit-too-fine": gettext_lazy("Amounts have two decimals at most."),
        "deposit-above-a-fifth": gettext_lazy(
            "A deposit is at most a fifth of the contract’s price. What is above it is a "
            "prepayment and no deposit: write a smaller amount."
        ),
        "no-promise": gettext_lazy(
            "No share of this order is accepted that a deposit could be on."
        ),
        "amount": gettext_lazy("Write an amount above zero, two decimals at most."),
        "words-missing": gettext_lazy("Say in words what it is for, or why."),
        "key-used": gettext_lazy(
            "This form was sent before with other values. Open it again to send another."
        ),
        "abandoned": gettext_lazy("This promise was given up before."),
        "nothing-owed": gettext_lazy("Nothing is owed, or it is repaid."),
        "terms-fixed": gettext_lazy(
            "A batch of this order is graded already; its terms cannot change any more."
        ),
        "terms": gettext_lazy(
            "Shares of the price fall from grade to grade, from 1 to 0, and the margin is at most "
            "a fifth."
        ),
    }


class OddDispute(Odd):
    """What was asked about a dispute makes no sense; `why` says how."""

    code = "odd-dispute"
    sentences: ClassVar = {
        "not-graded": gettext_lazy("The batch is not graded yet; there is nothing to dispute."),
        "one-open": gettext_lazy("There is a dispute about this batch already. Add to that one."),
        "words-missing": gettext_lazy("Say in words what is wrong."),
        "too-many-photos": gettext_lazy("6 photos at most; choose the telling ones."),
        "not-a-picture": gettext_lazy("Photos are pictures: JPEG, PNG or WebP."),
        "outcome": gettext_lazy("Say who is right."),
        "award-missing": gettext_lazy("Whoever is right gets something: write the amount."),
        "award-for-nothing": gettext_lazy("Where the grading stands there is nothing to pay."),
        "award-too-much": gettext_lazy(
            "That is more than all the pots of the batch are worth at the promised price."
        ),
    }


class OddLoss(Odd):
    """What was asked of the loss book makes no sense; `why` says how."""

    code = "odd-loss"
    sentences: ClassVar = {
        "quarter": gettext_lazy("Choose a quarter that has begun, of the last three years."),
        "quantity": gettext_lazy("Write how many pots, at least 1."),
        "above-saleable": gettext_lazy(
            "More pots would be lost than could have been sold in that quarter. Say first how many "
            "there were."
        ),
        "amount": gettext_lazy("Write an amount of zero or more, two decimals at most."),
        "household": gettext_lazy("Only households keep a loss book."),
        "day": gettext_lazy("The day lies in the future."),
    }
