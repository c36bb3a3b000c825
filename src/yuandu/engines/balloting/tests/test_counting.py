"""The rule: edges of quorum and majority, and what a share of nothing is."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some
from pydantic import ValidationError

from yuandu.engines.balloting.counting import Rule, decide, exponent, width


def result(rule: Rule, yes: int, no: int, abstain: int, electorate: int) -> str:
    return decide(rule, {"for": yes, "against": no, "abstain": abstain}, electorate).result


@pytest.mark.parametrize(
    ("quorum", "majority", "is_strict", "of", "votes", "electorate", "then"),
    [
        ("1/2", "1/2", True, "cast", (26, 24, 0), 100, "carried"),
        ("1/2", "1/2", True, "cast", (25, 25, 0), 100, "failed"),  # 过半数 is more than half
        ("1/2", "1/2", False, "cast", (25, 25, 0), 100, "carried"),
        ("1/2", "1/2", True, "cast", (49, 0, 0), 100, "no_quorum"),
        ("1/2", "1/2", True, "cast", (50, 0, 0), 100, "carried"),  # just the quorum
        ("1/2", "1/2", True, "cast", (50, 0, 0), 101, "no_quorum"),  # half of 101 is 51
        ("1/2", "2/3", False, "cast", (2, 1, 0), 3, "carried"),  # 三分之二以上 has two thirds in it
        ("1/2", "2/3", False, "cast", (66, 34, 0), 100, "failed"),
        ("1/2", "2/3", False, "cast", (67, 33, 0), 100, "carried"),
        ("1/2", "1/2", True, "cast", (40, 20, 30), 100, "failed"),  # abstentions are in the base
        ("1/2", "1/2", True, "decided", (40, 20, 30), 100, "carried"),  # and here they are not
        ("1/2", "1/2", True, "electorate", (50, 0, 0), 100, "failed"),
        ("1/2", "1/2", True, "electorate", (51, 0, 0), 100, "carried"),
        ("1/2", "1/2", True, "decided", (0, 0, 80), 100, "failed"),  # nobody decided
        ("0", "1/2", True, "cast", (1, 0, 0), 100, "carried"),
        ("0", "1/2", False, "cast", (0, 0, 0), 100, "failed"),  # of nothing, nothing carries
        ("1", "1", False, "cast", (3, 0, 0), 3, "carried"),
        ("1/2", "1/2", True, "cast", (0, 0, 0), 0, "failed"),  # everybody is excluded
    ],
)
def test_edges(quorum, majority, is_strict, of, votes, electorate, then):
    rule = Rule(quorum=quorum, majority=majority, is_strict=is_strict, of=of)
    assert result(rule, *votes, electorate) == then


@pytest.mark.parametrize(
    "odd",
    [
        {"quorum": "3/2"},
        {"majority": "1", "is_strict": True},
        {"quorum": "0.5"},
        {"quorum": "1/0"},
        {"method": "score", "top": 5, "pass_mark": 6},
        {"top": 21},
        {"unknown": 1},
        {"proxies": -1},
    ],
)
def test_rules_that_make_no_sense_are_none(odd):
    with pytest.raises(ValidationError):
        Rule(**odd)


@given(
    yes=some.integers(0, 60),
    no=some.integers(0, 60),
    abstain=some.integers(0, 60),
    absent=some.integers(0, 60),
    majority=some.sampled_from(["1/3", "1/2", "2/3", "3/4"]),
    is_strict=some.booleans(),
)
def test_the_least_that_is_needed_is_the_share_itself(
    yes, no, abstain, absent, majority, is_strict
):
    rule = Rule(quorum="0", majority=majority, is_strict=is_strict)
    cast = yes + no + abstain
    share = Fraction(yes, cast) if cast else Fraction(0)
    holds = share > Fraction(majority) if is_strict else share >= Fraction(majority)
    found = decide(rule, {"for": yes, "against": no, "abstain": abstain}, cast + absent)
    assert (found.result == "carried") == (bool(cast) and holds)


@given(counts=some.lists(some.integers(0, 500), min_size=3, max_size=3))
def test_options_do_not_run_into_each_other(counts):
    electorate = sum(counts)
    rule = Rule()
    one = exponent(rule, dict(zip(rule.options, counts, strict=True)), electorate)
    step = width(electorate)
    assert [one >> (step * at) & ((1 << step) - 1) for at in range(3)] == counts
