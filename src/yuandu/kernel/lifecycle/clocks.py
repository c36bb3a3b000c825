"""When a promise is due, when to remind, and whose silence counts. Pure: days are arguments.

Working days are the calendar's. A rhythm says on which days people are reminded; a
workspace may keep its own (`models.Rhythm`).
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from yuandu.engines.calendar import (
    Calendar,
    add_working_days,
    is_working_day,
    working_days_between,
)

SOON = 3  # working days left from which on a promise is due soon
SILENT_AFTER = 3  # working days without a word
FURTHEST = 365  # days from the anchor to a reminder
MOST_REMINDERS = 20

type Anchor = Literal["due", "opened"]
type Unit = Literal["working", "calendar"]
type Party = Literal["giver", "receiver"]


class OddRhythm(ValueError):
    """Days on which nobody can be reminded."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Days of reminding, counted from the day a promise is due or was given.

    Attributes:
        offsets: ascending; negative for before.
    """

    code: str
    offsets: tuple[int, ...]
    anchor: Anchor
    unit: Unit

    def __post_init__(self) -> None:
        if not 0 < len(self.offsets) <= MOST_REMINDERS:
            raise OddRhythm(f"{len(self.offsets)} reminders")
        if list(self.offsets) != sorted(set(self.offsets)):
            raise OddRhythm(f"{self.offsets} do not ascend")
        if any(abs(offset) > FURTHEST for offset in self.offsets):
            raise OddRhythm(f"{self.offsets} lie more than {FURTHEST} days away")

    def days(
        self, *, opened_on: datetime.date, due_on: datetime.date, calendar: Calendar
    ) -> tuple[datetime.date, ...]:
        """Return the days of reminding, ascending."""
        anchor = due_on if self.anchor == "due" else opened_on
        return tuple(self._day(anchor, offset, calendar) for offset in self.offsets)

    def _day(self, anchor: datetime.date, offset: int, calendar: Calendar) -> datetime.date:
        if self.unit == "working":
            return add_working_days(anchor, offset, calendar=calendar).on
        return anchor + datetime.timedelta(days=offset)

    def next_day(
        self,
        *,
        after: datetime.date,
        opened_on: datetime.date,
        due_on: datetime.date,
        calendar: Calendar,
    ) -> datetime.date | None:
        """Return the first day of reminding behind `after`, `None` if there is none left."""
        days = self.days(opened_on=opened_on, due_on=due_on, calendar=calendar)
        return next((day for day in days if day > after), None)


# A promise: the working day before, on the day, then three and seven working days late.
USUAL = Rhythm("usual", (-1, 0, 3, 7), "due", "working")
# A long follow-up, by calendar days since it was promised.
FOLLOW_UP = Rhythm("follow_up", (7, 14, 21, 30), "opened", "calendar")
# A claim that waits for the receiver's answer: counted from the claim.
ANSWER = Rhythm("answer", (3, 7, 14), "opened", "working")
# An answer that an office owes: in steps of working days since it was asked.
ESCALATION = Rhythm("escalation", (7, 14, 21, 30), "opened", "working")
RHYTHMS = {rhythm.code: rhythm for rhythm in (USUAL, FOLLOW_UP, ANSWER, ESCALATION)}


@dataclass(frozen=True, slots=True)
class Terms:
    """What the clock of a promise has to know."""

    state: str  # open, kept_claimed, kept or withdrawn
    opened_on: datetime.date
    due_on: datetime.date
    turn_on: datetime.date


@dataclass(frozen=True, slots=True)
class Reading:
    """How a promise stands.

    Attributes:
        state: kept, withdrawn, due, soon, overdue or silent.
        on: the day it is due.
        days: working days left, past due, or of silence.
        silent: whose silence it is.
    """

    state: str
    on: datetime.date
    days: int = 0
    silent: Party | None = None


def read(terms: Terms, today: datetime.date, calendar: Calendar) -> Reading:
    """Return how a promise stands today.

    While it is open, the giver's silence counts from the day it was due; once the giver
    says that it is kept, the receiver's from that day. Any word starts it anew.
    """
    if terms.state not in {"open", "kept_claimed"}:
        return Reading(terms.state, terms.due_on)
    party: Party = "giver" if terms.state == "open" else "receiver"
    silence = working_days_between(terms.turn_on, today, calendar=calendar).days
    if silence >= SILENT_AFTER:
        return Reading("silent", terms.due_on, silence, party)
    left = working_days_between(today, terms.due_on, calendar=calendar).days
    if today > terms.due_on:
        return Reading("overdue", terms.due_on, max(-left, 0))
    return Reading("soon" if left <= SOON else "due", terms.due_on, left)


def silent_since(today: datetime.date, calendar: Calendar) -> datetime.date:
    """Return the last day from which on silence up to `today` is long enough to show."""
    return last_day(today, SILENT_AFTER, calendar)


def last_day(today: datetime.date, days: int, calendar: Calendar) -> datetime.date:
    """Return the last day from which on `days` working days, at least one, lie behind `today`."""
    back = days - is_working_day(today, calendar=calendar)
    first = add_working_days(today, -back, calendar=calendar).on
    return first - datetime.timedelta(days=1)


def due_day(opened_on: datetime.date, days: int, calendar: Calendar) -> datetime.date:
    """Return the day that lies `days` working days after `opened_on`."""
    return add_working_days(opened_on, days, calendar=calendar).on


def parse_offsets(text: str) -> tuple[int, ...]:
    """Read days as people write them: `-1, 0, 3, 7`.

    Raises:
        OddRhythm: something is no whole number.
    """
    words: Sequence[str] = text.translate({ord(mark): " " for mark in ",，、;；"}).split()
    try:
        return tuple(sorted({int(word.replace("−", "-")) for word in words}))
    except ValueError:
        raise OddRhythm(f"{text!r} are no days") from None
