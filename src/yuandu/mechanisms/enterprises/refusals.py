"""What this room refuses, with all it knows about why."""

import datetime
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yuandu.kernel.workspaces.languages import listed
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.enterprises import wording
from yuandu.services.policies import wording as policies


class AlreadyOpen(Refusal):
    """The firm has an application for this tier that has not come to an end."""

    code = "application-open"

    def __init__(self, tier: str) -> None:
        self.tier = tier
        super().__init__(tier)

    @property
    def sentence(self) -> str:
        return _(
            "There is an open application for “%(tier)s” already. Go on with that one, or "
            "withdraw it first."
        ) % {"tier": self.tier}


class TitleHeld(Refusal):
    """The firm holds the title, and it is not up for re-check yet."""

    code = "title-held"

    def __init__(self, tier: str, valid_to: datetime.date) -> None:
        self.tier, self.valid_to = tier, valid_to
        super().__init__(f"{tier} until {valid_to}")

    @property
    def sentence(self) -> str:
        return _(
            "The firm holds “%(tier)s” until %(day)s. An application for the re-check can be "
            "opened in its last six months."
        ) % {"tier": self.tier, "day": policies.day(self.valid_to)}


class NoSuchAnnouncement(Refusal):
    """An application was to end by an announcement that nobody has taken in."""

    code = "no-such-announcement"
    status = 422

    def __init__(self, document: str) -> None:
        self.document = document
        super().__init__(document)

    @property
    def sentence(self) -> str:
        return _(
            "No announcement “%(document)s” on this tier is on file. Take it in first; the "
            "outcome follows from it."
        ) % {"document": self.document}


class NamedThere(Refusal):
    """The announcement gives the firm the title, so it was not left out."""

    code = "named-in-announcement"

    def __init__(self, document: str) -> None:
        self.document = document
        super().__init__(document)

    @property
    def sentence(self) -> str:
        return _("The announcement “%(document)s” names this firm.") % {"document": self.document}


class NoticeEndsBefore(Refusal):
    """A public notice would end before it begins."""

    code = "notice-ends-before"
    status = 422

    @property
    def sentence(self) -> str:
        return _("The public notice would end before the day it began. Correct one of the days.")


class ObjectionOpen(Refusal):
    """An objection to this application is being looked at already."""

    code = "objection-open"

    @property
    def sentence(self) -> str:
        return _("An objection to this firm is being looked at already.")


class SameFile(Refusal):
    """The very same file stands in the vault."""

    code = "same-file"

    def __init__(self, name: str, kind: str, year: int | None) -> None:
        self.name, self.kind, self.year = name, kind, year
        super().__init__(name)

    @property
    def sentence(self) -> str:
        place = f"{self.kind} {self.year}" if self.year else self.kind
        return _(
            "This very file is in the vault already: “%(name)s” (%(place)s). Tick the box if "
            "it is to be kept a second time."
        ) % {"name": self.name, "place": place}


class YearNeeded(Refusal):
    """A paper about a year was handed in without saying which."""

    code = "year-needed"
    status = 422

    def __init__(self, kind: str) -> None:
        self.kind = kind
        super().__init__(kind)

    @property
    def sentence(self) -> str:
        return _("“%(kind)s” is about one year: say which.") % {"kind": self.kind}


class RoundOpen(Refusal):
    """The yearly update of this year was opened before."""

    code = "round-open"

    def __init__(self, year: int) -> None:
        self.year = year
        super().__init__(str(year))

    @property
    def sentence(self) -> str:
        return _("The yearly update of %(year)s was opened already.") % {"year": self.year}


class OddRound(Refusal):
    """The window of a yearly update makes no sense."""

    code = "odd-round"
    status = 422

    @property
    def sentence(self) -> str:
        return _("The last day to answer must not lie before today, nor the year ahead of us.")


class RoundClosed(Refusal):
    """The window of the yearly update is closed, or not open yet."""

    code = "round-closed"

    def __init__(self, until: datetime.date) -> None:
        self.until = until
        super().__init__(str(until))

    @property
    def sentence(self) -> str:
        return _("The window ended on %(day)s. Ask your county's officer what to do.") % {
            "day": policies.day(self.until)
        }


class AlreadyConfirmed(Refusal):
    """Somebody has confirmed the firm's facts in this round."""

    code = "already-confirmed"

    @property
    def sentence(self) -> str:
        return _("Your firm has answered already; nothing more needs to be done.")


class FactsMissing(Refusal):
    """Facts of the year are missing, so there is nothing to confirm yet."""

    code = "facts-missing"
    status = 422

    def __init__(self, titles: list[str]) -> None:
        self.titles = titles
        super().__init__(", ".join(titles))

    @property
    def sentence(self) -> str:
        return _("Report what is missing first: %(facts)s.") % {"facts": listed(self.titles)}


class UnknownDivision(Refusal):
    """No county or zone here has this code."""

    code = "unknown-code"
    status = 422

    def __init__(self, value: str) -> None:
        self.value = value
        super().__init__(value)

    @property
    def sentence(self) -> str:
        return _("No county or zone here has the code “%(value)s”.") % {"value": self.value}


WRONG = {
    "ends-first": gettext_lazy("The last hour lies before the first."),
    "in-the-past": gettext_lazy("The day has passed."),
    "too-far-ahead": gettext_lazy("Nobody books more than a year ahead."),
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


class NotKept(Refusal):
    """The actor's post does not keep this firm's record."""

    code = "not-yours"
    status = 403

    @property
    def sentence(self) -> str:
        return _("The pool is kept by the officers there where the firm is.")


class AlreadyInPool(Refusal):
    """The firm is in the pool for this tier."""

    code = "already-in-pool"

    def __init__(self, name: str, tier: str) -> None:
        self.name, self.tier = name, tier
        super().__init__(f"{name} is in the pool for {tier}")

    @property
    def sentence(self) -> str:
        return _(
            "“%(name)s” is in the pool for this tier already: %(tier)s. Nothing was changed."
        ) % {"name": self.name, "tier": wording.tier(self.tier)}


class AlreadyHolds(Refusal):
    """The firm holds the title that it would be cultivated for, or a higher one."""

    code = "already-holds"
    status = 422

    def __init__(self, name: str, tier: str) -> None:
        self.name, self.tier = name, tier
        super().__init__(f"{name} holds {tier} or a higher title")

    @property
    def sentence(self) -> str:
        return _(
            "“%(name)s” holds this title or a higher one: %(tier)s. Choose a tier above it."
        ) % {"name": self.name, "tier": wording.tier(self.tier)}


class AlreadyLeft(Refusal):
    """Somebody took the firm out of the pool in the meantime."""

    code = "already-left"

    @property
    def sentence(self) -> str:
        return _("The firm left the pool in the meantime; its record says why.")
