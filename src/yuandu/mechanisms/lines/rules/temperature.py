"""What a logger wrote on the way: lowest, highest, and for how long it was too cold or too warm."""

import csv
import datetime
import io
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

MOST_BYTES = 2_000_000
MOST_READINGS = 50_000
COLDEST, WARMEST = Decimal(-60), Decimal(80)  # °C; whatever else a logger writes is a fault of it
# A reading holds until the next one, but no longer than this: what a logger missed is not known.
LONGEST_GAP = datetime.timedelta(minutes=60)
_TENTH = Decimal("0.1")
_WHEN = ("时间", "日期", "time", "date")
_WARM = ("温度", "temp", "℃", "°c")
_FORMS = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S.%f")


class OddLog(ValueError):
    """What was sent is no log of a temperature; `why` says how, `line` where."""

    def __init__(self, why: str, line: int = 0) -> None:
        super().__init__(f"{why}, line {line}")
        self.why, self.line = why, line


@dataclass(frozen=True, slots=True)
class Reading:
    at: datetime.datetime  # local time, as the logger has it
    degrees: Decimal  # °C


@dataclass(frozen=True, slots=True)
class Summary:
    """A way in degrees: °C to a tenth, and minutes."""

    lowest: Decimal
    highest: Decimal
    minutes: int
    minutes_below: int
    minutes_above: int
    readings: int


def read(content: bytes) -> list[Reading]:
    """Return the readings of a logger's CSV: a column of times, one of temperatures.

    Columns are found by their heads in Chinese or English, wherever the head stands; day and
    time may stand in two columns. Commas, semicolons and tabs part them.

    Raises:
        OddLog: too large, not text, no such columns, a time or temperature that is none, none at
            all, or a time twice.
    """
    if len(content) > MOST_BYTES:
        raise OddLog("too-large")
    rows = list(csv.reader(io.StringIO(text := _text(content)), delimiter=_delimiter(text)))
    head, when, warm = _head(rows)
    found: dict[datetime.datetime, Reading] = {}
    for number, row in enumerate(rows[head + 1 :], start=head + 2):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) <= max(*when, warm):
            raise OddLog("short", number)
        at = _instant(" ".join(row[column].strip() for column in when), number)
        if at in found:
            raise OddLog("twice", number)
        found[at] = Reading(at, _degrees(row[warm], number))
        if len(found) > MOST_READINGS:
            raise OddLog("too-large")
    if not found:
        raise OddLog("empty")
    return [found[at] for at in sorted(found)]


def _text(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise OddLog("not-text")


def _delimiter(text: str) -> str:
    sample = text[:4000]
    return max(",;\t", key=sample.count)


def _head(rows: Sequence[Sequence[str]]) -> tuple[int, list[int], int]:
    """Return where the head stands, the columns of the instant, and that of the temperature."""
    for number, row in enumerate(rows):
        names = [cell.strip().casefold() for cell in row]
        when = [at for at, name in enumerate(names) if any(word in name for word in _WHEN)][:2]
        warm = next(
            (at for at, name in enumerate(names) if any(word in name for word in _WARM)), None
        )
        if when and warm is not None:
            return number, when, warm
    raise OddLog("no-columns")


def _instant(text: str, line: int) -> datetime.datetime:
    plain = text.replace("/", "-").replace("T", " ").strip()
    for form in _FORMS:
        try:
            return datetime.datetime.strptime(plain, form)  # noqa: DTZ007 - a logger's own clock
        except ValueError:
            continue
    raise OddLog("time", line)


def _degrees(text: str, line: int) -> Decimal:
    plain = text.strip().removesuffix("℃").removesuffix("°C").strip()
    try:
        degrees = Decimal(plain)
    except InvalidOperation:
        raise OddLog("degrees", line) from None
    if not degrees.is_finite() or not COLDEST <= degrees <= WARMEST:
        raise OddLog("degrees", line)
    return degrees


def summary(readings: Iterable[Reading], *, low: Decimal, high: Decimal) -> Summary:
    """Return a way in degrees, of which there is at least one reading.

    Args:
        low: °C below which it is too cold.
        high: °C above which it is too warm.
    """
    found = sorted(readings, key=lambda each: each.at)
    spans = [
        (one.degrees, min(other.at - one.at, LONGEST_GAP))
        for one, other in itertools.pairwise(found)
    ]
    return Summary(
        lowest=min(each.degrees for each in found).quantize(_TENTH),
        highest=max(each.degrees for each in found).quantize(_TENTH),
        minutes=_minutes(span for _, span in spans),
        minutes_below=_minutes(span for degrees, span in spans if degrees < low),
        minutes_above=_minutes(span for degrees, span in spans if degrees > high),
        readings=len(found),
    )


def _minutes(spans: Iterable[datetime.timedelta]) -> int:
    return int(sum(spans, datetime.timedelta()) / datetime.timedelta(minutes=1))
