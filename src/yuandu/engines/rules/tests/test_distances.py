"""Margins have the sign of the answer, scores are those of the record."""

import datetime
import math
from random import Random

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from yuandu.engines import rules
from yuandu.engines.rules.distances import distances
from yuandu.engines.rules.lowering import lower
from yuandu.engines.rules.states import State
from yuandu.engines.rules.tests.agreement import a_table
from yuandu.engines.rules.tests.books import VOCABULARY, a_book
from yuandu.engines.rules.tests.drawing import KINDS, ON, Drawing, in_steps

DAY = datetime.date(2025, 5, 1)
ALMOST = 1e-6  # shares are worked out in doubles here, and only here


@settings(deadline=None)
@example(3, "new")  # met by what bounds a number that nobody knows
@example(100_002, "new")
@given(st.integers(0, 2**32 - 1), st.sampled_from(["new", "recheck"]))
def test_what_is_met_has_no_margin_below_zero_and_what_is_unmet_none_above(seed, assessed):
    drawing = Drawing(Random(seed))
    book, subjects = drawing.book(), [drawing.facts() for _ in range(8)]
    names = lower(book, KINDS, ON, assessed).columns

    rows = distances(
        book, a_table(subjects, names), on=ON, vocabulary=KINDS, assessed=assessed
    ).rows(named=True)

    for facts, row in zip(subjects, rows, strict=True):
        answer = rules.check(book, in_steps(facts), on=ON, vocabulary=KINDS, assessed=assessed)
        for score in answer.scores:
            assert (row[f"{score.id}.least"], row[f"{score.id}.most"]) == (score.least, score.most)
        assert (row["margin"] is None) == (row["hinge"] is None)
        if row["margin"] is not None and assessed in book.assessed:
            assert math.isfinite(row["margin"])
            assert answer.state is not State.MET or row["margin"] >= -ALMOST
            assert answer.state is not State.UNMET or row["margin"] <= ALMOST


BOOK = a_book("""
requires: {all: [revenue, research, {any: [listed, staff]}]}
criteria:
  - {id: revenue, title: 收入, value: {fact: revenue}, operator: at_least, threshold: 1000, unit: 元}
  - {id: research, title: 研发, value: {ratio: [rd_expense, revenue]}, operator: at_least, threshold: 3, unit: "%"}
  - {id: listed, title: 名录, value: {fact: is_listed}, operator: is, threshold: true}
  - {id: staff, title: 人数, value: {fact: staff}, operator: at_most, threshold: 100, unit: 人}
""")


def told(**facts) -> tuple[float | None, str | None]:
    row = {"revenue_2024": 1250, "rd_expense_2024": 50, "is_listed": False, "staff_2024": 90}
    table = pl.DataFrame([{"id": 1} | row | facts], infer_schema_length=None)
    table = table.with_columns(pl.col("is_listed").cast(pl.Boolean))
    found = distances(BOOK, table, on=DAY, vocabulary=VOCABULARY).rows(named=True)[0]
    margin = found["margin"]
    return None if margin is None else round(margin, 6), found["hinge"]


def test_the_margin_is_that_of_the_criterion_that_would_fail_first():
    assert told() == (0.1, "staff")
    assert told(is_listed=True) == (0.25, "revenue")


def test_a_missing_threshold_is_told_by_which_part_it_is_missed():
    assert told(revenue_2024=900) == (-0.1, "revenue")
    assert told(rd_expense_2024=30) == (-0.2, "research")


def test_where_a_word_decides_there_is_no_margin():
    only = a_book("""
requires: listed
criteria:
  - {id: listed, title: 名录, value: {fact: is_listed}, operator: is, threshold: true}
""")
    table = pl.DataFrame({"id": [1, 2], "is_listed": [True, False]})
    found = distances(only, table, on=DAY, vocabulary=VOCABULARY)
    assert found["margin"].to_list() == [None, None]
    assert found["hinge"].to_list() == [None, None]


@pytest.mark.parametrize(
    ("measure", "facts", "margin"),
    [
        ("{growth: revenue}", {"revenue_2024": 1320, "revenue_2023": 1200}, 1.0),
        ("{mean_growth: revenue}", {"revenue_2024": 1320, "revenue_2023": 1200}, 0.5),
        ("{compound_growth: revenue}", {"revenue_2024": 1210, "revenue_2023": 0}, 1.0),
    ],
)
def test_growth_is_measured_against_its_rate(measure, facts, margin):
    book = a_book(f"""
requires: growth
criteria:
  - {{id: growth, title: 增长, value: {measure}, operator: at_least, threshold: 5, unit: "%"}}
""")
    row = {"id": 1, "revenue_2024": 0, "revenue_2023": 0, "revenue_2022": 1000}
    if "mean" in measure:
        row["revenue_2022"] = 1142  # 5.08 % before, 10 % now
    found = distances(book, pl.DataFrame([row | facts]), on=DAY, vocabulary=VOCABULARY)
    assert found["margin"][0] == pytest.approx(margin, abs=0.01)


