from decimal import Decimal

import pytest

from yuandu.engines.quantities import comparable, convert, read_measure
from yuandu.engines.quantities.units import UNITS, english_of, kind_of


@pytest.mark.parametrize(
    ("header", "scale", "unit"),
    [
        ("万元", 10**4, "元"),
        ("亿元", 10**8, "元"),
        ("元", 1, "元"),
        ("万条", 10**4, "条"),
        ("万亩", 10**4, "亩"),
        ("%", 1, "%"),
        ("万", 10**4, ""),
        ("PHP million", 10**6, "PHP"),
        ("million yuan", 10**6, "元"),
        ("万元/亩", 10**4, "元/亩"),
        ("千瓦时", 1, "千瓦时"),
    ],
)
def test_a_headers_unit_is_read(header, scale, unit):
    measure = read_measure(header)

    assert (measure.scale, measure.unit) == (scale, unit)


@pytest.mark.parametrize(
    ("value", "unit", "to", "result"),
    [
        (2, "公顷", "亩", "30"),
        (1500, "亩", "平方公里", "1"),
        (2, "里", "米", "1000"),
        (3, "斤", "公斤", "1.5"),
        (8, "成", "%", "80"),
        (6, "元/斤", "元/公斤", "12"),
        (5, "家", "个", "5"),
    ],
)
def test_units_of_one_kind_convert_exactly(value, unit, to, result):
    assert convert(Decimal(value), unit, to) == Decimal(result)


@pytest.mark.parametrize(
    ("one", "other"), [("元", "亩"), ("家", "项"), ("%", "个百分点"), ("元", "美元")]
)
def test_units_of_different_kinds_do_not_compare(one, other):
    assert not comparable(one, other)


def test_persons_compare_however_they_are_counted():
    assert comparable("人", "名")
    assert comparable("位", "人")
    assert comparable("", "家")


def test_every_unit_has_one_symbol_and_one_meaning_for_every_spelling():
    spellings = [each for unit in UNITS for each in (unit.symbol, *unit.spellings)]

    assert len(spellings) == len(set(spellings))
    assert all(kind_of(unit.symbol) == unit.kind for unit in UNITS)
    assert english_of("元/亩") == "yuan per mu"
