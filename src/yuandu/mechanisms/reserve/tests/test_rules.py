"""The score of an idea: its lines add up, and what is unknown is not nothing."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuandu.mechanisms.reserve import rules
from yuandu.mechanisms.reserve.rules import Facts, Terms

YI, WAN = Decimal(10) ** 8, Decimal(10) ** 4
KNOWN = Facts(
    stage="feasibility",
    grade=4,
    investment=5 * YI,
    land_mu=Decimal(200),
    funding_share=Decimal("0.4"),
)


def test_every_line_is_value_over_full_times_its_points():
    found = rules.score(KNOWN, Terms())

    points = {term.criterion: term.points for term in found.terms}
    assert points == {
        "need": Decimal("24.00"),  # 4 of 5, of 30
        "maturity": Decimal("12.50"),  # two of four rungs, of 25
        "funding": Decimal("8.00"),  # 40 %, of 20
        "scale": Decimal("7.50"),  # 500 million of a thousand, of 15
        "intensity": Decimal("8.33"),  # 2.5 of 3 million a mu, of 10
    }
    assert found.points == sum(points.values())
    assert found.open_points == 0


def test_what_nobody_knows_stays_open_and_is_not_nothing():
    found = rules.score(Facts(stage="concept"), Terms())

    assert found.points == 0
    assert found.open_points == 30 + 20 + 15 + 10
    by_code = {term.criterion: term for term in found.terms}
    assert by_code["maturity"].value == 0  # at the foot of the ladder, which is known
    assert by_code["need"].value is None


def test_an_idea_that_needs_no_land_earns_all_of_its_use():
    found = rules.score(Facts(stage="concept", land_mu=Decimal(0)), Terms())

    assert {term.criterion: term.points for term in found.terms}["intensity"] == 10


def test_more_than_full_earns_no_more_than_all():
    found = rules.score(Facts(stage="ready", investment=100 * YI), Terms())

    assert {term.criterion: term.points for term in found.terms}["scale"] == 15


amounts = st.decimals(1, 10**12, places=2)
shares = st.decimals(0, 1, places=4)


@given(
    st.builds(
        Facts,
        stage=st.sampled_from(rules.STAGES),
        grade=st.none() | st.integers(0, 5),
        investment=st.none() | amounts,
        land_mu=st.none() | st.decimals(0, 10**5, places=2),
        funding_share=st.none() | shares,
    )
)
def test_no_score_leaves_its_bounds(facts):
    found = rules.score(facts, Terms())

    assert 0 <= found.points <= 100 - found.open_points


@given(shares, shares)
def test_more_funds_never_score_less(one, other):
    low, high = sorted((one, other))

    def points(share):
        return rules.score(Facts(stage="concept", funding_share=share), Terms()).points

    assert points(low) <= points(high)


@pytest.mark.parametrize(
    ("terms", "found"),
    [
        (Terms(), ()),
        (Terms(need=31), ("not-a-hundred",)),
        (Terms(full_scale=Decimal(0)), ("nothing-earns-all",)),
    ],
)
def test_a_formula_has_a_hundred_points_that_can_be_earned(terms, found):
    assert rules.faults(terms) == found
