"""Three readings of one book: as a table's row, as a record, and naively."""

from functools import lru_cache
from random import Random

import polars as pl

from yuandu.engines import rules
from yuandu.engines.rules import sweeping
from yuandu.engines.rules.lowering import lower
from yuandu.engines.rules.states import State
from yuandu.engines.rules.tests.drawing import KINDS, ON, Drawing, in_fractions, in_steps
from yuandu.engines.rules.tests.naive import Naive

type Reading = tuple[int, dict[str, int], int | None]


def a_table(subjects: list[dict], names: tuple[str, ...]) -> pl.DataFrame:
    """Return subjects as a table that has the named columns."""
    rows = {name: [one.get(name) for one in subjects] for name in names}
    return pl.DataFrame({"id": range(len(subjects)), **rows}, strict=False)


def read_naively(body: dict, facts: dict, assessed: str = "new") -> Reading:
    return _naive(body, in_fractions(facts), assessed)


def read_as_record(book: rules.Book, facts: dict, assessed: str = "new") -> Reading:
    answer = rules.check(book, in_steps(facts), on=ON, vocabulary=KINDS, assessed=assessed)
    states = {one.id: one.state for one in answer.findings}
    is_open = answer.state in {State.UNKNOWN, State.PERSON}
    amount = rules.total(answer.payments) if answer.state is State.MET else None if is_open else 0
    return answer.state, states, amount if book.benefits else None


def read_as_rows(book: rules.Book, subjects: list[dict], assessed: str = "new") -> list[Reading]:
    names = lower(book, KINDS, ON, assessed).columns
    swept = sweeping.sweep(
        [book], a_table(subjects, names), on=ON, vocabulary=KINDS, assessed=assessed, masks=True
    )
    return [
        (row[f"{book.code}.state"], swept.books[0].states(row), row.get(f"{book.code}.amount"))
        for row in swept.table.iter_rows(named=True)
    ]


@lru_cache(maxsize=1)
def crowd(count: int) -> tuple[list[dict], list[dict]]:
    """Return so many subjects, always the same: as they are, and in fractions."""
    drawing = Drawing(Random(count))
    subjects = [drawing.facts() for _ in range(count)]
    return subjects, [in_fractions(one) for one in subjects]


def disagreements(seed: float, count: int) -> list[tuple[dict, Reading, Reading]]:
    """Draw a book; return those of a crowd whose row says what no naive reading does."""
    body, (subjects, in_naive) = Drawing(Random(seed)).body(), crowd(count)
    book = rules.book_of(body, "drawn", KINDS)
    found = []
    for facts, row in zip(in_naive, read_as_rows(book, subjects), strict=True):
        naive = _naive(body, facts)
        if row != naive:
            found.append((facts, row, naive))
    return found


def _naive(body: dict, facts: dict, assessed: str = "new") -> Reading:
    naive = Naive(body, facts, ON, assessed)
    return naive.state(), naive.states(), naive.amount() if body["benefits"] else None
