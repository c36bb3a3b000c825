"""Open difficulties in cells: by factor, and by county or department. Pure."""

import datetime
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol


class Pile(Protocol):
    """Difficulties of one kind, as `visits.queries.Pile` counts them."""

    @property
    def factor(self) -> str: ...
    @property
    def number(self) -> int: ...
    @property
    def late(self) -> int: ...
    @property
    def oldest_on(self) -> datetime.date: ...
    @property
    def due_on(self) -> datetime.date | None: ...


@dataclass(frozen=True, slots=True)
class Cell:
    """How many, how many with an answer overdue, since when, and the next day of an answer."""

    number: int = 0
    late: int = 0
    oldest_on: datetime.date | None = None
    due_on: datetime.date | None = None

    def __add__(self, other: "Cell | Pile") -> "Cell":
        return Cell(
            self.number + other.number,
            self.late + other.late,
            _first(self.oldest_on, other.oldest_on),
            _first(self.due_on, other.due_on),
        )

    def age(self, today: datetime.date) -> int | None:
        """Return for how many days the oldest has been open."""
        return None if self.oldest_on is None else (today - self.oldest_on).days


@dataclass(frozen=True, slots=True)
class Table[Row: Hashable]:
    """Cells by row and factor; rows with the most overdue, then the most of all, in front."""

    rows: tuple[Row, ...]
    cells: Mapping[tuple[Row, str], Cell]
    row_sums: Mapping[Row, Cell]
    factor_sums: Mapping[str, Cell]
    all: Cell


def _first(*days: datetime.date | None) -> datetime.date | None:
    return min((day for day in days if day is not None), default=None)


def table[Row: Hashable, P: Pile](piles: Iterable[P], row_of: Callable[[P], Row]) -> Table[Row]:
    """Return `piles` laid out in rows and factors, with both edges added up."""
    cells: dict[tuple[Row, str], Cell] = {}
    row_sums: dict[Row, Cell] = {}
    factor_sums: dict[str, Cell] = {}
    total = Cell()
    for pile in piles:
        row = row_of(pile)
        cells[row, pile.factor] = cells.get((row, pile.factor), Cell()) + pile
        row_sums[row] = row_sums.get(row, Cell()) + pile
        factor_sums[pile.factor] = factor_sums.get(pile.factor, Cell()) + pile
        total += pile
    order = sorted(row_sums, key=lambda row: (-row_sums[row].late, -row_sums[row].number, str(row)))
    return Table(tuple(order), cells, row_sums, factor_sums, total)
