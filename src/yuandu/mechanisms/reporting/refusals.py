"""What this room refuses, with all it knows about why."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yuandu.kernel.workspaces.languages import listed
from yuandu.kernel.workspaces.refusals import Odd, Refusal
from yuandu.mechanisms.reporting import wording
from yuandu.mechanisms.reporting.rules import Fault


class Senseless(Refusal):
    """Some of what was entered makes no sense; nothing of it was saved."""

    code = "report-makes-no-sense"
    status = 422

    def __init__(self, faults: Mapping[int, Sequence[Fault]]) -> None:
        self.faults = faults  # by the keys of the projects
        super().__init__(f"reports of {len(faults)} projects make no sense")

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
                "message": wording.fault(fault),
            }
            for project, found in self.faults.items()
            for fault in found
        ]


class NotWritable(Refusal):
    """The filing is signed or locked, so nothing is entered any more."""

    code = "filing-not-writable"

    def __init__(self, stage: str) -> None:
        self.stage = stage
        super().__init__(f"a filing that is {stage}")

    @property
    def sentence(self) -> str:
        return _(
            "This month’s report is %(stage)s and takes no more entries. Ask the city’s office "
            "to return it, or correct the figures next month with the reason."
        ) % {"stage": wording.stage(self.stage)["label"]}


class NotOfThisFiling(Refusal):
    """Projects were named that this division does not report this month."""

    code = "project-not-in-filing"
    status = 422

    def __init__(self, keys: Sequence[int]) -> None:
        self.keys = tuple(keys)
        super().__init__(f"not in this filing: {', '.join(map(str, keys))}")

    @property
    def sentence(self) -> str:
        return _(
            "%(count)s of these projects are not reported here this month: they left the list, "
            "rest, or lie elsewhere. Load the page again."
        ) % {"count": len(self.keys)}


class Incomplete(Refusal):
    """A filing is to be signed, and projects have no report yet."""

    code = "filing-incomplete"

    def __init__(self, count: int, names: Sequence[str]) -> None:
        self.count, self.names = count, tuple(names)
        super().__init__(f"{count} projects without a report")

    @property
    def sentence(self) -> str:
        return _("%(count)s projects have no report yet, first of all: %(names)s.") % {
            "count": self.count,
            "names": listed(self.names),
        }


class OddRound(Odd):
    """A round cannot be opened or locked like this."""

    code = "odd-round"
    sentences = {
        "not-a-month": gettext_lazy("Write the month as 2026-11."),
        "ahead": gettext_lazy("That month has not begun."),
        "due-too-soon": gettext_lazy("The last day lies before the month’s last week or today."),
        "earlier-open": gettext_lazy("An earlier month is not locked yet. Lock it first."),
        "exists": gettext_lazy("This month’s round is open already."),
        "later-exists": gettext_lazy("A later month has been opened; months follow one another."),
        "no-projects": gettext_lazy("No project on this year’s lists is being carried out."),
        "locked": gettext_lazy("This round is locked; nothing in it changes any more."),
        "nothing-signed": gettext_lazy("No county has signed yet, so there is nothing to lock."),
    }


class OddTerms(Odd):
    """Terms of the lights make no sense, or would change what is on record."""

    code = "odd-light-terms"
    sentences = {
        "red-before-yellow": gettext_lazy("Red has to lie beyond yellow."),
        "before-a-locked-month": gettext_lazy(
            "A month that ends on or after that day is locked; its lights stay. Choose a later "
            "first day."
        ),
        "no-basis": gettext_lazy("Name the document that fixes these thresholds."),
        "same-day": gettext_lazy("Terms from that day on exist already. Choose another day."),
    }
