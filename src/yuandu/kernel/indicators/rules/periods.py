"""The time a figure speaks of: a day, a month, a quarter or a year.

A period has a code that sorts and survives in a file: 2026, 2026-Q3, 2026-11, 2026-11-24.
"""

import datetime
import re
from dataclasses import dataclass
from typing import Self

_CODE = re.compile(
    r"(?P<year>[12][0-9]{3})"
    r"(?:-Q(?P<quarter>[1-4])|-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>[0-3][0-9]))?)?"
)
ONE_DAY = datetime.timedelta(days=1)
# Days that figures can be looked at; periods before and after them have codes too.
FIRST, LAST = datetime.date(1900, 1, 1), datetime.date(2899, 12, 31)


class UnknownPeriod(ValueError):
    """A text is not the code of a period; write 2026, 2026-Q3, 2026-11 or 2026-11-24."""


@dataclass(frozen=True, slots=True)
class Period:
    """From its first day to its last, both included."""

    code: str
    start: datetime.date
    end: datetime.date

    def __str__(self) -> str:
        return self.code

    @property
    def kind(self) -> str:
        """Return `day`, `month`, `quarter` or `year`."""
        return {4: "year", 7: "quarter" if "Q" in self.code else "month", 10: "day"}[len(self.code)]

    @classmethod
    def parse(cls, code: str) -> Self:
        """Return the period of a code.

        Raises:
            UnknownPeriod: the code is none, or names a day that never was.
        """
        parts = _CODE.fullmatch(code)
        if parts is None:
            raise UnknownPeriod(code)
        year = int(parts["year"])
        if parts["quarter"]:
            last = 3 * int(parts["quarter"])
            return cls(code, datetime.date(year, last - 2, 1), _last_day(year, last))
        if parts["month"] is None:
            return cls(code, datetime.date(year, 1, 1), datetime.date(year, 12, 31))
        month = int(parts["month"])
        if parts["day"] is None:
            return cls(code, datetime.date(year, month, 1), _last_day(year, month))
        try:
            on = datetime.date(year, month, int(parts["day"]))
        except ValueError as error:
            raise UnknownPeriod(code) from error
        return cls(code, on, on)

    def before(self) -> "Period":
        """Return the period of the same kind that ends the day before this one starts."""
        return OF[self.kind](self.start - ONE_DAY)

    def months(self) -> list[str]:
        """Return the codes of the months it touches, in order."""
        first, last = self.start.year * 12 + self.start.month, self.end.year * 12 + self.end.month
        return [f"{(at - 1) // 12:04}-{(at - 1) % 12 + 1:02}" for at in range(first, last + 1)]


def _last_day(year: int, month: int) -> datetime.date:
    following = datetime.date(year + month // 12, month % 12 + 1, 1)
    return following - ONE_DAY


def day(on: datetime.date) -> Period:
    """Return the day itself: a stock, counted as it stands."""
    return Period(on.isoformat(), on, on)


def month(on: datetime.date) -> Period:
    """Return the month that `on` lies in."""
    return Period.parse(f"{on:%Y-%m}")


def quarter(on: datetime.date) -> Period:
    """Return the quarter that `on` lies in."""
    return Period.parse(f"{on.year}-Q{(on.month + 2) // 3}")


def year(on: datetime.date) -> Period:
    """Return the calendar year that `on` lies in; its figures run until `on`."""
    return Period.parse(f"{on.year:04}")


OF = {"day": day, "month": month, "quarter": quarter, "year": year}
