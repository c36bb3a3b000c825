"""What this room refuses, with all it knows about why."""

from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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
    """Somebody changed the measure since it was read."""

    code = "stale"

    @property
    def sentence(self) -> str:
        return _(
            "Somebody changed this measure while you were writing. Nothing of yours was saved: "
            "open it again, and enter what is still needed."
        )


class OddMeasure(Odd):
    """What was asked of a measure makes no sense; `why` says how."""

    code = "odd-measure"
    sentences: ClassVar = {
        "unknown-figure": gettext_lazy("There is no published figure of this code."),
        "both-ways": gettext_lazy("A figure cannot be claimed to rise and to fall at once."),
    }