MONEY = "operator: at_least, threshold: 1000, unit: 元"


@pytest.mark.parametrize(
    ("said", "facts", "margin"),
    [
        (f"value: {{sum: revenue, over: 2}}, {MONEY}", {}, 1.1),
        (f"value: {{mean: revenue, over: 2}}, {MONEY}", {}, 0.05),
        (f"value: {{mean: revenue, over: 3}}, {MONEY}", {}, 0.1),
        (f"value: {{fact: revenue, years_back: 1}}, {MONEY}", {}, -0.1),
        (f"value: {{fact: revenue}}, {MONEY}, each_of_years: 2", {}, -0.1),
        (f"value: {{fact: revenue}}, {MONEY}, each_of_years: 3", {"revenue_2022": 800}, -0.2),
        ("value: {fact: revenue}, operator: at_most, threshold: 1000, unit: 元", {}, -0.2),
        ("value: {fact: revenue}, operator: less_than, threshold: 0, unit: 元", {}, -1200),
        (
            "value: {ratio: [rd_expense, revenue]}, operator: at_most, threshold: 0, unit: '%'",
            {"rd_expense_2024": 12},
            -0.01,
        ),
        ("value: {full_years: niche_since}, operator: at_least, threshold: 4, unit: 年", {}, 0.25),
        (
            "value: {full_years: niche_since}, operator: at_least, threshold: 4, unit: 年",
            {"niche_since": datetime.date(2023, 3, 1)},
            -0.75,
        ),
        (
            "value: {true_flags: [is_listed, has_brand]}, operator: at_least, threshold: 1, unit: 项",
            {},
            0.0,
        ),
        (
            "value: {true_flags: [is_listed, has_brand]}, operator: at_least, threshold: 1, unit: 项",
            {"has_brand": True},
            1.0,
        ),
        (
            "value: {true_flags: [is_listed, has_brand]}, operator: at_least, threshold: 1, unit: 项",
            {"is_listed": False},
            -1.0,
        ),
        (
            "value: {compound_growth: revenue}, operator: at_least, threshold: 10, unit: '%'",
            {"revenue_2024": 4900, "revenue_2022": 2500},
            3.0,
        ),
        (
            "value: {compound_growth: revenue}, operator: at_least, threshold: 10, unit: '%'",
            {"revenue_2024": 0},
            -11.0,
        ),
    ],
)
def test_each_way_of_measuring_has_its_margin(said, facts, margin):
    book = a_book(f"""
requires: one
criteria:
  - {{id: one, title: 一项, {said}}}
""")
    row = {
        "id": 1,
        "revenue_2024": 1200,
        "revenue_2023": 900,
        "revenue_2022": 1200,
        "rd_expense_2024": 0,
        "niche_since": datetime.date(2019, 3, 1),
        "is_listed": True,
        "has_brand": False,
    }
    found = distances(book, pl.DataFrame([row | facts]), on=DAY, vocabulary=VOCABULARY)
    assert found["margin"][0] == pytest.approx(margin, abs=1e-9)
    assert found["hinge"][0] == "one"


def test_of_what_is_missing_no_margin_is_told():
    book = a_book("""
requires: flags
criteria:
  - {id: flags, title: 标志, value: {true_flags: [is_listed, has_brand]}, operator: at_least, threshold: 1, unit: 项}
""")
    table = pl.DataFrame({"id": [1, 2], "is_listed": [True, None], "has_brand": [False, False]})
    found = distances(book, table, on=DAY, vocabulary=VOCABULARY)
    assert found["id"].to_list() == [1, 2]
    assert found["margin"].to_list() == [0.0, None]
    assert found["hinge"].to_list() == ["flags", None]


def test_a_score_is_as_far_as_its_points_and_unknown_while_they_may_change():
    book = a_book("""
scores:
  - id: total
    title: 总分
    most: 40
    items:
      - {id: field, title: 领域, most: 20, better_of: [{value: {fact: field}, choices: {new: 20, old: 5}}]}
  - id: other
    title: 另一项
    most: 10
    items:
      - {id: same, title: 领域, most: 10, better_of: [{value: {fact: field}, choices: {new: 0, old: 10}}]}
requires: enough
criteria:
  - {id: enough, title: 总分, value: {score: total}, operator: at_least, threshold: 10, unit: 分}
""")
    table = pl.DataFrame({"id": [1, 2, 3], "field": ["new", "old", None]})
    found = distances(book, table, on=DAY, vocabulary=VOCABULARY)
    assert found["margin"].to_list() == [1.0, -0.5, None]
    assert found["total.least"].to_list() == [20, 5, 5]  # of a list, one is chosen
    assert found["total.most"].to_list() == [20, 5, 20]
