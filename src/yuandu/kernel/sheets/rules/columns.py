"""What a layout says about its columns, and the values their cells become."""

from __future__ import annotations

import datetime
import enum
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

EARLIEST = datetime.date(1949, 1, 1)
LATEST = datetime.date(2100, 12, 31)


class Words(Protocol):
    """A text in the reader's language, as `gettext_lazy` makes them: `str()` gives it."""

    def __str__(self) -> str: ...


class Kind(enum.StrEnum):
    TEXT = "text"
    CODE = "code"  # digits and letters; never a number, so leading zeros stay
    MONEY = "money"  # Decimal in the workspace's currency
    NUMBER = "number"  # Decimal in the column's unit
    PERCENT = "percent"  # Decimal, a fraction: 74.3 % is 0.743
    DATE = "date"
    MONTH = "month"  # the month's first day
    CHOICE = "choice"  # the choice's code
    DIVISION = "division"  # Reference
    ORGANISATION = "organisation"  # Reference


NUMERIC = frozenset({Kind.MONEY, Kind.NUMBER, Kind.PERCENT})
ADDED_UP = frozenset({Kind.MONEY, Kind.NUMBER})  # what a row of totals states
REFERRING = frozenset({Kind.DIVISION, Kind.ORGANISATION})


@dataclass(frozen=True, slots=True)
class Reference:
    """A division or organisation of the registry; one without `pk` is yet to be entered."""

    pk: int | None
    name: str
    code: str = ""

    def __str__(self) -> str:
        return self.name


type Value = str | Decimal | datetime.date | Reference | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    code: str
    title: Words
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a layout.

    Attributes:
        code: The field's name in `Row.values`.
        title: The header in templates and exports; both languages are understood on the
            way in, as is `code`.
        synonyms: Other headers people write. For a header in two rows, 计划 over 开工时间,
            any order of the two is tried: 计划开工时间 and 开工时间计划.
        required: Each row needs a value, and each file the column.
        unit: What numbers are counted in once read (亩). Money is always in the
            workspace's currency.
        written_in: The unit that templates and exports print (万元), and the one taken
            where a file states none; empty: `unit`.
        choices: For `Kind.CHOICE`.
        least: Smallest number (in `unit`, yuan for money) or earliest day.
        most: Largest number or latest day.
        decimals: Digits behind the point that are kept in `written_in`; 0: whole numbers
            only. `None`: as they come.
        places: Digits behind the point that the register keeps in `unit`; a number is
            rounded to them, so that the app judges what will be kept. `None`: all.
        max_length: Characters of a text.
        fills_down: A blank cell means the one above, as in a list grouped by county.
        compares: Cells are held against the others of their column, to notice 亿 typed
            as 万.
        creates: An organisation that the registry does not have is taken as a new one. For
            divisions a mapping has to say so, file by file.
        month_means: For `Kind.DATE`: which of its days a month alone stands for, "first" or
            "last"; "": a month is no day.
        note: What the template says to who fills it in.
        example: What the template shows in its sample row.
    """

    code: str
    title: Words
    kind: Kind = Kind.TEXT
    synonyms: tuple[str, ...] = ()
    required: bool = False
    unit: str = ""
    written_in: str = ""
    choices: tuple[Choice, ...] = ()
    least: Decimal | datetime.date | None = None
    most: Decimal | datetime.date | None = None
    decimals: int | None = None
    places: int | None = None
    max_length: int = 300
    fills_down: bool = False
    compares: bool = True
    creates: bool = False
    month_means: str = ""
    note: Words = ""
    example: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a file is read: what its bare names and numbers mean.

    Attributes:
        currency: The unit of money, "元" or an ISO 4217 code.
        divisions: Folded name, short name or code → the division it means.
    """

    currency: str = "元"
    divisions: Mapping[str, Reference]
