"""What a swept table holds, and that what recurs in it is worked out once."""

import datetime

import narwhals as nw
import polars as pl
import pytest

from yuandu.engines.rules import State, effects, sweeping
from yuandu.engines.rules.columns import States, asked_of, columns_of
from yuandu.engines.rules.frames import Sheet
from yuandu.engines.rules.lowering import lower
from yuandu.engines.rules.tests.books import HEAD, VOCABULARY, a_book

ON = datetime.date(2025, 5, 1)


def a_long_book(count: int) -> str:
    """Return a book of so many criteria; each third is not met."""
    criteria = "".join(
        f"  - {{id: c{n}, title: 条件, value: {{fact: staff}}, operator: at_least,"
        f" threshold: {11 if n % 3 == 2 else 10}, unit: 人}}\n"
        for n in range(count)
    )
    return f"requires: {{any: [{', '.join(f'c{n}' for n in range(count))}]}}\ncriteria:\n{criteria}"


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, [pl.Int8]),
        (2, [pl.Int8]),
        (3, [pl.Int16]),
        (5, [pl.Int16]),
        (6, [pl.Int32]),
        (10, [pl.Int32]),
        (11, [pl.Int64]),
        (20, [pl.Int64]),
        (21, [pl.Int64, pl.Int8]),
        (45, [pl.Int64, pl.Int64, pl.Int16]),
    ],
)
def test_masks_are_words_of_twenty_criteria_in_the_narrowest_integers(count, words):
    book, table = a_book(a_long_book(count)), pl.DataFrame({"id": [1, 2], "staff_2024": [10, None]})

    swept = sweeping.sweep([book], table, on=ON, vocabulary=VOCABULARY, masks=True)

    names = [f"sample-1.mask.{n}" for n in range(len(words))]
    assert swept.table.columns == ["id", "sample-1.state", *names]
    assert [swept.table.schema[name] for name in names] == words
    known, unknown = (
        list(swept.books[0].states(row).values()) for row in swept.table.iter_rows(named=True)
    )
    assert known == [State.UNMET if n % 3 == 2 else State.MET for n in range(count)]
    assert unknown == [State.UNKNOWN] * count


RECHECKED = """
assessed: [recheck]
requires: {any: [brand, new_only]}
criteria:
  - {id: brand, title: 品牌, value: {fact: has_brand}, operator: is, threshold: true}
  - {id: new_only, title: 名录, value: {fact: is_listed}, operator: is, threshold: true, assessed: [new]}
benefits:
  - {id: pay, title: 补贴, amount: 5}
"""


def test_states_and_amounts_have_the_same_types_whoever_is_assessed():
    table = pl.DataFrame({"id": [1, 2], "has_brand": [True, False], "is_listed": [True, True]})
    kinds = {"sample-1.state": pl.Int8, "sample-1.amount": pl.Int64, "sample-1.mask.0": pl.Int8}

    new, recheck = (
        sweeping.sweep(
            [a_book(RECHECKED)], table, on=ON, vocabulary=VOCABULARY, assessed=who, masks=True
        )
        for who in ("new", "recheck")
    )

    for swept in (new, recheck):
        assert {name: swept.table.schema[name] for name in kinds} == kinds
    assert new.table["sample-1.state"].to_list() == [State.NOT_APPLICABLE] * 2
    assert new.table["sample-1.amount"].to_list() == [0, 0]
    assert recheck.table["sample-1.state"].to_list() == [State.MET, State.UNMET]
    assert recheck.table["sample-1.amount"].to_list() == [5, 0]
    assert [
        recheck.books[0].states(row)["new_only"] for row in recheck.table.iter_rows(named=True)
    ] == [State.NOT_APPLICABLE] * 2


def test_an_edit_of_a_book_that_pays_nothing_costs_nothing():
    plain = RECHECKED[: RECHECKED.index("benefits")].replace("assessed: [recheck]\n", "")
    table = pl.DataFrame({"id": [1, 2], "has_brand": [True, False], "is_listed": [False, False]})

    effect = effects.what_if(
        a_book(plain),
        a_book(plain.replace("any", "all")),
        table,
        on=ON,
        vocabulary=VOCABULARY,
    )

    assert effect == effects.Effect(0, 1, 1, 0, 0, 0, 0, 0)


def test_an_edit_keeps_texts_apart():
    book = """
requires: field
criteria:
  - {id: field, title: 领域, value: {fact: field}, operator: is, threshold: new}
"""
    table = pl.DataFrame({"id": [1, 2, 3], "field": ["new", "old", None]})

    changed = effects.changed(
        a_book(book), a_book(book.replace("new", "old")), table, on=ON, vocabulary=VOCABULARY
    )

    assert changed.rows() == [(1, State.MET, State.UNMET), (2, State.UNMET, State.MET)]


# What recurs


