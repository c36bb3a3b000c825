"""What this room refuses, and what to do about it."""

from typing import ClassVar

from django.utils.translation import gettext_lazy

from yuandu.kernel.workspaces.refusals import Odd, Refusal


class OddDeclaration(Odd):
    """What a household declares makes no sense; `why` says how."""

    code = "odd-declaration"
    sentences: ClassVar = {
        "no-household": gettext_lazy("Only a household declares beds and intentions."),
        "no-holding": gettext_lazy("Say first what beds you have."),
        "not-growable": gettext_lazy("Say first that you can grow this kind."),
        "past": gettext_lazy("This day is over: choose one from today on."),
        "far": gettext_lazy("That is too far ahead: choose a day within two years."),
        "too-much": gettext_lazy("That is more than all your beds."),
        "twice": gettext_lazy(
            "You have said so for this kind and day already. Take that back first."
        ),
        "kind-twice": gettext_lazy("This kind is on your list already."),
        "no-weeks": gettext_lazy("How long this kind grows is not known. Choose another."),
    }


class NothingToPlan(Refusal):
    """There is nobody to plan for, or nothing is known of prices."""

    code = "nothing-to-plan"
    status = 409
    sentences: ClassVar = {
        "nobody": gettext_lazy("No household has declared beds and kinds yet."),
        "prices": gettext_lazy(
            "Too few weeks of prices are known. File market data of at least two years first."
        ),
    }

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)

    @property
    def sentence(self) -> str:
        return str(self.sentences[self.why])
