"""A gate says everything that is missing or wrong at once."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuandu.kernel.lifecycle import gates
from yuandu.kernel.lifecycle.cycles import Evidence, Move

DAY = datetime.date(2026, 11, 24)
A_DAY_EARLIER, A_DAY_LATER = DAY - datetime.timedelta(1), DAY + datetime.timedelta(1)
GATE = Move(
    "pass",
    "Pass",
    ("a",),
    "b",
    ("city_officer",),
    (
        Evidence("paper", "Paper", "file"),
        Evidence("day", "Day", "date"),
        Evidence("sum", "Sum", "amount"),
        Evidence("count", "Count", "number", required=False),
        Evidence("note", "Note", "text", required=False),
    ),
    needs_words=True,
)
ENOUGH = {"paper": ["licence.pdf"], "day": "2026-11-20", "sum": "12.50"}


def refusals(on=DAY, words="Because", evidence=ENOUGH) -> set[tuple[str, str]]:
    found = gates.reasons(GATE, gates.Given(on, words, evidence), today=DAY, since=DAY)
    return {(reason.code, reason.evidence.code if reason.evidence else "") for reason in found}


def test_with_everything_brought_the_gate_opens():
    assert refusals() == set()


def test_all_that_is_missing_is_said_at_once():
    assert refusals(on=A_DAY_LATER, words=" ", evidence={"count": "many", "day": "soon"}) == {
        ("day-in-future", ""),
        ("words-missing", ""),
        ("missing", "paper"),
        ("not-a-day", "day"),
        ("missing", "sum"),
        ("not-a-number", "count"),
    }


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (DAY, set()),
        (A_DAY_EARLIER, {("day-before-last-step", "")}),
        (A_DAY_LATER, {("day-in-future", "")}),
    ],
)
def test_the_day_lies_between_the_last_step_and_today(on, expected):
    assert refusals(on=on) == expected


@pytest.mark.parametrize(
    ("brought", "expected"),
    [
        ({"sum": "-1"}, {("negative", "sum")}),
        ({"count": "-1"}, set()),
        ({"sum": "1e15"}, {("too-large", "sum")}),
        ({"sum": "NaN"}, {("not-a-number", "sum")}),
        ({"sum": "Infinity"}, {("not-a-number", "sum")}),
        ({"sum": True}, {("not-a-number", "sum")}),
        ({"sum": "9" * 40}, {("too-large", "sum")}),
        ({"note": "x" * 2001}, {("too-long", "note")}),
        ({"paper": []}, {("missing", "paper")}),
        ({"bribe": "1"}, {("not-asked-for", "bribe")}),
        ({"day": datetime.date(2026, 2, 28)}, set()),
        ({"day": "2026-02-30"}, {("not-a-day", "day")}),
    ],
)
def test_odd_values_are_named(brought, expected):
    assert refusals(evidence=ENOUGH | brought) == expected


@given(st.dictionaries(st.sampled_from(["paper", "day", "sum", "count", "note", "x"]), st.text()))
def test_no_text_breaks_a_gate(evidence):
    gates.reasons(GATE, gates.Given(DAY, "", evidence), today=DAY, since=DAY)


@given(st.decimals(-(10**14), 10**14, places=4))
def test_a_kept_number_reads_as_the_number_brought(number):
    kept = gates.as_kept(Evidence("count", "Count", "number"), str(number))

    assert Decimal(kept) == number
    assert "E" not in kept
