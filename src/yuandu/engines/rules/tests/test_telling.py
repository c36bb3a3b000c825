"""What is told of an answer: values in the unit of their thresholds, points, what is missing."""

import datetime
from decimal import Decimal

import pytest

from yuandu.engines import rules
from yuandu.engines.rules import State, comparing, telling
from yuandu.engines.rules.checking import ItemPoints, ScorePoints
from yuandu.engines.rules.tests.books import HEAD, VOCABULARY, a_book

ON = datetime.date(2025, 5, 1)
KNOWN = {
    "revenue": {"2020": 0, "2021": 625_000, "2022": 640_000, "2023": 800_000, "2024": 1_000_000},
    "rd_expense": {"2022": 1, "2023": 4_000, "2024": 45_000},
    "staff": {"2023": 30, "2024": 31},
    "area": "2.25 亩",
    "market_share": "12.5 %",
    "niche_since": "2021-03-05",
    "is_listed": False,
    "has_brand": True,
    "field": "new",
    "industry": ["C34", "C26"],
}
TELLS: list[tuple[str, tuple]] = [
    ("value: {fact: revenue}, operator: at_least, threshold: 1, unit: 元", (1_000_000,)),
    ("value: {fact: revenue}, operator: at_least, threshold: 1, unit: 万元", (100,)),
    ("value: {fact: revenue, years_back: 1}, operator: at_least, threshold: 1, unit: 万元", (80,)),
    ("value: {fact: revenue}, operator: at_least, threshold: 1, unit: 万元, each_of_years: 3", (100, 80, 64)),
    ("value: {fact: staff}, operator: at_least, threshold: 1, unit: 人", (31,)),
    ("value: {fact: area}, operator: at_least, threshold: 1, unit: 亩", (Decimal("2.25"),)),
    ('value: {fact: market_share}, operator: at_least, threshold: 1, unit: "‰"', (125,)),
    ('value: {ratio: [rd_expense, revenue]}, operator: at_least, threshold: 3, unit: "%"', (Decimal("4.5"),)),
    ('value: {ratio: [rd_expense, revenue]}, operator: at_least, threshold: 3, unit: "‰"', (45,)),
    ('value: {ratio: [staff, rd_expense]}, operator: at_least, threshold: 3, unit: "%", each_of_years: 3', (Decimal("0.0689"), Decimal("0.75"), None)),
    ('value: {growth: revenue}, operator: at_least, threshold: 3, unit: "%"', (25,)),
    ('value: {growth: revenue, years_back: 3}, operator: at_least, threshold: 3, unit: "%"', (None,)),
    ('value: {growth: revenue, years_back: 4}, operator: at_least, threshold: 3, unit: "%"', (None,)),
    ('value: {mean_growth: revenue, over: 2}, operator: at_least, threshold: 3, unit: "%"', (25,)),
    ('value: {mean_growth: revenue, over: 5}, operator: at_least, threshold: 3, unit: "%"', (None,)),
    ('value: {compound_growth: revenue, over: 2}, operator: at_least, threshold: 3, unit: "%"', (25,)),
    ('value: {compound_growth: revenue, over: 3}, operator: at_least, threshold: 3, unit: "%"', (Decimal("16.9607"),)),
    ('value: {compound_growth: revenue, over: 5}, operator: at_least, threshold: 3, unit: "%"', (None,)),
    ("value: {sum: rd_expense, over: 2}, operator: at_least, threshold: 1, unit: 万元", (Decimal("4.9"),)),
    ("value: {sum: rd_expense, over: 4}, operator: at_least, threshold: 1, unit: 万元", (None,)),
    ("value: {mean: rd_expense, over: 2}, operator: at_least, threshold: 1, unit: 万元", (Decimal("2.45"),)),
    ("value: {full_years: niche_since}, operator: at_least, threshold: 3, unit: 年", (3,)),
    ("value: {full_years: niche_since, years_back: 1}, operator: at_least, threshold: 3, unit: 年", (2,)),
    ("value: {true_flags: [has_brand, is_listed]}, operator: at_least, threshold: 1, unit: 项", (1,)),
    ("value: {fact: has_brand}, operator: is, threshold: true", (True,)),
    ("value: {fact: is_listed}, operator: is, threshold: true", (False,)),
    ("value: {fact: field}, operator: is, threshold: old", ("new",)),
    ("value: {fact: industry}, operator: within, threshold: [C26]", ("C34,C26",)),
    ("value: {fact: niche_since}, operator: at_most, threshold: 2020-01-01", (datetime.date(2021, 3, 5),)),
    ("operator: person", ()),
]  # fmt: skip


def answer_of(criterion: str, known: dict) -> rules.Answer:
    book = a_book(f"requires: rule\ncriteria:\n  - {{id: rule, title: 条件, {criterion}}}\n")
    return rules.check(book, rules.read_facts(known, VOCABULARY), on=ON, vocabulary=VOCABULARY)


@pytest.mark.parametrize(("criterion", "expected"), TELLS)
def test_a_value_is_told_in_the_unit_of_its_threshold(criterion, expected):
    (finding,) = answer_of(criterion, KNOWN).findings

    assert finding.values == expected
    assert [type(one) for one in finding.values] == [
        Decimal if type(one) is int else type(one) for one in expected
    ]
    assert "E" not in str(finding.values)


@pytest.mark.parametrize("criterion", [one for one, values in TELLS if len(values) == 1])
def test_of_nothing_known_no_value_is_told_and_all_that_is_missing_is_named(criterion):
    (finding,) = answer_of(criterion, {}).findings

    assert finding.values == (None,)
    assert finding.missing
    assert finding.state is State.UNKNOWN


