"""What this room refuses, with all it knows about why."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yuandu.kernel.registry import wording
from yuandu.kernel.registry.models import Party
from yuandu.kernel.registry.rules.codes import Problem
from yuandu.kernel.workspaces.refusals import Odd, Refusal


class WrongCode(Refusal):
    """A code does not hold; `problems` says everything that is wrong with it."""

    code = "wrong-code"
    status = 422

    def __init__(self, written: str, problems: Sequence[Problem]) -> None:
        self.written, self.problems = written, tuple(problems)
        super().__init__(written, *(problem.code for problem in problems))

    @property
    def sentence(self) -> str:
        words = " ".join(wording.sentence(problem) for problem in self.problems)
        return _("“%(code)s” is not a valid code. %(words)s") % {
            "code": self.written,
            "words": words,
        }

    @property
    def reasons(self) -> list[dict[str, str]]:
        return [
            {"code": problem.code, "message": wording.sentence(problem)}
            for problem in self.problems
        ]


class CodeTaken(Refusal):
    """Another party has this code already: it is entered once, and corrected there."""

    code = "code-taken"

    def __init__(self, written: str, holder: Party | None = None) -> None:
        self.written, self.holder = written, holder
        super().__init__(written)

    @property
    def sentence(self) -> str:
        if self.holder is None:
            return _("The code %(code)s was entered just now by somebody else.") % {
                "code": self.written
            }
        return _("The code %(code)s belongs to %(holder)s. Correct that record instead.") % {
            "code": self.written,
            "holder": self.holder.title,
        }


class NameMissing(Refusal):
    code = "name-missing"
    status = 422

    @property
    def sentence(self) -> str:
        return _("The name is missing.")


class WrongFact(Odd):
    """A fact makes no sense: a number for words, a period that ends before it starts."""

    code = "wrong-fact"
    sentences = {
        "unknown-kind": gettext_lazy("This kind of fact is not known."),
        "number-missing": gettext_lazy("Write a number."),
        "words-missing": gettext_lazy("Write words."),
        "out-of-range": gettext_lazy("The number is too large, or has more than four decimals."),
        "ends-before-it-starts": gettext_lazy("The period's last day lies before its first."),
        "in-future": gettext_lazy("The period has not begun yet."),
    }


class FactChanged(Refusal):
    """Somebody reported for the same period at the same moment."""

    code = "fact-changed"

    @property
    def sentence(self) -> str:
        return _("Somebody reported for this period just now. Look at it and try again.")


class WrongConsent(Refusal):
    """A consent cannot be taken like this."""

    code = "wrong-consent"
    status = 422

    def __init__(self, codes: Sequence[str]) -> None:
        self.codes = tuple(codes)
        super().__init__(*codes)

    @property
    def sentence(self) -> str:
        return " ".join(wording.consent_sentence(code) for code in self.codes)

    @property
    def reasons(self) -> list[dict[str, str]]:
        return [{"code": code, "message": wording.consent_sentence(code)} for code in self.codes]


class AlreadyRevoked(Refusal):
    code = "already-revoked"

    @property
    def sentence(self) -> str:
        return _("This consent has been taken back already.")


class PostOverlaps(Refusal):
    """The person holds this very post in part of the time already."""

    code = "post-overlaps"

    @property
    def sentence(self) -> str:
        return _("The person holds this post at that time already. End the earlier one first.")


class WrongPost(Odd):
    """The post lacks what its role is bound to, or has days that make no sense."""

    code = "wrong-post"
    sentences = {
        "unknown-role": gettext_lazy("This role is not known."),
        "division-missing": gettext_lazy("A county officer serves a division: choose it."),
        "organisation-missing": gettext_lazy("An owner acts for an organisation: choose it."),
        "ends-before-it-starts": gettext_lazy("The last day lies before the first."),
    }


class PostChanged(Refusal):
    code = "post-changed"

    @property
    def sentence(self) -> str:
        return _("Somebody changed this post just now. Look at it and try again.")


class LastAdministrator(Refusal):
    """Nobody would be left who can give posts."""

    code = "last-administrator"

    @property
    def sentence(self) -> str:
        return _("This is the last administrator. Appoint another one first.")
