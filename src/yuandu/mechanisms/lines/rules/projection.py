"""Degrees on a sheet of paper: where a county lies on the map of lines.

The projection is Albers' with the parallels in which the country is usually drawn, so that
areas are true; nothing but points is put on it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

type Degrees = tuple[float, float]  # longitude east, latitude north

PARALLELS = (25.0, 47.0)
MERIDIAN = 105.0
WIDTH = 1000  # units of the drawing
MARGIN = 24  # units
_FIRST, _SECOND = (math.radians(each) for each in PARALLELS)
_CONE = (math.sin(_FIRST) + math.sin(_SECOND)) / 2
_CONSTANT = math.cos(_FIRST) ** 2 + 2 * _CONE * math.sin(_FIRST)


def albers(at: Degrees) -> tuple[float, float]:
    """Return x to the east and y to the north in radii of the earth.

    Source:
        J. P. Snyder, Map Projections: A Working Manual (USGS 1395, 1987), §14.
    """
    east, north = at
    radius = math.sqrt(_CONSTANT - 2 * _CONE * math.sin(math.radians(north))) / _CONE
    angle = _CONE * math.radians(east - MERIDIAN)
    return radius * math.sin(angle), -radius * math.cos(angle)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A drawing `WIDTH` wide on which certain points all find room."""

    left: float
    top: float
    scale: float  # units a radius
    height: int

    @classmethod
    def around(cls, points: Iterable[Degrees]) -> Sheet:
        """Return the sheet that just holds these points, of which there is at least one."""
        found = [albers(at) for at in points]
        xs, ys = zip(*found, strict=True)
        wide = max(xs) - min(xs)
        scale = (WIDTH - 2 * MARGIN) / wide if wide else 1.0
        return cls(min(xs), max(ys), scale, round((max(ys) - min(ys)) * scale) + 2 * MARGIN)

    def place(self, at: Degrees) -> tuple[int, int]:
        """Return where a point lies, in whole units from the upper left."""
        x, y = albers(at)
        return (
            round((x - self.left) * self.scale) + MARGIN,
            round((self.top - y) * self.scale) + MARGIN,
        )


def dots(sheet: Sheet, points: Iterable[Degrees]) -> str:
    """Return points as one path whose round ends are the dots: a tenth of as many circles."""
    return "".join("M{} {}h0".format(*sheet.place(at)) for at in points)


def bow(sheet: Sheet, start: Degrees, end: Degrees) -> str:
    """Return a line between two points as a path that bends a little, so that lines part."""
    (x, y), (to_x, to_y) = sheet.place(start), sheet.place(end)
    bend_x = round((x + to_x) / 2 + (to_y - y) / 8)
    bend_y = round((y + to_y) / 2 - (to_x - x) / 8)
    return f"M{x} {y}Q{bend_x} {bend_y} {to_x} {to_y}"
