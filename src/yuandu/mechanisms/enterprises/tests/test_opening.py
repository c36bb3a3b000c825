"""Opening hours: what may be booked, what is idle. No database."""

import datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuandu.engines.rules import State
from yuandu.mechanisms.enterprises import opening, upgrading
from yuandu.mechanisms.enterprises.opening import Opening, Stretch

TUESDAY = datetime.date(2026, 11, 24)
SATURDAY = datetime.date(2026, 11, 28)
OFFICE = Opening(5, 9, 17)


@pytest.mark.parametrize(
    ("day", "first", "last", "wrong"),
    [
        (TUESDAY, 9, 17, []),
        (TUESDAY, 9, 9, ["ends-first"]),
        (TUESDAY, 8, 10, ["outside-hours"]),
        (TUESDAY, 16, 18, ["outside-hours"]),
        (SATURDAY, 9, 10, ["closed-that-day"]),
        (TUESDAY - datetime.timedelta(days=1), 9, 10, ["in-the-past"]),
        (TUESDAY + datetime.timedelta(days=366), 9, 10, []),
        (datetime.date(2099, 11, 24), 9, 10, ["too-far-ahead"]),
        (datetime.date.max, 9, 10, ["too-far-ahead"]),
    ],
)
def test_what_is_wrong_with_a_stretch_is_said(day, first, last, wrong):
    assert opening.faults(OFFICE, Stretch(day, first, last), TUESDAY) == wrong


def test_what_is_not_booked_is_idle_in_as_few_stretches_as_can_be():
    booked = [Stretch(TUESDAY, 11, 13), Stretch(TUESDAY, 16, 17)]

    found = opening.idle(OFFICE, TUESDAY, booked)

    assert found == [Stretch(TUESDAY, 9, 11), Stretch(TUESDAY, 13, 16)]
    assert opening.idle(OFFICE, SATURDAY, []) == []


HOURS = st.integers(0, 24)
STRETCHES = st.builds(
    lambda first, last: Stretch(TUESDAY, min(first, last), max(first, last)), HOURS, HOURS
)


@given(booked=st.lists(STRETCHES, max_size=5))
def test_idle_and_booked_hours_make_up_the_day(booked):
    idle = opening.idle(OFFICE, TUESDAY, booked)

    taken = {h for each in booked for h in range(each.first, each.last)} & set(range(9, 17))
    free = {h for each in idle for h in range(each.first, each.last)}
    assert not taken & free
    assert taken | free == set(range(9, 17))
    assert all(one.last < two.first for one, two in pairwise(idle))


@pytest.mark.parametrize("level", ["provincial", "national"])
def test_the_books_are_samples_to_be_verified(level):
    book = upgrading.book(level)

    assert book.is_sample
    assert all(criterion.to_verify for criterion in book.criteria)


def test_a_gap_that_nobody_reported_is_unknown_and_not_zero():
    answer = upgrading.check("provincial", {"years_at_level": 3, "open_equipment": 1}, TUESDAY)

    states = {finding.id: finding.state for finding in answer.findings}
    assert states["years"] is State.MET
    assert states["opened"] is State.UNMET
    assert states["staff"] is State.UNKNOWN


@pytest.mark.parametrize(
    ("since", "years"),
    [(datetime.date(2024, 11, 24), 2), (datetime.date(2024, 11, 25), 1), (TUESDAY, 0)],
)
def test_years_count_in_full(since, years):
    assert upgrading.full_years(since, TUESDAY) == years
