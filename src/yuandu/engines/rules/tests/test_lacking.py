"""Nothing is lacking of who meets a book; of the others, what would have to change."""

import re
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yuandu.engines import rules
from yuandu.engines.rules.lacking import lacking
from yuandu.engines.rules.states import State
from yuandu.engines.rules.tests.books import a_book
from yuandu.engines.rules.tests.drawing import KINDS, ON, Drawing, in_steps

A_LINE = "  - {{id: {0}, title: {0}, value: {{fact: is_listed}}, operator: is, threshold: true}}"


def lacks(requires: str, **states: str) -> tuple[str, ...]:
    codes = sorted(set(re.findall(r"\b[a-c]\b", requires)))
    criteria = "\n".join(A_LINE.format(code) for code in codes)
    book = a_book(f"requires: {requires}\ncriteria:\n{criteria}\n")
    known = dict.fromkeys(codes, State.MET) | {
        code: State[state.upper()] for code, state in states.items()
    }
    return lacking(book, known)


@pytest.mark.parametrize(
    ("requires", "states", "found"),
    [
        ("{all: [a, b]}", {}, ()),
        ("{all: [a, b, c]}", {"c": "unmet", "a": "unknown"}, ("a", "c")),
        ("{all: [a, b]}", {"a": "not_applicable"}, ()),
        ("{any: [a, b]}", {"a": "unmet"}, ()),
        ("{any: [{all: [a, b]}, c]}", {"a": "unmet", "b": "unmet", "c": "person"}, ("c",)),
        ("{any: [a, b]}", {"a": "not_applicable", "b": "unmet"}, ("b",)),
        ("{of: [a, b, c], at_least: 2}", {"a": "unmet", "b": "unmet"}, ("a",)),
        ("{all: [{no: a}, b]}", {"a": "unmet"}, ()),
        ("{all: [{no: a}, b]}", {}, ("a",)),
        ("{no: {any: [a, b]}}", {"a": "unmet"}, ("b",)),
        ("{no: {all: [a, b]}}", {"a": "unmet"}, ()),
        ("{no: {of: [a, b, c], at_least: 2}}", {"a": "unmet"}, ("b",)),
        ("{no: {no: a}}", {"a": "unknown"}, ("a",)),
    ],
)
def test_the_way_on_which_least_is_lacking_counts(requires, states, found):
    assert lacks(requires, **states) == found


@settings(deadline=None)
@given(st.integers(0, 2**32 - 1).map(Random))
def test_nothing_is_lacking_of_who_meets_a_book_and_something_of_who_does_not(random):
    drawing = Drawing(random)
    book, facts = drawing.book(), in_steps(drawing.facts())

    answer = rules.check(book, facts, on=ON, vocabulary=KINDS)
    found = lacking(book, {one.id: one.state for one in answer.findings})

    if answer.state is State.UNMET:
        assert found
    if not found and answer.state is not State.NOT_APPLICABLE:
        # An exemption of which nothing is known can leave a book open without a criterion.
        assert answer.state is not State.UNMET
