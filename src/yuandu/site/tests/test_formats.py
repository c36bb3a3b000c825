import datetime
from decimal import Decimal

import pytest
from django.utils import translation

from yuandu.site.templatetags import formats

YI = Decimal(10) ** 8
DAY = datetime.date(2026, 11, 4)


def in_both(write):
    """Return what a filter writes in Chinese and in English."""
    written = []
    for language in ("zh-hans", "en"):
        with translation.override(language):
            written.append(write())
    return tuple(written)


@pytest.mark.parametrize(
    ("amount", "chinese", "english"),
    [
        (11_600 * YI, "1.16万亿元", "1.16 trillion yuan"),
        (6455 * YI, "6455亿元", "645.5 billion yuan"),
        (Decimal("374.6") * YI, "374.6亿元", "37.46 billion yuan"),
        (8000, "8000元", "8,000 yuan"),
        (0, "0元", "0 yuan"),
        (-12 * YI, "−12亿元", "−1.2 billion yuan"),
        (None, "—", "—"),
        ("", "—", "—"),
    ],
)
def test_money_is_written_in_the_step_that_fits_it(amount, chinese, english):
    assert in_both(lambda: formats.money(amount)) == (chinese, english)


def test_money_of_another_country_names_its_currency():
    assert in_both(lambda: formats.money(5 * YI, "USD")) == ("5亿美元", "500 million US dollars")


def test_a_column_of_money_has_one_unit_in_its_head():
    amount = Decimal("10263.25") * YI

    assert in_both(lambda: formats.money_in(amount, "yi")) == ("10263.3", "1,026,325.0")
    assert in_both(lambda: formats.money_unit("yi")) == ("亿元", "million yuan")
    assert in_both(lambda: formats.money_in(Decimal(325), "yuan")) == ("325", "325")
    assert in_both(lambda: formats.money_unit("yuan")) == ("元", "yuan")


@pytest.mark.parametrize(
    ("value", "places", "chinese", "english"),
    [
        (1517, 0, "1517", "1,517"),
        (Decimal("10263.2"), 1, "10263.2", "10,263.2"),
        (Decimal("2.5"), 0, "3", "3"),
        (0, 0, "0", "0"),
        (None, 0, "—", "—"),
    ],
)
def test_numbers_round_halves_up_and_only_english_groups_them(value, places, chinese, english):
    assert in_both(lambda: formats.number(value, places)) == (chinese, english)


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (Decimal("1234567.8"), "1,234,567.80"),
        (Decimal("0.005"), "0.01"),
        (-3500, "−3,500.00"),
        (0, "0.00"),
        (None, "—"),
    ],
)
def test_what_is_signed_for_is_written_to_the_fen_in_both_languages(amount, written):
    assert in_both(lambda: formats.to_fen(amount)) == (written, written)


def test_a_share_is_written_in_per_cent():
    assert formats.percent(Decimal("0.743")) == "74.3%"
    assert formats.percent(1, 0) == "100%"
    assert formats.percent(None) == "—"
    assert formats.percent_of(743, 1000) == "74.3%"
    assert formats.percent_of(1, 0) == formats.percent_of(None, 3) == "—"


def test_days_are_written_as_each_language_does():
    assert in_both(lambda: formats.day(DAY)) == ("2026年11月4日", "4 November 2026")
    assert in_both(lambda: formats.day_short(DAY)) == ("11月4日", "4 Nov")
    assert in_both(lambda: formats.day_cell(DAY)) == ("2026-11-04", "2026-11-04")
    assert in_both(lambda: formats.month(DAY)) == ("2026年11月", "November 2026")
    assert in_both(lambda: formats.weekday(DAY)) == ("星期三", "Wednesday")
    assert formats.day(None) == "—"


def test_an_instant_is_told_in_the_time_of_the_city():
    late = datetime.datetime(2026, 11, 3, 17, 5, tzinfo=datetime.UTC)

    assert in_both(lambda: formats.day_time(late)) == (
        "2026年11月4日 01:05",
        "4 November 2026, 01:05",
    )


@pytest.mark.parametrize(
    ("number", "chinese"),
    [(0, "〇"), (1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (99, "九十九"), (100, "100")],
)
def test_ordinals_are_written_as_chinese_print_does(number, chinese):
    assert in_both(lambda: formats.numeral(number)) == (chinese, str(number))


def test_a_bar_never_leaves_its_cell():
    assert formats.share_of(72, 1020) == "7.06"
    assert formats.share_of(1200, 1020) == "100.00"
    assert formats.share_of(-1, 1020) == "0.00"
    assert formats.share_of(1, 0) == "0"
    assert formats.share_of(None, 10) == "0"
