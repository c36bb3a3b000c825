"""Outliers, matched changes, nearest names."""

import datetime
from decimal import Decimal

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


@given(cells, cells)
def test_prices_that_all_rise_by_a_share_rise_by_it(now, more):
    risen = {cell: price * 2 for cell, price in now.items()}

    found = rules.change(risen, now)

    assert found == (pytest.approx(1.0) if now else None)
    assert rules.change(now, {}) is None
    if (there := rules.change(now, more)) is not None:
        back = rules.change(more, now)
        assert (1 + there) * (1 + back) == pytest.approx(1)


def test_a_dear_market_that_stays_closed_moves_no_price():
    before = {"dear": Decimal(90), "cheap": Decimal(10)}

    assert rules.change({"cheap": Decimal(10)}, before) == 0


def test_a_year_ago_is_a_monday_too():
    assert rules.year_before(MONDAY) == datetime.date(2025, 11, 24)


def test_a_strange_name_is_offered_the_nearest():
    names = ["蝴蝶兰", "石斛兰", "红掌", "moth orchid"]

    assert rules.nearest("蝴碟兰", names)[0] == "蝴蝶兰"
    assert rules.nearest("Moth orchids", names) == ["moth orchid"]
    assert rules.nearest("xyz", names) == []
