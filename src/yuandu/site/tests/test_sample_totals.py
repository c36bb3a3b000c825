from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuandu.site.sample import totals


@given(
    st.integers(0, 10**9),
    st.lists(st.floats(0.01, 1e6), min_size=1, max_size=60),
    st.integers(0, 1000),
)
def test_the_parts_of_a_total_add_up_to_it(total, weights, least):
    total += least * len(weights)

    parts = totals.split(total, weights, least=least)

    assert sum(parts) == total
    assert min(parts) >= least


def test_a_total_too_small_for_its_parts_is_refused():
    with pytest.raises(ValueError, match="cannot be split"):
        totals.split(5, [1, 1, 1], least=2)


def test_shares_are_exact_whatever_the_shuffle():
    drawn = totals.spread(10, {"a": 0.7, "b": 0.3}, Random(1))

    assert sorted(drawn) == ["a"] * 7 + ["b"] * 3
