import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuandu.mechanisms.enterprises import rules

day = datetime.date
days = st.dates(day(2000, 1, 1), day(2090, 12, 31))


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (day(2023, 7, 1), day(2026, 6, 30)),
        (day(2024, 1, 1), day(2026, 12, 31)),
        (day(2024, 2, 29), day(2027, 2, 28)),
    ],
)
def test_a_title_is_held_for_three_years(first, last):
    assert rules.last_day(first) == last


@given(days)
def test_a_title_ends_on_the_eve_of_the_day_it_began(first):
    following = rules.last_day(first) + datetime.timedelta(days=1)
    assert (following.month, following.day) in {(first.month, first.day), (3, 1)}
    assert following.year == first.year + 3


@given(days, st.integers(0, 48))
def test_months_left_until_some_months_later_are_those_months(today, months):
    later = rules.months_later(today, months)
    assert rules.months_left(later, today) in {months, months - 1}
    if later.day == today.day:
        assert rules.months_left(later, today) == months


def test_no_month_is_left_of_a_title_that_ended_yesterday():
    assert rules.months_left(day(2026, 11, 23), day(2026, 11, 24)) == -1
    assert rules.months_left(day(2026, 11, 24), day(2026, 11, 24)) == 0
    assert rules.months_left(day(2026, 12, 23), day(2026, 11, 24)) == 0


def test_the_ladder_is_climbed_rung_by_rung():
    assert rules.next_tier("") == "innovative_sme"
    assert rules.next_tier("innovative_sme") == "srdi_sme"
    assert rules.next_tier("little_giant") == ""
    assert rules.next_level("municipal") == "provincial"
    assert rules.next_level("national") == ""
