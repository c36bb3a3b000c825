"""The grid that gathers sites on a map: cells that halve from level to level. Pure.

Level 0 is one cell around the globe; each level halves both sides, as map tiles do. Degrees of
latitude are counted on the same 360 as those of longitude, so that a cell is the same number of
degrees wide and high. A place is kept as its column and row at the deepest level: every cell
above it is a range of both, and its count is that of the list that shows it.
"""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

AROUND, HALF, QUARTER = 360.0, 180.0, 90.0  # degrees
TALLIED = 12  # cells of 10 by 8 km, in which sites are counted beforehand
DEEPEST = 20  # 38 m from north to south, 31 m from east to west at 36° of latitude
# What a map usually has room for, in pixels: a server knows no better before the first answer.
MAP_WIDTH, MAP_HEIGHT = 900, 500
SQUEEZE = 0.75  # how much narrower a degree of longitude is drawn than one of latitude
LEAST_SIDE = 56  # pixels of a cell, so that the cluster in it does not cover its neighbours
MOST_CELLS = 40  # in a row or column of one answer
_NAME = re.compile(r"\d{1,2}(-\d{1,7}){2}", re.ASCII)
LEFT_OUT = 200  # one place in so many may lie outside the first view, on either side


class NoCell(ValueError):
    """The text names no cell of the grid."""


class NoBox(ValueError):
    """The text gives no box on the globe."""


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the map, in degrees."""

    west: float
    south: float
    east: float
    north: float

    @classmethod
    def read(cls, text: str) -> Self:
        """Read `west,south,east,north`.

        Raises:
            NoBox: that is no box: other than four numbers, off the globe, or turned round.
        """
        try:
            west, south, east, north = (float(part) for part in text.split(","))
        except ValueError as error:
            raise NoBox(text) from error
        # Comparisons with what is not a number are false.
        if not (-HALF <= west < east <= HALF and -QUARTER <= south < north <= QUARTER):
            raise NoBox(text)
        return cls(west, south, east, north)

    def __str__(self) -> str:
        return ",".join(f"{side:.6f}" for side in (self.west, self.south, self.east, self.north))

    def wider(self, share: float) -> "Box":
        """Return the box with a rim of that share of its sides, on the globe."""
        along, up = (self.east - self.west) * share, (self.north - self.south) * share
        return Box(
            max(self.west - along, -HALF),
            max(self.south - up, -QUARTER),
            min(self.east + along, HALF),
            min(self.north + up, QUARTER),
        )


@dataclass(frozen=True, slots=True)
class Span:
    """Cells of a level, from a column to a column and from a row to a row, all in it."""

    level: int
    columns: tuple[int, int]
    rows: tuple[int, int]

    def places(self, level: int = DEEPEST) -> tuple[tuple[int, int], tuple[int, int]]:
        """Return the columns and rows of a level below that lie in it, from and to."""
        shift = level - self.level
        return (
            (self.columns[0] << shift, ((self.columns[1] + 1) << shift) - 1),
            (self.rows[0] << shift, ((self.rows[1] + 1) << shift) - 1),
        )


EVERYWHERE = Span(0, (0, 0), (0, 0))


@dataclass(frozen=True, slots=True, order=True)
class GridCell:
    """A cell: its level, its column from 180° west, its row from the south."""

    level: int
    column: int
    row: int

    @classmethod
    def read(cls, text: str) -> Self:
        """Read `level-column-row`.

        Raises:
            NoCell: no cell is called that.
        """
        if not _NAME.fullmatch(text):
            raise NoCell(text)
        level, column, row = (int(part) for part in text.split("-"))
        if not (level <= DEEPEST and column < 1 << level and row < 1 << level):
            raise NoCell(text)
        return cls(level, column, row)

    def __str__(self) -> str:
        return f"{self.level}-{self.column}-{self.row}"

    @property
    def span(self) -> Span:
        return Span(self.level, (self.column, self.column), (self.row, self.row))

    @property
    def box(self) -> Box:
        side = AROUND / (1 << self.level)
        west, south = self.column * side - HALF, self.row * side - HALF
        return Box(west, max(south, -QUARTER), west + side, min(south + side, QUARTER))

    def within(self, level: int) -> "GridCell":
        """Return the cell of a higher level that holds this one."""
        shift = self.level - level
        return GridCell(level, self.column >> shift, self.row >> shift)


def degrees(place: float) -> float:
    """Return where a column or row of the deepest level has its middle, in degrees."""
    return (place + 0.5) * AROUND / (1 << DEEPEST) - HALF


def level_for(box: Box) -> int:
    """Return the deepest level whose cells are not too small on a usual map of the box."""
    scale = min(
        MAP_WIDTH / (box.east - box.west), SQUEEZE * MAP_HEIGHT / (box.north - box.south)
    )  # pixels a degree of longitude
    return max(0, min(math.floor(math.log2(AROUND * scale / LEAST_SIDE)), DEEPEST))


def span_of(box: Box, level: int) -> Span:
    """Return the cells that a box touches, of the level or of the first above with few enough."""
    for each in range(min(level, DEEPEST), 0, -1):
        columns = _index(box.west, each), _index(box.east, each)
        rows = _index(box.south, each), _index(box.north, each)
        if columns[1] - columns[0] < MOST_CELLS and rows[1] - rows[0] < MOST_CELLS:
            return Span(each, columns, rows)
    return EVERYWHERE


def _index(degree: float, level: int) -> int:
    return min(math.floor((degree + HALF) / AROUND * (1 << level)), (1 << level) - 1)


def extent(cells: Iterable[tuple[GridCell, int]]) -> Box | None:
    """Return the box of the cells of one level, without the few places that lie far out.

    A site entered with the wrong degrees must not shrink the city to a dot.

    Args:
        cells: each with the number of places in it.
    """
    found = list(cells)
    if not found:
        return None
    level = found[0][0].level
    columns = _middle([(cell.column, number) for cell, number in found])
    rows = _middle([(cell.row, number) for cell, number in found])
    low, high = GridCell(level, columns[0], rows[0]).box, GridCell(level, columns[1], rows[1]).box
    return Box(low.west, low.south, high.east, high.north)


def _middle(places: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Return the least and the greatest index once one in `LEFT_OUT` is left out at each end."""
    most = sum(number for _, number in places) // LEFT_OUT

    def first(ordered: list[tuple[int, int]]) -> int:
        left = most
        for index, number in ordered:
            left -= number
            if left < 0:
                return index
        return ordered[-1][0]

    return first(sorted(places)), first(sorted(places, reverse=True))
