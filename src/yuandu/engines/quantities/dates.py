"""Dates as people and spreadsheets write them: 2024年3月, 2024.3.5, 45356, 二〇二四年三月."""

from __future__ import annotations

import calendar
import enum
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Literal, NoReturn

from yuandu.engines.quantities.characters import half_width
from yuandu.engines.quantities.numerals import read_numeral
from yuandu.engines.quantities.reasons import Unreadable

Epoch = Literal[1900, 1904]
Order = Literal["ymd", "dmy", "mdy"]

EARLIEST_YEAR, LATEST_YEAR = 1900, 2199
_NEVER = 60  # the serial that the system of 1900 gives to 29 February 1900
_SHORT_YEAR = 2
_PIVOT = 70  # 24年 is 2024, 85年 is 1985


class Precision(enum.StrEnum):
    """How much of a date was said."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True, order=True)
class WrittenDate:
    """A date with the precision it was written in.

    Attributes:
        first: The first day it covers.
        precision: Whether a day, a month or a whole year was said.
    """

    first: date
    precision: Precision = Precision.DAY

    @property
    def last(self) -> date:
        """The last day it covers: 29 February for 2024年2月."""
        year, month = self.first.year, self.first.month
        if self.precision is Precision.DAY:
            return self.first
        if self.precision is Precision.YEAR:
            month = 12
        return date(year, month, calendar.monthrange(year, month)[1])

    def __str__(self) -> str:
        """Return the ISO form of just what was said: 2024, 2024-03, 2024-03-05."""
        return self.first.isoformat()[: {"day": 10, "month": 7, "year": 4}[self.precision]]


def parse_date(
    cell: str | float | Decimal | date, *, epoch: Epoch = 1900, order: Order = "ymd"
) -> WrittenDate:
    """Return the date a cell holds, as precise as it was written.

    Args:
        cell: Text, a date, or a number: a day's serial in the workbook's `epoch`, a year, or
            digits in a row (202403, 20240305).
        epoch: The workbook's date system. That of 1900 counts a 29 February 1900 that never
            was, so its serial 60 is no day.
        order: How the workspace writes 5/3/2024. "ymd" refuses it as ambiguous.

    Raises:
        Unreadable: `empty`, `not-a-date`, `no-such-day`, `ambiguous-date`.
    """
    if isinstance(cell, datetime):
        return WrittenDate(cell.date())
    if isinstance(cell, date):
        return WrittenDate(cell)
    if isinstance(cell, str):
        return _from_text(cell, order)
    return _from_number(cell, epoch)


def _from_number(cell: float | Decimal, epoch: Epoch) -> WrittenDate:
    text = str(cell)
    if isinstance(cell, bool) or not Decimal(text).is_finite():
        _refuse("not-a-date", text)
    whole = int(cell)
    if EARLIEST_YEAR <= whole <= LATEST_YEAR:
        return _from_text(text.removesuffix(".0"), "ymd") if cell == whole else _point(text)
    serial = _from_serial(whole, epoch, text)
    if serial is not None:
        return serial
    return _from_text(str(whole), "ymd") if cell == whole else _refuse("not-a-date", text)


def _point(text: str) -> WrittenDate:
    """Read the number 2024.3, which may have been typed as a month.

    A number drops the 0 of 2024.10, so 2024.1 is January or October.
    """
    if text.endswith(".1"):
        _refuse("ambiguous-date", text)
    return _from_text(text, "ymd")


def _from_serial(serial: int, epoch: Epoch, text: str) -> WrittenDate | None:
    """Return the day of a serial number, None where it lies after the year 2199."""
    if epoch == EARLIEST_YEAR and serial == _NEVER:
        _refuse("no-such-day", text)
    if epoch == EARLIEST_YEAR:
        start = date(1899, 12, 30 if serial > _NEVER else 31)
    else:
        start = date(epoch, 1, 1)
    if serial < (1 if epoch == EARLIEST_YEAR else 0):
        _refuse("not-a-date", text)
    if serial > (date(LATEST_YEAR, 12, 31) - start).days:
        return None
    return WrittenDate(start + timedelta(days=serial))


_CHINESE_DIGITS = "〇○零一二三四五六七八九"
_TIME = r"(?:[T ]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?Z?)?"
_MONTHS = {name[:3].lower(): number for number, name in enumerate(calendar.month_name) if number}
_MONTH_NAME = r"(?P<name>[A-Za-z]{3,9})\.?"

_FORMS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(form)
    for form in (
        r"(?P<y>[0-9]{4}|[0-9]{2}) ?年 ?(?:(?P<m>[0-9]{1,2}) ?月份? ?(?:(?P<d>[0-9]{1,2}) ?[日号]?)?)?"
        + _TIME,
        rf"(?P<y>[{_CHINESE_DIGITS}]{{4}})年(?:(?P<m>[{_CHINESE_DIGITS}十]{{1,3}})月份?"
        rf"(?:(?P<d>[{_CHINESE_DIGITS}十]{{1,3}})[日号]?)?)?",
        r"(?P<y>[0-9]{4})(?P<sign>[-./]) ?(?P<m>[0-9]{1,2})(?:(?P=sign) ?(?P<d>[0-9]{1,2}))?"
        + _TIME,
        r"(?P<y>[0-9]{4})(?:(?P<m>[0-9]{2})(?P<d>[0-9]{2})?)?",
        rf"(?:(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)? )?{_MONTH_NAME},? (?P<y>[0-9]{{4}})",
        rf"{_MONTH_NAME} (?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?,? (?P<y>[0-9]{{4}})",
    )
)
_TURNED = re.compile(
    r"(?P<a>[0-9]{1,2})([-./])(?P<b>[0-9]{1,2})\2(?P<y>[0-9]{4}|[0-9]{1,2})" + _TIME
)


def _from_text(text: str, order: Order) -> WrittenDate:
    plain = " ".join(half_width(text).split())
    if not plain:
        _refuse("empty", text)
    for form in _FORMS:
        found = form.fullmatch(plain)
        if found:
            parts = found.groupdict()
            month = _month_of(parts, text)
            return _day(text, _year_of(parts["y"]), month, _number(parts.get("d")))
    turned = _TURNED.fullmatch(plain)
    if turned is None:
        _refuse("not-a-date", text)
    return _in_order(turned, order, text)


def _month_of(parts: dict[str, str | None], text: str) -> int | None:
    name = parts.get("name")
    if name is None:
        return _number(parts.get("m"))
    month = _MONTHS.get(name[:3].lower())
    if month is None or not calendar.month_name[month].lower().startswith(name[:4].lower()):
        _refuse("not-a-date", text)
    return month


def _in_order(found: re.Match[str], order: Order, text: str) -> WrittenDate:
    one, other, year = int(found["a"]), int(found["b"]), found["y"]
    if order == "ymd" or len(year) <= _SHORT_YEAR:
        _refuse("ambiguous-date", text)
    month, day = (one, other) if order == "mdy" else (other, one)
    return _day(text, int(year), month, day)


def _year_of(written: str | None) -> int:
    year = _number(written) or 0
    if written is not None and len(written) == _SHORT_YEAR:
        return year + (2000 if year < _PIVOT else 1900)
    return year


def _number(written: str | None) -> int | None:
    if written is None:
        return None
    reader: Callable[[str], int | Decimal] = int if written.isascii() else read_numeral
    return int(reader(written))


def _day(text: str, year: int, month: int | None, day: int | None) -> WrittenDate:
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        _refuse("not-a-date", text)
    precision = Precision.DAY if day is not None else Precision.MONTH
    try:
        first = date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        _refuse("no-such-day", text)
    return WrittenDate(first, Precision.YEAR if month is None else precision)


def _refuse(code: str, text: str) -> NoReturn:
    raise Unreadable(code, text, 0, len(text))
