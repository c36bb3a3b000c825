import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuandu.engines.calendar import china
from yuandu.mechanisms.welfare import rules

ZONE = ZoneInfo("Asia/Shanghai")
DAY = datetime.date(2026, 6, 1)


def the_terms(**fields):
    usual = {
        "least_years": 2,
        "sections": frozenset({7}),
        "is_for_frontline": True,
        "opens_on": datetime.date(2026, 5, 1),
        "closes_on": datetime.date(2026, 6, 30),
        "quota": 1,
        "stock": 100,
    }
    return rules.Terms(**usual | fields)


def somebody(**fields):
    usual = {
        "joined_on": datetime.date(2020, 1, 1),
        "sections": frozenset({3, 7}),
        "is_frontline": True,
    }
    return rules.Person(**usual | fields)


def test_who_meets_all_terms_may_claim():
    assert rules.faults(the_terms(), somebody(), DAY, claimed=0, handed_out=99) == []


def test_all_that_keeps_somebody_from_it_is_told():
    person = somebody(
        joined_on=datetime.date(2024, 6, 2), sections=frozenset({3}), is_frontline=False
    )

    told = rules.faults(the_terms(), person, datetime.date(2026, 4, 30), claimed=1, handed_out=100)

    assert told == [
        "too-few-years",
        "other-section",
        "frontline-only",
        "not-now",
        "used-up",
        "out-of-stock",
    ]


@pytest.mark.parametrize(
    ("since", "on", "years"),
    [
        ((2024, 6, 1), (2026, 6, 1), 2),
        ((2024, 6, 2), (2026, 6, 1), 1),
        ((2024, 2, 29), (2025, 2, 28), 0),
    ],
)
def test_years_of_service_are_full_on_the_day(since, on, years):
    assert rules.full_years(datetime.date(*since), datetime.date(*on)) == years


@given(st.lists(st.tuples(st.integers(0, 22), st.integers(1, 3)), max_size=30), st.integers(1, 5))
def test_an_hour_is_full_exactly_when_as_many_bookings_as_seats_lie_over_it(drawn, seats):
    taken = [(first, first + length) for first, length in drawn]

    full = rules.full_hours(taken, seats)

    for hour in range(26):
        over = sum(first <= hour < last for first, last in taken)
        assert (hour in full) == (over >= seats)


def test_an_urgent_case_is_answered_within_a_day_even_over_a_holiday():
    asked = datetime.datetime(2026, 10, 1, 20, 30, tzinfo=ZONE)

    due = rules.answer_due(asked, is_urgent=True, calendar=china())

    assert due == datetime.datetime(2026, 10, 2, 20, 30, tzinfo=ZONE)


def test_any_other_case_is_answered_by_the_end_of_the_second_working_day():
    friday = datetime.datetime(2026, 6, 5, 9, 0, tzinfo=ZONE)

    due = rules.answer_due(friday, is_urgent=False, calendar=china())

    assert due == datetime.datetime(2026, 6, 10, 0, 0, tzinfo=ZONE)  # Tuesday's end
