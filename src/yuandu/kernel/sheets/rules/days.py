"""Days and months from cells: real dates, serial numbers, and what people type."""

from __future__ import annotations

import datetime

from yuandu.engines.quantities.dates import Precision, WrittenDate, parse_date
from yuandu.engines.quantities.reasons import Unreadable
from yuandu.kernel.sheets.rules.grids import Cell, shown
from yuandu.kernel.sheets.rules.problems import BadCell


def day_of(cell: Cell, written: str = "", month_means: str = "") -> datetime.date:
    """Return the day a cell holds.

    Args:
        written: How texts are written, in the letters of `strptime`; "": as people do.
        month_means: Which of its days a month stands for: "first", "last", or "" for none.

    Raises:
        BadCell: it holds no day, or more than one reading is possible; or only a month
            that stands for none, or only a year.
    """
    date = _read(cell, written)
    if date.precision is Precision.YEAR and month_means:
        raise BadCell("year-only")
    if date.precision is not Precision.DAY and not month_means:
        raise BadCell("not-a-day")
    return date.last if month_means == "last" else date.first


def month_of(cell: Cell, written: str = "") -> datetime.date:
    """Return the first day of the month a cell holds, or of a day's month.

    Raises:
        BadCell: it holds no month, or more than one reading is possible.
    """
    date = _read(cell, written)
    if date.precision is Precision.YEAR:
        raise BadCell("year-only")
    return date.first.replace(day=1)


def _read(cell: Cell, written: str) -> WrittenDate:
    if written and isinstance(cell, str | int | float):
        return _from_format(shown(cell), written)
    if isinstance(cell, datetime.time | datetime.timedelta) or cell is None:
        raise BadCell("not-a-date")
    try:
        return parse_date(cell)
    except Unreadable as error:
        raise BadCell(error.code, **error.params) from None


def _from_format(text: str, written: str) -> WrittenDate:
    try:
        day = datetime.datetime.strptime(text.strip(), written).date()  # noqa: DTZ007 - a day
    except ValueError:
        raise BadCell("date-not-as-said", written=written) from None
    exact = "%d" in written or "%j" in written
    return WrittenDate(day, Precision.DAY if exact else Precision.MONTH)
