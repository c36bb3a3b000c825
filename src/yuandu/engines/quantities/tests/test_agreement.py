from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuandu.engines.quantities import (
    Quantity,
    bounds_of,
    compare,
    find_quantities,
    format_quantity,
    parse_quantity,
)


def agreement(words, exact, unit=None):
    return compare(find_quantities(words)[0], Decimal(exact), unit)


@pytest.mark.parametrize(
    ("words", "exact", "agrees"),
    [
        ("1.16万亿元", "1160030000000", True),
        ("1.16万亿元", "1155000000000", True),
        ("1.16万亿元", "1154999999999", False),
        ("1.16万亿元", "1164999999999", True),
        ("1.16万亿元", "1165000000000", False),
        ("1517个", "1517", True),
        ("1517个", "1516", False),
        ("-3.5%", "-3.55", False),
        ("-3.5%", "-3.45", True),
        ("超374.6亿元", "37463000000", True),
        ("超374.6亿元", "38000000000", True),
        ("超374.6亿元", "37460000000", False),
        ("30％以上", "30", True),
        ("30％以上", "29.9", False),
        ("50多个", "53", True),
        ("50多个", "50", False),
        ("50多个", "60", False),
        ("130多种", "139", True),
        ("130多种", "140", False),
        ("2.4万多名", "24999", True),
        ("2.4万多名", "25000", False),
        ("30多亿元", "3999999999", True),
        ("约100个", "105", True),
        ("约100个", "106", False),
        ("近5倍", "4.5", True),
        ("近5倍", "5", False),
        ("不足50家", "50", False),
        ("不超过50家", "50", True),
        ("10-20个", "10", True),
        ("10-20个", "21", False),
        ("0个", "0", True),
    ],
)
def test_a_figure_agrees_as_far_as_it_is_printed(words, exact, agrees):
    assert agreement(words, exact).agrees is agrees


def test_a_figure_that_holds_by_far_says_how_far():
    result = agreement("超374.6亿元", "38000000000")

    assert result.agrees
    assert result.difference == 540000000
    assert round(result.share, 4) == Decimal("0.0144")


def test_a_wrong_figure_is_told_what_would_be_right():
    result = agreement("1.16万亿元", "1168000000000")

    assert not result.agrees
    assert result.correct == 1170000000000
    assert result.truncated


def test_figures_are_compared_in_the_same_unit():
    assert agreement("2公顷", "30", "亩").agrees
    with pytest.raises(ValueError, match="cannot be counted"):
        agreement("2公顷", "30", "元")


@given(
    st.decimals(min_value=-(10**12), max_value=10**12, places=2),
    st.integers(min_value=0, max_value=3),
    st.sampled_from([None, "", "万", "亿", "万亿"]),
)
def test_what_we_print_always_agrees_with_what_we_printed(value, decimals, step):
    printed = format_quantity(value, "元", decimals=decimals, step=step)

    stated = parse_quantity(printed)
    # Printing drops trailing zeros, and with them says less than it knows.
    shown = Quantity(value=stated.value, unit="元", scale=stated.scale, decimals=decimals)

    assert compare(shown, value).agrees
    assert compare(stated, value).agrees


@given(st.integers(min_value=1, max_value=10**9), st.integers(min_value=0, max_value=10**10))
def test_a_bare_figure_covers_just_what_rounds_to_it(stated, exact):
    figure = Quantity(value=Decimal(stated) * 10**4, scale=Decimal(10**4))

    result = compare(figure, Decimal(exact))

    assert result.agrees == (result.correct == figure.value)
    assert bounds_of(figure).hold(figure.value)
