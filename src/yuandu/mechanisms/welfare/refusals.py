"""What this room refuses, with all it knows about why."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yuandu.kernel.workspaces.refusals import Odd, Refusal
from yuandu.mechanisms.enterprises.opening import Stretch


class NotOnStaff(Refusal):
    """Who asks is not on the staff list."""

    code = "not-on-staff"
    status = 422

    @property
    def sentence(self) -> str:
        return _("Your account is not linked to the staff list. Ask HR to link it.")


class OddBooking(Odd):
    code = "odd-booking"
    sentences: ClassVar[Mapping[str, str | Promise]] = {
        "ends-first": gettext_lazy("It ends before it begins."),
        "in-the-past": gettext_lazy("That day is past."),
        "too-far-ahead": gettext_lazy("One books at most 30 days ahead."),
        "closed-that-day": gettext_lazy("It is closed on that day of the week."),
        "outside-hours": gettext_lazy("It is not open in those hours."),
        "too-long": gettext_lazy("That is longer than one booking may be."),
        "closed": gettext_lazy("The facility is closed."),
        "yours": gettext_lazy("You have a booking of it in that time already."),
        "waiting": gettext_lazy("You wait for it already."),
        "free": gettext_lazy("It is free then: book it, there is nothing to wait for."),
    }


class Taken(Refusal):
    """Somebody has it for some of the time; `free` is what is left of the day."""

    code = "taken"

    def __init__(self, free: Sequence[Stretch]) -> None:
        self.free = free
        super().__init__()

    @property
    def sentence(self) -> str:
        if not self.free:
            return _("It is taken, and nothing is free on that day. Choose another day, or wait.")
        hours = _(", ").join(f"{each.first}:00–{each.last}:00" for each in self.free)
        return _("It is taken then. Free on that day: %(hours)s.") % {"hours": hours}


class AlreadyCancelled(Refusal):
    code = "already-cancelled"

    @property
    def sentence(self) -> str:
        return _("This booking is cancelled already.")


class OddFacility(Odd):
    code = "odd-facility"
    sentences: ClassVar[Mapping[str, str | Promise]] = {
        "twice": gettext_lazy("There is one of this code or name already."),
        "hours": gettext_lazy("It closes after it opens, at 24:00 at the latest."),
        "closes-first": gettext_lazy(
            "It would close before it opened. Choose the opening day or a later one."
        ),
        "dates": gettext_lazy("The last day is before the first."),
    }


class NotEntitled(Refusal):
    """Something keeps who asks from claiming; all of it is told."""

    code = "not-entitled"
    status = 422
    SENTENCES: ClassVar[Mapping[str, str | Promise]] = {
        "too-few-years": gettext_lazy("It takes more years of service."),
        "other-section": gettext_lazy("It is for another part of the company."),
        "frontline-only": gettext_lazy("It is for people of the shop floor."),
        "not-now": gettext_lazy("It cannot be claimed today."),
        "used-up": gettext_lazy("You have claimed it this year already."),
        "out-of-stock": gettext_lazy("Nothing is left of it this year."),
    }

    def __init__(self, codes: Sequence[str]) -> None:
        self.codes = codes
        super().__init__()

    @property
    def sentence(self) -> str:
        return " ".join(str(self.SENTENCES[code]) for code in self.codes)

    @property
    def reasons(self) -> list[dict[str, str]]:
        return [{"code": code, "message": str(self.SENTENCES[code])} for code in self.codes]


class OddNeed(Odd):
    code = "odd-need"
    sentences: ClassVar[Mapping[str, str | Promise]] = {
        "words": gettext_lazy("Say in a few words what is missing."),
        "answered": gettext_lazy("This is answered already."),
        "answer": gettext_lazy("Say what comes of it."),
    }


class OddAid(Odd):
    code = "odd-aid"
    sentences: ClassVar[Mapping[str, str | Promise]] = {
        "words": gettext_lazy("Say in a few words what happened and what would help."),
        "group": gettext_lazy("Choose at least one care officer, other than yourself."),
        "amount": gettext_lazy("Grant an amount above zero, to the fen."),
        "decided": gettext_lazy("This has been decided meanwhile."),
    }