RATIO = "value: {ratio: [rd_expense, revenue]}, operator: at_least, unit: '%'"


def sheet_of(*texts: str, masks: bool = False, amounts: bool = False) -> tuple[Sheet, list]:
    books = [a_book(text, HEAD.replace("sample-1", f"b{at}")) for at, text in enumerate(texts)]
    lowered = [lower(book, VOCABULARY, ON, "new") for book in books]
    sheet = Sheet(asked_of(lowered, amounts=amounts, masks=masks), {})
    states = States(lowered, sheet, are_asked=masks)
    columns = [column for one in lowered for column in columns_of(one, sheet, states)]
    return sheet, columns


def one(threshold: int) -> str:
    return (
        f"requires: rd\ncriteria:\n  - {{id: rd, title: 研发, {RATIO}, threshold: {threshold}}}\n"
    )


def test_what_occurs_once_gets_no_column():
    sheet, _ = sheet_of("requires: brand\ncriteria:\n"
        "  - {id: brand, title: 品牌, value: {fact: has_brand}, operator: is, threshold: true}\n")  # fmt: skip

    assert sheet.shared() == []


def test_a_comparison_that_two_books_make_is_made_once():
    apart, together = sheet_of(one(3), one(5))[0], sheet_of(one(3), one(3))[0]

    # The same numerator is not scaled alike at 3 and 5 %; divisors and comparisons differ.
    assert sum(map(len, together.shared())) < sum(map(len, apart.shared()))


def test_shared_columns_come_in_rounds_that_read_only_those_before():
    text = """
requires: {any: [{all: [rd, brand]}, {all: [rd, listed]}]}
criteria:
  - {id: rd, title: 研发, value: {ratio: [rd_expense, revenue]}, operator: at_least, unit: "%", threshold: 3}
  - {id: brand, title: 品牌, value: {fact: has_brand}, operator: is, threshold: true, applies_if: rd}
  - {id: listed, title: 名录, value: {fact: is_listed}, operator: is, threshold: true, exempt_if: rd}
"""
    sheet, columns = sheet_of(text, text.replace("threshold: 3", "threshold: 4"), masks=True)
    rounds = sheet.shared()
    rows = nw.from_native(
        pl.DataFrame(
            {
                "revenue_2024": [1000, 1000],
                "rd_expense_2024": [40, 30],
                "has_brand": [True, False],
                "is_listed": [False, None],
            }
        ).lazy()
    )

    for shared in rounds:
        rows = rows.with_columns(*shared)  # a column that reads a later one would fail here
    found = rows.select(*columns).collect().to_native()

    assert len(rounds) > 1
    assert found["b0.state"].to_list() == [State.MET, State.MET]
    assert found["b1.state"].to_list() == [State.MET, State.UNMET]


# A sweep as a whole


def test_books_swept_one_by_one_give_what_they_give_together():
    texts = [one(3), one(5)]
    books = [a_book(text, HEAD.replace("sample-1", f"b{at}")) for at, text in enumerate(texts)]
    table = pl.DataFrame({"key": ["x", "y"], "revenue_2024": [100, 100], "rd_expense_2024": [3, 5]})
    asked = {"on": ON, "vocabulary": VOCABULARY, "id_column": "key", "masks": True}

    together = sweeping.sweep(books, table, **asked)
    each = list(sweeping.sweep_each(books, table, **asked))

    assert [swept.books[0] for swept in each] == [together.book("b0"), together.book("b1")]
    for swept in each:
        assert swept.table.equals(together.table.select(swept.table.columns))
    assert together.table["b1.state"].to_list() == [State.UNMET, State.MET]


def test_a_sweep_tells_what_made_it():
    cut_off = datetime.date(2025, 3, 31)
    table = pl.DataFrame({"id": [1], "revenue_2024": [100], "rd_expense_2024": [3]})
    asked = {"on": ON, "vocabulary": VOCABULARY}

    swept = sweeping.sweep([a_book(one(3))], table, **asked, masks=True, cut_off=cut_off)
    plain = sweeping.sweep([a_book(one(3))], table, **asked, assessed="recheck")

    book = swept.book("sample-1")
    assert (swept.on, swept.cut_off, swept.assessed, swept.has_masks) == (ON, cut_off, "new", True)
    assert (plain.cut_off, plain.assessed, plain.has_masks) == (ON, "recheck", False)
    assert (book.code, book.series, book.effective_from, book.clauses, book.has_amount) == (
        "sample-1",
        "sample",
        datetime.date(2024, 1, 1),
        ("rd",),
        False,
    )
    assert book.hash == a_book(one(3)).hash
    assert book.masks == ("sample-1.mask.0",)
    assert len({swept.hash, plain.hash}) == 2
    assert len(swept.hash) == 64
    with pytest.raises(KeyError, match="gone"):
        swept.book("gone")
