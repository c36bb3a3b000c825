from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuandu.engines.quantities import Qualifier, Unreadable, parse_quantity
from yuandu.engines.quantities.reasons import REASONS


@pytest.mark.parametrize(
    ("cell", "value", "unit"),
    [
        ("1.16万亿元", "1160000000000", "元"),
        ("55.38万条", "553800", "条"),
        ("３，４５６．７８ 万元", "34567800", "元"),
        ("1,517 个", "1517", "个"),
        ("1 517个", "1517", "个"),
        ("12,345,678.90元", "12345678.9", "元"),
        ("74.3%", "74.3", "%"),
        ("74.3％", "74.3", "%"),
        ("2.1个百分点", "2.1", "个百分点"),
        ("13万亩", "130000", "亩"),
        ("3千元", "3000", "元"),
        ("5千亿元", "500000000000", "元"),
        ("94家", "94", "家"),
        ("14项", "14", "项"),
        ("15万人", "150000", "人"),
        ("500万人次", "5000000", "人次"),
        ("1亿2000万元", "120000000", "元"),
        ("3万5千元", "35000", "元"),
        ("三百五十", "350", ""),
        ("两亿", "200000000", ""),
        ("两万亿元", "2000000000000", "元"),
        ("一万二千亩", "12000", "亩"),
        ("人民币 壹仟万元", "10000000", "元"),
        ("¥3.2万", "32000", "元"),
        ("RMB 6 billion", "6000000000", "元"),
        ("1.5 Million Yuan", "1500000", "元"),
        ("PHP 1,234.56", "1234.56", "PHP"),
        ("5千瓦时", "5", "千瓦时"),
        ("12万千瓦", "120000", "千瓦"),
        ("12.5万元/亩", "125000", "元/亩"),
        ("-3.5%", "-3.5", "%"),
        ("－3.5", "-3.5", ""),
        ("负3.5", "-3.5", ""),
        ("(1,234.5)", "-1234.5", ""),
        ("1.2E+08", "120000000", ""),
        ("０", "0", ""),
        ("\u30007\u3000", "7", ""),
    ],
)
def test_a_cell_is_read_as_its_writer_meant_it(cell, value, unit):
    quantity = parse_quantity(cell)

    assert (quantity.value, quantity.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("cell", "value", "qualifier"),
    [
        ("约30亩", 30, Qualifier.APPROX),
        ("30亩左右", 30, Qualifier.APPROX),
        ("超374.6亿元", 37460000000, Qualifier.MORE_THAN),
        ("超过120亿元", 12000000000, Qualifier.MORE_THAN),
        ("1000+", 1000, Qualifier.MORE_THAN),
        ("30多亿元", 3000000000, Qualifier.ODD),
        ("20余处", 20, Qualifier.ODD),
        ("五十多个", 50, Qualifier.ODD),
        ("2.4万多名", 24000, Qualifier.ODD),
        ("近5倍", 5, Qualifier.NEARLY),
        ("近5年", 5, None),
        ("80%以上", 80, Qualifier.AT_LEAST),
        ("不少于50家", 50, Qualifier.AT_LEAST),
        ("不超过50家", 50, Qualifier.AT_MOST),
        ("30天以内", 30, Qualifier.AT_MOST),
        ("不足2亩", 2, Qualifier.LESS_THAN),
        ("more than 20 mu", 20, Qualifier.MORE_THAN),
    ],
)
def test_a_reservation_is_kept_beside_the_number(cell, value, qualifier):
    quantity = parse_quantity(cell)

    assert (quantity.value, quantity.qualifier) == (value, qualifier)


def test_the_printed_precision_is_kept():
    quantity = parse_quantity("1.16万亿元")

    assert (quantity.scale, quantity.decimals, quantity.step) == (10**12, 2, 10**10)


