"""What is known of every row of a table is not tested row by row; no answer changes."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yuandu.engines.rules import evaluating, narrowing
from yuandu.engines.rules.formulas import (
    FALSE,
    Added,
    AllOf,
    AnyOf,
    Column,
    Compared,
    Fixed,
    Flag,
    Floored,
    Greatest,
    Judged,
    Least,
    Not,
    NotBelow,
    Open,
    Points,
    Positive,
    Scaled,
    Undefined,
)
from yuandu.engines.rules.lowering import lower
from yuandu.engines.rules.tests.drawing import KINDS, ON, Drawing, in_steps

ABOVE = frozenset({"revenue_2024"})
DIVISOR, PLAIN = Positive("revenue_2024"), Column("revenue_2024")
OTHER = Positive("staff_2024")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (DIVISOR, PLAIN),
        (OTHER, OTHER),
        (Fixed(3), Fixed(3)),
        (Scaled(DIVISOR, 7), Scaled(PLAIN, 7)),
        (Floored(DIVISOR, 7), Floored(PLAIN, 7)),
        (Least(DIVISOR, 7), Least(PLAIN, 7)),
        (NotBelow(DIVISOR, 7), NotBelow(PLAIN, 7)),
        (Added((DIVISOR, OTHER)), Added((PLAIN, OTHER))),
        (Greatest((OTHER, DIVISOR)), Greatest((OTHER, PLAIN))),
        (
            Points(((Compared(DIVISOR, "ge", OTHER), 5),), 2, if_unknown=True),
            Points(((Compared(PLAIN, "ge", OTHER), 5),), 2, if_unknown=True),
        ),
    ],
)
def test_a_number_is_divided_by_as_it_stands(before, after):
    assert narrowing.number(before, ABOVE) == after


TESTED, DEFINED = Undefined("revenue_2024"), Undefined("staff_2024")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (TESTED, FALSE),
        (DEFINED, DEFINED),
        (Judged("reputation"), Judged("reputation")),
        (AllOf((Flag("a"), TESTED)), FALSE),
        (AllOf((Flag("a"), Not(TESTED))), Flag("a")),
        (AnyOf((Flag("a"), TESTED)), Flag("a")),
        (AnyOf((DEFINED, TESTED, Flag("a"))), AnyOf((DEFINED, Flag("a")))),
        (Not(AnyOf((DEFINED, TESTED))), Not(DEFINED)),
        (Open(AnyOf((DEFINED, TESTED))), Open(DEFINED)),
        (Compared(DIVISOR, "lt", DIVISOR), Compared(PLAIN, "lt", PLAIN)),
        (Compared(OTHER, "ge", DIVISOR), Compared(OTHER, "ge", PLAIN)),
    ],
)
def test_a_test_that_holds_for_everybody_is_left_out(before, after):
    assert narrowing.truth(before, ABOVE) == after


@settings(deadline=None)
@given(st.integers(0, 2**32 - 1), st.sampled_from(["new", "recheck"]))
def test_whoever_has_what_is_divided_by_gets_the_same_answer(seed, assessed):
    drawing = Drawing(Random(seed))
    book, facts = drawing.book(), in_steps(drawing.facts()).values
    whole = lower(book, KINDS, ON, assessed)
    above = frozenset(
        name
        for name in whole.columns
        if not isinstance(value := facts.get(name), bool) and isinstance(value, int) and value > 0
    )

    less = narrowing.narrowed(whole, above)

    def truth(of):
        return evaluating.truth(of, facts)

    for name in ("truth", "truth_if_judged"):
        assert truth(getattr(less, name)) is truth(getattr(whole, name))
    for one, other in zip(less.criteria, whole.criteria, strict=True):
        for name in ("truth", "applies", "person"):
            assert truth(getattr(one, name)) is truth(getattr(other, name))
    for one, other in zip(less.benefits, whole.benefits, strict=True):
        assert evaluating.number(one.amount, facts) == evaluating.number(other.amount, facts)
        assert truth(one.if_met) is truth(other.if_met)


def test_a_book_is_narrowed_in_all_its_parts():
    """No part keeps a test that is known to hold, in any of many books."""
    for seed in range(60):
        whole = lower(Drawing(Random(seed)).book(), KINDS, ON, "new")
        above = frozenset(whole.columns)
        less = narrowing.narrowed(whole, above)
        told = repr((less.truth, less.truth_if_judged, less.criteria, less.benefits))
        for one in whole.criteria:  # a criterion's own text says nothing of formulas
            told = told.replace(repr(one.criterion), "")
        assert "Undefined(" not in told
        assert "Positive(" not in told
