"""A table's row says what the record says, and both say what a naive reading says."""

import polars as pl
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from yuandu.engines import rules
from yuandu.engines.rules import sweeping
from yuandu.engines.rules.checking import total
from yuandu.engines.rules.lowering import lower
from yuandu.engines.rules.states import State
from yuandu.engines.rules.tests.drawing import KINDS, ON, Drawing, in_fractions, in_steps
from yuandu.engines.rules.tests.naive import Naive


def a_table(subjects: list[dict[str, object]], names: tuple[str, ...]) -> pl.DataFrame:
    """Return subjects as a table that has the named columns."""
    rows = {name: [one.get(name) for one in subjects] for name in names}
    return pl.DataFrame({"id": range(len(subjects)), **rows}, strict=False)


def read_naively(book, facts, assessed):
    naive = Naive(book, in_fractions(facts), KINDS, ON, assessed)
    return naive.state(), naive.states(), naive.amount()


def read_as_record(book, facts, assessed):
    answer = rules.check(book, in_steps(facts), on=ON, vocabulary=KINDS, assessed=assessed)
    states = {one.id: one.state for one in answer.findings}
    unmet = None if answer.state in {State.UNKNOWN, State.PERSON} else 0
    return answer.state, states, total(answer.payments) if answer.state is State.MET else unmet


def read_as_rows(book, subjects, assessed):
    names = lower(book, KINDS, ON, assessed).columns
    swept = sweeping.sweep(
        [book], a_table(subjects, names), on=ON, vocabulary=KINDS, assessed=assessed, masks=True
    )
    (one,) = swept.books
    for row in swept.table.iter_rows(named=True):
        amount = row["drawn.amount"] if one.has_amount else None
        yield row["drawn.state"], one.states(row), amount


@settings(max_examples=150, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(st.randoms(use_true_random=False), st.sampled_from(["new", "recheck"]))
def test_record_row_and_naive_reading_agree(random, assessed):
    drawing = Drawing(random)
    book = drawing.book()
    subjects = [drawing.facts() for _ in range(8)]

    rows = list(read_as_rows(book, subjects, assessed))

    for facts, (state, states, amount) in zip(subjects, rows, strict=True):
        record = read_as_record(book, facts, assessed)
        assert record == read_naively(book, facts, assessed)
        assert (state, states) == record[:2]
        if book.benefits:
            assert amount == record[2]
