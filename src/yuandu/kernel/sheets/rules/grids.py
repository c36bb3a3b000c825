"""A sheet as a grid of cells, as the readers hand it over."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

type Cell = (
    str
    | float
    | int
    | bool
    | datetime.date
    | datetime.datetime
    | datetime.time
    | datetime.timedelta
    | None
)

FAILED = "failed"  # a formula that came out as an error: #DIV/0!, #REF!
UNCALCULATED = "uncalculated"  # a formula whose result the file does not hold
BLANKS = ("", None)
# No database keeps a NUL; this is the character that stands for one that cannot be kept.
NUL, SUBSTITUTE = "\0", "\x1a"


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells made one; rows and columns from 0, ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The cells of one sheet, from its first row and column on; rows may differ in length.

    Attributes:
        sheet: The sheet's name, "" for a CSV file.
        merges: `None` where the format does not tell (ODS, CSV).
        marks: Cells that look blank because their formula has no result, to `FAILED` or
            `UNCALCULATED`.
        others: The names of visible sheets that were not taken.
    """

    rows: list[list[Cell]]
    sheet: str = ""
    merges: tuple[Merge, ...] | None = None
    marks: Mapping[tuple[int, int], str] = field(default_factory=dict)
    others: tuple[str, ...] = ()

    def cell(self, row: int, column: int) -> Cell:
        """Return a cell, "" outside of the grid."""
        if row >= len(self.rows) or column >= len(self.rows[row]):
            return ""
        return self.rows[row][column]


def shown(cell: Cell) -> str:
    """Return a cell as its file shows it, more or less: whole floats without a point."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:  # noqa: PLR2004
        return str(int(cell))
    if isinstance(cell, float):
        return f"{cell:.15g}"
    if isinstance(cell, datetime.datetime):
        return cell.isoformat(" ", "seconds").removesuffix(" 00:00:00")
    return str(cell)


def is_blank(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())
