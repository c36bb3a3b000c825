"""What this room refuses, with all it knows about why."""

from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from yuandu.kernel.workspaces.refusals import Odd, Refusal


class Taken(Refusal):
    """Another measure has the number or the name."""

    code = "taken"

    def __init__(self, field: str) -> None:
        self.field = field
        super().__init__(field)

    @property
    def sentence(self) -> str:
        if self.field == "number":
            return _("Another measure has this number.")
        return _("Another measure has this name. Open that one instead.")

    @property
    def reasons(self) -> list[dict[str, str]]:
        return [{"code": self.code, "field": self.field, "message": self.sentence}]


class Stale(Refusal):
    """Somebody changed the measure or meeting since it was read."""

    code = "stale"

    @property
    def sentence(self) -> str:
        return _(
            "Somebody changed this while you were writing. Nothing of yours was saved: "
            "open it again, and enter what is still needed."
        )


class OddMeasure(Odd):
    """What was asked of a measure makes no sense; `why` says how."""

    code = "odd-measure"
    sentences: ClassVar = {
        "unknown-figure": gettext_lazy("There is no published figure of this code."),
        "both-ways": gettext_lazy("A figure cannot be claimed to rise and to fall at once."),
    }


class OddMeeting(Odd):
    """What was asked of a meeting makes no sense; `why` says how."""

    code = "odd-meeting"
    sentences: ClassVar = {
        "hours": gettext_lazy("A meeting ends after it begins; give both hours or none."),
        "not-held": gettext_lazy(
            "Pledges are written down once the meeting is held, and before it is closed."
        ),
        "not-planned": gettext_lazy("A meeting is changed only before it is held or cancelled."),
        "too-early": gettext_lazy("A meeting is not held before its day."),
        "unknown-project": gettext_lazy("There is no project of this code that you may see."),
        "which-difficulty": gettext_lazy(
            "Several difficulties have these words: choose one, or clear the words."
        ),
        "no-difficulty": gettext_lazy(
            "No open difficulty has these words: write others, or clear them."
        ),
        "no-words": gettext_lazy("Say what was done, and where it can be seen."),
    }


class PledgesOpen(Refusal):
    """Something that was promised at the meeting is not kept yet."""

    code = "pledges-open"

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(f"{number} pledges are open")

    @property
    def sentence(self) -> str:
        return ngettext(
            "%(number)s pledge of this meeting is still open. It is closed when all are over.",
            "%(number)s pledges of this meeting are still open. It is closed when all are over.",
            self.number,
        ) % {"number": self.number}
