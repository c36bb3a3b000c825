"""What the one-to-one service decides: who is competent, when silence is told, what is a gap.

Pure: facts and days are arguments.
"""

import datetime
import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from yuandu.engines.calendar import Calendar, working_days_between

CYCLE = "issue"
RAISED, SENT, TAKEN_UP, ANSWERED, CLOSED = "raised", "sent", "taken_up", "answered", "closed"
ABANDONED, WITHDRAWN = "abandoned", "withdrawn"
STAGES = (RAISED, SENT, TAKEN_UP, ANSWERED, CLOSED, ABANDONED, WITHDRAWN)
OPEN = (RAISED, SENT, TAKEN_UP, ANSWERED, ABANDONED)
WITH_OFFICES = (SENT, TAKEN_UP, ANSWERED, ABANDONED)  # where an answer is welcome
UNSENT = (RAISED, ABANDONED)  # where class and topic may still be changed

# Working days since an issue was sent. On the first two the clock reminds (see the rhythm
# `escalation` of the life cycles), then the superior is told, then it counts as abandoned.
DUE, TOLD_UPWARDS, GIVEN_UP = 7, 21, 30
SOON = 3  # working days left from which an answer is due soon
IN_TIME = 5  # working days within which an answer is counted as quick
FIRMS_OF_A_GAP = 3
LONGEST_TAG = 60


@dataclass(frozen=True, slots=True)
class Office:
    """An office that answers issues of one class: in a division, or everywhere else."""

    key: int
    division: int | None = None


def competent(offices: Iterable[Office], division: int | None) -> tuple[int, ...]:
    """Return the keys of the offices that answer an issue of a firm in `division`.

    Those of the division itself, if there are any; else those of the whole territory.
    """
    known = tuple(offices)
    near = tuple(office.key for office in known if office.division == division is not None)
    return near or tuple(office.key for office in known if office.division is None)


@dataclass(frozen=True, slots=True)
class Raised:
    """An issue of a topic, as far as a gap asks: whose, and when."""

    firm: int
    on: datetime.date


def is_gap(issues: Iterable[Raised], today: datetime.date) -> bool:
    """Whether enough different firms raised issues of one topic within the last year."""
    since = a_year_before(today)
    return len({issue.firm for issue in issues if since < issue.on <= today}) >= FIRMS_OF_A_GAP


def a_year_before(day: datetime.date) -> datetime.date:
    """Return the same day of the year before; of 29 February the 28th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def tag(text: str) -> str:
    """Return a tag as it is compared: widths and cases folded, no blanks inside or around.

    `  ＺＭ－01 ` and `zm-01` are one.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    bare = re.sub(r"[\s#、,;。.]+", "", folded)[:LONGEST_TAG]
    return bare if bare == text else tag(bare)  # what a blank parted may join: A´ is Á


def days_between(sent_on: datetime.date, on: datetime.date, calendar: Calendar) -> int:
    """Return the working days from the day of sending to a day, never below zero."""
    return max(working_days_between(sent_on, on, calendar=calendar).days, 0)


def digest(sent: Mapping[str, object]) -> str:
    """Return SHA-256 of what was sent, whatever the order of its fields."""
    text = json.dumps(dict(sent), ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def names_in(texts: Sequence[str], names: Iterable[str]) -> tuple[str, ...]:
    """Return which of `names` stand in any of `texts`, however wide or high they are typed."""
    folded = [unicodedata.normalize("NFKC", text).casefold() for text in texts]
    return tuple(
        name
        for name in names
        if name and any(unicodedata.normalize("NFKC", name).casefold() in text for text in folded)
    )
