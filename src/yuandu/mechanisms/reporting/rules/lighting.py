"""Lights: start, progress, funds and entry into the investment statistics.

The thresholds are those that Yinchuan publishes for its key projects; an office changes them
from a day on. Each light says what it saw, so that nobody has to ask why it is red.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

KINDS = ("start", "progress", "funds", "listing")
MONTHS = 12


class Tone(StrEnum):
    """What a light shows, the worst last; grey: nothing is asked yet, or nobody knows."""

    GREY = "grey"
    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


@dataclass(frozen=True, slots=True)
class Terms:
    """The thresholds as they stand on a day.

    Attributes:
        start_red_months: months running without a start, the planned one included, that
            turn yellow into red.
        progress_yellow, progress_red: how far behind the year's pro-rata progress, as
            shares of the annual plan: from the first on yellow, beyond the second red.
        listing_yellow_months, listing_red_months: whole months since works began without
            an entry into the investment statistics: from the first on yellow, beyond the
            second red.
        supervision_days: working days within which somebody answers for a red light.
    """

    start_red_months: int = 3
    progress_yellow: Decimal = Decimal("0.10")
    progress_red: Decimal = Decimal("0.30")
    listing_yellow_months: int = 1
    listing_red_months: int = 2
    supervision_days: int = 10


@dataclass(frozen=True, slots=True)
class State:
    """What is known of a project at the end of a month.

    Attributes:
        planned_start_on, started_on: when works are planned to begin, and when they did.
        annual_plan: yuan planned for the year.
        invested: yuan since the year began.
        months_planned: the months of the year in which the plan is to be spent, up to and
            including this one, and altogether; 11 and 12 for a project that ran before.
        funds_in_place: what the last report says, `None` where it says nothing.
        listed_on: when it entered the investment statistics.
        is_ended: works are complete, so that start and progress no longer matter.
    """

    planned_start_on: datetime.date | None = None
    started_on: datetime.date | None = None
    annual_plan: Decimal | None = None
    invested: Decimal = Decimal(0)
    months_planned: tuple[int, int] = (MONTHS, MONTHS)
    funds_in_place: bool | None = None
    listed_on: datetime.date | None = None
    is_ended: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """One light: its tone, why by a code, and the number that decided (months, or a share)."""

    tone: Tone
    why: str
    number: Decimal | None = None


type Lights = dict[str, Reading]


def lights(state: State, terms: Terms, *, on: datetime.date) -> Lights:
    """Return the four lights of a project on the last day of a month."""
    return {
        "start": _start(state, terms, on),
        "progress": _progress(state, terms),
        "funds": _funds(state),
        "listing": _listing(state, terms, on),
    }


def worst(readings: Iterable[Reading]) -> Tone:
    """Return the tone of the project as a whole."""
    return max((reading.tone for reading in readings), key=list(Tone).index, default=Tone.GREY)


def _start(state: State, terms: Terms, on: datetime.date) -> Reading:
    if state.is_ended or (state.started_on and state.started_on <= on):
        return Reading(Tone.GREEN, "started")
    if state.planned_start_on is None:
        return Reading(Tone.GREY, "no-planned-start")
    running = _month(on) - _month(state.planned_start_on) + 1
    if running < 1:
        return Reading(Tone.GREEN, "not-due")
    tone = Tone.RED if running >= terms.start_red_months else Tone.YELLOW
    return Reading(tone, "not-started", Decimal(running))


def _progress(state: State, terms: Terms) -> Reading:
    if state.is_ended:
        return Reading(Tone.GREEN, "ended")
    if not state.annual_plan:
        return Reading(Tone.GREY, "no-plan")
    passed, altogether = state.months_planned
    behind = Decimal(passed) / altogether - state.invested / state.annual_plan
    if behind > terms.progress_red:
        return Reading(Tone.RED, "behind", behind)
    if behind >= terms.progress_yellow:
        return Reading(Tone.YELLOW, "behind", behind)
    return Reading(Tone.GREEN, "on-schedule", behind)


def _funds(state: State) -> Reading:
    if state.funds_in_place is None:
        return Reading(Tone.GREY, "not-told")
    if state.funds_in_place:
        return Reading(Tone.GREEN, "in-place")
    return Reading(Tone.RED, "not-in-place")


def _listing(state: State, terms: Terms, on: datetime.date) -> Reading:
    if state.listed_on and state.listed_on <= on:
        return Reading(Tone.GREEN, "listed")
    if state.started_on is None or state.started_on > on:
        return Reading(Tone.GREY, "not-started")
    months = _whole_months(state.started_on, on)
    if months > terms.listing_red_months:
        return Reading(Tone.RED, "not-listed", Decimal(months))
    if months >= terms.listing_yellow_months:
        return Reading(Tone.YELLOW, "not-listed", Decimal(months))
    return Reading(Tone.GREEN, "not-due", Decimal(months))


def _month(day: datetime.date) -> int:
    return day.year * MONTHS + day.month


def _whole_months(since: datetime.date, on: datetime.date) -> int:
    """Return how many months have passed in full; the end of a month completes one."""
    ends = (on + datetime.timedelta(1)).day == 1
    return _month(on) - _month(since) - (on.day < since.day and not ends)
