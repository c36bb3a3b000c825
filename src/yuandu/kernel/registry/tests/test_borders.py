import json
from collections import Counter
from importlib import resources
from itertools import pairwise

import pytest

from yuandu.kernel.registry import borders, loading


def edges(collection):
    """How often each stretch between two points is drawn."""
    return Counter(
        frozenset(map(tuple, stretch))
        for feature in collection["features"]
        for ring in feature["geometry"]["coordinates"]
        for stretch in pairwise(ring)
    )


def outline(collection):
    """The stretches that only one division has, as points with their neighbours."""
    joined = {}
    for stretch, times in edges(collection).items():
        if times % 2:
            for one, other in (tuple(stretch), tuple(stretch)[::-1]):
                joined.setdefault(one, set()).add(other)
    return joined


def loops(joined):
    left, count = set(joined), 0
    while left:
        count += 1
        waiting = [left.pop()]
        while waiting:
            near = joined[waiting.pop()] & left
            left -= near
            waiting += near
    return count


@pytest.fixture(scope="module")
def shipped():
    path = resources.files("yuandu.kernel.registry").joinpath("data/weifang.geojson")
    return json.loads(path.read_text("utf-8"))


def test_the_twelve_counties_have_borders_and_no_gap_between_them(shipped):
    codes = {feature["properties"]["code"] for feature in shipped["features"]}

    assert codes == {row.code for row in loading.weifang() if row.kind == "county"}
    # One closed line around the city, and nothing else that has a single owner.
    joined = outline(shipped)
    assert loops(joined) == 1
    assert all(len(near) == 2 for near in joined.values())


def test_the_shipped_borders_are_small(shipped):
    points = sum(len(ring) for f in shipped["features"] for ring in f["geometry"]["coordinates"])

    assert points < 3000


def square(code, left, *, wobble=0.0):
    right = left + 1
    ring = [
        [left, 0],
        *([right, y / 10] for y in range(11)),
        [right, 1],
        *([left + (wobble if 0 < y < 10 else 0), y / 10] for y in range(10, -1, -1)),
    ]
    return {
        "type": "Feature",
        "id": code,
        "properties": {"name": code},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def test_neighbours_are_thinned_out_alike():
    thin = borders.thinned({"features": [square("a", 0), square("b", 1)]})

    # The points in between went, the two ends of the shared stretch stayed.
    assert edges(thin)[frozenset({(1, 0), (1, 1)})] == 2
    assert loops(outline(thin)) == 1


def test_a_bend_wider_than_the_tolerance_stays():
    thin = borders.thinned({"features": [square("a", 0, wobble=0.01)]}, tolerance=0.005)
    ring = thin["features"][0]["geometry"]["coordinates"][0]

    assert any(abs(x - 0.01) < 1e-9 for x, _ in ring)
    assert ring[0] == ring[-1]


def test_an_island_is_not_thinned_away():
    tiny = [[0, 0], [0.0005, 0], [0.0005, 0.0005], [0, 0.0005], [0, 0]]
    island = {
        "type": "Feature",
        "id": 7,
        "properties": {"name": "岛"},
        "geometry": {
            "type": "MultiPolygon",
            "coordinates": [[tiny], [square("a", 1)["geometry"]["coordinates"][0]]],
        },
    }

    (feature,) = borders.thinned({"features": [island]})["features"]

    assert feature["properties"] == {"code": "7", "name": "岛"}
    assert len(feature["geometry"]["coordinates"][0][0]) >= 4
