from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuandu.mechanisms.orders import flowing
from yuandu.mechanisms.orders.flowing import Flow, picture

NAMES = [f"地{number}" for number in range(20)]
flows = st.lists(
    st.builds(Flow, st.sampled_from(NAMES), st.sampled_from(NAMES), st.floats(0.01, 1e9)),
    max_size=60,
)


def test_bars_are_in_proportion_and_the_largest_stands_first():
    made = picture(
        [Flow("青州", "上海", 30), Flow("青州", "北京", 50), Flow("昌乐", "北京", 20)], "其他"
    )
    assert [place.title for place in made.begins] == ["青州", "昌乐"]
    assert [place.title for place in made.ends] == ["北京", "上海"]
    assert made.begins[0].height == pytest.approx(4 * made.begins[1].height, rel=0.01)
    assert len(made.ribbons) == 3


def test_of_no_flow_there_is_no_picture():
    assert picture([], "其他") is None


@given(flows)
def test_nothing_is_lost_and_no_column_is_longer_than_can_be_read(given_flows):
    made = picture(given_flows, "其他")
    if not given_flows:
        assert made is None
        return
    whole = sum(flow.amount for flow in given_flows)
    assert sum(ribbon.flow.amount for ribbon in made.ribbons) == pytest.approx(whole)
    for column in (made.begins, made.ends):
        assert len(column) <= flowing.MOST
        assert sum(place.amount for place in column) == pytest.approx(whole)
        for place, below in pairwise(column):
            assert place.top + place.height < below.top
        assert column[-1].top + column[-1].height <= made.height + 0.2
