"""Sentences of this room's codes: steps, reasons of a shut gate, what became of a promise."""

import datetime
from decimal import Decimal

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from yuandu.kernel.lifecycle import cycles, gates
from yuandu.kernel.lifecycle.cycles import Evidence, UnknownCycle, UnknownMove, UnknownStage

# By code of reason; the placeholders are the evidence's title and the limit passed.
REASONS = {
    "day-in-future": lambda: _("The day lies in the future; today is %(limit)s."),
    "day-before-last-step": lambda: _(
        "The day lies before the last step, which was on %(limit)s. Was that one misdated? "
        "Have it corrected first."
    ),
    "words-missing": lambda: _("Say why, in words."),
    "words-too-long": lambda: _("The words are longer than %(limit)s characters."),
    "missing": lambda: _("“%(title)s” is missing."),
    "not-a-day": lambda: _("“%(title)s” is not a date; write it like 2026-11-24."),
    "not-a-number": lambda: _("“%(title)s” is not a number; write digits alone."),
    "too-large": lambda: _("“%(title)s” is too large: at most %(limit)s. Is the unit right?"),
    "negative": lambda: _("“%(title)s” is below zero."),
    "too-long": lambda: _("“%(title)s” is longer than %(limit)s characters."),
    "file-refused": lambda: _("“%(title)s”: %(said)s"),
    "paper-unknown": lambda: _("“%(title)s” names a file that was not sent to this track."),
    "not-asked-for": lambda: _("This move does not ask for “%(title)s”."),
}

ODD_PROMISES = {
    "words-missing": gettext_lazy("Say what is promised, in words."),
    "words-too-long": gettext_lazy("The words are too long: at most 2000 characters."),
    "to-oneself": gettext_lazy("Giver and receiver are the same person."),
    "due-before-given": gettext_lazy("It is due before it is given."),
    "too-far": gettext_lazy("It is due too far away: at most 1000 working days."),
    "not-yours-to-give": gettext_lazy("You may promise for yourself alone."),
    "reason-missing": gettext_lazy("Say why, in words."),
    "unknown-rhythm": gettext_lazy("There is no such rhythm of reminders."),
    "ends-before-it-starts": gettext_lazy("It ends before it starts."),
    "same-person": gettext_lazy("The successor is the one who leaves."),
}
# Roles in which people stand by a subject.
ASSIGNED_AS = {
    "leader": gettext_lazy("Sponsoring leader"),
    "officer": gettext_lazy("Officer in charge"),
    "helper": gettext_lazy("Service specialist"),
}
STATES = {
    "open": lambda: _("open"),
    "kept_claimed": lambda: _("said to be kept"),
    "kept": lambda: _("kept"),
    "withdrawn": lambda: _("withdrawn"),
}
EVENTS = {
    "opened": lambda: _("Promised"),
    "said": lambda: _("Word on it"),
    "claimed": lambda: _("Said to be kept"),
    "kept": lambda: _("Confirmed as kept"),
    "refused": lambda: _("Not kept yet, says the receiver"),
    "withdrawn": lambda: _("Withdrawn"),
    "handed_over": lambda: _("Handed over"),
    "redated": lambda: _("Due on another day"),
}


def promise_state(state: str) -> str:
    """Return what to call a promise's state."""
    return STATES[state]()


def event_title(kind: str) -> str:
    """Return what to call something that happened to a promise."""
    return EVENTS[kind]() if kind in EVENTS else kind


def sentence(reason: gates.Reason) -> str:
    """Return the reason's sentence in the reader's language."""
    title = str(reason.evidence.title) if reason.evidence else ""
    values = {"title": title, "limit": _printed(reason.limit), "said": reason.said}
    return REASONS[reason.code]() % values


def _printed(limit: datetime.date | Decimal | int | None) -> str:
    if isinstance(limit, datetime.date):
        return formats.date_format(limit)
    return "" if limit is None else formats.number_format(limit, use_l10n=True)


def stage_title(cycle: str, stage: str) -> str:
    """Return the stage's title; its code where the table has lost it."""
    try:
        return str(cycles.get(cycle).stage(stage).title)
    except (UnknownCycle, UnknownStage):
        return stage


def cycle_title(cycle: str) -> str:
    """Return the life cycle's title; its code where nobody declares it any more."""
    try:
        return str(cycles.get(cycle).title)
    except UnknownCycle:
        return cycle


def move_title(cycle: str, move: str) -> str:
    """Return the move's title; its code where the table has lost it."""
    if move == cycles.START:
        return pgettext("step", "Entered")
    if move == cycles.CORRECT:
        return _("Date corrected")
    try:
        return str(cycles.get(cycle).move(move).title)
    except (UnknownCycle, UnknownMove):
        return move


def evidence_of(cycle: cycles.LifeCycle, move: str) -> dict[str, Evidence]:
    """Return what a step by `move` may have brought, by code, in the order of the table."""
    if move == cycles.CORRECT:
        return {"before": Evidence("before", _("Dated before"), "date")}
    try:
        return {evidence.code: evidence for evidence in cycle.move(move).evidence}
    except UnknownMove:
        return {}


def day(on: datetime.date) -> str:
    """Return a day as the reader's language prints it."""
    return formats.date_format(on)
