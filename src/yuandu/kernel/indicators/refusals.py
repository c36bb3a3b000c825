"""What this room says when it does not do what was asked."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yuandu.kernel.indicators import telling
from yuandu.kernel.indicators.rules.reconciling import Check
from yuandu.kernel.workspaces.refusals import Odd, Refusal


class OddValue(Refusal):
    """A stated value, unit or period makes no sense for the figure."""

    code = "odd-value"
    status = 422


class NotReported(Refusal):
    """The figure is computed from rows; nobody can report it."""

    code = "not-reported"
    status = 422


class WordsNeeded(Refusal):
    """Something that was published before comes out otherwise now: say why."""

    code = "words-needed"
    status = 422

    def __init__(self, message: str, codes: Iterable[str]) -> None:
        super().__init__(message)
        self.codes = tuple(codes)

    @property
    def reasons(self) -> list[dict[str, str]]:
        return [{"code": self.code, "figure": code} for code in self.codes]


class AlreadyTaken(Refusal):
    """The period is frozen; what was sent stays as it was."""

    code = "already-taken"


class DoesNotReconcile(Refusal):
    """Sums between the figures do not hold."""

    code = "does-not-reconcile"

    def __init__(self, checks: Sequence[Check]) -> None:
        super().__init__(
            _("%(count)s sums do not hold. Correct the rows or the declared totals first.")
            % {"count": len(checks)}
        )
        self.checks = checks

    @property
    def reasons(self) -> list[dict[str, str]]:
        return [{"code": check.code, "message": telling.equation(check)} for check in self.checks]


class TooLong(Refusal):
    """A text is longer than one check takes."""

    code = "too-long"
    status = 422


class BadTerms(Refusal):
    """A board's rule cannot be computed with."""

    code = "bad-terms"
    status = 422

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__(
            _("The rule cannot be computed with: %(faults)s") % {"faults": "; ".join(faults)}
        )
        self.faults = faults

    @property
    def reasons(self) -> list[dict[str, str]]:
        return [{"code": self.code, "message": fault} for fault in self.faults]


class PublishedTooLate(Refusal):
    """A rule would score what began before it was published."""

    code = "published-too-late"
    status = 422


class NotYetPublished(Odd):
    """A board is not published for a period; `why` says what is missing."""

    code = "not-yet-published"
    status = 409
    sentences: ClassVar = {
        "running": gettext_lazy(
            "%(period)s has not ended yet; publish the board after its last day."
        ),
        "no-rule": gettext_lazy(
            "No rule was published before %(period)s began, so nobody is scored in it."
        ),
        "unchanged": gettext_lazy(
            "The board of %(period)s is published already, and no value has changed since."
        ),
        "no-words": gettext_lazy(
            "The board of %(period)s is published already. Say in words what is corrected."
        ),
    }

    def __init__(self, why: str, *, period: str) -> None:
        super().__init__(why)
        self.period = period

    @property
    def sentence(self) -> str:
        return str(self.sentences[self.why]) % {"period": self.period}


class MembersStand(Refusal):
    """An edition is published: whoever was ranked in it stays on the board."""

    code = "members-stand"

    @property
    def sentence(self) -> str:
        return _("An edition of this board is published. Who takes part stands from then on.")


class ObjectedTooLate(Refusal):
    """The working days for objections are over."""

    code = "objected-too-late"


class NotOnTheBoard(Refusal):
    """The participant has no row there."""

    code = "not-on-the-board"
    status = 422


class AlreadyObjected(Refusal):
    """An objection to the row waits for its answer."""

    code = "already-objected"


class AlreadyAnswered(Refusal):
    """Somebody answered the objection first."""

    code = "already-answered"
