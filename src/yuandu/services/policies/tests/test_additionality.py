"""What paid firms did beside firms like them: a known effect is found, none is not, few say nothing."""

from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yuandu.services.policies.additionality import FEWEST, Unit, compare


def units(number: int, *, change: float, first: int = 0, industry: str = "C26") -> list[Unit]:
    """Return firms of one industry that changed their share by `change`, a little apart."""
    return [
        Unit(first + place, industry, 1000.0 + place, 0.03, 0.03 + change + place * 0.0001)
        for place in range(number)
    ]


def test_firms_that_raised_their_share_more_than_their_like_are_told():
    found = compare(units(10, change=0.02), units(30, change=0.0, first=100))

    assert found.verdict == "more"
    assert found.difference == pytest.approx(0.02, abs=0.002)
    assert found.paid.kept_after == 10
    assert found.like.kept_after == 0


def test_where_both_changed_alike_nothing_is_claimed():
    same = [
        Unit(key, "C26", 1000.0, 0.03, 0.03 + (0.001 if key % 2 else -0.001)) for key in range(20)
    ]

    assert compare(same[:10], same[10:]).verdict == "open"


def test_of_too_few_nothing_is_said():
    found = compare(units(FEWEST - 1, change=0.02), units(30, change=0.0, first=100))

    assert (found.verdict, found.difference, found.low) == ("few", None, None)


def test_firms_of_other_industries_or_sizes_are_not_like():
    large = [Unit(200 + n, "C26", 10_000.0, 0.03, 0.09) for n in range(10)]
    other = units(10, change=0.05, first=100, industry="C34")

    found = compare(units(10, change=0.02), [*large, *other])

    assert (found.verdict, found.alone, found.like.firms) == ("few", 10, 0)


shares = st.floats(0, 0.2, allow_nan=False)
firms = st.lists(
    st.tuples(st.sampled_from(["C26", "C34"]), st.floats(500, 2000), shares, shares),
    max_size=30,
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(paid=firms, others=firms)
def test_the_interval_holds_the_median_and_order_does_not_matter(paid, others):
    ones = [Unit(n, *one) for n, one in enumerate(paid)]
    like = [Unit(1000 + n, *one) for n, one in enumerate(others)]

    found = compare(ones, like)
    turned = compare(ones[::-1], like[::-1])

    assert found.verdict == turned.verdict
    if found.difference is not None:
        assert found.low <= found.difference <= found.high
        assert (found.low, found.high) == pytest.approx((turned.low, turned.high))
    assert found.paid.firms + found.alone == len(ones)


def test_the_interval_has_at_least_the_confidence_it_states():
    # Of 8 values the least and the greatest hold the median in all but 2 of 256 orders; one
    # step further in, 18 more are lost, which is above one in ten only from the third step.
    ones = units(8, change=0.0)
    like = [Unit(100 + n, "C26", 1000.0, 0.03, 0.03) for n in range(3)]
    found = compare(ones, like)
    below = [sum(signs) for signs in product((0, 1), repeat=8)]

    changes = sorted(one.change for one in ones)
    cut = next(n for n, each in enumerate(changes) if each == pytest.approx(found.low))
    missed = sum(cut >= number or 8 - cut <= number for number in below) / len(below)

    assert missed <= 0.1
