"""What this room says of classes, logbooks and badges when it does not do what was asked."""

from collections.abc import Mapping
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yuandu.kernel.workspaces.refusals import Odd, Refusal
from yuandu.mechanisms.careers.rules import practice


class OddClass(Odd):
    code = "class-not-kept"
    sentences: ClassVar[Mapping[str, str | Promise]] = {
        "base-twice": _("There is a base of this name already."),
        "twice": _("There is a class of this name already."),
        "dates": _("The last day lies before the first."),
        "units": _("A class has units, each with a name, at least one entry and a pass mark."),
        "outside": _("These days lie outside of the class."),
        "overlap": _("The class is somewhere else on one of these days already."),
    }


class OddTrainee(Odd):
    code = "trainee-not-enrolled"
    sentences: ClassVar[Mapping[str, str | Promise]] = {
        "mentors": _("The trainee and the two mentors have to be three people."),
        "account": _("The enterprise mentor has no account to sign with."),
        "twice": _("The worker is in this class already."),
    }


class OddEntry(Odd):
    code = "entry-not-kept"
    sentences: ClassVar[Mapping[str, str | Promise]] = {
        "over": _("The class has ended for this trainee."),
        "unit": _("The unit belongs to another class."),
        "day": _("The day lies outside of the class, or in the future."),
        "hours": _("A day has more than 0 and at most 24 hours."),
        "words": _("Say in some words what was done."),
        "twice": _("The same entry stands in the logbook already."),
        "corrects": _("The entry to correct belongs to another logbook."),
        "corrected": _("The entry is corrected by a later one already; go on from that."),
        "signed": _("The entry is signed by your side already."),
        "changed": _("The entry is not what was written; it cannot be signed. Tell HR."),
    }


class OddExam(Odd):
    code = "examination-not-entered"
    sentences: ClassVar[Mapping[str, str | Promise]] = {
        "over": _("The class has ended for this trainee."),
        "unit": _("The unit belongs to another class."),
        "day": _("The day lies before the class began, or in the future."),
        "points": _("Points go from 0 to 100."),
        "passed": _("The unit is passed already."),
        "twice": _("An examination of this unit is entered for this day already."),
    }


class ExamClosed(Refusal):
    """Theory waits for practice: a unit's logbook lacks signed entries or hours."""

    code = "practice-first"

    def __init__(self, opening: practice.Opening) -> None:
        self.opening = opening
        super().__init__("practice")

    @property
    def sentence(self) -> str:
        return gettext(
            "The examination opens with practice that both mentors signed. Missing: entries %(entries)s, hours %(hours)s."
        ) % {
            "entries": self.opening.entries_missing,
            "hours": f"{self.opening.hours_missing.normalize():f}",
        }


class OddOutcome(Odd):
    code = "outcome-not-entered"
    sentences: ClassVar[Mapping[str, str | Promise]] = {
        "unknown": _("There is no such outcome."),
        "units": _("Not every unit of the class is passed."),
        "over": _("The class has ended for this trainee."),
        "section": _("This is no section of the company."),
        "day": _("The day lies in the future."),
        "not-passed": _("Only who has passed, and is not placed yet, is placed after that day."),
    }


class OddBadge(Odd):
    code = "badge-not-issued"
    sentences: ClassVar[Mapping[str, str | Promise]] = {
        "not-passed": _("The class is not passed."),
        "no-panel": _("Only what a panel recognised here has a badge."),
        "consent": _("A badge is signed only with your consent."),
        "twice": _("There is a badge for this already."),
        "reason": _("Say why it is revoked."),
        "revoked": _("The badge is revoked already."),
    }
