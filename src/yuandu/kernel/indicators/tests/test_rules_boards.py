from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from yuandu.engines import ranking
from yuandu.kernel.indicators.rules import boards
from yuandu.kernel.indicators.rules.boards import Terms

ranks = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 8), max_size=8)


def terms(**fields) -> Terms:
    return Terms.model_validate({"components": [{"measure": "starts", "weight": 1}]} | fields)


def test_a_small_county_is_measured_by_its_capacity():
    rule = terms(components=[{"measure": "starts", "weight": 100, "per": "people"}]).rule("b", "1")
    values = {
        "starts": {"large": Decimal(40), "small": Decimal(20)},
        "people": {"large": Decimal(100), "small": Decimal(30)},
    }

    board = boards.scored(rule, ["large", "small"], values)

    assert [row.subject for row in board.rows] == ["small", "large"]


def test_who_lacks_a_value_is_not_ranked_and_not_zero():
    board = boards.scored(terms().rule("b", "1"), ["a", "b"], {"starts": {"a": Decimal(0)}})

    assert [row.subject for row in board.rows] == ["a"]
    assert board.unranked[0].missing == ("starts",)


@pytest.mark.parametrize(
    "fields",
    [
        {"components": []},
        {"components": [{"measure": "starts", "weight": -1}]},
        {"components": [{"measure": "starts", "weight": "many"}]},
        {"components": [{"measure": "starts", "weight": 1, "measuring": "by feeling"}]},
        {"stars": [{"stars": 6, "at_least": 1}]},
        {"surprise": 1},
    ],
)
def test_terms_that_make_no_sense_are_refused(fields):
    with pytest.raises(ValidationError):
        terms(**fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"components": [{"measure": "starts", "weight": 0}]},
        {"components": [{"measure": "starts", "weight": 1}] * 2},
        {"components": [{"measure": "starts", "weight": 1, "measuring": "target"}]},
        {"flags": [{"code": "red", "name": "红旗", "component": "other"}]},
    ],
)
def test_terms_that_do_not_fit_together_are_refused(fields):
    with pytest.raises(ranking.BadRule):
        terms(**fields).rule("b", "1")


@given(ranks, ranks, st.integers(0, 8))
def test_improvers_rose_and_nobody_left_out_rose_more(now, before, most):
    found = boards.improvers(now, before, most)

    rise = {each: before[each] - now[each] for each in now if each in before}
    assert len(found) <= most
    assert all(rise[each] > 0 for each in found)
    left_out = [each for each in rise if each not in found and rise[each] > 0]
    if left_out:
        assert len(found) == most
        assert max(map(rise.get, left_out)) <= min(map(rise.get, found), default=99)


@given(ranks, st.integers(0, 8))
def test_nobody_in_first_place_is_behind(now, most):
    assert all(now[each] > 1 for each in boards.behind(now, most))
