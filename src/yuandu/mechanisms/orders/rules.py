"""What this room decides without a database: stages, rules of docking, prices, planting days."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol

CYCLE = "order"
DRAFT, OPEN, DOCKED, IN_DELIVERY = "draft", "open", "docked", "in_delivery"
SETTLED, CLOSED, CANCELLED = "settled", "closed", "cancelled"
SEEKING = (OPEN, DOCKED)  # more growers may be found

FIRST, COMMON, LAST = 1, 5, 9  # priorities of orders
ANSWER_DAYS = 3  # days within which a grower answers, unless the window begins before
GRADES = {"first": 1, "second": 2, "third": 3, "ungraded": 4}
CENT = Decimal("0.01")
WEEK = 7  # days


@dataclass(frozen=True, slots=True)
class Rule:
    """A published rule of docking.

    Attributes:
        by_priority: whether orders of a higher priority are served first.
        floors: group of growers → the part of its proportional share that it gets at least.
    """

    code: str
    by_priority: bool
    floors: Mapping[str, float] = field(default_factory=dict)


# A rule that was used is never changed: a new one gets a new code.
RULES = {
    rule.code: rule
    for rule in (
        Rule("fair-2026", by_priority=True, floors={"small": 0.8, "new": 0.5}),
        Rule("worth-2026", by_priority=True),
        Rule("worth-alone-2026", by_priority=False),
    )
}
USUAL = "fair-2026"


@dataclass(frozen=True, slots=True)
class Plan:
    """A crop planned backwards from its first delivery.

    Attributes:
        plant_by: the last day to plant for a delivery on the first day of the window.
        ready_on: the first day on which what is planted today can be delivered.
        days_late: how many days ago `plant_by` was; 0 where there is still time.
    """

    plant_by: datetime.date
    ready_on: datetime.date
    days_late: int


def plan(from_on: datetime.date, weeks: int | None, today: datetime.date) -> Plan | None:
    """Return the plan of a kind that grows `weeks`; `None` where that is not known."""
    if weeks is None:
        return None
    grows = datetime.timedelta(days=weeks * WEEK)
    plant_by = from_on - grows
    return Plan(plant_by, today + grows, max((today - plant_by).days, 0))


# What a crop needs, by when: the part of its growing time from potting on, and days before the
# delivery by which it is to be done at the latest.
STEPS: Mapping[str, tuple[float, int]] = {
    "pot": (0.0, 0),
    "transplant": (0.4, 0),
    "check": (0.75, 0),
    "grade": (1.0, 3),
}


@dataclass(frozen=True, slots=True)
class StepDue:
    """A step of a crop.

    Attributes:
        is_late: not done, and its day is over.
        was_before: not done and its day lay before the grower took the share: the plants
            stood already, or there was no time for it.
    """

    step: str
    due_on: datetime.date
    done_on: datetime.date | None
    is_late: bool
    was_before: bool

    @property
    def waits(self) -> bool:
        return self.done_on is None and not self.was_before


def steps(
    from_on: datetime.date,
    weeks: int | None,
    *,
    taken_on: datetime.date,
    today: datetime.date,
    done: Mapping[str, datetime.date],
) -> list[StepDue]:
    """Return a crop's steps planned backwards from the first day of its delivery.

    Without the kind's growing time only the last is known: the grading before delivery.
    """
    found = []
    for step, (part, before) in STEPS.items():
        if weeks is None and part < 1:
            continue
        left = round((weeks or 0) * WEEK * (1 - part))
        due = from_on - datetime.timedelta(days=left + before)
        done_on = done.get(step)
        was_before = done_on is None and due < taken_on
        is_late = done_on is None and not was_before and due < today
        found.append(StepDue(step, due, done_on, is_late, was_before))
    return found


def monday(day: datetime.date) -> datetime.date:
    """Return the first day of a day's week: a lane carries so much a week."""
    return day - datetime.timedelta(days=day.weekday())


def answer_by(from_on: datetime.date, today: datetime.date) -> datetime.date:
    """Return the day by which a grower is to answer: soon, and before the window begins."""
    return max(min(today + datetime.timedelta(days=ANSWER_DAYS), from_on), today)


def price(floor: Decimal, average: Decimal | None, share_above: Decimal) -> Decimal:
    """Return yuan a unit: the floor and the share of what the market's average is above it."""
    above = max((average or floor) - floor, Decimal(0))
    return (floor + share_above * above).quantize(CENT, ROUND_HALF_UP)


class Sides(Protocol):
    """What an order and an offer have in common: kind, grade and days."""

    @property
    def kind_id(self) -> int: ...
    @property
    def grade(self) -> str: ...
    @property
    def from_on(self) -> datetime.date: ...
    @property
    def until_on(self) -> datetime.date: ...


def fits(order: Sides, offer: Sides) -> bool:
    """Whether an offer is of the order's kind, good enough, and has days in common with it."""
    return (
        offer.kind_id == order.kind_id
        and GRADES[offer.grade] <= GRADES[order.grade]
        and offer.from_on <= order.until_on
        and order.from_on <= offer.until_on
    )


@dataclass(frozen=True, slots=True)
class Replayed:
    """What a price rule would have paid in one past week.

    Attributes:
        average: the market's average, yuan a unit.
        paid: by the rule.
    """

    on: datetime.date
    average: Decimal
    paid: Decimal

    @property
    def is_at_floor(self) -> bool:
        return self.paid > self.average


def replay(
    floor: Decimal, share_above: Decimal, quotes: Iterable[tuple[datetime.date, Decimal]]
) -> list[Replayed]:
    """Return what the rule would have paid for each past quote, in the order given."""
    return [Replayed(on, average, price(floor, average, share_above)) for on, average in quotes]
