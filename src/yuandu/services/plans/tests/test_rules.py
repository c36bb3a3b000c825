"""Where an indicator stands against its line, and how versions differ."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuandu.services.plans import rules
from yuandu.services.plans.rules import Course, Part, State

AREA = Course(Decimal(10), 2018, Decimal(27), 2035)  # one a year
LOSS = Course(Decimal(30), 2020, Decimal(10), 2030)  # two fewer a year
TOLERANCE = Decimal("0.05")
VALUES = st.decimals(-1000, 1000, places=2)


def where(course, actuals, year=2026):
    return rules.standing(course, actuals, year=year, tolerance_share=TOLERANCE)


@pytest.mark.parametrize(
    ("course", "year", "expected"),
    [(AREA, 2018, 10), (AREA, 2026, 18), (AREA, 2035, 27), (AREA, 2040, 27), (LOSS, 2025, 20)],
)
def test_the_line_is_straight_and_stays_at_its_ends(course, year, expected):
    assert rules.expected(course, year) == expected


@pytest.mark.parametrize(
    ("course", "actuals", "state"),
    [
        (AREA, {}, State.UNKNOWN),
        (AREA, {2027: Decimal(18)}, State.UNKNOWN),
        (AREA, {2026: Decimal(18)}, State.ON_PATH),
        (AREA, {2026: Decimal("17.15")}, State.ON_PATH),  # five per cent of 17 exactly
        (AREA, {2026: Decimal("17.14")}, State.BEHIND),
        (AREA, {2026: Decimal(27)}, State.REACHED),
        (AREA, {2020: Decimal(12), 2026: Decimal(9)}, State.BEHIND),
        (LOSS, {2025: Decimal(20)}, State.ON_PATH),
        (LOSS, {2025: Decimal(25)}, State.BEHIND),
        (LOSS, {2025: Decimal(9)}, State.REACHED),
    ],
)
def test_behind_is_what_lags_by_more_than_the_tolerance(course, actuals, state):
    assert where(course, actuals).state is state


def test_an_old_actual_is_judged_by_the_line_of_its_year():
    found = where(AREA, {2020: Decimal(12)}, year=2026)

    assert (found.state, found.year, found.expected) == (State.ON_PATH, 2020, 12)


@given(VALUES, VALUES, VALUES, st.integers(2018, 2035))
def test_the_unit_and_the_direction_make_no_difference(baseline, target, actual, year):
    if baseline == target:
        return
    course = Course(baseline, 2018, target, 2035)
    turned = Course(-baseline * 100, 2018, -target * 100, 2035)

    first = where(course, {year: actual}, year)
    second = where(turned, {year: -actual * 100}, year)

    assert first.state is second.state


def test_what_was_added_removed_and_changed_is_told_apart():
    before = [
        Part("aspect", (1,), "规模", {"name": "规模"}),
        Part("indicator", ("area",), "面积", {"target": "13"}),
        Part("task", (1, 1, 1), "旧任务", {"name": "旧任务"}),
    ]
    after = [
        Part("aspect", (1,), "规模", {"name": "规模"}),
        Part("indicator", ("area",), "面积", {"target": "15"}),
        Part("aspect", (2,), "科技", {"name": "科技"}),
    ]

    found = rules.differences(before, after)

    assert [(each.change, each.what, each.fields) for each in found] == [
        ("changed", "indicator", {"target": ("13", "15")}),
        ("added", "aspect", {}),
        ("removed", "task", {}),
    ]
    assert rules.differences(after, after) == []
