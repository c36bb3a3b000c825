"""Whether what is entered of a project makes sense: every fault at once, by code."""

import dataclasses
import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from yuandu.kernel.registry.rules import check_project_code_form

WAN, YI = Decimal(10) ** 4, Decimal(10) ** 8

# Yuan. From here on a project enters fixed-asset statistics; what lies below was most
# often written in 亿 where the form asks for 万.
STATISTICS_THRESHOLD = 500 * WAN
# Yuan. Few projects of a city cost more; somebody should look at the unit.
LARGE_INVESTMENT = 1000 * YI
# Yuan. The largest single project ever approved, the hydropower works on the lower
# Yarlung Zangbo (2025), is put at about 1.2 万亿.
ABSURD_INVESTMENT = 20_000 * YI
# Yuan or whatever the currency, and mu: no money and no land of a project is more. The
# whole of Weifang is 24 million mu.
LARGEST_AMOUNT, LARGEST_LAND = Decimal(10) ** 15, Decimal(10) ** 7
EARLIEST, LATEST = datetime.date(1949, 10, 1), datetime.date(2100, 12, 31)

type Param = str | Decimal | datetime.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """A project as somebody wants to enter it; money in yuan, shares from 0 to 1."""

    code: str = ""
    investment_total: Decimal | None = None
    annual_plan: Decimal | None = None
    private_share: Decimal | None = None
    design_output: Decimal | None = None
    new_output: Decimal | None = None
    land_area_mu: Decimal | None = None
    longitude: float | None = None
    latitude: float | None = None
    filed_on: datetime.date | None = None
    planned_start_on: datetime.date | None = None
    planned_end_on: datetime.date | None = None
    works_started_on: datetime.date | None = None
    completed_on: datetime.date | None = None
    produced_on: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that makes no sense, or that somebody should look at.

    Attributes:
        code: names the sentence, see `wording.FAULTS`.
        field: which of the facts.
        is_doubt: it may be right; whoever enters it has to say so.
        params: values for the sentence.
    """

    code: str
    field: str
    is_doubt: bool = False
    params: Mapping[str, Param] = dataclasses.field(default_factory=dict)


def faults(facts: Facts, *, today: datetime.date, code_rules: str, currency: str) -> list[Fault]:
    """Return everything that is wrong or doubtful with `facts`.

    Args:
        code_rules: "cn" holds codes against GB/T 40058, "free" takes any.
        currency: the bounds of investments are known for CNY only.
    """
    return [
        *_of_code(facts, code_rules),
        *_of_investment(facts, currency),
        *_of_amounts(facts),
        *_of_place(facts),
        *_of_days(facts, today),
    ]


def _of_code(facts: Facts, code_rules: str) -> Iterator[Fault]:
    if code_rules != "cn" or not facts.code:
        return
    for problem in check_project_code_form(facts.code):
        values = {"shown": facts.code, "found": problem.found, "expected": problem.expected}
        yield Fault(problem.code, "code", params=values | {"place": str(problem.position or "")})


def _of_investment(facts: Facts, currency: str) -> Iterator[Fault]:
    total, plan = facts.investment_total, facts.annual_plan
    if plan is not None and plan < 0:
        yield Fault("negative", "annual_plan", params={"shown": plan})
    if total is None:
        return
    shown = {"shown": total}
    if total <= 0:
        yield Fault("investment-not-positive", "investment_total", params=shown)
    elif currency == "CNY" and total > ABSURD_INVESTMENT:
        yield Fault("investment-absurd", "investment_total", params=shown)
    elif currency == "CNY" and total > LARGE_INVESTMENT:
        yield Fault("investment-large", "investment_total", is_doubt=True, params=shown)
    elif currency == "CNY" and total < STATISTICS_THRESHOLD:
        yield Fault("investment-small", "investment_total", is_doubt=True, params=shown)
    if plan is not None and plan > total > 0:
        yield Fault("plan-above-total", "annual_plan", is_doubt=True, params={"shown": plan})


def _of_amounts(facts: Facts) -> Iterator[Fault]:
    share = facts.private_share
    if share is not None and not 0 <= share <= 1:
        yield Fault("share-not-a-fraction", "private_share", params={"shown": share})
    for name in ("design_output", "new_output"):
        value = getattr(facts, name)
        if value is not None and value < 0:
            yield Fault("negative", name, params={"shown": value})
    for name in ("investment_total", "annual_plan", "design_output", "new_output"):
        value = getattr(facts, name)
        if value is not None and value > LARGEST_AMOUNT:
            yield Fault("amount-absurd", name, params={"shown": value})
    land = facts.land_area_mu
    if land is not None and land <= 0:
        yield Fault("land-not-positive", "land_area_mu", params={"shown": land})
    elif land is not None and land > LARGEST_LAND:
        yield Fault("land-absurd", "land_area_mu", params={"shown": land})


def _of_place(facts: Facts) -> Iterator[Fault]:
    longitude, latitude = facts.longitude, facts.latitude
    if (longitude is None) != (latitude is None):
        yield Fault("half-a-place", "longitude" if longitude is None else "latitude")
    elif longitude is not None and latitude is not None and not _on_earth(longitude, latitude):
        yield Fault("not-on-earth", "longitude")


def _on_earth(longitude: float, latitude: float) -> bool:
    return -180 <= longitude <= 180 and -90 <= latitude <= 90  # noqa: PLR2004 - degrees


def _of_days(facts: Facts, today: datetime.date) -> Iterator[Fault]:
    for name in ("filed_on", "planned_start_on", "planned_end_on"):
        day = getattr(facts, name)
        if day is not None and not EARLIEST <= day <= LATEST:
            yield Fault("day-out-of-range", name, params={"shown": day})
    for name in ("filed_on", "works_started_on", "completed_on", "produced_on"):
        day = getattr(facts, name)
        if day is not None and day > today:
            yield Fault("day-in-future", name, params={"shown": day, "limit": today})
    for earlier, later, code in (
        ("planned_start_on", "planned_end_on", "plan-ends-before-start"),
        ("works_started_on", "completed_on", "completed-before-start"),
        ("works_started_on", "produced_on", "produced-before-start"),
    ):
        first, second = getattr(facts, earlier), getattr(facts, later)
        if first is not None and second is not None and second < first:
            yield Fault(code, later, params={"shown": second, "limit": first})
