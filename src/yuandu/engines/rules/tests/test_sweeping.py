"""A table's row says what the record says, and both say what a naive reading says."""

import datetime
from random import Random

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yuandu.engines import rules
from yuandu.engines.rules import BadBook, BadTable, effects, sweeping
from yuandu.engines.rules.states import State
from yuandu.engines.rules.tests.agreement import (
    disagreements,
    read_as_record,
    read_as_rows,
    read_naively,
)
from yuandu.engines.rules.tests.books import VOCABULARY, a_book
from yuandu.engines.rules.tests.drawing import KINDS, Drawing

ON = datetime.date(2025, 5, 1)


@settings(deadline=None)
@given(st.integers(0, 10**9), st.sampled_from(["new", "recheck"]))
def test_record_row_and_naive_reading_agree(seed, assessed):
    drawing = Drawing(Random(seed))
    body, subjects = drawing.body(), [drawing.facts() for _ in range(6)]
    book = rules.book_of(body, "drawn", KINDS)

    rows = read_as_rows(book, subjects, assessed)

    assert rows == [read_as_record(book, facts, assessed) for facts in subjects]
    assert rows == [read_naively(body, facts, assessed) for facts in subjects]


@pytest.mark.parametrize("seed", range(40))
def test_many_rows_of_a_drawn_book_agree_with_the_naive_reading(seed):
    assert disagreements(seed, 30) == []


@pytest.mark.parametrize("seed", range(200, 230))
def test_a_row_says_the_same_whoever_else_is_in_the_table(seed):
    # By oneself one is everybody: then no test for a zero is made that one does not have.
    drawing = Drawing(Random(seed))
    body, subjects = drawing.body(), [drawing.facts() for _ in range(5)]
    book = rules.book_of(body, "drawn", KINDS)

    together = read_as_rows(book, subjects)

    assert together == [read_as_rows(book, [facts])[0] for facts in subjects]


@pytest.mark.parametrize("seed", range(100, 140))
def test_many_records_by_a_drawn_book_agree_with_the_naive_reading(seed):
    drawing = Drawing(Random(seed))
    body, subjects = drawing.body(), [drawing.facts() for _ in range(8)]
    book = rules.book_of(body, "drawn", KINDS)

    for facts in subjects:
        assert read_as_record(book, facts) == read_naively(body, facts)


@pytest.mark.parametrize(
    ("operator", "newest", "expected"),
    [
        ("at_least", 100, State.MET),
        ("more_than", 100, State.UNMET),
        ("at_most", 100, State.MET),
        ("less_than", 100, State.UNMET),
        ("at_least", 99, State.UNMET),
        ("more_than", 101, State.MET),
        ("at_most", 101, State.UNMET),
        ("less_than", 99, State.MET),
    ],
)
def test_mean_growth_within_a_billionth_of_its_edge_is_on_it(operator, newest, expected):
    """The mean of 100 / 99,999,900 and 99,999,900 / 10^8 lies 5 · 10^-13 above a half."""
    book = a_book(f"""
requires: growth
criteria:
  - {{id: growth, title: 增长, value: {{mean_growth: revenue}}, operator: {operator}, threshold: -50, unit: "%"}}
""")
    years = {"revenue_2024": newest, "revenue_2023": 99_999_900, "revenue_2022": 10**8}
    facts = rules.read_facts(
        {"revenue": {name[-4:]: each for name, each in years.items()}}, VOCABULARY
    )
    table = pl.DataFrame({"id": [1], **{name: [each] for name, each in years.items()}})

    swept = sweeping.sweep([book], table, on=ON, vocabulary=VOCABULARY)

    assert swept.table["sample-1.state"].to_list() == [expected]
    assert rules.check(book, facts, on=ON, vocabulary=VOCABULARY).state is expected


# What a table holds, and what it may not


ALL_KINDS = a_book("""
requires: {all: [revenue, area, share, since, listed, field, industry, judged]}
criteria:
  - {id: revenue, title: 收入, value: {fact: revenue}, operator: at_least, threshold: 100, unit: 元}
  - {id: area, title: 面积, value: {fact: area}, operator: at_least, threshold: 0.5, unit: 亩}
  - {id: share, title: 占比, value: {fact: market_share}, operator: at_least, threshold: 3, unit: "%"}
  - {id: since, title: 起始日, value: {fact: niche_since}, operator: at_most, threshold: 2020-01-01}
  - {id: listed, title: 名录, value: {fact: is_listed}, operator: is, threshold: true}
  - {id: field, title: 领域, value: {fact: field}, operator: one_of, threshold: [new]}
  - {id: industry, title: 行业, value: {fact: industry}, operator: within, threshold: [C34]}
  - {id: judged, title: 影响力, operator: person}
""")
A_DAY = datetime.date(2020, 1, 1)
WHOLE: dict[str, list] = {
    "id": ["a"],
    "revenue_2024": [100],
    "area": [0.5],
    "market_share": [0.03],
    "niche_since": [A_DAY],
    "is_listed": [True],
    "field": ["new"],
    "industry": ["C3411,C26"],
    "judged_judged": [True],
}


