import dataclasses
import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuandu.kernel.sheets.rules.cells import holds_fractions, reader_for
from yuandu.kernel.sheets.rules.columns import Place, Reference
from yuandu.kernel.sheets.rules.mapping import Binding
from yuandu.kernel.sheets.rules.problems import BadCell
from yuandu.kernel.sheets.tests.works import WORKS

QINGZHOU = Reference(1, "青州市", "370781")
PLACE = Place(divisions={"青州市": QINGZHOU, "青州": QINGZHOU, "370781": QINGZHOU})


def value(code, cell, *, unit="", place=PLACE, fractions=False, **binding):
    bound = Binding(column=WORKS.column(code), heading=None, unit=unit, **binding)
    return reader_for(bound, place, fractions=fractions)(cell)


def fault(code, cell, **binding) -> str:
    with pytest.raises(BadCell) as raised:
        value(code, cell, **binding)
    return raised.value.code


@pytest.mark.parametrize(
    ("cell", "unit", "yuan"),
    [
        (5000, "万元", 50_000_000),
        (5000.0, "元", 5000),
        (1.16, "亿元", 116_000_000),
        ("５０００", "万元", 50_000_000),
        ("5,000.5", "万元", 50_005_000),
        ("1.2亿元", "万元", 120_000_000),
        ("3000万", "亿元", 30_000_000),
        ("1亿2000万元", "万元", 120_000_000),
        (" 12 ", "万元", 120_000),
        (0.1 + 0.2, "元", "0.3"),
    ],
)
def test_money_is_counted_in_yuan_whatever_its_unit(cell, unit, yuan):
    assert value("investment", cell, unit=unit) == Decimal(yuan)


def test_money_of_another_country_is_counted_in_its_own_currency():
    place = Place(currency="PHP", divisions={})

    assert value("investment", "23121913.89", unit="PHP", place=place) == Decimal("23121913.89")
    assert value("investment", "₱5,000", unit="PHP", place=place) == Decimal(5000)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("五千左右吧", "not-a-number"),
        ("1" * 40, "too-many-digits"),
        (float("nan"), "not-finite"),
        (float("inf"), "not-finite"),
        ("NaN", "not-finite"),
        (1e300, "out-of-range"),
        (-5, "too-small"),
        ("2000-3000", "a-range"),
        ("5000吨", "wrong-unit"),
        (10**9, "too-large"),
        ("=A1*2", "formula-text"),
        ("#DIV/0!", "formula-failed"),
        (True, "not-a-number"),
        (datetime.date(2024, 3, 1), "not-a-number"),
    ],
)
def test_what_is_no_amount_is_refused_by_name(cell, code):
    assert fault("investment", cell, unit="万元") == code


@pytest.mark.parametrize("cell", ["", "  ", None, "-", "——", "/", "无", "N/A", "null"])
def test_what_people_write_for_nothing_is_nothing(cell):
    assert value("investment", cell, unit="万元") is None


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2024年3月", (2024, 3, 1)),
        ("2024-03", (2024, 3, 1)),
        ("2024.3", (2024, 3, 1)),
        ("２０２４年３月", (2024, 3, 1)),
        ("二〇二四年三月", (2024, 3, 1)),
        (202403, (2024, 3, 1)),
        (45366, (2024, 3, 1)),
        (datetime.date(2024, 3, 15), (2024, 3, 1)),
        (datetime.datetime(2024, 3, 15, 6, 0), (2024, 3, 1)),  # noqa: DTZ001 - as cells are
    ],
)
def test_months_are_read_as_people_write_them(cell, day):
    assert value("start", cell) == datetime.date(*day)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("2024.13", "no-such-day"),
        (2024.1, "ambiguous-date"),
        ("2024年", "year-only"),
        ("明年春天", "not-a-date"),
        (datetime.date(1900, 2, 28), "date-out-of-range"),
        (60, "no-such-day"),
        ("9999-12-31", "not-a-date"),
        ("0000-00-00", "not-a-date"),
        (datetime.time(12, 0), "not-a-date"),
    ],
)
def test_what_is_no_month_is_refused_by_name(cell, code):
    assert fault("start", cell) == code


def test_a_day_needs_its_day():
    assert value("approved", "2024年3月5日") == datetime.date(2024, 3, 5)
    assert fault("approved", "2024年3月") == "not-a-day"
    assert fault("approved", "1900-02-29") == "no-such-day"


