from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuandu.engines.ranking import (
    BadRule,
    BadValue,
    Band,
    Component,
    Flag,
    Measuring,
    Rule,
    Subject,
    Unranked,
    board,
    competition_ranks,
)

STARS = Rule(
    code="stars",
    version="2024-1",
    components=(
        Component("starts", Decimal(40), Measuring.SHARE),
        Component("investment", Decimal(40), Measuring.MIN_MAX, per="population"),
        Component("days", Decimal(20), Measuring.TARGET, target=Decimal(30), lower_is_better=True),
    ),
    stars=(Band(3, Decimal(60)), Band(5, Decimal(90)), Band(4, Decimal(75))),
    flags=(Flag("first"), Flag("quick", top=2, component="days")),
)


def a_county(code, starts, investment, days, population=1):
    values = {"starts": starts, "investment": investment, "days": days}
    return Subject(
        code,
        {name: None if value is None else Decimal(str(value)) for name, value in values.items()},
        {"population": population and Decimal(population)},
    )


def test_a_board_shows_the_arithmetic_behind_each_score():
    outcome = board(STARS, [a_county("青州", "0.9", 300, 40, 2), a_county("诸城", 1, 100, 20)])

    first, second = outcome.rows
    # 青州: 0.9 of 40, the best investment a head, 30/40 of 20.
    assert (first.subject, first.score, first.stars) == ("青州", Decimal("91.00"), 5)
    assert [term.points for term in first.terms] == [36, 40, 15]
    assert [term.measured for term in first.terms] == [Fraction(9, 10), 150, 40]
    # 诸城: all of 40, the least investment a head, days within the target.
    assert (second.subject, second.score, second.stars) == ("诸城", Decimal("60.00"), 3)
    assert (first.flags, second.flags) == (("first", "quick"), ("quick",))
    assert outcome.rule.version == "2024-1"


def test_who_prints_the_same_score_ties_and_ranks_are_left_out():
    rule = replace(STARS, components=(Component("starts", Decimal(1), Measuring.SHARE),), flags=())
    values = {"a": "0.5", "b": "0.500004", "c": "0.9", "d": "0.1"}

    outcome = board(rule, [Subject(code, {"starts": Decimal(v)}) for code, v in values.items()])

    assert [(row.subject, row.rank) for row in outcome.rows] == [
        ("c", 1),
        ("a", 2),
        ("b", 2),
        ("d", 4),
    ]


@pytest.mark.parametrize(
    ("score", "stars"),
    [("0.5999", 0), ("0.6", 3), ("0.7499", 3), ("0.75", 4), ("0.8999", 4), ("0.9", 5), ("1", 5)],
)
def test_a_band_begins_with_its_own_edge(score, stars):
    rule = replace(STARS, components=(Component("starts", Decimal(1), Measuring.SHARE),), flags=())

    (row,) = board(rule, [Subject("a", {"starts": Decimal(score)})]).rows

    assert row.stars == stars


def test_a_missing_value_is_unknown_and_never_nothing():
    outcome = board(
        STARS,
        [
            a_county("青州", "0.9", 300, 40),
            a_county("诸城", None, 100, None),
            a_county("寿光", 1, 100, 20, population=0),
        ],
    )

    assert [row.subject for row in outcome.rows] == ["青州"]
    assert outcome.unranked == (
        Unranked("诸城", ("starts", "days")),
        Unranked("寿光", ("investment",)),
    )


def test_nobody_gives_an_empty_board():
    assert board(STARS, []).rows == ()


def test_a_component_in_which_all_are_alike_decides_nothing():
    outcome = board(STARS, [a_county("a", 1, 5, 20), a_county("b", 1, 5, 20)])

    assert [(row.rank, row.score) for row in outcome.rows] == [(1, 100), (1, 100)]


def test_a_target_of_fewer_days_is_met_by_none_at_all():
    (row,) = board(STARS, [a_county("a", 1, 5, 0)]).rows

    assert row.terms[2].share == 1


