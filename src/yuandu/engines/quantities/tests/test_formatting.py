from decimal import Decimal

import pytest

from yuandu.engines.quantities import format_quantity, in_capitals


@pytest.mark.parametrize(
    ("value", "unit", "chinese", "english"),
    [
        ("1160000000000", "元", "1.16万亿元", "1.16 trillion yuan"),
        ("37463000000", "元", "374.63亿元", "37.46 billion yuan"),
        ("8000", "元", "8000元", "8,000 yuan"),
        ("26000", "元", "2.6万元", "26,000 yuan"),
        ("-125000", "元", "-12.5万元", "-125,000 yuan"),
        ("0", "元", "0元", "0 yuan"),
        ("99999999.99", "元", "1亿元", "100 million yuan"),
        ("18896", "人", "18896人", "18,896 people"),
        ("553800", "条", "55.38万条", "553,800"),
        ("1517", "个", "1517个", "1,517"),
        ("74.3", "%", "74.3%", "74.3%"),
        ("3.5", "个百分点", "3.5个百分点", "3.5 percentage points"),
        ("130000", "亩", "13万亩", "130,000 mu"),
        ("125000", "元/亩", "12.5万元/亩", "125,000 yuan per mu"),
    ],
)
def test_a_value_is_printed_as_the_paper_prints_it(value, unit, chinese, english):
    assert format_quantity(Decimal(value), unit, "zh-hans") == chinese
    assert format_quantity(Decimal(value), unit, "en") == english


def test_a_step_can_be_asked_for():
    assert format_quantity(1026320000000, "元", step="亿") == "10263.2亿元"
    assert format_quantity(1026320000000, "元", "en", step="billion") == "1,026.32 billion yuan"


@pytest.mark.parametrize(
    ("value", "shown"), [("0.125", "0.13"), ("0.135", "0.14"), ("-0.125", "-0.13")]
)
def test_halves_are_rounded_up_and_not_to_even(value, shown):
    assert format_quantity(Decimal(value)) == shown


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        # The examples of the source.
        ("1409.50", "壹仟肆佰零玖元伍角整"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
        ("107000.53", "壹拾万柒仟元伍角叁分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("0", "零元整"),
        ("0.50", "伍角整"),
        ("0.05", "伍分"),
        ("10", "壹拾元整"),
        ("10203", "壹万零贰佰零叁元整"),
        ("100010001", "壹亿零壹万零壹元整"),
        ("1000000000000", "壹万亿元整"),
        ("1230000000000", "壹万贰仟叁佰亿元整"),
        ("1000000010000", "壹万亿零壹万元整"),
        ("-5.5", "负伍元伍角整"),
    ],
)
def test_an_amount_is_written_in_capitals(amount, words):
    assert in_capitals(Decimal(amount)) == words


@pytest.mark.parametrize("amount", ["0.001", "1E16", "NaN", "Infinity"])
def test_an_amount_that_no_slip_can_hold_is_refused(amount):
    with pytest.raises(ValueError, match="yuan"):
        in_capitals(Decimal(amount))
