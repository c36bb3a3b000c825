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
