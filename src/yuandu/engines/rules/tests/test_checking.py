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
