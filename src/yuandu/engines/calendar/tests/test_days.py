from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuandu.engines.calendar import (
    PLAIN,
    Due,
    Span,
    TooFar,
    add_working_days,
    china,
    is_working_day,
    working_days_between,
)

known_days = st.dates(min_value=date(2004, 1, 1), max_value=date(2026, 12, 31))
any_days = st.dates(min_value=date(1990, 1, 1), max_value=date(2060, 12, 31))
calendars = st.sampled_from([china(), PLAIN])


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 2, 17), False),  # 春节
        (date(2026, 2, 28), True),  # a Saturday worked for it
        (date(2026, 10, 1), False),
        (date(2026, 10, 10), True),
        (date(2026, 9, 21), True),  # a plain Monday
        (date(2026, 9, 19), False),  # a plain Saturday
        (date(2015, 9, 3), False),
    ],
)
def test_holidays_rest_and_make_up_days_work(day, works):
    assert is_working_day(day) is works


@given(known_days)
def test_the_table_says_what_the_library_says(day):
    assert is_working_day(day) == chinese_calendar.is_workday(day)


def test_a_term_over_the_spring_festival_counts_only_working_days():
    friday = date(2026, 2, 13)

    # 14 February is a make-up Saturday, 15 to 23 February rest.
    assert add_working_days(friday, 1) == Due(date(2026, 2, 14))
    assert add_working_days(friday, 2) == Due(date(2026, 2, 24))
    assert working_days_between(friday, date(2026, 2, 24)) == Span(2)


def test_a_count_of_nothing_ends_on_a_working_day():
    assert add_working_days(date(2026, 9, 21), 0) == Due(date(2026, 9, 21))
    assert add_working_days(date(2026, 9, 19), 0).on == date(2026, 9, 20)  # a make-up Sunday
    assert add_working_days(date(2026, 10, 1), 0) == Due(date(2026, 10, 8))


def test_a_negative_count_goes_back():
    assert add_working_days(date(2026, 10, 8), -1) == Due(date(2026, 9, 30))


def test_a_year_without_a_notice_is_provisional():
    in_2026 = add_working_days(date(2026, 12, 30), 1)
    into_2027 = add_working_days(date(2026, 12, 30), 2)

    assert not in_2026.provisional
    assert into_2027 == Due(date(2027, 1, 1), provisional=True)
    assert working_days_between(date(2027, 1, 1), date(2027, 1, 4)) == Span(1, provisional=True)
    assert working_days_between(date(2026, 10, 8), date(2026, 10, 9)) == Span(1)


def test_the_plain_week_is_never_provisional():
    assert add_working_days(date(2030, 1, 4), 1, calendar=PLAIN) == Due(date(2030, 1, 7))
    assert is_working_day(date(2026, 10, 1), calendar=PLAIN)


def test_a_workspace_adds_its_own_closures():
    flower_fair = china().closed_on([date(2026, 9, 21), date(2026, 2, 28)])

    assert not is_working_day(date(2026, 9, 21), calendar=flower_fair)
    assert not is_working_day(date(2026, 2, 28), calendar=flower_fair)
    assert add_working_days(date(2026, 9, 18), 2, calendar=flower_fair).on == date(2026, 9, 22)


@pytest.mark.parametrize("count", [10_001, -10_001, 10**12])
def test_a_count_beyond_any_promise_is_refused(count):
    with pytest.raises(TooFar):
        add_working_days(date(2026, 1, 1), count)


def test_a_count_out_of_the_calendar_is_refused():
    with pytest.raises(TooFar):
        add_working_days(date.max, 5)
    with pytest.raises(TooFar):
        add_working_days(date.min, -5)
    with pytest.raises(TooFar):
        working_days_between(date.min, date.max)


@given(any_days, st.integers(min_value=1, max_value=400), calendars)
def test_adding_and_counting_are_one_arithmetic(day, count, calendar):
    due = add_working_days(day, count, calendar=calendar)

    assert calendar.works_on(due.on)
    assert working_days_between(day, due.on, calendar=calendar).days == count


@given(any_days, st.integers(min_value=1, max_value=200), calendars)
def test_what_is_added_to_a_working_day_can_be_taken_back(day, count, calendar):
    start = add_working_days(day, 0, calendar=calendar).on

    due = add_working_days(start, count, calendar=calendar).on

    assert add_working_days(due, -count, calendar=calendar).on == start


@given(any_days, st.integers(min_value=0, max_value=900), calendars)
def test_between_two_days_each_working_day_is_counted_once(day, distance, calendar):
    end = day + timedelta(days=distance)
    days = [day + timedelta(days=passed) for passed in range(1, distance + 1)]

    span = working_days_between(day, end, calendar=calendar)

    assert span.days == len([each for each in days if calendar.works_on(each)])
    assert working_days_between(end, day, calendar=calendar).days == -span.days