def test_a_flag_that_lacks_is_no_flag_that_is_not_set():
    flags = (
        "value: {true_flags: [has_brand, is_listed]}, operator: at_least, threshold: 1, unit: 项"
    )

    (finding,) = answer_of(flags, {"has_brand": True}).findings

    assert (finding.values, finding.missing, finding.state) == ((None,), ("is_listed",), State.MET)


def test_the_columns_that_are_missing_are_named_newest_first():
    rule = 'value: {growth: revenue}, operator: at_least, threshold: 3, unit: "%", each_of_years: 2'

    (finding,) = answer_of(rule, {"revenue": {"2023": 5}}).findings

    assert finding.missing == ("revenue_2024", "revenue_2022")


SCORED = """
requires: total
criteria:
  - {id: total, title: 总分, value: {score: total}, operator: at_least, threshold: 25, unit: 分}
scores:
  - id: first
    title: 创新
    most: 30
    items:
      - id: field
        title: 领域
        most: 20
        better_of: [{value: {fact: field}, choices: {new: 25, old: 5}}]
      - id: share
        title: 占有率
        most: 20
        better_of:
          - value: {fact: market_share}
            unit: "%"
            bands: [{from: 10, points: 20}, {to: 10, points: 2}]
  - {id: total, title: 总分, most: 40, parts: [first]}
benefits:
  - {id: pay, title: 补贴, amount: 5, stacking: once}
"""


def test_a_score_is_told_by_its_items_and_bounds():
    answer = rules.check(
        a_book(SCORED), rules.read_facts({"field": "new"}, VOCABULARY), on=ON, vocabulary=VOCABULARY
    )

    assert answer.scores == (
        ScorePoints(
            "first",
            "创新",
            22,
            30,
            30,
            (
                ItemPoints("field", "领域", 20, 20, 20, ()),
                ItemPoints("share", "占有率", 2, 20, 20, ("market_share",)),
            ),
        ),
        ScorePoints("total", "总分", 22, 30, 40, ()),
    )
    assert answer.finding("total").values == ("22–30",)
    assert answer.finding("total").missing == ("market_share",)
    assert (answer.state, answer.payments) == (State.UNKNOWN, ())
    assert (answer.on, answer.assessed, answer.book.code) == (ON, "new", "sample-1")


def test_a_score_that_is_known_is_one_number_and_its_benefit_is_told():
    known = rules.read_facts({"field": "old", "market_share": "10 %"}, VOCABULARY)

    answer = rules.check(a_book(SCORED), known, on=ON, vocabulary=VOCABULARY)

    assert answer.finding("total").values == (Decimal(25),)
    assert answer.finding("total").missing == ()
    assert answer.payments == (rules.Payment("pay", "补贴", 5, "once"),)
    with pytest.raises(KeyError, match="gone"):
        answer.finding("gone")


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("revenue_2024", 5, Decimal(5)),
        ("area", 2_250, Decimal("2.25")),
        ("market_share", 125_000, Decimal("0.125")),
        ("has_brand", True, True),
        ("field", "new", "new"),
        ("niche_since", ON, ON),
        ("judged_rule", None, None),
        ("judged_rule", False, False),
    ],
)
def test_a_column_is_told_in_base_units(name, value, expected):
    assert telling.plain_value(name, value, VOCABULARY) == expected


# Two answers side by side

BEFORE = """
requires: {any: [share, brand, listed]}
criteria:
  - {id: share, title: 占有率, value: {fact: market_share}, operator: at_least, threshold: 10, unit: "%"}
  - {id: brand, title: 品牌, value: {fact: has_brand}, operator: is, threshold: true}
  - {id: listed, title: 名录, value: {fact: is_listed}, operator: is, threshold: true}
"""
AFTER = """
requires: {any: [staff, share, brand]}
criteria:
  - {id: staff, title: 人员, value: {fact: staff}, operator: at_least, threshold: 1, unit: 人}
  - {id: share, title: 占有率, value: {fact: market_share}, operator: at_least, threshold: 20, unit: "%"}
  - {id: brand, title: 自主品牌, value: {fact: has_brand}, operator: is, threshold: true}
"""


def both() -> tuple[rules.Answer, rules.Answer]:
    known = rules.read_facts({"market_share": "15 %", "has_brand": True}, VOCABULARY)
    before, after = (
        rules.check(a_book(text, HEAD), known, on=ON, vocabulary=VOCABULARY)
        for text in (BEFORE, AFTER)
    )
    return before, after


def test_two_answers_are_compared_by_id_in_the_order_of_the_later():
    before, after = both()

    changes = comparing.compare(before, after)

    said = [(one.id, one.asks_otherwise, one.answers_otherwise) for one in changes]
    assert said == [
        ("staff", True, True),
        ("share", True, True),
        ("brand", False, False),  # another title asks nothing else
        ("listed", True, True),
    ]
    assert [one.before for one in changes] == [None, *before.findings]
    assert [one.after for one in changes] == [*after.findings, None]


def test_an_answer_compared_with_none_came_or_went_whole():
    before, after = both()

    came, went = comparing.compare(None, after), comparing.compare(before, None)

    assert [(one.before, one.after) for one in came] == [(None, one) for one in after.findings]
    assert [(one.before, one.after) for one in went] == [(one, None) for one in before.findings]
    assert comparing.compare(None, None) == ()
