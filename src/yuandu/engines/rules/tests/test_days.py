"""When a book is the one to assess by: for newcomers, and for those who are re-checked."""

import datetime

import pytest

from yuandu.engines.rules.tests.books import HEAD, a_book

BODY = """
requires: brand
criteria:
  - {id: brand, title: 品牌, value: {fact: has_brand}, operator: is, threshold: true}
"""
DAYS = {
    "open": "",
    "ended": "effective_until: 2024-12-31\n",
    "kept": "effective_until: 2024-12-31\nrecheck_until: 2025-12-31\n",
    "later": "recheck_from: 2025-01-01\n",
}


@pytest.mark.parametrize(
    ("days", "day", "new", "recheck"),
    [
        ("open", "2023-12-31", False, False),
        ("open", "2024-01-01", True, True),
        ("open", "2099-01-01", True, True),
        ("ended", "2024-12-31", True, True),
        ("ended", "2025-01-01", False, False),
        ("kept", "2023-12-31", False, False),
        ("kept", "2025-01-01", False, True),
        ("kept", "2025-12-31", False, True),
        ("kept", "2026-01-01", False, False),
        ("later", "2024-12-31", True, False),
        ("later", "2025-01-01", True, True),
    ],
)
def test_a_book_holds_from_its_first_day_through_its_last(days, day, new, recheck):
    book, on = a_book(BODY, HEAD + DAYS[days]), datetime.date.fromisoformat(day)

    assert (book.holds_on(on), book.holds_on(on, "recheck")) == (new, recheck)
    assert book.holds_on(on, "new") is new
