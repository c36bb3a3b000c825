"""A budget that runs out: in the published order, whole sums, nobody out of turn."""

import datetime
import itertools

from hypothesis import given
from hypothesis import strategies as st

from yuandu.engines.rules.books import Order
from yuandu.engines.rules.budgets import Claim, turns

DAY = datetime.date(2026, 3, 1)


def a_claim(name: str, yuan: int = 100, days: int = 0, **values: int) -> Claim:
    return Claim(name, yuan, DAY + datetime.timedelta(days=days), values)


def paid(claims: list[Claim], budget: int, *order: Order) -> list[str]:
    return [one.claim.id for one in turns(claims, budget=budget, order=order) if one.is_paid]


def test_the_first_that_does_not_fit_ends_the_paying():
    claims = [a_claim("a", 60, 0), a_claim("b", 50, 1), a_claim("c", 10, 2)]

    assert paid(claims, 100, Order()) == ["a"]
    assert paid(claims, 110, Order()) == ["a", "b"]
    assert paid(claims, 120, Order()) == ["a", "b", "c"]


def test_the_published_order_decides_and_equals_go_by_name():
    claims = [a_claim("b", area=5), a_claim("a", area=5), a_claim("c", area=9), a_claim("d")]

    largest_first = Order(fact="area", first="highest")

    assert paid(claims, 400, largest_first) == ["c", "a", "b", "d"]
    assert paid(claims, 400, Order(fact="area", first="lowest")) == ["a", "b", "c", "d"]


@given(
    st.lists(st.tuples(st.integers(0, 500), st.integers(0, 3)), max_size=8),
    st.integers(0, 1500),
)
def test_never_more_than_there_is_and_never_out_of_turn(said, budget):
    claims = [a_claim(str(at), yuan, days) for at, (yuan, days) in enumerate(said)]

    found = turns(claims, budget=budget, order=(Order(),))

    assert sum(one.claim.yuan for one in found if one.is_paid) <= budget
    assert {one.claim.id for one in found} == {one.id for one in claims}
    for one, following in itertools.pairwise(found):
        assert one.is_paid or not following.is_paid
        assert one.claim.asked_on <= following.claim.asked_on


def test_each_claim_is_told_its_place_and_what_was_left_before_it():
    claims = [a_claim("a", 60, 0), a_claim("b", 50, 1), a_claim("c", 10, 2)]

    found = turns(claims, budget=100, order=(Order(),))

    assert [(one.place, one.is_paid, one.left) for one in found] == [
        (1, True, 100),
        (2, False, 40),
        (3, False, 40),  # it would fit, and does not overtake
    ]


def test_an_order_may_go_by_a_day_then_by_the_day_of_asking():
    early, late = datetime.date(2010, 1, 1), datetime.date(2020, 1, 1)
    claims = [
        Claim("unknown", 1, DAY, {}),
        Claim("late", 1, DAY, {"since": late}),
        Claim("early-second", 1, DAY + datetime.timedelta(days=1), {"since": early}),
        Claim("early-first", 1, DAY, {"since": early}),
        Claim("a-text", 1, DAY - datetime.timedelta(days=1), {"since": "?"}),
    ]

    assert paid(claims, 5, Order(fact="since", first="lowest"), Order()) == [
        "early-first",
        "early-second",
        "late",
        "a-text",
        "unknown",
    ]


def test_who_has_none_of_it_stands_behind_who_has_least():
    claims = [a_claim("unknown"), a_claim("none", area=0), a_claim("below", area=-5)]

    assert paid(claims, 300, Order(fact="area", first="highest")) == ["none", "below", "unknown"]
    assert paid(claims, 300, Order(fact="area", first="lowest")) == ["below", "none", "unknown"]
