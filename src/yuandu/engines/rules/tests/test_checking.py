"""One subject, one book: five states, and nothing missing taken for zero."""

import datetime

import pytest

from yuandu.engines import rules
from yuandu.engines.rules import State
from yuandu.engines.rules.tests.books import VOCABULARY, a_book

ON = datetime.date(2025, 5, 1)

SHARE = a_book("""
requires: rd
criteria:
  - {id: rd, title: 研发占比, value: {ratio: [rd_expense, revenue]}, operator: at_least, threshold: 3, unit: "%"}
""")


def state(book: rules.Book, **facts: object) -> State:
    known = rules.read_facts(facts, VOCABULARY)
    return rules.check(book, known, on=ON, vocabulary=VOCABULARY).state


@pytest.mark.parametrize(
    ("revenue", "rd_expense", "expected"),
    [
        (1000, 30, State.MET),  # the edge itself
        (1000, 29, State.UNMET),
        (10**13, 3 * 10**11, State.MET),
        (0, 0, State.PERSON),  # no turnover: nothing is missing, and nothing can be divided
        (None, 30, State.UNKNOWN),
        (1000, None, State.UNKNOWN),
    ],
)
def test_a_share_is_met_exactly_on_its_edge_and_unknown_without_its_facts(
    revenue, rd_expense, expected
):
    assert state(SHARE, revenue={"2024": revenue}, rd_expense={"2024": rd_expense}) is expected


def test_the_last_full_year_counts_not_the_newest_known():
    facts = {"revenue": {"2024": 1000, "2025": 1}, "rd_expense": {"2024": 30, "2025": 0}}

    assert state(SHARE, **facts) is State.MET


EXEMPT = a_book("""
requires: {any: [{all: [size]}, listed]}
criteria:
  - {id: size, title: 规模, value: {fact: staff}, operator: at_least, threshold: 10, unit: 人, exempt_if: brand}
  - {id: brand, title: 品牌, value: {fact: has_brand}, operator: is, threshold: true}
  - {id: listed, title: 名录, value: {fact: is_listed}, operator: is, threshold: true}
""")


@pytest.mark.parametrize(
    ("staff", "brand", "expected"),
    [
        (9, True, State.NOT_APPLICABLE),
        (9, False, State.UNMET),
        (9, None, State.UNKNOWN),
        (10, None, State.MET),
        (None, True, State.NOT_APPLICABLE),
        (None, None, State.UNKNOWN),
    ],
)
def test_an_exempt_criterion_is_not_asked(staff, brand, expected):
    known = rules.read_facts({"staff": {"2024": staff}, "has_brand": brand}, VOCABULARY)

    answer = rules.check(EXEMPT, known, on=ON, vocabulary=VOCABULARY)

    assert answer.finding("size").state is expected


VETOED = a_book("""
requires: {any: [brand, judged]}
criteria:
  - {id: brand, title: 品牌, value: {fact: has_brand}, operator: is, threshold: true}
  - {id: judged, title: 影响力, operator: person}
  - {id: clean, title: 未列入名录, value: {fact: is_listed}, operator: is, threshold: false, veto: true}
""")


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"has_brand": True, "is_listed": False}, State.MET),
        ({"has_brand": True, "is_listed": True}, State.UNMET),
        ({"has_brand": False, "is_listed": False}, State.PERSON),
        ({"has_brand": False, "is_listed": False, "judged_judged": True}, State.MET),
        ({"has_brand": False, "is_listed": False, "judged_judged": False}, State.UNMET),
        ({"has_brand": True}, State.UNKNOWN),
    ],
)
def test_nothing_makes_up_for_a_veto_and_a_judgement_waits_for_a_person(facts, expected):
    assert state(VETOED, **facts) is expected


TOLD = a_book("""
requires: {any: [ratio, growth, mean, sum, share, area, years, flags]}
criteria:
  - {id: ratio, title: 占比, value: {ratio: [rd_expense, revenue]}, operator: at_least, threshold: 3, unit: "%"}
  - {id: growth, title: 增长, value: {growth: revenue}, operator: at_least, threshold: 25, unit: "%"}
  - {id: mean, title: 均增, value: {mean_growth: revenue}, operator: at_least, threshold: 25, unit: "%"}
  - {id: sum, title: 合计, value: {sum: rd_expense}, operator: at_least, threshold: 1, unit: 万元}
  - {id: share, title: 占有率, value: {fact: market_share}, operator: at_least, threshold: 10, unit: "%"}
  - {id: area, title: 面积, value: {fact: area}, operator: at_least, threshold: 2.5, unit: 亩}
  - {id: years, title: 年限, value: {full_years: niche_since}, operator: at_least, threshold: 3, unit: 年}
  - {id: flags, title: 品牌名录, value: {true_flags: [has_brand, is_listed]}, operator: at_least, threshold: 1, unit: 项}
""")


