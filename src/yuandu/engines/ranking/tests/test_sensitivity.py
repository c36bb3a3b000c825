import itertools
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yuandu.engines.ranking import (
    Component,
    Measuring,
    NobodyToCompare,
    Rule,
    Subject,
    board,
    robustness,
    sampled_ranks,
)
from yuandu.engines.ranking.sensitivity import tilted

LETTERS = "abcde"


def a_board(weights, shares):
    rule = Rule(
        "board",
        "2024-1",
        tuple(
            Component(letter, Decimal(weight), Measuring.SHARE)
            for letter, weight in zip(LETTERS, weights, strict=False)
        ),
    )
    subjects = [
        Subject(f"s{at}", dict(zip(LETTERS, map(Decimal, each), strict=False)))
        for at, each in enumerate(shares)
    ]
    return board(rule, subjects)


def test_a_close_winner_falls_with_a_small_tilt():
    # 60 % of a and 40 % of b: 0.60 against 0.40 of the points.
    result = robustness(a_board([60, 40], [("1", "0"), ("0", "1")]))

    (rival,) = result.rivals
    assert (result.winner, rival.lead) == ("s0", 20)
    # 10 of the 60 points of weight must go over: a sixth of a, but a quarter of b.
    assert rival.tilt == Fraction(1, 4)
    assert rival.shift.moved == Fraction(1, 10)
    assert rival.shift.taken == (("a", Fraction(1, 10)),)
    assert rival.shift.given_to == "b"
    assert result.holds_within(Fraction(24, 100))
    assert not result.holds_within(Fraction(1, 4))
    assert result.threats_within(Fraction(1, 4)) == ("s1",)


def test_who_is_best_in_everything_wins_by_any_weights():
    result = robustness(a_board([1, 1], [("0.9", "0.8"), ("0.5", "0.7")]))

    (rival,) = result.rivals
    assert rival.dominated
    assert (rival.tilt, rival.shift) == (None, None)
    assert result.holds_within(Fraction(1))


def test_who_is_nowhere_worse_can_only_be_drawn_level_by_weight_on_the_tie():
    (rival,) = robustness(a_board([1, 1], [("0.9", "0.5"), ("0.5", "0.5")])).rivals

    assert rival.dominated
    assert rival.shift.moved == Fraction(1, 2)


def test_two_who_tie_are_at_no_distance():
    result = robustness(a_board([1, 1], [("1", "0"), ("0", "1")]))

    assert result.rivals[0].tilt == 0
    assert result.rivals[0].shift.moved == 0
    assert not result.holds_within(Fraction(0))


def test_one_subject_alone_has_no_rival():
    with pytest.raises(NobodyToCompare):
        robustness(a_board([1], [("1",)]))


weights = st.lists(st.integers(1, 20), min_size=2, max_size=4)
share = st.integers(0, 10).map(lambda tenths: str(Decimal(tenths) / 10))


@st.composite
def boards(draw):
    drawn = draw(weights)
    rows = st.tuples(*[share] * len(drawn))
    return a_board(drawn, draw(st.lists(rows, min_size=2, max_size=5)))


def leads_over(outcome, rival):
    by_code = {row.subject: row for row in outcome.rows}
    winner, other = by_code[robustness(outcome).winner], by_code[rival.subject]
    return [
        ours.share - theirs.share for ours, theirs in zip(winner.terms, other.terms, strict=True)
    ]


def dot(some, others):
    return sum(one * other for one, other in zip(some, others, strict=True))


@given(boards())
def test_the_tilt_brings_the_rival_exactly_level(outcome):
    weights = outcome.rule.shares
    for rival in robustness(outcome).rivals:
        if rival.tilt is not None:
            leads = leads_over(outcome, rival)
            moved = [
                weight + rival.tilt * change
                for weight, change in zip(weights, tilted(weights, leads), strict=True)
            ]
            assert dot(moved, leads) == 0
            assert sum(moved) == 1
            assert all(
                abs(new - old) <= rival.tilt * old for new, old in zip(moved, weights, strict=True)
            )


