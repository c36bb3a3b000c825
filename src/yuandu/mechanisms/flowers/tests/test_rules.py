"""Outliers, matched changes, nearest names."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuandu.mechanisms.flowers import rules

MONDAY = datetime.date(2026, 11, 23)
prices = st.floats(0.01, 1e6)
cells = st.dictionaries(st.sampled_from("abcdef"), st.decimals("0.01", "1000", places=2))


@pytest.mark.parametrize(
    ("price", "before", "expected"),
    [
        (12.0, [10, 11, 10, 9], False),
        (40.0, [10, 11, 10, 9], True),
        (4.0, [10, 11, 10, 9], True),
        (19.9, [10, 10, 10, 10], False),  # less than twice
        (40.0, [5, 20, 80, 10, 40], False),  # it always moves like this
        (40.0, [10, 11, 10], False),  # too few to say
    ],
)
def test_a_price_far_from_the_weeks_before_is_an_outlier(price, before, expected):
    assert rules.is_outlier(price, before) is expected


@given(st.integers(1, 500), st.lists(st.integers(1, 500), max_size=12))
def test_the_unit_of_money_does_not_matter(price, before):
    in_cents = rules.is_outlier(price * 128.0, [each * 128.0 for each in before])
    further = rules.is_outlier(price * 1.001, before), rules.is_outlier(price / 1.001, before)

    assert in_cents in {rules.is_outlier(price, before), *further}


@given(st.lists(prices, max_size=30))
def test_a_steady_price_is_never_doubted_for_ever(before):
    days = [MONDAY + datetime.timedelta(weeks=at) for at in range(len(before) + 20)]
    series = list(zip(days, [*before, *[50.0] * 20], strict=True))

    assert rules.outliers(series)[-1] is False


def test_weeks_long_past_are_not_compared_with():
    days = [MONDAY + datetime.timedelta(weeks=at) for at in (0, 1, 2, 3, 20)]

    found = rules.outliers(list(zip(days, [10.0, 10.0, 10.0, 10.0, 99.0], strict=True)))

    assert found == [False] * 5


def test_a_year_ago_is_a_monday_too():
    assert rules.year_before(MONDAY) == datetime.date(2025, 11, 24)


def test_a_strange_name_is_offered_the_nearest():
    names = ["蝴蝶兰", "石斛兰", "红掌", "moth orchid"]

    assert rules.nearest("蝴碟兰", names)[0] == "蝴蝶兰"
    assert rules.nearest("Moth orchids", names) == ["moth orchid"]
    assert rules.nearest("xyz", names) == []


def index(*rows):
    """Return the index of (name, week, price, value) by week, rounded."""
    cells = [
        rules.Cell(name, MONDAY + datetime.timedelta(weeks=week), price, value)
        for name, week, price, value in rows
    ]
    return [round(each, 2) for each in rules.price_index(cells).values()]


def test_an_index_that_only_the_mix_changes_stays_where_it_was():
    # Ten times as much of the dear kind: its mean price triples, no price moved.
    rows = [("cheap", 0, 2, 900), ("dear", 0, 20, 100), ("cheap", 1, 2, 100), ("dear", 1, 20, 900)]
    assert index(*rows) == [100, 100]


def test_an_index_rises_as_all_prices_do_whatever_is_sold():
    rows = [("a", 0, 10, 50), ("b", 0, 20, 50), ("a", 1, 11, 5), ("b", 1, 22, 95)]
    assert index(*rows) == [100, 110]


def test_an_index_weighs_by_value_as_worked_out_by_hand():
    # a rises by a tenth, b does not. With two weeks, each kind's weight is w0·w1 ÷ (w0 + w1):
    # ¾·¾ ÷ 1½ = ⅜ and ¼·¼ ÷ ½ = ⅛, so that log(1.1) counts three quarters: 1.1^¾ = 1.0741.
    rows = [("a", 0, 10, 75), ("b", 0, 20, 25), ("a", 1, 11, 75), ("b", 1, 20, 25)]
    assert index(*rows) == [100, 107.41]


def test_an_index_is_not_moved_by_a_kind_that_is_quoted_once_and_bridges_a_gap():
    rows = [("a", 0, 10, 1), ("b", 0, 20, 1), ("new", 1, 500, 9), ("a", 1, 10, 1), ("b", 2, 30, 1)]
    assert index(*rows) == [100, 100, 150]


def test_an_index_counts_all_alike_in_a_week_whose_values_are_not_all_known():
    rows = [("a", 0, 10, 0), ("b", 0, 10, 99), ("a", 1, 12.1, 0), ("b", 1, 10, 99)]
    assert index(*rows) == [100, 110]


@pytest.mark.parametrize(
    ("price", "arrivals", "unsold", "state"),
    [
        (0.10, None, -0.02, "short"),
        (0.10, 0.3, -0.02, "short"),
        (0.10, -0.3, 0.02, "usual"),
        (0.10, -0.3, None, "short"),
        (0.04, -0.3, -0.02, "usual"),
        (-0.10, None, 0.02, "glut"),
        (-0.10, 0.3, None, "glut"),
        (-0.10, None, None, "usual"),
    ],
)
def test_a_market_is_short_where_it_pays_more_and_leaves_less(price, arrivals, unsold, state):
    assert rules.standing(price=price, arrivals=arrivals, unsold=unsold) == state
