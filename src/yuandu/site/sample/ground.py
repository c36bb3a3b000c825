"""Where things lie: points inside a division's borders."""

from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import Any

type Point = tuple[float, float]  # degrees east, degrees north

NEAR = 0.03  # degrees: about 3 km around a zone that has no borders


def points_inside(
    geometry: Mapping[str, Any] | None, centre: Point, number: int, rng: Random
) -> list[Point]:
    """Return `number` points inside `geometry`, or close to `centre` where there is none."""
    if not geometry:
        return [
            (
                round(centre[0] + rng.uniform(-NEAR, NEAR), 4),
                round(centre[1] + rng.uniform(-NEAR, NEAR), 4),
            )
            for _ in range(number)
        ]
    rings = list(_outer_rings(geometry))
    corners = [corner for ring in rings for corner in ring]
    east, north = [x for x, _ in corners], [y for _, y in corners]
    found: list[Point] = []
    while len(found) < number:
        point = (
            round(rng.uniform(min(east), max(east)), 4),
            round(rng.uniform(min(north), max(north)), 4),
        )
        if any(is_inside(point, ring) for ring in rings):
            found.append(point)
    return found


def _outer_rings(geometry: Mapping[str, Any]) -> Iterator[Sequence[Point]]:
    shapes = geometry["coordinates"]
    for polygon in [shapes] if geometry["type"] == "Polygon" else shapes:
        yield [(corner[0], corner[1]) for corner in polygon[0]]


def is_inside(point: Point, ring: Sequence[Point]) -> bool:
    """Whether a point lies inside a closed ring: a ray eastwards crosses it an odd number of times."""
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside
