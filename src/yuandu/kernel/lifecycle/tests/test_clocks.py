"""Clocks run in working days, and show whose silence it is."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuandu.engines.calendar import china
from yuandu.kernel.lifecycle import clocks
from yuandu.kernel.lifecycle.clocks import FOLLOW_UP, USUAL, OddRhythm, Reading, Rhythm, Terms

CHINA = china()
days = st.dates(datetime.date(2024, 1, 1), datetime.date(2026, 12, 31))


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


# The Spring Festival of 2026: 15 to 23 February off, 14 and 28 February worked.
PROMISED, DUE = day("2026-02-11"), day("2026-02-14")


def test_five_working_days_around_the_spring_festival():
    assert clocks.due_day(PROMISED, 3, CHINA) == DUE
    assert clocks.due_day(PROMISED, 4, CHINA) == day("2026-02-24")


def test_reminders_skip_the_holidays():
    reminders = USUAL.days(opened_on=PROMISED, due_on=DUE, calendar=CHINA)

    assert reminders == (day("2026-02-13"), DUE, day("2026-02-26"), day("2026-03-03"))


def test_a_follow_up_counts_calendar_days_since_the_promise():
    reminders = FOLLOW_UP.days(opened_on=PROMISED, due_on=DUE, calendar=CHINA)

    assert reminders == tuple(map(day, ["2026-02-18", "2026-02-25", "2026-03-04", "2026-03-13"]))


@given(days, st.integers(0, 60), st.sampled_from([USUAL, FOLLOW_UP]))
def test_walking_from_reminder_to_reminder_meets_each_once(opened_on, within, rhythm):
    due_on = clocks.due_day(opened_on, within, CHINA)
    terms = {"opened_on": opened_on, "due_on": due_on, "calendar": CHINA}
    met, after = [], opened_on - datetime.timedelta(400)
    while (following := rhythm.next_day(after=after, **terms)) is not None:
        met.append(following)
        after = following

    assert met == sorted(set(rhythm.days(**terms)))


@pytest.mark.parametrize(
    ("state", "today", "turn_on", "expected"),
    [
        ("open", "2026-02-02", "2026-02-14", Reading("due", DUE, 10)),
        ("open", "2026-02-11", "2026-02-14", Reading("soon", DUE, 3)),
        ("open", "2026-02-14", "2026-02-14", Reading("soon", DUE, 0)),
        ("open", "2026-02-16", "2026-02-14", Reading("overdue", DUE, 0)),
        ("open", "2026-02-25", "2026-02-14", Reading("overdue", DUE, 2)),
        ("open", "2026-02-26", "2026-02-14", Reading("silent", DUE, 3, "giver")),
        ("open", "2026-02-26", "2026-02-25", Reading("overdue", DUE, 3)),
        ("kept_claimed", "2026-02-12", "2026-02-12", Reading("soon", DUE, 2)),
        ("kept_claimed", "2026-02-25", "2026-02-12", Reading("silent", DUE, 4, "receiver")),
        ("kept", "2026-03-25", "2026-02-12", Reading("kept", DUE)),
        ("withdrawn", "2026-03-25", "2026-02-12", Reading("withdrawn", DUE)),
    ],
)
def test_a_clock_says_how_a_promise_stands(state, today, turn_on, expected):
    terms = Terms(state, PROMISED, DUE, day(turn_on))

    assert clocks.read(terms, day(today), CHINA) == expected


@given(days, st.integers(0, 40))
def test_the_list_of_the_silent_agrees_with_each_ones_clock(today, back):
    turn_on = today - datetime.timedelta(back)
    terms = Terms("kept_claimed", turn_on, turn_on, turn_on)

    is_silent = clocks.read(terms, today, CHINA).state == "silent"

    assert (turn_on <= clocks.silent_since(today, CHINA)) == is_silent


@pytest.mark.parametrize("text", ["-1, 0, 3, 7", "−1，0、3 7", "7 3 0 -1 3"])
def test_days_are_read_as_people_write_them(text):
    assert clocks.parse_offsets(text) == (-1, 0, 3, 7)


@pytest.mark.parametrize("text", ["soon", "1.5", "3 days"])
def test_what_are_no_days_is_refused(text):
    with pytest.raises(OddRhythm):
        clocks.parse_offsets(text)


@pytest.mark.parametrize("offsets", [(), (3, 1), (1, 1), (400,), tuple(range(30))])
def test_a_rhythm_that_nobody_can_keep_is_refused(offsets):
    with pytest.raises(OddRhythm):
        Rhythm("odd", offsets, "due", "working")
