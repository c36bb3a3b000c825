"""Several books at once: the nearest gain first, and what does not stack given up."""

import datetime

from yuandu.engines import rules
from yuandu.engines.rules.plans import prospects
from yuandu.engines.rules.tests.books import HEAD, VOCABULARY, a_book

ON = datetime.date(2026, 5, 1)


def a_grant(code: str, amount: int, rule: str, stacking: str = "") -> rules.Book:
    return a_book(
        f"""
requires: rule
criteria: [{{id: rule, title: 条件, {rule}}}]
benefits: [{{id: pay, title: 补贴, amount: {amount}, unit: 万元, stacking: "{stacking}"}}]
""",
        HEAD.replace("sample-1", code),
    )


BRAND = "value: {fact: has_brand}, operator: is, threshold: true"
STAFF = "value: {fact: staff}, operator: at_least, threshold: 100, unit: 人"
OLD = "value: {fact: industry}, operator: within, threshold: ['01']"


def order(books: list[rules.Book], **facts: object) -> list[tuple[str, int | None, str]]:
    known = rules.read_facts(facts, VOCABULARY)
    found = prospects(books, known, on=ON, vocabulary=VOCABULARY)
    return [(one.book.code, one.yuan, one.given_up_for) for one in found]


def test_what_is_met_comes_first_then_what_brings_most_for_its_effort():
    books = [a_grant("a", 10, STAFF), a_grant("b", 50, BRAND), a_grant("c", 1, BRAND)]

    assert order(books, staff={"2025": 100}, has_brand=False) == [
        ("a", 100_000, ""),
        ("b", 500_000, ""),
        ("c", 10_000, ""),
    ]


def test_of_one_stacking_group_the_lesser_is_given_up():
    books = [a_grant("a", 10, STAFF, "once"), a_grant("b", 50, BRAND, "once")]

    assert order(books, staff={"2025": 100}, has_brand=False) == [
        ("a", None, "b"),
        ("b", 500_000, ""),
    ]


def test_what_nothing_leads_to_is_left_out():
    assert order([a_grant("a", 10, OLD)], industry="26") == []


def test_who_is_not_meant_and_what_nothing_leads_to_are_left_out_and_the_rest_stays():
    elsewhere = a_grant("a", 10, BRAND).model_copy(update={"assessed": ("recheck",)})
    books = [elsewhere, a_grant("b", 10, OLD), a_grant("c", 10, BRAND)]

    assert order(books, industry="26") == [("c", 100_000, "")]


def test_what_brings_most_for_its_effort_is_told_with_how_things_stand():
    near, far = a_grant("z", 10, BRAND), a_grant("a", 10, STAFF)

    known = rules.read_facts({"has_brand": None, "staff": {"2025": 1}}, VOCABULARY)
    found = prospects([far, near], known, on=ON, vocabulary=VOCABULARY)

    assert [(one.book.code, one.now.state) for one in found] == [
        ("z", rules.State.UNKNOWN),
        ("a", rules.State.UNMET),
    ]


def test_who_is_re_checked_is_shown_what_re_checks_ask():
    book = a_grant("a", 10, BRAND + ", assessed: [recheck]")
    known = rules.read_facts({"has_brand": False}, VOCABULARY)

    new, recheck = (
        prospects([book], known, on=ON, vocabulary=VOCABULARY, assessed=who)[0]
        for who in ("new", "recheck")
    )

    assert (new.now.state, new.path.steps) == (rules.State.MET, ())
    assert recheck.now.state is rules.State.UNMET
    assert [step.column for step in recheck.path.steps] == ["has_brand"]
    assert recheck.yuan == 100_000


TWO_WAYS = """
requires: rule
criteria: [{id: rule, title: 条件, value: {fact: has_brand}, operator: is, threshold: true}]
benefits:
  - {id: pay, title: 补贴, amount: 10, unit: 万元, stacking: once}
  - {id: more, title: 奖励, amount: 3, unit: 万元, stacking: SECOND}
"""


def test_a_book_keeps_what_no_other_takes_the_place_of():
    both = a_book(TWO_WAYS.replace("SECOND", "other"), HEAD.replace("sample-1", "two"))
    books = [both, a_grant("b", 50, BRAND, "once")]

    assert order(books, has_brand=True) == [("b", 500_000, ""), ("two", 30_000, "")]


def test_of_two_that_bring_the_same_the_first_stays_and_the_given_up_come_last():
    books = [a_grant("b", 10, BRAND, "once"), a_grant("a", 10, BRAND, "once"),
             a_grant("c", 0, BRAND, "once"), a_grant("d", 1, BRAND)]  # fmt: skip

    assert order(books, has_brand=True) == [
        ("b", 100_000, ""),
        ("d", 10_000, ""),
        ("a", None, "b"),
        ("c", None, "b"),
    ]


def test_what_lacks_a_fact_for_its_amount_is_still_within_reach():
    book = a_book(
        """
requires: rule
criteria: [{id: rule, title: 条件, value: {fact: has_brand}, operator: is, threshold: true}]
benefits: [{id: pay, title: 补贴, rate: 10, base: {fact: revenue}, stacking: once}]
""",
        HEAD.replace("sample-1", "rate"),
    )

    assert order([book, a_grant("b", 1, BRAND)], has_brand=True) == [
        ("b", 10_000, ""),
        ("rate", None, ""),
    ]
