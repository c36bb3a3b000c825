"""What is refused about platforms and their equipment."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yuandu.kernel.workspaces.refusals import Refusal

WRONG = {
    "ends-first": gettext_lazy("The last hour lies before the first."),
    "in-the-past": gettext_lazy("The day has passed."),
    "closed-that-day": gettext_lazy("The equipment is closed on that day of the week."),
    "outside-hours": gettext_lazy("The hours lie outside of those in which it is open."),
    "not-open": gettext_lazy("The equipment is not open to firms now."),
    "future-year": gettext_lazy("The year lies in the future."),
}


class NotYourPlatform(Refusal):
    """The actor acts neither for the host or the firm, nor for its county."""

    code = "not-yours"
    status = 403

    @property
    def sentence(self) -> str:
        return _("You act neither for this organisation nor for its county.")


class EquipmentTaken(Refusal):
    """The platform has a piece of equipment of this name."""

    code = "equipment-taken"

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"{name} is entered")

    @property
    def sentence(self) -> str:
        return _("The platform has “%(name)s” already. Change that one.") % {"name": self.name}


class NotBookable(Refusal):
    """It cannot be had then; `codes` say why."""

    code = "not-bookable"
    status = 422

    def __init__(self, codes: Sequence[str]) -> None:
        self.codes = tuple(codes)
        super().__init__(", ".join(self.codes))

    @property
    def sentence(self) -> str:
        return " ".join(str(WRONG[code]) for code in self.codes)

    @property
    def reasons(self) -> list[dict[str, str]]:
        return [{"code": code, "message": str(WRONG[code])} for code in self.codes]


class Taken(Refusal):
    """Somebody else has it for some of the time."""

    code = "taken"

    @property
    def sentence(self) -> str:
        return _("Somebody has booked some of these hours. Choose from the idle hours.")


class AlreadyCancelled(Refusal):
    """The hours were given back before."""

    code = "already-cancelled"

    @property
    def sentence(self) -> str:
        return _("This booking was cancelled before.")
