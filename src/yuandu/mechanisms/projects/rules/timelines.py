"""Days on a line: a window of whole months, and what of a project lies in it. Pure."""

import datetime
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

DAY = datetime.timedelta(1)
YEAR = 12
FIRST, LAST = datetime.date(1950, 1, 1), datetime.date(2150, 1, 1)  # months that can be asked for
TICKS = {12: 1, 24: 3, 36: 3, 60: 6}  # months shown → months between two ticks
LONGER = 12  # between ticks of any other window


def month_of(day: datetime.date, months: int = 0) -> datetime.date:
    """Return the first day of the month so many months after that of `day`."""
    turned = day.year * YEAR + day.month - 1 + months
    return datetime.date(turned // YEAR, turned % YEAR + 1, 1)


@dataclass(frozen=True, slots=True)
class Tick:
    """The first day of a month, and where it lies, in per cent."""

    day: datetime.date
    at: float

    @property
    def is_year(self) -> bool:
        return self.day.month == 1


@dataclass(frozen=True, slots=True)
class Window:
    """Whole months from the one that begins on `first`."""

    first: datetime.date
    months: int

    @property
    def after(self) -> datetime.date:
        """The first day that lies beyond."""
        return month_of(self.first, self.months)

    @property
    def last(self) -> datetime.date:
        return self.after - DAY

    def moved(self, months: int) -> datetime.date:
        """Return the first day of the window so many months later, within what can be asked for."""
        return min(max(month_of(self.first, months), FIRST), LAST)

    def at(self, day: datetime.date) -> float | None:
        """Return where a day lies, in per cent; `None` outside."""
        return self._share(day) if self.first <= day < self.after else None

    def cut(self, first: datetime.date, last: datetime.date) -> tuple[float, float] | None:
        """Return where a stretch begins and how wide it is, both days included; `None` outside."""
        begin, end = max(first, self.first), min(last + DAY, self.after)
        if begin >= end:
            return None
        return self._share(begin), round(self._share(end) - self._share(begin), 2)

    def ticks(self) -> list[Tick]:
        step = TICKS.get(self.months, LONGER)
        days = (month_of(self.first, turn) for turn in range(self.months))
        return [Tick(day, self._share(day)) for day in days if (day.month - 1) % step == 0]

    def _share(self, day: datetime.date) -> float:
        return round(100 * (day - self.first).days / (self.after - self.first).days, 2)


def around(days: Sequence[datetime.date]) -> Window:
    """Return the window that holds all `days`, with a month on either side."""
    first = month_of(min(days), -1)
    end = month_of(max(days), 2)
    return Window(first, (end.year - first.year) * YEAR + end.month - first.month)


@dataclass(frozen=True, slots=True)
class Stepped:
    """A step of a track: into which stage, on which day, and whether it took another back."""

    stage: str
    on: datetime.date
    is_reversal: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """How long a track stood in a stage; it still does where `last` is empty."""

    stage: str
    first: datetime.date
    last: datetime.date | None


def stretches(steps: Sequence[Stepped]) -> list[Stretch]:
    """Return where a track stood from when to when; what was recorded in error never was."""
    taken: list[Stepped] = []
    for step in steps:
        if step.is_reversal and len(taken) > 1 and taken[-2].stage == step.stage:
            taken.pop()
        elif not taken or taken[-1].stage != step.stage:
            taken.append(step)
    until = [max(step.on, after.on) for step, after in itertools.pairwise(taken)]
    return [
        Stretch(step.stage, step.on, last) for step, last in itertools.zip_longest(taken, until)
    ]
