"""What this room refuses, with all it knows about why."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yuandu.kernel.workspaces.refusals import Odd, Refusal
from yuandu.mechanisms.followup import wording
from yuandu.mechanisms.followup.rules import FOLLOWED_MONTHS, Fault

type Key = tuple[int, str]  # of a project and a month


class Senseless(Refusal):
    """Some of what was filed makes no sense; nothing of it was saved."""

    code = "month-makes-no-sense"
    status = 422

    def __init__(self, faults: Mapping[Key, Sequence[Fault]]) -> None:
        self.faults = faults
        super().__init__(f"months of {len(faults)} projects make no sense")

    @property
    def sentence(self) -> str:
        return _("Nothing was saved yet: what is marked makes no sense. Mend it and save again.")

    @property
    def reasons(self) -> list[dict[str, str]]:
        return [
            {
                "code": fault.code,
                "field": fault.field,
                "project": str(project),
                "period": period,
                "message": wording.fault(fault),
            }
            for (project, period), found in self.faults.items()
            for fault in found
        ]


class NotFollowed(Refusal):
    """Projects were named that are not followed in that month."""

    code = "project-not-followed"
    status = 422

    def __init__(self, keys: Sequence[Key]) -> None:
        self.keys = tuple(keys)
        super().__init__(f"not followed: {self.keys}")

    @property
    def sentence(self) -> str:
        return _(
            "%(count)s lines were not taken, and nothing was saved: a project is followed in "
            "the %(months)s months after the one in which its production began, unless it "
            "rests. Load the page again."
        ) % {"count": len(self.keys), "months": FOLLOWED_MONTHS}

    @property
    def reasons(self) -> list[dict[str, str]]:
        return [
            {"code": self.code, "project": str(project), "period": period, "message": self.sentence}
            for project, period in self.keys
        ]


class OddMonth(Odd):
    """A month cannot be filed."""

    code = "odd-month"
    sentences = {
        "not-ended": gettext_lazy("That month has not ended; its figures are not known yet."),
    }


class OddTerms(Odd):
    """Terms make no sense, or would change what is past."""

    code = "odd-follow-terms"
    sentences = {
        "no-basis": gettext_lazy("Name the document that fixes these thresholds."),
        "over": gettext_lazy("That day is over. Choose today or a later day."),
        "same-day": gettext_lazy("Terms from that day on exist already. Choose another day."),
    }


class OddOffice(Odd):
    """An office cannot be named a source, or dismissed."""

    code = "odd-source-office"
    sentences = {
        "named": gettext_lazy("This office is named already. Dismiss it first, to change it."),
        "gone": gettext_lazy("Somebody has dismissed this office before."),
    }