@given(boards())
def test_the_tilt_is_the_least_of_all_corners_of_the_programme(outcome):
    weights = outcome.rule.shares
    for rival in robustness(outcome).rivals:
        leads = leads_over(outcome, rival)
        worst = min(dot(corner, leads) for corner in corners(weights))
        lead = dot(weights, leads)

        if lead == 0:
            assert rival.tilt == 0
        elif worst < 0 and lead <= -worst:
            assert rival.tilt == lead / -worst
        else:
            assert rival.tilt is None


def corners(weights):
    """Every vertex: all changes but one stand at a bound, the one makes the sum nothing."""
    for free in range(len(weights)):
        rest = [at for at in range(len(weights)) if at != free]
        for signs in itertools.product([-1, 1], repeat=len(rest)):
            change = {at: sign * weights[at] for at, sign in zip(rest, signs, strict=True)}
            change[free] = -sum(change.values())
            if abs(change[free]) <= weights[free]:
                yield [change[at] for at in range(len(weights))]


@given(boards(), st.data())
def test_no_cheaper_move_of_weight_lets_a_rival_draw_level(outcome, data):
    weights = outcome.rule.shares
    drawn = data.draw(
        st.lists(st.integers(0, 20), min_size=len(weights), max_size=len(weights)).filter(any)
    )
    other = [Fraction(each, sum(drawn)) for each in drawn]
    moved = sum(max(new - old, 0) for new, old in zip(other, weights, strict=True))

    for rival in robustness(outcome).rivals:
        if dot(other, leads_over(outcome, rival)) <= 0:
            assert rival.shift is not None
            assert moved >= rival.shift.moved


@given(boards())
def test_the_shift_brings_the_rival_exactly_level(outcome):
    codes = [component.code for component in outcome.rule.components]
    for rival in robustness(outcome).rivals:
        if rival.shift is not None:
            moved = dict(zip(codes, outcome.rule.shares, strict=True))
            for code, amount in rival.shift.taken:
                moved[code] -= amount
            moved[rival.shift.given_to] += rival.shift.moved
            assert min(moved.values()) >= 0
            assert dot(moved.values(), leads_over(outcome, rival)) == 0


@settings(max_examples=30)
@given(boards(), st.integers(0, 10))
def test_within_the_exact_bound_no_draw_changes_the_winner(outcome, seed):
    result = robustness(outcome)
    tilts = [rival.tilt for rival in result.rivals if rival.tilt is not None]
    # Drawn weights are scaled to their sum, which moves them by up to (1 + x) / (1 - x) - 1.
    within = min([Fraction(1), *tilts]) * Fraction(45, 100) * Fraction(99, 100)

    sampling = sampled_ranks(outcome, within=within, draws=20, seed=seed)

    if result.holds_within(Fraction(0)):
        winner = next(row for row in sampling.rows if row.subject == result.winner)
        assert (winner.wins, winner.worst) == (1, 1)


def test_a_sample_is_repeatable_and_says_what_it_was_drawn_by():
    outcome = a_board([60, 40], [("1", "0"), ("0", "1"), ("0", "0")])

    once = sampled_ranks(outcome, within=Fraction(1, 2), draws=400, seed=7)
    again = sampled_ranks(outcome, within=Fraction(1, 2), draws=400, seed=7)

    assert once == again
    assert (once.draws, once.seed, once.within) == (400, 7, Fraction(1, 2))
    first, second, third = once.rows
    # b overtakes a where 60(1 + u) < 40(1 + v), u and v even in ±1/2: 3/16 of the square.
    assert 0.13 < second.wins < 0.25
    assert first.wins + second.wins == 1
    assert (first.best, first.worst) == (1, 2)
    assert (third.keeps_rank, third.best) == (1, 3)


@pytest.mark.parametrize(
    ("within", "draws"), [(Fraction(2), 10), (Fraction(-1), 10), (Fraction(1), 0)]
)
def test_a_sample_that_cannot_be_drawn_is_refused(within, draws):
    with pytest.raises(ValueError, match="cannot draw"):
        sampled_ranks(a_board([1, 1], [("1", "0"), ("0", "1")]), within=within, draws=draws, seed=1)
