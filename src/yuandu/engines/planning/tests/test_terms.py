import numpy as np
import polars as pl
import pytest

from yuandu.engines.planning import Bad, Outlook, read
from yuandu.engines.planning.tests import cities


def problems(lines=None, growers=None, outlook=None):
    with pytest.raises(Bad) as caught:
        read(
            cities.outlook([[1.0, 2.0], [3.0, 4.0]]) if outlook is None else outlook,
            cities.growers("me") if growers is None else growers,
            cities.lines(("me", "a"), ("me", "b")) if lines is None else lines,
        )
    return [(found.table, found.line, found.column, found.why) for found in caught.value.problems]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"lines": cities.lines(("me", "z"))}, ("lines", 1, "kind", "unknown-kind")),
        ({"lines": cities.lines(("you", "a"))}, ("lines", 1, "grower", "unknown-grower")),
        ({"lines": cities.lines(("me", "a"), ("me", "a"))}, ("lines", 2, "kind", "twice")),
        ({"lines": cities.lines(("me", ""))}, ("lines", 1, "kind", "empty")),
        ({"lines": cities.lines(("me", "a"), cost=-1)}, ("lines", 1, "cost", "too-small")),
        ({"lines": cities.lines(("me", "a"), crop=1e13)}, ("lines", 1, "crop", "too-large")),
        ({"lines": cities.lines(("me", "a"), crop="many")}, ("lines", 1, "crop", "not-a-number")),
        (
            {"lines": cities.lines(("me", "a")).drop("cost")},
            ("lines", 0, "cost", "missing-column"),
        ),
        ({"growers": cities.growers("me", "me")}, ("growers", 2, "grower", "twice")),
        ({"growers": cities.growers("me", cash=None)}, ("growers", 1, "cash", "not-a-number")),
        (
            {"outlook": cities.outlook([[1.0], [2.0]], usual=[0.0, 1.0])},
            ("kinds", 1, "usual", "too-small"),
        ),
        (
            {"outlook": Outlook(pl.DataFrame({"kind": ["a", "b"], "usual": 1.0}), np.ones((1, 2)))},
            ("kinds", 0, "scenarios", "not-a-number"),
        ),
    ],
)
def test_what_cannot_be_read_is_told(change, found):
    assert problems(**change) == [found]


@pytest.mark.parametrize(
    ("columns", "found"),
    [
        ({"least": 60.0, "most": 50.0}, [("lines", 1, "least", "promised-beyond-most")] * 1),
        ({"least": 101.0, "most": 200.0}, [("growers", 1, "area", "promised-beyond-area")]),
        ({"least": 60.0, "cost": 1e5}, [("growers", 1, "cash", "promised-beyond-cash")]),
        (
            {"least": 60.0, "family": "aroid", "rested": 20.0},
            [("lines", 1, "least", "promised-beyond-rested")],
        ),
    ],
)
def test_limits_that_no_plan_can_keep_are_told(columns, found):
    told = problems(lines=cities.lines(("me", "a"), **columns))

    assert [each for each in told if each in found] == found


def test_beds_rested_for_a_family_are_one_number():
    lines = cities.lines(("me", "a"), ("me", "b"), family="aroid", rested=[10.0, 20.0])

    assert problems(lines=lines) == [("lines", 1, "rested", "rested-differs")]
