"""The rule by example, and what holds of it whatever the numbers."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuandu.mechanisms.rewards.rules import awards, spreading, terms
from yuandu.mechanisms.rewards.rules.awards import INSTANT, PROJECT, Facts

RULE = terms.read(terms.FIRST)
BENEFITS = st.decimals(0, 10**10, places=2)
WEIGHTS = st.dictionaries(st.integers(), st.decimals(0, 1, places=4), min_size=1, max_size=12)


@st.composite
def rules(draw):
    """Any rule that may be published."""
    ends = draw(st.lists(st.integers(1, 10**9), max_size=5, unique=True).map(sorted))
    shares = draw(
        st.lists(st.decimals(0, 1, places=4), min_size=len(ends) + 1, max_size=len(ends) + 1)
    )
    least, cap = sorted(draw(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6))))
    low, high = sorted(draw(st.tuples(st.integers(0, 10**4), st.integers(0, 10**4))))
    return terms.read(
        {
            "bands": list(zip([*ends, None], shares, strict=True)),
            "least": least,
            "cap": cap,
            "royalty_share": draw(st.decimals(0, 1, places=4)),
            "royalty_least": low,
            "royalty_most": high,
        }
    )


@pytest.mark.parametrize(
    ("benefit", "amount"),
    [
        ("0", "200"),  # the least, also for safety and quality
        ("1999.99", "200"),
        ("2000", "200"),
        ("10000", "1000"),
        ("10000.01", "1000"),
        ("100000", "5500"),
        ("1000000", "23500"),
        ("3000000", "43500"),
        ("1000000000", "100000"),  # 10 亿 stops at the cap
    ],
)
def test_a_project_earns_shares_of_its_benefit_in_bands(benefit, amount):
    computed = awards.award(RULE, Facts(PROJECT, benefit=Decimal(benefit)))

    assert computed.amount == Decimal(amount)


def test_an_instant_improvement_earns_what_its_grade_says():
    computed = awards.award(RULE, Facts(INSTANT, grade="2", fixed=Decimal(50)))

    assert computed.amount == 50
    assert [step.grade for step in computed.steps] == ["2"]


def test_a_royalty_is_a_small_share_within_bounds():
    of = {
        benefit: awards.royalty(RULE, Facts(PROJECT, benefit=Decimal(benefit))).amount
        for benefit in (0, 100_000, 10**9)
    }

    assert of == {0: 20, 100_000: 275, 10**9: 2000}


def test_fen_left_over_go_to_whom_most_was_cut_off():
    third = Decimal(1)
    assert awards.split(Decimal(100), {"a": third, "b": third, "c": third}) == {
        "a": Decimal("33.34"),
        "b": Decimal("33.33"),
        "c": Decimal("33.33"),
    }


@given(rules(), BENEFITS, BENEFITS)
def test_more_benefit_never_earns_less_and_never_leaves_the_bounds(rule, one, other):
    low, high = (
        awards.award(rule, Facts(PROJECT, benefit=each)).amount for each in sorted((one, other))
    )

    assert rule.least <= low <= high <= rule.cap


@given(rules(), BENEFITS)
def test_the_steps_add_up_to_what_is_paid(rule, benefit):
    computed = awards.award(rule, Facts(PROJECT, benefit=benefit))

    bands = [step for step in computed.steps if step.code == "band"]
    bounds = [step for step in computed.steps if step.code != "band"]
    assert sum(step.base for step in bands) == benefit
    total = sum((step.amount for step in bands), Decimal(0))
    assert computed.amount == (bounds[0].amount if bounds else total)
    assert all(step.base == total for step in bounds)


@given(rules(), BENEFITS, BENEFITS)
def test_royalties_keep_their_bounds_and_rise_with_the_award(rule, one, other):
    low, high = (
        awards.royalty(rule, Facts(PROJECT, benefit=each)).amount for each in sorted((one, other))
    )

    assert rule.royalty_least <= low <= high <= rule.royalty_most


@given(st.decimals(0, 10**7, places=2), WEIGHTS)
def test_parts_add_up_exactly_and_are_a_fen_off_at_most(amount, weights):
    if not sum(weights.values()):
        with pytest.raises(awards.OddShares):
            awards.split(amount, weights)
        return
    parts = awards.split(amount, weights)

    assert sum(parts.values()) == amount
    whole = sum(weights.values())
    for key, part in parts.items():
        assert part >= 0
        assert abs(part - amount * weights[key] / whole) < Decimal("0.0100001")


@given(st.decimals(0, 10**7, places=2), WEIGHTS)
def test_who_has_the_larger_share_gets_no_less(amount, weights):
    if not sum(weights.values()):
        return
    parts = awards.split(amount, weights)

    ordered = sorted(weights, key=lambda key: weights[key])
    for less, more in pairwise(ordered):
        if weights[less] < weights[more]:
            assert parts[less] <= parts[more]


@given(rules())
def test_a_rule_reads_the_same_from_where_it_is_kept(rule):
    assert terms.read(terms.stored(rule)) == rule


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"least": "x"}, "unreadable"),
        ({"least": "NaN"}, "unreadable"),
        ({"cap": "-1"}, "money"),
        ({"cap": "0.001"}, "money"),
        ({"cap": "1E+400"}, "money"),
        ({"bands": [["5", "0.1"]]}, "bands-end"),
        ({"bands": [["5", "0.1"], ["4", "0.1"], [None, "0"]]}, "bands-order"),
        ({"bands": [["1E+400", "0.1"], [None, "0"]]}, "bands-order"),
        ({"bands": [[None, "1.5"]]}, "shares"),
        ({"least": "9", "cap": "8"}, "bounds"),
    ],
)
def test_what_makes_no_rule_is_named(changed, fault):
    with pytest.raises(terms.OddTerms) as refused:
        terms.read(terms.FIRST | changed)

    assert fault in refused.value.faults


def test_money_reaches_for_those_first_in_line():
    assert awards.fit(Decimal(100), [Decimal(60), Decimal(50), Decimal(10)]) == 1
    assert awards.fit(Decimal(100), []) == 0


def test_sections_are_suggested_by_what_they_do_with_the_reasons():
    found = spreading.suggest(
        [
            spreading.Section(1, similar=1),
            spreading.Section(2, same_job=1),  # too little
            spreading.Section(3, similar=40, same_job=9, took_over=2, refused=1),
            spreading.Section(4, similar=2, refused=9),
            spreading.Section(5, similar=1),
        ]
    )

    assert [(each.key, each.score) for each in found] == [(3, 24), (1, 3), (4, 3), (5, 3)]
    assert found[0].reasons == (("similar", 40), ("same_job", 9), ("took_over", 2), ("refused", 1))
