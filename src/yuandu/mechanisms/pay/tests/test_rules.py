from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from yuandu.mechanisms.pay import rules
from yuandu.mechanisms.pay.rules.disclosure import hidden

POINTS = st.decimals(0, 100, places=2)
YUAN = st.decimals(0, 20_000, places=2)
WEIGHTS = st.tuples(st.integers(0, 100), st.integers(0, 100)).filter(lambda pair: sum(pair) <= 100)


@st.composite
def terms(draw):
    first, second = draw(WEIGHTS)
    weights = [Decimal(each) / 100 for each in (first, second, 100 - first - second)]
    return rules.Terms(
        dict(zip(rules.FACTORS, weights, strict=True)),
        Decimal(draw(st.integers(1, 100))) / 100,
        Decimal(draw(st.integers(1, 100_000))),
    )


@st.composite
def people(draw):
    bases = draw(st.lists(YUAN, min_size=1, max_size=12))
    return [
        rules.Facts(key, base, {factor: draw(POINTS) for factor in rules.FACTORS})
        for key, base in enumerate(bases)
    ]


def a_worker(key=1, base="6000", **points):
    given_points = dict.fromkeys(rules.FACTORS, "80") | points
    return rules.Facts(
        key,
        Decimal(base),
        {factor: Decimal(each) for factor, each in given_points.items() if each is not None},
    )


def the_terms(budget=1_000_000):
    weights = dict(zip(rules.FACTORS, map(Decimal, ("0.5", "0.3", "0.2")), strict=True))
    return rules.Terms(weights, Decimal("0.2"), Decimal(budget))


def test_points_become_yuan_as_the_rule_says():
    one = a_worker(results="90", contribution="70", differentiation="50")

    settled = rules.settle([one], the_terms())

    # 6000 × 20 % × (0.5×90 + 0.3×70 + 0.2×50) ÷ 100
    assert settled.amounts == {1: Decimal(912)}


def test_who_lacks_points_for_a_factor_is_told_apart_and_gets_no_zero():
    settled = rules.settle([a_worker(), a_worker(2, results=None)], the_terms())

    assert set(settled.amounts) == {1}
    assert settled.unknown == 1


@settings(deadline=None)
@given(people(), terms())
def test_the_budget_is_kept_to_the_yuan(everybody, given_terms):
    settled = rules.settle(everybody, given_terms)

    assert settled.cost <= given_terms.budget
    assert all(amount == int(amount) >= 0 for amount in settled.amounts.values())


@settings(deadline=None)
@given(people(), terms(), st.data())
def test_more_points_never_bring_less(everybody, given_terms, data):
    at = data.draw(st.integers(0, len(everybody) - 1))
    factor = data.draw(st.sampled_from(rules.FACTORS))
    one = everybody[at]
    more = data.draw(st.decimals(one.points[factor], 100, places=2))
    better = rules.Facts(one.key, one.base, {**one.points, factor: more})

    before = rules.settle(everybody, given_terms).amounts[one.key]
    after = rules.settle([*everybody[:at], better, *everybody[at + 1 :]], given_terms)

    assert after.amounts[one.key] >= before


@settings(deadline=None)
@given(people(), terms())
def test_the_explanation_adds_up_to_the_amount(everybody, given_terms):
    settled = rules.settle(everybody, given_terms)
    for one in everybody:
        parts = rules.explain(one, given_terms, settled.asked)

        # Each of the three parts is rounded down to the cent, the whole to the yuan.
        told = sum(part.amount for part in parts)
        assert settled.amounts[one.key] - Decimal("0.05") <= told
        assert told < settled.amounts[one.key] + Decimal("1.01")


def test_odd_terms_are_all_told():
    odd = rules.Terms(dict.fromkeys(rules.FACTORS, Decimal("0.4")), Decimal(2), Decimal(0))

    assert rules.faults(odd) == ["weights", "most", "budget"]


COUNTS = st.lists(st.integers(0, 40), min_size=1, max_size=12)


@settings(deadline=None)
@given(COUNTS, st.integers(2, 15))
def test_no_cell_below_the_floor_is_told_nor_given_away_by_the_whole(counts, floor):
    edges = [Decimal(each) for each in range(len(counts) - 1)]
    cells = rules.banded(counts, edges, floor)

    if cells is None:
        assert sum(counts) < floor
        return
    told = [each.people for each in cells]
    covered = [count for count, each in zip(counts, told, strict=True) if each is None]
    assert all(each is None or each == 0 or each >= floor for each in told)
    # What is hidden is at least two cells with at least the floor in them together, so that
    # the whole less what is told leaves each of them more than one possible number.
    assert not covered or (len(covered) > 1 and sum(covered) >= floor)


@settings(deadline=None)
@given(COUNTS, st.integers(2, 15))
def test_a_group_is_hidden_with_its_average_or_told_with_it(counts, floor):
    groups = [(str(at), str(at), count, Decimal(8000 * count)) for at, count in enumerate(counts)]

    told = rules.grouped(groups, floor)

    for each in told or ():
        assert (each.people is None) == (each.average is None)
        assert each.people is None or each.people >= floor


def test_one_small_cell_takes_the_next_smallest_along():
    assert hidden([50, 3, 20, 12], 10) == {1, 3}


def test_two_small_cells_hide_each_other_where_they_reach_the_floor():
    assert hidden([50, 6, 7], 10) == {1, 2}


def test_small_cells_that_stay_below_the_floor_together_take_one_more_along():
    assert hidden([50, 2, 3, 11], 10) == {1, 2, 3}


def test_a_whole_below_the_floor_is_not_told():
    assert rules.banded([3, 4], [Decimal(1)]) is None
    assert rules.grouped([("甲", "A", 9, Decimal(1))]) is None
