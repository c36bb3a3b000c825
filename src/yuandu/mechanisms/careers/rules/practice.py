"""When a theory examination opens: theory waits for practice that both mentors signed."""

import datetime
import hashlib
import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

SIDES = frozenset({"enterprise", "school"})


@dataclass(frozen=True, slots=True)
class Logged:
    """An entry of a logbook.

    Attributes:
        sides: who signed it.
        corrects: the key of the entry that it stands in for.
    """

    key: int
    unit: int
    hours: Decimal
    sides: frozenset[str]
    corrects: int | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a unit asks for before its examination."""

    unit: int
    entries: int
    hours: Decimal


@dataclass(frozen=True, slots=True)
class Opening:
    """What is signed of a unit, and what is missing."""

    entries: int
    hours: Decimal
    entries_missing: int
    hours_missing: Decimal

    @property
    def is_open(self) -> bool:
        return not self.entries_missing and not self.hours_missing


def counted(log: Iterable[Logged]) -> list[Logged]:
    """Return the entries that count: signed by both, and not corrected by one that is."""
    signed = [one for one in log if one.sides >= SIDES]
    replaced = {one.corrects for one in signed}
    return [one for one in signed if one.key not in replaced]


def opening(asked: Asked, log: Iterable[Logged]) -> Opening:
    """Return whether a unit's examination is open to who kept this logbook."""
    found = [one for one in counted(log) if one.unit == asked.unit]
    hours = sum((one.hours for one in found), Decimal(0))
    return Opening(
        len(found),
        hours,
        max(asked.entries - len(found), 0),
        max(asked.hours - hours, Decimal(0)),
    )


def has_passed(units: Collection[int], passed: Collection[int]) -> bool:
    """Tell whether a class is passed: every unit of it is, and there is one."""
    return bool(units) and set(units) <= set(passed)


def digest(
    *,
    trainee: int,
    unit: int,
    on: datetime.date,
    hours: Decimal,
    words: str,
    corrects: int | None,
) -> str:
    """Return the SHA-256 of an entry's canonical text, which is what mentors sign."""
    said = {
        "trainee": trainee,
        "unit": unit,
        "on": on.isoformat(),
        "hours": f"{hours.normalize():f}",
        "words": words,
        "corrects": corrects,
    }
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def overlaps(
    spans: Sequence[tuple[datetime.date, datetime.date]], first: datetime.date, last: datetime.date
) -> bool:
    """Tell whether a span of days has one in common with others."""
    return any(since <= last and first <= until for since, until in spans)