def test_what_is_told_is_in_the_unit_of_the_threshold():
    known = rules.read_facts(
        {
            "revenue": {"2022": 640_000, "2023": 800_000, "2024": 1_000_000},
            "rd_expense": {"2023": 4_000, "2024": 45_000},
            "market_share": "12.5 %",
            "area": "2.25 亩",
            "niche_since": "2021-03-05",
            "has_brand": True,
            "is_listed": False,
        },
        VOCABULARY,
    )

    answer = rules.check(TOLD, known, on=ON, vocabulary=VOCABULARY)

    told = {one.id: str(*one.values) for one in answer.findings}
    assert told == {
        "ratio": "4.5",
        "growth": "25",
        "mean": "25",
        "sum": "4.9",
        "share": "12.5",
        "area": "2.25",
        "years": "3",
        "flags": "1",
    }
    states = {one.id: one.state for one in answer.findings}
    assert states.pop("area") is State.UNMET
    assert set(states.values()) == {State.MET}


@pytest.mark.parametrize(("listed", "expected"), [(True, State.UNMET), (False, State.MET)])
def test_a_condition_may_ask_that_something_does_not_hold(listed, expected):
    book = a_book("""
requires: {no: listed}
criteria:
  - {id: listed, title: 名录, value: {fact: is_listed}, operator: is, threshold: true}
""")

    assert state(book, is_listed=listed) is expected


SCORED = """
requires: total
criteria:
  - {id: total, title: 总分, value: {score: total}, operator: OPERATOR, threshold: 60, unit: 分}
scores:
  - id: total
    title: 总分
    most: 100
    items:
      - id: rd
        title: 研发占比
        most: 50
        better_of:
          - value: {ratio: [rd_expense, revenue]}
            unit: "%"
            bands: [{from: 5, points: 50}, {to: 5, points: 0}]
      - id: share
        title: 占有率
        most: 70
        better_of:
          - value: {fact: market_share}
            unit: "%"
            bands: [{from: 20, points: 70}, {from: 10, to: 20, points: 20}, {to: 10, points: 0}]
"""


@pytest.mark.parametrize(
    ("operator", "share", "expected"),
    [
        ("at_least", "20 %", State.MET),  # whatever the ratio would bring
        ("at_least", "10 %", State.PERSON),  # only the ratio could bring what lacks
        ("at_least", "9 %", State.UNMET),  # not even the ratio could
        ("at_least", None, State.UNKNOWN),  # a fact that is yet to be told could
        ("at_most", "20 %", State.UNMET),
        ("at_most", "10 %", State.PERSON),
        ("at_most", "9 %", State.MET),
        ("at_most", None, State.UNKNOWN),
    ],
)
def test_what_nothing_divides_needs_a_person_in_a_score_as_elsewhere(operator, share, expected):
    book = a_book(SCORED.replace("OPERATOR", operator).replace("points: 20", "points: 15"))
    known = {"revenue": {"2024": 0}, "rd_expense": {"2024": 5}, "market_share": share}

    assert state(book, **known) is expected
    assert state(book, **{**known, "rd_expense": None}) is expected


def test_a_score_whose_ratio_lacks_a_fact_is_unknown():
    assert (
        state(a_book(SCORED.replace("OPERATOR", "at_least")), market_share="10 %") is State.UNKNOWN
    )


FLAGS = """
requires: total
criteria:
  - {id: total, title: 总分, value: {score: total}, operator: at_least, threshold: 5, unit: 分}
scores:
  - id: total
    title: 总分
    most: 10
    items:
      - id: flags
        title: 品牌名录
        most: 10
        better_of:
          - value: {true_flags: [has_brand, is_listed]}
            unit: 项
            bands: [{to: 1, points: 5}, {from: 1, to: 2, points: BETWEEN}, {from: 2, points: 5}]
"""


@pytest.mark.parametrize("between", [0, 5])
def test_a_number_of_flags_that_scores_the_same_either_way_is_no_riddle(between):
    book = a_book(FLAGS.replace("BETWEEN", str(between)))

    for known in ({}, {"has_brand": True}, {"has_brand": False}):
        assert state(book, **known) is State.MET


def test_a_number_of_flags_that_may_score_less_is_unknown():
    book = a_book(
        FLAGS.replace("BETWEEN", "0").replace("{from: 2, points: 5}", "{from: 2, points: 0}")
    )

    assert state(book, has_brand=True) is State.UNKNOWN
    assert state(book, has_brand=False) is State.MET
    assert state(book, has_brand=True, is_listed=True) is State.UNMET