def test_a_date_format_that_was_said_is_kept_to():
    assert value("approved", "03/04/2024", date_format="%d/%m/%Y") == datetime.date(2024, 4, 3)
    assert fault("approved", "2024-04-03", date_format="%d/%m/%Y") == "date-not-as-said"
    assert fault("approved", "03/04/2024") == "ambiguous-date"


def test_a_code_is_never_a_number():
    assert value("code", 370781) == "370781"
    assert value("code", 370781.0) == "370781"
    assert value("code", "００７１－ａ") == "0071-a"
    assert fault("code", 3.707811980010113e17) == "digits-lost"
    assert fault("code", "3.70781E+17") == "digits-lost"


def test_a_choice_is_known_by_code_title_or_synonym():
    assert (
        value("level", "省级") == value("level", "省") == value("level", "Province") == "province"
    )
    assert value("level", "一级", words={"一级": "省级"}) == "province"
    assert fault("level", "县级") == "unknown-choice"


def test_an_unknown_county_comes_with_the_nearest():
    assert value("division", "青州") == value("division", 370781) == QINGZHOU
    with pytest.raises(BadCell) as raised:
        value("division", "青洲市")
    assert raised.value.code == "unknown-division-near"
    assert raised.value.params["nearest"] == "青州市"


def test_percentages_are_fractions_inside():
    assert value("share", "74.3%") == Decimal("0.743")
    assert value("share", 74.3) == Decimal("0.743")
    assert value("share", 0.743, fractions=True) == Decimal("0.743")
    assert holds_fractions([0.5, 1, "x"])
    assert not holds_fractions([0.5, 74.3])
    assert not holds_fractions([0.0, "85%"])
    assert not holds_fractions([0.5, "120"])


def test_a_share_beyond_its_bounds_is_told_in_percent():
    with pytest.raises(BadCell) as raised:
        value("share", "120")
    assert (raised.value.code, raised.value.params["most"]) == ("too-large", "100%")


def test_whole_numbers_are_whole():
    assert value("jobs", 12) == 12
    assert fault("jobs", 12.5) == "not-whole"


def test_texts_are_tidied_and_bounded():
    assert value("remark", " 甲\n 乙 ") == "甲 乙"
    assert value("remark", "a\x00b\u200bc") == "abc"
    assert value("remark", 12.0) == "12"
    assert fault("remark", "长" * 21) == "too-long"


@given(st.one_of(st.text(), st.floats(), st.integers(), st.booleans(), st.dates(), st.times()))
def test_no_cell_brings_a_reader_down(cell):
    for column in WORKS.columns:
        try:
            value(column.code, cell, unit="万元" if column.kind == "money" else column.unit)
        except BadCell:
            continue


@given(st.decimals(0, 10**9, places=4, allow_nan=False))
def test_an_amount_written_in_any_unit_means_the_same(amount):
    yuan = value("investment", f"{amount:f}", unit="元")

    assert value("investment", f"{amount / 10_000:.8f}", unit="万元") == yuan
    assert value("investment", f"{amount / 10_000:.8f}万元", unit="亿元") == yuan


@pytest.mark.parametrize(
    ("means", "cell", "day"),
    [
        ("first", "2024年2月", datetime.date(2024, 2, 1)),
        ("last", "2024年2月", datetime.date(2024, 2, 29)),
        ("last", "2024-02-05", datetime.date(2024, 2, 5)),
    ],
)
def test_a_month_may_stand_for_its_first_or_last_day(means, cell, day):
    column = dataclasses.replace(WORKS.column("approved"), month_means=means)

    assert reader_for(Binding(column=column, heading=None), PLACE)(cell) == day


def test_a_year_never_stands_for_a_day():
    column = dataclasses.replace(WORKS.column("approved"), month_means="last")

    with pytest.raises(BadCell, match="year-only"):
        reader_for(Binding(column=column, heading=None), PLACE)("2024年")


def test_an_unknown_division_is_new_only_where_the_mapping_says_so():
    assert fault("division", "Region IX").startswith("unknown-division")
    assert value("division", "Region IX", creates=True) == Reference(None, "Region IX")
    assert value("division", "青州", creates=True) == QINGZHOU
