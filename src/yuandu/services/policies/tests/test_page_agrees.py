"""What the page explains for one firm equals that firm's row in the sweep."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yuandu.engines.rules import sweeping
from yuandu.services.policies.library import books, vocabulary
from yuandu.services.policies.tests.agreement import ON, a_table, as_facts, drawn, explained, swept

FIRMS = 60


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 2**32))
def test_a_firms_page_says_what_its_row_in_the_sweep_says(seed):
    random = Random(seed)
    firms = [drawn(random) for _ in range(FIRMS)]

    found = sweeping.sweep(books(), a_table(firms), on=ON, vocabulary=vocabulary(), masks=True)

    rows = found.table.rows(named=True)
    for firm, row in zip(firms, rows, strict=True):
        facts = as_facts(firm)
        for book in books():
            assert explained(book, facts) == swept(found, row, book), (book.code, firm)


@pytest.mark.parametrize("state", ["met", "unmet", "unknown"])
def test_the_drawn_firms_reach_every_answer(state):
    random = Random(1)
    facts = [as_facts(drawn(random)) for _ in range(FIRMS)]

    assert any(explained(book, one)[0] == state for one in facts for book in books())
