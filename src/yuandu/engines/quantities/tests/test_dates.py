from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuandu.engines.quantities import Unreadable, parse_date
from yuandu.engines.quantities.reasons import REASONS


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("2024年3月", "2024-03"),
        ("2024年3月份", "2024-03"),
        ("２０２４年３月", "2024-03"),
        ("2024 年 3 月 5 日", "2024-03-05"),
        ("2024年3月5日", "2024-03-05"),
        ("2024年3月5号", "2024-03-05"),
        ("24年3月", "2024-03"),
        ("2024年", "2024"),
        ("2024.3", "2024-03"),
        ("2024.10", "2024-10"),
        ("2024.3.5", "2024-03-05"),
        ("2024-03-05", "2024-03-05"),
        ("2024/3/5", "2024-03-05"),
        ("2024/3", "2024-03"),
        ("2024-03-05 00:00:00", "2024-03-05"),
        ("2024-03-05T10:30:00Z", "2024-03-05"),
        ("20240305", "2024-03-05"),
        ("202403", "2024-03"),
        ("二〇二四年三月", "2024-03"),
        ("二○二四年十二月三十一日", "2024-12-31"),
        ("5 March 2024", "2024-03-05"),
        ("Mar 5, 2024", "2024-03-05"),
        ("Sept. 2024", "2024-09"),
        (20240305, "2024-03-05"),
        (202403.0, "2024-03"),
        (2024, "2024"),
        (2024.3, "2024-03"),
        (2024.11, "2024-11"),
        (date(2024, 3, 5), "2024-03-05"),
        (datetime(2024, 3, 5, 23, 59), "2024-03-05"),  # noqa: DTZ001
    ],
)
def test_a_date_keeps_the_precision_it_was_written_in(cell, said):
    assert str(parse_date(cell)) == said


def test_a_month_ends_on_its_last_day():
    assert parse_date("2024年2月").last == date(2024, 2, 29)
    assert parse_date("2023年").last == date(2023, 12, 31)
    assert parse_date("2023年2月3日").last == date(2023, 2, 3)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("", "empty"),
        ("待定", "not-a-date"),
        ("3月", "not-a-date"),
        ("45356", "not-a-date"),
        ("1899-12-31", "not-a-date"),
        ("Mayo 5, 2024", "not-a-date"),
        ("2024年2月30日", "no-such-day"),
        ("2023-02-29", "no-such-day"),
        ("2024-13", "no-such-day"),
        ("24/3/5", "ambiguous-date"),
        ("3/5/2024", "ambiguous-date"),
        (2024.1, "ambiguous-date"),
        (60, "no-such-day"),
        (0, "not-a-date"),
        (-1, "not-a-date"),
        (float("nan"), "not-a-date"),
        (1e308, "not-a-date"),
        (True, "not-a-date"),
    ],
)
def test_a_cell_that_is_no_certain_date_says_why(cell, code):
    with pytest.raises(Unreadable) as refusal:
        parse_date(cell)

    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("serial", "day"),
    [
        (1, date(1900, 1, 1)),
        (59, date(1900, 2, 28)),
        (61, date(1900, 3, 1)),
        (45356, date(2024, 3, 5)),
        (45356.75, date(2024, 3, 5)),
        (109574, date(2199, 12, 31)),
    ],
)
def test_a_serial_number_counts_days_around_the_day_that_never_was(serial, day):
    assert parse_date(serial).first == day


def test_the_date_system_of_1904_starts_at_0():
    assert parse_date(0, epoch=1904).first == date(1904, 1, 1)
    assert parse_date(60, epoch=1904).first == date(1904, 3, 1)
    assert parse_date(43894, epoch=1904) == parse_date(45356)


def test_a_workspace_abroad_says_in_which_order_it_writes():
    assert parse_date("5/3/2024", order="dmy").first == date(2024, 3, 5)
    assert parse_date("5/3/2024", order="mdy").first == date(2024, 5, 3)
    with pytest.raises(Unreadable):
        parse_date("13/13/2024", order="dmy")


@given(st.dates(min_value=date(1900, 3, 1), max_value=date(2199, 12, 31)))
def test_every_day_is_read_back_from_every_form(day):
    serial = (day - date(1899, 12, 30)).days
    forms = [f"{day.year}年{day.month}月{day.day}日", day.isoformat(), f"{day:%Y%m%d}"]

    assert {parse_date(form).first for form in forms} == {day}
    assert 1900 <= serial <= 2199 or parse_date(serial).first == day


@given(st.text(max_size=20) | st.floats() | st.integers())
def test_any_cell_is_a_date_or_refused(cell):
    outcome = parsed(cell)

    assert outcome in REASONS or 1900 <= outcome.first.year <= 2199


def parsed(cell):
    try:
        return parse_date(cell)
    except Unreadable as refusal:
        return refusal.code
