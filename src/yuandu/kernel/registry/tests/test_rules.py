import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuandu.kernel.registry.rules import Given, Term, counts_on, is_consented, overlap, wrong_terms

MARCH_1 = datetime.date(2026, 3, 1)
MARCH_31 = datetime.date(2026, 3, 31)
days = st.dates(min_value=datetime.date(2020, 1, 1), max_value=datetime.date(2022, 12, 31))
terms = st.builds(
    lambda start, length: Term(start, length and start + datetime.timedelta(days=length - 1)),
    days,
    st.none() | st.integers(min_value=1, max_value=400),
)


@pytest.mark.parametrize(
    ("on", "counts"),
    [
        (datetime.date(2026, 2, 28), False),
        (MARCH_1, True),
        (MARCH_31, True),
        (datetime.date(2026, 4, 1), False),
    ],
)
def test_a_post_counts_from_its_first_day_to_its_last(on, counts):
    assert counts_on(Term(MARCH_1, MARCH_31), on) is counts


def test_a_post_without_a_last_day_runs_on():
    assert counts_on(Term(MARCH_1), datetime.date(2126, 1, 1))


@given(terms, terms, days)
def test_terms_overlap_when_a_day_counts_in_both(one, other, day):
    assert overlap(one, other) == overlap(other, one)
    if counts_on(one, day) and counts_on(other, day):
        assert overlap(one, other)
    if overlap(one, other):
        start = max(one.from_on, other.from_on)
        assert counts_on(one, start)
        assert counts_on(other, start)


def a_consent(**fields):
    defaults = {
        "purpose": "loan",
        "facts": frozenset({"revenue"}),
        "from_on": MARCH_1,
        "to_on": MARCH_31,
    }
    return Given(**defaults | fields)


@pytest.mark.parametrize(
    ("consent", "on", "fact", "holds"),
    [
        (a_consent(), MARCH_1, "revenue", True),
        (a_consent(), MARCH_31, "revenue", True),
        (a_consent(), datetime.date(2026, 2, 28), "revenue", False),
        (a_consent(), datetime.date(2026, 4, 1), "revenue", False),
        (a_consent(), MARCH_1, "staff", False),
        (a_consent(), MARCH_1, None, True),
        (a_consent(facts=frozenset({"*"})), MARCH_1, "staff", True),
        (a_consent(purpose="subsidy"), MARCH_1, "revenue", False),
        (a_consent(revoked_on=MARCH_31), datetime.date(2026, 3, 30), "revenue", True),
        (a_consent(revoked_on=MARCH_31), MARCH_31, "revenue", False),
    ],
)
def test_a_consent_holds_for_its_purpose_its_facts_and_its_days(consent, on, fact, holds):
    assert is_consented([consent], "loan", on, fact) is holds


def test_nothing_is_consented_without_a_consent():
    assert not is_consented([], "loan", MARCH_1)


@pytest.mark.parametrize(
    ("consent", "wrong"),
    [
        (a_consent(), []),
        (a_consent(facts=frozenset()), ["consent-covers-nothing"]),
        (a_consent(to_on=datetime.date(2026, 2, 1)), ["consent-ends-before-it-starts"]),
        (a_consent(to_on=MARCH_1 + datetime.timedelta(days=1098)), []),
        (a_consent(to_on=MARCH_1 + datetime.timedelta(days=1099)), ["consent-too-long"]),
    ],
)
def test_a_consent_is_taken_with_facts_and_for_a_time(consent, wrong):
    assert wrong_terms(consent) == wrong
