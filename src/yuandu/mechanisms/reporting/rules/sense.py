"""What a month's report may say, and what in it contradicts itself or the month before.

A fault is refused where it is entered. A doubt is kept and shown until somebody explains it:
money may well go out while nothing is to be seen yet.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

HUNDREDTH = Decimal("0.01")
LEAP = Decimal("0.05")  # progress that cannot be had for nothing
FACTOR = 4  # times the monthly part of the plan that is a lot for one month
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Figures:
    """What one report says of one month.

    Attributes:
        invested: yuan of works done in the month.
        corrected: yuan by which what was reported before is corrected, up or down.
        correction: why; needed where something is corrected.
        progress_share: how much of the whole is built, 0 to 1; `None` where nobody knows.
        progress: the same in words (形象进度).
    """

    invested: Decimal
    corrected: Decimal = Decimal(0)
    correction: str = ""
    progress_share: Decimal | None = None
    progress: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What stands on record about the project before this month.

    Attributes:
        before: the last report, if there is one.
        to_date: yuan since works began, this month not counted.
        total: planned investment in yuan.
        annual_plan: yuan planned for the year.
        has_started: whether works have begun by the end of the month.
    """

    before: Figures | None = None
    to_date: Decimal = Decimal(0)
    total: Decimal | None = None
    annual_plan: Decimal | None = None
    has_started: bool = True


@dataclass(frozen=True, slots=True)
class Fault:
    """What cannot be taken, by a code and the field it is about."""

    field: str
    code: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """What may be right and has to be explained, with the values that make it doubtful."""

    code: str
    field: str
    values: tuple[Decimal, ...] = ()


def faults(said: Figures, known: Known) -> tuple[Fault, ...]:
    """Return everything that makes no sense in a report, not the first thing alone."""
    return tuple(_faults(said, known))


def _faults(said: Figures, known: Known) -> Iterator[Fault]:
    if said.invested < 0:
        yield Fault("invested", "negative")
    if said.corrected and not said.correction.strip():
        yield Fault("correction", "no-reason")
    if said.correction.strip() and not said.corrected:
        yield Fault("corrected", "reason-for-nothing")
    if said.corrected < 0 and known.to_date + said.invested + said.corrected < 0:
        yield Fault("corrected", "below-nothing")
    if said.progress_share is not None and not 0 <= said.progress_share <= 1:
        yield Fault("progress_share", "no-share")


def doubts(said: Figures, known: Known) -> tuple[Doubt, ...]:
    """Return what contradicts itself, the month before or the plan."""
    found = (*_by_itself(said, known), *_beside(said, known))
    return tuple(doubt for doubt in found if doubt is not None)


def _by_itself(said: Figures, known: Known) -> Iterator[Doubt]:
    to_date = known.to_date + said.invested + said.corrected
    if not known.has_started and (said.invested or said.progress_share):
        yield Doubt("not-started", "invested", (said.invested,))
    if known.total and to_date > known.total:
        yield Doubt("more-than-planned", "invested", (to_date, known.total))
    if known.annual_plan and said.invested * MONTHS > known.annual_plan * FACTOR:
        yield Doubt("sudden", "invested", (said.invested, known.annual_plan / MONTHS))


def _beside(said: Figures, known: Known) -> Iterator[Doubt]:
    if known.before is None or said.progress_share is None or known.before.progress_share is None:
        return
    step = said.progress_share - known.before.progress_share
    shares = (known.before.progress_share, said.progress_share)
    if step < 0:
        yield Doubt("progress-falls", "progress_share", shares)
    elif _stands_still(said, known.before):
        yield Doubt("money-without-progress", "progress_share", (said.invested,))
    elif step >= LEAP and not said.invested:
        yield Doubt("progress-without-money", "invested", shares)


def _stands_still(said: Figures, before: Figures) -> bool:
    """Whether money went out for nothing to be seen; what is complete is still paid for."""
    same = (said.progress_share, said.progress.strip()) == (
        before.progress_share,
        before.progress.strip(),
    )
    return same and said.invested > 0 and said.progress_share != 1