def test_a_flag_is_shared_by_who_ties_and_not_won_with_nothing():
    rule = Rule(
        code="flags",
        version="1",
        components=(Component("a", Decimal(1)), Component("b", Decimal(1))),
        flags=(Flag("a-flag", component="a"), Flag("both", top=2)),
    )
    values = {"x": (5, 0), "y": (5, 0), "z": (0, 0)}

    outcome = board(
        rule,
        [Subject(code, {"a": Decimal(a), "b": Decimal(b)}) for code, (a, b) in values.items()],
    )

    assert {row.subject: row.flags for row in outcome.rows} == {
        "x": ("a-flag", "both"),
        "y": ("a-flag", "both"),
        "z": (),
    }


@pytest.mark.parametrize(
    "value", [Decimal("NaN"), Decimal("Infinity"), Decimal("1.01"), Decimal("-0.01")]
)
def test_a_value_that_cannot_be_measured_is_refused(value):
    with pytest.raises(BadValue):
        board(STARS, [a_county("a", value, 5, 20)])


def test_days_below_nothing_and_doubled_codes_are_refused():
    with pytest.raises(BadValue, match="days"):
        board(STARS, [a_county("a", 1, 5, -1)])
    with pytest.raises(BadValue, match="same code"):
        board(STARS, [a_county("a", 1, 5, 1), a_county("a", 1, 5, 1)])


@pytest.mark.parametrize(
    "broken",
    [
        lambda: Component("a", Decimal(-1)),
        lambda: Component("a", Decimal("NaN")),
        lambda: Component("a", Decimal(1), Measuring.TARGET),
        lambda: Component("a", Decimal(1), target=Decimal(3)),
        lambda: Component("a", Decimal(1), Measuring.TARGET, target=Decimal(0)),
        lambda: Component("a", Decimal(1), Measuring.SHARE, lower_is_better=True),
        lambda: Rule("r", "1", (Component("a", Decimal(1)), Component("a", Decimal(1)))),
        lambda: Rule("r", "1", (Component("a", Decimal(0)),)),
        lambda: Rule("r", "1", (Component("a", Decimal(1)),), flags=(Flag("f", component="b"),)),
    ],
)
def test_a_rule_that_cannot_be_computed_is_refused(broken):
    with pytest.raises(BadRule):
        broken()


values = st.decimals(min_value=0, max_value=1000, places=2)
counties = st.lists(st.tuples(values, values), min_size=1, max_size=12)
TWO = Rule("two", "1", (Component("a", Decimal(60)), Component("b", Decimal(40))))


def two(pairs):
    return [Subject(f"{at:02}", {"a": a, "b": b}) for at, (a, b) in enumerate(pairs)]


@given(counties)
def test_the_terms_add_up_to_the_score(pairs):
    for row in board(TWO, two(pairs)).rows:
        assert sum(term.points for term in row.terms) == row.exact
        assert abs(row.exact - Fraction(row.score)) <= Fraction(1, 200)
        assert 0 <= row.exact <= 100


@given(counties, st.randoms(use_true_random=False))
def test_the_order_in_which_subjects_come_does_not_matter(pairs, rng):
    subjects = two(pairs)
    shuffled = rng.sample(subjects, len(subjects))

    assert board(TWO, shuffled).rows == board(TWO, subjects).rows


@given(counties, st.decimals(min_value="0.1", max_value=1000, places=1))
def test_the_scale_of_weights_and_values_does_not_matter(pairs, factor):
    scaled = replace(
        TWO, components=tuple(replace(c, weight=c.weight * factor) for c in TWO.components)
    )

    plain = board(TWO, two(pairs)).rows
    other = board(scaled, two([(a * factor, b) for a, b in pairs])).rows

    assert [(r.subject, r.rank, r.exact) for r in other] == [
        (r.subject, r.rank, r.exact) for r in plain
    ]


@given(counties)
def test_who_is_better_in_everything_ranks_no_worse(pairs):
    rank = {row.subject: row.rank for row in board(TWO, two(pairs)).rows}

    for at, (a, b) in enumerate(pairs):
        for other, (c, d) in enumerate(pairs):
            if a >= c and b >= d:
                assert rank[f"{at:02}"] <= rank[f"{other:02}"]


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 5).map(Decimal), max_size=12))
def test_a_rank_is_one_more_than_how_many_are_better(scores):
    ranks = competition_ranks(scores)

    assert ranks == {
        code: 1 + sum(other > score for other in scores.values()) for code, score in scores.items()
    }
