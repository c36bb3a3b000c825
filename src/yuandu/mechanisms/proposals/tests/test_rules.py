"""What decides about proposals."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuandu.mechanisms.proposals import rules

SHARES = st.integers(1, rules.MOST_AUTHORS).map(rules.split)


@given(st.integers(1, rules.MOST_AUTHORS))
def test_shares_of_equals_add_up_and_differ_by_a_hair(number):
    shares = rules.split(number)

    assert sum(shares) == 1
    assert max(shares) - min(shares) <= Decimal("0.0001")


@given(st.lists(st.tuples(st.sets(st.integers(1, 40), min_size=1, max_size=6)), min_size=1))
def test_credit_of_merged_ideas_loses_nobody_and_adds_up(ideas):
    originals = [
        dict(zip(sorted(authors), rules.split(len(authors)), strict=True)) for (authors,) in ideas
    ]

    credit = rules.credit(originals)

    assert set(credit) == set().union(*originals)
    assert sum(credit.values()) == 1
    for author, share in credit.items():
        exact = sum(each.get(author, Decimal(0)) for each in originals) / len(originals)
        assert abs(share - exact) <= Decimal("0.0001")


def test_two_with_the_same_idea_have_half_each():
    assert rules.credit([{1: Decimal(1)}, {2: Decimal(1)}]) == {
        1: Decimal("0.5"),
        2: Decimal("0.5"),
    }


@pytest.mark.parametrize(
    ("idea", "why"),
    [
        ("", "empty"),
        (" \n", "empty"),
        ("好", "short"),
        ("好好好好好好", "short"),
        ("……！！？", "short"),
        ("门坏了修", ""),
        ("x" * 2001, "long"),
    ],
)
def test_an_idea_says_something(idea, why):
    assert rules.fault_of_idea(idea) == why


def test_what_happens_once_counts_once():
    assert rules.first_year(rules.ONCE, Decimal(1200), Decimal(0)) == 1200


def test_what_comes_every_month_is_added_up_less_what_is_lost():
    assert rules.first_year(rules.MONTHLY, Decimal(100), Decimal(0)) == 1200
    by_hand = sum(100 * 0.9**month for month in range(12))
    told = rules.first_year(rules.MONTHLY, Decimal(100), Decimal("0.1"))
    assert abs(float(told) - by_hand) < 0.006


@given(
    st.decimals(1, 10**6, places=2),
    st.decimals(0, Decimal("0.99"), places=4),
    st.decimals(0, Decimal("0.99"), places=4),
)
def test_what_decays_faster_brings_no_more(amount, one, other):
    less, more = sorted((one, other), reverse=True)
    assert rules.first_year(rules.MONTHLY, amount, less) <= rules.first_year(
        rules.MONTHLY, amount, more
    )


@pytest.mark.parametrize(
    ("amount", "decay", "why"),
    [(0, 0, "nothing"), (-5, 0, "nothing"), (10**9, 0, "beyond"), (10, 1, "decay"), (10, 0, "")],
)
def test_a_benefit_is_something_and_within_the_published_maximum(amount, decay, why):
    most = rules.STANDARD.benefit_most
    assert rules.fault_of_benefit(Decimal(amount), Decimal(decay), most) == why


def test_the_sample_is_about_its_share_and_the_same_for_everybody():
    numbers = [f"2026-{at:06d}" for at in range(4000)]
    taken = [each for each in numbers if rules.is_sampled(each, "1", Decimal("0.05"))]
    assert 140 <= len(taken) <= 260
    assert taken == [each for each in numbers if rules.is_sampled(each, "1", Decimal("0.05"))]
    assert not any(rules.is_sampled(each, "1", Decimal(0)) for each in numbers)
    assert all(rules.is_sampled(each, "1", Decimal(1)) for each in numbers)


def test_opinions_decide_by_majority_and_even_ones_do_not():
    assert rules.decision(["accept", "accept", "reject"]) == "accept"
    assert rules.decision(["reject"]) == "reject"
    assert not rules.decision(["accept", "reject"])
