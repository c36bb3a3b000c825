"""What is wrong with a cell, a row or a sheet: a stable code, the place, what stood there."""

from __future__ import annotations

import dataclasses
import enum
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

LONGEST_SHOWN = 60


class Severity(enum.StrEnum):
    ERROR = "error"  # the row is refused
    WARNING = "warning"  # the row is taken; somebody should look


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing to tell about a file.

    Attributes:
        code: Names the sentence; `words` has it in both languages.
        row: As numbered in the file, from 1; 0: the sheet as a whole.
        column: From 0; -1: no single column.
        field: The layout's column.
        header: As it stands in the file.
        shown: The cell as it stands in the file, shortened.
        params: What the sentence has in its placeholders.
    """

    code: str
    severity: Severity = Severity.ERROR
    row: int = 0
    column: int = -1
    field: str = ""
    header: str = ""
    shown: str = ""
    params: Mapping[str, str] = dataclasses.field(default_factory=dict)

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR

    @property
    def letter(self) -> str:
        """The column as spreadsheets call it: A, B, … AA."""
        return column_letter(self.column)

    @property
    def cell(self) -> str:
        """The place as spreadsheets call it: C7."""
        return f"{self.letter}{self.row or ''}"

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON values; what is empty is left out."""
        place = {"column": self.column} if self.column >= 0 else {}
        rest = {
            "row": self.row,
            "field": self.field,
            "header": self.header,
            "shown": self.shown,
            "params": dict(self.params),
        }
        kept = {name: value for name, value in rest.items() if value}
        return {"code": self.code, "severity": self.severity.value} | place | kept

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        return cls(**{**stored, "severity": Severity(stored["severity"])})


class BadCell(Exception):
    """A cell that cannot become a value; the reader of the column says why."""

    def __init__(self, code: str, **params: str) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


def column_letter(column: int) -> str:
    """Return a column, counted from 0, as spreadsheets call it; "" for none."""
    letters = ""
    number = column + 1
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def shortened(text: str, most: int = LONGEST_SHOWN) -> str:
    """Return `text` on one line, or its beginning where all of it would drown a message."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"