def swept_states(**changed: pl.Series | list) -> dict[str, State]:
    table = pl.DataFrame(WHOLE | changed)
    swept = sweeping.sweep([ALL_KINDS], table, on=ON, vocabulary=VOCABULARY, masks=True)
    return swept.books[0].states(swept.table.row(0, named=True))


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"revenue_2024": [100.0]},
        {"revenue_2024": pl.Series([100], dtype=pl.UInt16)},
        {"revenue_2024": pl.Series(["100.00"]).cast(pl.Decimal(18, 2))},
        {"market_share": pl.Series([0.03], dtype=pl.Float32)},
        {"niche_since": [datetime.datetime(2020, 1, 1, 8)]},  # noqa: DTZ001 - as a file has it
        {"is_listed": [1]},
        {"is_listed": [1.0]},
        {"field": pl.Series(["new"], dtype=pl.Categorical)},
        {"industry": pl.Series(["C3411"], dtype=pl.Enum(["C26", "C3411"]))},
    ],
)
def test_numbers_flags_days_and_texts_come_in_many_types(changed):
    assert set(swept_states(**changed).values()) == {State.MET}


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("revenue_2024", [float("nan")]),
        ("revenue_2024", [None]),
        ("area", [None]),
        ("market_share", pl.Series([float("nan")], dtype=pl.Float32)),
        ("niche_since", [None]),
        ("is_listed", pl.Series([None], dtype=pl.Boolean)),
        ("field", [None]),
        ("industry", pl.Series([None], dtype=pl.String)),
    ],
)
def test_nothing_and_not_a_number_are_unknown(column, value):
    states = swept_states(**{column: value})

    assert sorted(states.values()) == [State.UNKNOWN, *[State.MET] * (len(states) - 1)]


def test_a_table_without_judgements_waits_for_a_person():
    table = pl.DataFrame(WHOLE).drop("judged_judged")

    swept = sweeping.sweep([ALL_KINDS], table, on=ON, vocabulary=VOCABULARY)

    assert swept.table.to_dict(as_series=False) == {"id": ["a"], "sample-1.state": [State.PERSON]}


def test_a_table_read_later_gives_what_one_in_memory_gives():
    table = pl.DataFrame(WHOLE)

    now, later = (
        sweeping.sweep([ALL_KINDS], one, on=ON, vocabulary=VOCABULARY)
        for one in (table, table.lazy())
    )

    assert now.table.equals(later.table)
    assert now.hash == later.hash


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"revenue_2024": ["many"]}, "“revenue_2024” should hold Int64 / Float64 but holds String"),
        ({"niche_since": ["2020-01-01"]}, "“niche_since” should hold Date"),
        ({"field": [3]}, "“field” should hold String but holds Int64"),
        ({"field": ["newest"]}, "“newest” is not one of new, old"),
        ({"market_share": [3]}, "“3” is not within 0 and 1"),
        ({"market_share": [-0.5]}, "“-0.5” is not within 0 and 1"),
        ({"revenue_2024": [10**14]}, "“100000000000000” for “营业收入” is not within 0 and"),
        ({"revenue_2024": [float("inf")]}, "“inf” for “营业收入”"),
        ({"is_listed": [2]}, "“2” for “列入名录” is not within 0 and 1"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_by_column_and_value(changed, said):
    with pytest.raises(BadTable) as refused:
        swept_states(**changed)

    assert said in refused.value.problems[0].say("en")


def test_all_columns_that_are_missing_are_named_at_once():
    table = pl.DataFrame(WHOLE).drop("id", "area", "field")

    with pytest.raises(BadTable, match="id, area, field"):
        sweeping.sweep([ALL_KINDS], table, on=ON, vocabulary=VOCABULARY)


def test_no_book_and_two_of_one_code_are_refused():
    for books, said in (([], "No book is in force"), ([ALL_KINDS] * 2, "Two books have the code")):
        with pytest.raises(BadBook, match=said):
            sweeping.sweep(books, pl.DataFrame(WHOLE), on=ON, vocabulary=VOCABULARY)


def test_the_hash_tells_books_and_days_apart():
    table, later = pl.DataFrame(WHOLE), ON + datetime.timedelta(days=1)
    other = ALL_KINDS.model_copy(update={"title": "别的"})

    hashes = [
        sweeping.sweep([book], table, on=day, vocabulary=VOCABULARY, masks=masks).hash
        for book, day, masks in [
            (ALL_KINDS, ON, False),
            (ALL_KINDS, ON, False),
            (ALL_KINDS, later, False),
            (ALL_KINDS, ON, True),
            (other, ON, False),
        ]
    ]

    assert hashes[0] == hashes[1]
    assert len(set(hashes)) == 4


# What an edit changes


def paying(threshold: int) -> str:
    return f"""
requires: size
criteria:
  - {{id: size, title: 规模, value: {{fact: staff}}, operator: at_least, threshold: {threshold}, unit: 人}}
benefits:
  - {{id: grant, title: 奖补, amount: 2, per: {{fact: area}}, unit: 万元, cap: 10}}
"""


FOUR = pl.DataFrame(
    {"id": [1, 2, 3, 4], "staff_2024": [5, 10, 20, None], "area": [1.5, 9.0, None, 1.0]}
)


def test_an_edit_says_whose_state_it_changes():
    before, after = a_book(paying(10)), a_book(paying(15))

    changed = effects.changed(before, after, FOUR, on=ON, vocabulary=VOCABULARY)

    assert changed.rows() == [(2, State.MET, State.UNMET)]


def test_an_edit_says_who_enters_and_what_it_costs():
    before, after = a_book(paying(15)), a_book(paying(5))

    effect = effects.what_if(before, after, FOUR, on=ON, vocabulary=VOCABULARY)

    assert effect == effects.Effect(
        entering=2,
        leaving=0,
        met_before=1,
        met_after=3,
        cost_before=0,
        cost_after=130_000,
        unpriced_before=1,
        unpriced_after=1,
    )
