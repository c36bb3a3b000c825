"""What this room refuses, with all it knows about why."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yuandu.kernel.workspaces.languages import listed
from yuandu.kernel.workspaces.refusals import Odd, Refusal


class NotYours(Refusal):
    """The actor acts neither for this organisation nor for its county."""

    code = "not-yours"
    status = 403

    @property
    def sentence(self) -> str:
        return _("You act neither for this organisation nor for its county.")


class Senseless(Odd):
    """The values contradict each other; `why` says how."""

    code = "makes-no-sense"
    sentences = {
        "deadline": gettext_lazy("The deadline has passed. Choose a day from today on."),
        "dates": gettext_lazy("The last day lies before the first."),
        "share": gettext_lazy("Fixed shares need the firm’s share, between 0 and 1; others none."),
        "own-offer": gettext_lazy("A firm cannot make an offer for its own challenge."),
        "not-invited": gettext_lazy("This challenge is open to the institutes named in it alone."),
        "nobody-named": gettext_lazy(
            "The challenge is not public and names no institute. Name one, or make it public."
        ),
        "tie": gettext_lazy("This tie is entered already."),
        "year": gettext_lazy("The year lies in the future."),
        "outside": gettext_lazy("The engagement has to lie within the time of the need."),
    }


class OffersClosed(Refusal):
    """Nothing is offered any more."""

    code = "offers-closed"

    @property
    def sentence(self) -> str:
        return _("Offers are taken only while the challenge is open and before its deadline.")


class OfferMade(Refusal):
    """The institute has made its offer."""

    code = "offer-made"

    @property
    def sentence(self) -> str:
        return _("This institute has made an offer already.")


class ContractFixed(Refusal):
    """What is signed is not rewritten."""

    code = "contract-fixed"

    @property
    def sentence(self) -> str:
        return _("The contract is signed and is not changed any more.")


class SumsDiffer(Refusal):
    """The milestones do not make up the contract."""

    code = "sums-differ"
    status = 422

    def __init__(self, total: Decimal, amount: Decimal) -> None:
        self.total, self.amount = total, amount
        super().__init__(f"milestones come to {total}, the contract to {amount}")

    @property
    def sentence(self) -> str:
        return _(
            "The milestones come to %(total)s yuan, the contract to %(amount)s. "
            "Change one of them before signing."
        ) % {"total": f"{self.total:.2f}", "amount": f"{self.amount:.2f}"}


class NumberTaken(Refusal):
    """There is a milestone of this number."""

    code = "number-taken"

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(f"{number} is taken")

    @property
    def sentence(self) -> str:
        return _("Milestone %(number)s exists already. Choose another number.") % {
            "number": self.number
        }


class MilestonesOpen(Refusal):
    """A contract is not done while a milestone is not accepted."""

    code = "milestones-open"

    def __init__(self, titles: Sequence[str]) -> None:
        self.titles = tuple(titles)
        super().__init__(", ".join(self.titles))

    @property
    def sentence(self) -> str:
        return _("Not accepted yet: %(titles)s.") % {"titles": listed(self.titles)}


class NobodyEngaged(Refusal):
    """A need is met by somebody."""

    code = "nobody-engaged"

    @property
    def sentence(self) -> str:
        return _("Nobody has said yes yet. Engage an expert, or withdraw the need.")


class NoConsent(Refusal):
    """The expert has not agreed to be found."""

    code = "no-consent"

    @property
    def sentence(self) -> str:
        return _("The expert has not consented to be found, or not any more.")


class Conflicted(Refusal):
    """Something bars the pair; `told` says each thing."""

    code = "conflict"

    def __init__(self, codes: Sequence[str], told: Sequence[str]) -> None:
        self.codes, self.told = tuple(codes), tuple(told)
        super().__init__(", ".join(self.codes))

    @property
    def sentence(self) -> str:
        return _("The expert cannot be engaged: %(reasons)s") % {"reasons": " ".join(self.told)}

    @property
    def reasons(self) -> list[dict[str, str]]:
        return [
            {"code": code, "message": told}
            for code, told in zip(self.codes, self.told, strict=True)
        ]


class EngagedAlready(Refusal):
    """The expert was asked for this need before."""

    code = "engaged-already"

    @property
    def sentence(self) -> str:
        return _("This expert was asked for this need already.")
