"""What a gate says of a move: everything that is missing or wrong, at once.

Pure. A reason carries a stable code; `wording` has its sentence.
"""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from yuandu.kernel.lifecycle.cycles import Evidence, Move

LARGEST = Decimal(10) ** 15  # yuan, or whatever is counted: more is a slip of the hand
FINEST = 4  # decimal places kept
LONGEST_TEXT = 2000  # characters


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that keeps the gate shut.

    Attributes:
        code: what is wrong: `missing`, `day-in-future`, …
        evidence: the evidence that is concerned; `None` if it is the day or the words.
        limit: the day or number that was passed, where there is one.
        said: what another room says is wrong with it.
    """

    code: str
    evidence: Evidence | None = None
    limit: datetime.date | Decimal | int | None = None
    said: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """What the mover brings: the day, the words, and values by code of evidence."""

    on: datetime.date
    words: str
    evidence: Mapping[str, object]


def reasons(
    move: Move, given: Given, *, today: datetime.date, since: datetime.date
) -> tuple[Reason, ...]:
    """Return everything that keeps `move` from passing its gate; empty if it may pass.

    Args:
        today: the workspace's day.
        since: the day on which the track came to where it stands.
    """
    return (
        *reasons_of_day(given.on, today=today, since=since),
        *_reasons_of_words(move, given.words),
        *_reasons_of_evidence(move, given.evidence),
    )


def reasons_of_day(
    on: datetime.date, *, today: datetime.date, since: datetime.date | None
) -> Iterator[Reason]:
    """Yield what is wrong with the day of a step: it has to lie from `since` to `today`."""
    if on > today:
        yield Reason("day-in-future", limit=today)
    if since is not None and on < since:
        yield Reason("day-before-last-step", limit=since)


def _reasons_of_words(move: Move, words: str) -> Iterator[Reason]:
    if move.needs_words and not words.strip():
        yield Reason("words-missing")
    if len(words) > LONGEST_TEXT:
        yield Reason("words-too-long", limit=LONGEST_TEXT)


def _reasons_of_evidence(move: Move, brought: Mapping[str, object]) -> Iterator[Reason]:
    asked = {evidence.code: evidence for evidence in move.evidence}
    for code in sorted(set(brought) - set(asked)):
        yield Reason("not-asked-for", Evidence(code, code, "text"))
    for code, evidence in asked.items():
        value = brought.get(code)
        if is_empty(value):
            if evidence.required:
                yield Reason("missing", evidence)
        else:
            yield from _reasons_of_value(evidence, value)


def is_empty(value: object) -> bool:
    """Whether nothing was brought: none, blank words, no files."""
    return value is None or (isinstance(value, str) and not value.strip()) or value in ([], ())


def _reasons_of_value(evidence: Evidence, value: object) -> Iterator[Reason]:
    match evidence.kind:
        case "file":
            pass  # the files room looks into it when it stores it
        case "text":
            if len(str(value)) > LONGEST_TEXT:
                yield Reason("too-long", evidence, LONGEST_TEXT)
        case "date":
            if as_day(value) is None:
                yield Reason("not-a-day", evidence)
        case "amount" | "number":
            yield from _reasons_of_number(evidence, as_number(value))


def _reasons_of_number(evidence: Evidence, number: Decimal | None) -> Iterator[Reason]:
    if number is None:
        yield Reason("not-a-number", evidence)
    elif abs(number) >= LARGEST:
        yield Reason("too-large", evidence, LARGEST)
    elif evidence.kind == "amount" and number < 0:
        yield Reason("negative", evidence)


def as_day(value: object) -> datetime.date | None:
    """Return the day that `value` is or spells in ISO 8601, `None` if it is none."""
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value
    try:
        return datetime.date.fromisoformat(str(value).strip())
    except ValueError:
        return None


def as_number(value: object) -> Decimal | None:
    """Return the finite decimal that `value` is or spells, `None` if it is none.

    A float is taken by how it prints, so that 0.1 stays 0.1.
    """
    if isinstance(value, bool):
        return None
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def as_kept(evidence: Evidence, value: object) -> str:
    """Return how a value that passed the gate is kept in the step: text, ISO day, number."""
    if evidence.kind == "date":
        return str(as_day(value))
    if evidence.kind in {"amount", "number"}:
        number = as_number(value) or Decimal(0)
        return f"{round(number, FINEST).normalize():f}"
    return str(value).strip()