@pytest.mark.parametrize(
    ("cell", "code", "place"),
    [
        ("", "empty", ""),
        (" \u3000", "empty", " \u3000"),
        ("暂无", "not-a-number", "暂无"),
        ("=A1", "not-a-number", "=A1"),
        ("十百", "not-a-number", "十百"),
        ("NaN", "not-finite", "NaN"),
        ("-inf", "not-finite", "-inf"),
        ("1e400", "out-of-range", "1e400"),
        ("1e99999999999999999999", "out-of-range", "1e99999999999999999999"),
        ("100000000万亿元", "out-of-range", "100000000万亿元"),
        ("9" * 40, "too-many-digits", "9" * 40),
        ("9" * 40 + "元", "too-many-digits", "9" * 40),
        ("1,23,4", "bad-grouping", "1,23,4"),
        ("12 34", "two-numbers", "34"),
        ("12个，13个", "two-numbers", "13"),
        ("1.2.3", "two-numbers", "3"),
        ("10-20个", "a-range", "10-20个"),
        ("10万元至20万元", "a-range", "10万元至20万元"),
        ("3.5 苹果", "unknown-unit", "苹果"),
        ("100亿亿", "unknown-unit", "亿"),
    ],
)
def test_a_cell_that_is_not_one_number_says_why_and_where(cell, code, place):
    with pytest.raises(Unreadable) as refusal:
        parse_quantity(cell)

    assert refusal.value.code == code
    assert cell[refusal.value.start : refusal.value.end] == place
    assert str(refusal.value) == REASONS[code].format(**refusal.value.params)


@pytest.mark.parametrize(
    ("cell", "column", "value", "unit"),
    [
        ("120", "万元", 1200000, "元"),
        (12.5, "万元", 125000, "元"),
        ("1.2亿元", "万元", 120000000, "元"),
        ("3万", "万元", 30000, "元"),
        ("2公顷", "亩", 30, "亩"),
        ("3000平方米", "亩", Decimal("4.5"), "亩"),
        ("12", "%", 12, "%"),
        ("12家", "个", 12, "个"),
        ("3.5", "PHP", Decimal("3.5"), "PHP"),
        ("3.5", "PHP million", 3500000, "PHP"),
        ("3.5", "", Decimal("3.5"), ""),
        ("3.5万元", "", 35000, "元"),
    ],
)
def test_a_columns_unit_holds_for_cells_without_their_own(cell, column, value, unit):
    quantity = parse_quantity(cell, column)

    assert (quantity.value, quantity.unit) == (value, unit)


@pytest.mark.parametrize("column", ["万元", "%", "家"])
def test_a_cell_that_measures_something_else_than_its_column_is_refused(column):
    with pytest.raises(Unreadable) as refusal:
        parse_quantity("5亩", column)

    assert refusal.value.code == "wrong-unit"


def test_a_column_with_an_unknown_unit_is_refused():
    with pytest.raises(Unreadable) as refusal:
        parse_quantity("5", "苹果")

    assert refusal.value.code == "unknown-unit"


@pytest.mark.parametrize("cell", [float("nan"), float("inf"), Decimal("sNaN")])
def test_a_number_that_is_none_is_refused(cell):
    with pytest.raises(Unreadable) as refusal:
        parse_quantity(cell)

    assert refusal.value.code == "not-finite"


def test_a_truth_value_is_not_a_number():
    with pytest.raises(Unreadable):
        parse_quantity(True)


def test_a_spreadsheet_number_is_read_as_it_prints():
    assert parse_quantity(0.1).value == Decimal("0.1")
    assert parse_quantity(10263.2).decimals == 1
    assert parse_quantity(1517.0).decimals == 0


@given(
    st.decimals(min_value=-(10**9), max_value=10**9, places=4), st.sampled_from(["", "万", "亿"])
)
def test_what_is_printed_is_read_back_exactly(number, step):
    power = {"": 0, "万": 4, "亿": 8}[step]

    quantity = parse_quantity(f"{number:,f}{step}元")

    assert quantity.value == number.scaleb(power)


def parsed(text):
    try:
        return parse_quantity(text)
    except Unreadable as refusal:
        return refusal


@given(
    st.text(max_size=30)
    | st.text(alphabet="0123456789０９.,，万亿千元%-+~约超多余以上 \n个", max_size=24)
)
def test_any_text_is_read_or_refused_with_a_known_reason(text):
    outcome = parsed(text)

    if isinstance(outcome, Unreadable):
        assert outcome.code in REASONS
        assert 0 <= outcome.start <= outcome.end <= len(text)
    else:
        assert outcome.value.is_finite()
