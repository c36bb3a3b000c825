from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuandu.engines.quantities import in_capitals, read_numeral


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("零", "0"),
        ("十", "10"),
        ("十五", "15"),
        ("二十", "20"),
        ("三百五十", "350"),
        ("三百五", "350"),
        ("一百零五", "105"),
        ("一千零五十", "1050"),
        ("一万二", "12000"),
        ("一万零五十", "10050"),
        ("两亿三千万", "230000000"),
        ("五万亿零三百万", "5000003000000"),
        ("二〇二四", "2024"),
        ("三点五", "3.5"),
        ("壹佰贰拾叁萬", "1230000"),
    ],
)
def test_a_numeral_is_read(numeral, value):
    assert read_numeral(numeral) == Decimal(value)


@pytest.mark.parametrize("word", ["", "十百", "百", "一亿亿", "一二百", "三点", "两亿三千", "元"])
def test_a_word_that_is_no_certain_number_is_refused(word):
    with pytest.raises(ValueError, match="numeral"):
        read_numeral(word)


@given(st.integers(min_value=1, max_value=10**16 - 1))
def test_an_amount_in_capitals_is_read_back(yuan):
    words = in_capitals(yuan)

    assert read_numeral(words.removesuffix("元整")) == yuan


@given(st.text(alphabet="零一二三四五六七八九十百千万亿点两", max_size=12))
def test_any_row_of_numeral_characters_is_read_or_refused(text):
    assert outcome(text) in {"read", "refused"}


def outcome(text):
    try:
        return "read" if read_numeral(text) >= 0 else "negative"
    except ValueError:
        return "refused"
