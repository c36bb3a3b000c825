"""A table's row says what the record says, and both say what a naive reading says."""

import datetime

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from yuandu.engines.rules.tests.agreement import (
    disagreements,
    read_as_record,
    read_as_rows,
    read_naively,
)
from yuandu.engines.rules.tests.drawing import Drawing

ON = datetime.date(2025, 5, 1)


@settings(max_examples=60, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(st.randoms(use_true_random=False), st.sampled_from(["new", "recheck"]))
def test_record_row_and_naive_reading_agree(random, assessed):
    drawing = Drawing(random)
    book, subjects = drawing.book(), [drawing.facts() for _ in range(6)]

    rows = read_as_rows(book, subjects, assessed)

    assert rows == [read_as_record(book, facts, assessed) for facts in subjects]
    assert rows == [read_naively(book, facts, assessed) for facts in subjects]


@pytest.mark.parametrize("seed", range(40))
def test_many_rows_of_a_drawn_book_agree_with_the_naive_reading(seed):
    assert disagreements(seed, 30) == []
