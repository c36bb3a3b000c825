"""What is recorded of a worker, as the facts that rule books ask for."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from yuandu.engines import rules

# Of choices the best counts, in the order of the vocabulary; of these, and of scores, the latest.
LATEST = frozenset({"review"})
# Facts that tell of the last years only.
WITHIN_YEARS: Mapping[str, int] = {"accidents": 2}
# What the staff list and the positions say; nobody enters it.
COMPUTED = frozenset(
    {
        "years_of_service",
        "years_at_rung",
        "order_management",
        "order_technical",
        "order_technician",
    }
)


@dataclass(frozen=True, slots=True)
class Record:
    """Something recorded of a worker.

    Attributes:
        kind: a code of the vocabulary.
        value: the code of a course, certificate or choice; empty where it is a number.
        number: how many, or how many points.
        expires_on: the last day it holds.
    """

    kind: str
    obtained_on: datetime.date
    value: str = ""
    number: Decimal = Decimal(1)
    expires_on: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """A rung on which a worker stands."""

    ladder: str
    order: int
    from_on: datetime.date


def holds(record: Record, on: datetime.date) -> bool:
    """Tell whether a record counts on a day: it is there already, and has not run out."""
    if record.obtained_on > on or (record.expires_on is not None and record.expires_on < on):
        return False
    years = WITHIN_YEARS.get(record.kind)
    return years is None or record.obtained_on > years_before(on, years)


def years_before(on: datetime.date, years: int) -> datetime.date:
    """Return the same day so many years before; of 29 February the 28th."""
    try:
        return on.replace(year=on.year - years)
    except ValueError:
        return on.replace(year=on.year - years, day=28)


def full_years(since: datetime.date, on: datetime.date) -> int:
    """Return how many whole years lie between two days, none before the first."""
    passed = on.year - since.year - ((on.month, on.day) < (since.month, since.day))
    return max(passed, 0)


def facts_of(
    records: Iterable[Record],
    standings: Iterable[Standing],
    *,
    joined_on: datetime.date,
    source: Standing | None,
    on: datetime.date,
    vocabulary: rules.Vocabulary,
) -> rules.Facts:
    """Return what is known of a worker on a day.

    A kind of which nothing is recorded is unknown. Positions are all on record, so that who
    stands on no rung of a ladder stands on its rung 0.

    Args:
        source: the rung the worker would leave; years in the position are counted from it.
    """
    said: dict[str, Any] = {"years_of_service": full_years(joined_on, on)}
    said["years_at_rung"] = full_years(source.from_on, on) if source else 0
    orders = {standing.ladder: standing.order for standing in standings}
    for ladder in ("management", "technical", "technician"):
        said[f"order_{ladder}"] = orders.get(ladder, 0)
    by_kind: dict[str, list[Record]] = {}
    for record in records:
        if record.kind in vocabulary and holds(record, on):
            by_kind.setdefault(record.kind, []).append(record)
    for code, found in by_kind.items():
        said[code] = _together(vocabulary[code], found)
    return rules.read_facts(said, vocabulary)


def _together(kind: rules.FactKind, found: list[Record]) -> Any:
    latest = max(found, key=lambda record: record.obtained_on)
    match kind.kind:
        case "codes":
            return sorted({record.value for record in found})
        case "choice":
            if kind.code in LATEST:
                return latest.value
            order = list(kind.choices)
            return max((record.value for record in found), key=order.index)
        case "score":
            return latest.number
        case _:
            return int(sum(record.number for record in found))
