"""What an edit of a book does to a table of subjects: who changes state, and what it costs."""

import datetime
from dataclasses import dataclass
from typing import Any

import narwhals as nw

from yuandu.engines.rules.books import Assessed, Book
from yuandu.engines.rules.columns import amount_of, asked_of, state_of
from yuandu.engines.rules.frames import Plan, Sheet, worked_out
from yuandu.engines.rules.lowering import lower
from yuandu.engines.rules.narrowing import narrowed
from yuandu.engines.rules.states import State
from yuandu.engines.rules.tables import take_in
from yuandu.engines.rules.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Effect:
    """What an edit comes to over all subjects.

    Attributes:
        entering: Subjects that meet the book only after the edit.
        leaving: Subjects that meet it only before.
        met_before, met_after: Subjects that meet it.
        cost_before, cost_after: Yuan, of those whose amount is known.
        unpriced_before, unpriced_after: Subjects that meet it and lack a fact for the amount.
    """

    entering: int
    leaving: int
    met_before: int
    met_after: int
    cost_before: int
    cost_after: int
    unpriced_before: int
    unpriced_after: int


def changed(
    before: Book,
    after: Book,
    table: Any,
    *,
    on: datetime.date,
    vocabulary: Vocabulary,
    assessed: Assessed = "new",
    id_column: str = "id",
) -> Any:
    """Return the subjects whose state an edit changes: their id, and the states `before` and `after`.

    Raises:
        BadTable: as `sweeping.sweep` does.
    """
    rows = _sides(before, after, table, on, vocabulary, assessed, id_column)
    return worked_out(
        rows.filter(nw.col("before") != nw.col("after")).select(id_column, "before", "after")
    )


def what_if(
    before: Book,
    after: Book,
    table: Any,
    *,
    on: datetime.date,
    vocabulary: Vocabulary,
    assessed: Assessed = "new",
    id_column: str = "id",
) -> Effect:
    """Return who enters and leaves by an edit, and what it costs.

    Raises:
        BadTable: as `sweeping.sweep` does.
    """
    rows = _sides(before, after, table, on, vocabulary, assessed, id_column, amounts=True)
    was, stays = (nw.col(side) == State.MET.value for side in ("before", "after"))
    totals = {"entering": stays & ~was, "leaving": was & ~stays}
    for side, met in (("before", was), ("after", stays)):
        amount = nw.col(f"amount_{side}")
        totals[f"met_{side}"] = met
        totals[f"cost_{side}"] = amount
        totals[f"unpriced_{side}"] = met & amount.is_null()
    counted = rows.select(**{name: one.cast(nw.Int64).sum() for name, one in totals.items()})
    found = counted.collect("polars").rows(named=True)[0]
    return Effect(**{name: int(value or 0) for name, value in found.items()})


def _sides(
    before: Book,
    after: Book,
    table: Any,
    on: datetime.date,
    vocabulary: Vocabulary,
    assessed: Assessed,
    id_column: str,
    *,
    amounts: bool = False,
) -> nw.LazyFrame[Any]:
    """Return the states, and if asked the amounts, by the book before and after its edit."""
    books = [lower(book, vocabulary, on, assessed) for book in (before, after)]
    names = dict.fromkeys(name for book in books for name in book.columns)
    taken = take_in(table, names, vocabulary, id_column=id_column)
    books = [narrowed(book, taken.above_zero) for book in books]
    asked = asked_of(books, amounts=amounts, masks=False)
    sheet = Sheet(asked, taken.texts, divides=taken.is_polars)
    columns = []
    for side, book in zip(("before", "after"), books, strict=True):
        columns.append(state_of(book, sheet).alias(side))
        if amounts:
            amount = amount_of(book, sheet) if book.benefits else nw.lit(0, nw.Int64)
            columns.append(amount.alias(f"amount_{side}"))
    return Plan(sheet.shared(), columns).over(taken.rows, id_column)
