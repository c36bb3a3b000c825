from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuandu.engines.quantities import Kind, Qualifier, find_quantities

EVERYTHING = frozenset(Kind)


def read(paragraph, **options):
    return [(each.value, each.unit) for each in find_quantities(paragraph, **options)]


def kinds(paragraph):
    return [(each.kind, each.text) for each in find_quantities(paragraph, kinds=EVERYTHING)]


def test_every_figure_of_a_newspaper_paragraph_is_found():
    paragraph = (
        "全年实施\n省、市、县三级重点项目1517个，总投资\n1.16万亿元，创历史新高；建设重点产业项目"
        "1020个，总投\n资达到6455亿元；民间投资占比\n74.3%，居全省第2位。"
    )

    assert read(paragraph) == [
        (1517, "个"),
        (1160000000000, "元"),
        (1020, "个"),
        (645500000000, "元"),
        (Decimal("74.3"), "%"),
        (2, "位"),
    ]


def test_a_figure_says_where_it_stands():
    paragraph = "合计新增产值超374.6亿元，创新高"

    (figure,) = find_quantities(paragraph)

    assert paragraph[figure.start : figure.end] == figure.text == "374.6亿元"
    assert figure.qualifier is Qualifier.MORE_THAN
    assert (figure.scale, figure.decimals) == (10**8, 1)


@pytest.mark.parametrize(
    ("words", "value", "unit", "qualifier"),
    [
        ("种植面积超过13万亩", 130000, "亩", Qualifier.MORE_THAN),
        ("年在线交易额突破40亿元", 4000000000, "元", Qualifier.MORE_THAN),
        ("撬动信贷资金30多亿元", 3000000000, "元", Qualifier.ODD),
        ("对全市1000多个重点项目", 1000, "个", Qualifier.ODD),
        ("现有员工2.4万多名", 24000, "名", Qualifier.ODD),
        ("职工俱乐部等20\n余处", 20, "处", Qualifier.ODD),
        ("节省成本300多万\n元", 3000000, "元", Qualifier.ODD),
        ("年均接待游客500\n万人次以上", 5000000, "人次", Qualifier.AT_LEAST),
        ("作业效率提高近5倍", 5, "倍", Qualifier.NEARLY),
        ("附近30个村", 30, "个", None),
        ("节约30万元", 300000, "元", None),
        ("近3年", 3, "年", None),
        ("同比增长-2.3个百分点", Decimal("-2.3"), "个百分点", None),
        ("至少50家", 50, "家", Qualifier.AT_LEAST),
        ("more than 37.46 billion yuan", 37460000000, "元", Qualifier.MORE_THAN),
        ("up to 30% lower", 30, "%", Qualifier.AT_MOST),
        ("about US$3 million", 3000000, "美元", Qualifier.APPROX),
    ],
)
def test_a_reservation_around_a_figure_is_kept(words, value, unit, qualifier):
    (figure,) = find_quantities(words)

    assert (figure.value, figure.unit, figure.qualifier) == (value, unit, qualifier)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("共有科技创新平台19 1 2个", 1912),
        ("项目1 020个", 1020),
        ("总投资10\n263.2亿元", 1026320000000),
        ("占比74. 3%", Decimal("74.3")),
    ],
)
def test_a_number_that_typesetting_broke_is_read_whole_and_marked(words, value):
    (figure,) = find_quantities(words)

    assert (figure.value, figure.broken) == (value, True)


@pytest.mark.parametrize(
    ("words", "values"),
    [
        ("72 1020 257 168", [72, 1020, 257, 168]),
        ("72\n1020\n257", [72, 1020, 257]),
        ("2023 5个", [2023, 5]),
        ("分别为120，130，140个", [120, 130, 140]),
        ("增长20\n人均收入", [20]),
    ],
)
def test_a_row_of_numbers_stays_several_numbers(words, values):
    figures = find_quantities(words)

    assert [each.value for each in figures] == values
    assert not any(each.broken for each in figures)


@pytest.mark.parametrize(
    ("words", "start", "end", "unit"),
    [
        ("增长10-20%", 10, 20, "%"),
        ("100万元至200万元", 1000000, 2000000, "元"),
        ("5到10个项目", 5, 10, "个"),
        ("30—50亿元", 3000000000, 5000000000, "元"),
    ],
)
def test_a_range_has_two_ends(words, start, end, unit):
    (figure,) = find_quantities(words)

    assert (figure.value, figure.upper, figure.unit) == (start, end, unit)


@pytest.mark.parametrize(
    "words",
    [
        "2018-2035",
        "2018—2035年",
        "2024年3月",
        "2024年3月5日",
        "2023年1-9月",
        "1至9月",
        "2024-03-05",
        "2024.3.5",
        "2019年",
        "二〇二四年三月",
        "3月5日",
        "90年代",
        "9:30",
        "5 March 2024",
        "March 2024",
    ],
)
def test_a_date_is_not_a_quantity(words):
    assert kinds(f"（{words}）") == [(Kind.DATE, words)]
    assert find_quantities(f"（{words}）") == []


def test_a_year_in_an_english_sentence_is_not_a_quantity():
    assert kinds("In 2023, and from 2018 to 2035") == [
        (Kind.DATE, "2023"),
        (Kind.DATE, "2018 to 2035"),
    ]


def test_days_within_which_something_is_due_are_a_quantity():
    assert read("5日内办结，5日召开") == [(5, "天")]


@pytest.mark.parametrize(
    ("words", "place", "qualifier"),
    [
        ("蝉联全省第1位", 1, None),
        ("居全省第二位", 2, None),
        ("居第 3 名", 3, None),
        ("稳居全国前三", 3, Qualifier.AT_MOST),
        ("跻身前10强", 10, Qualifier.AT_MOST),
        ("ranked second in the province", 2, None),
        ("came 2nd", 2, None),
    ],
)
def test_a_rank_is_told_from_a_quantity(words, place, qualifier):
    (figure,) = find_quantities(words)

    assert (figure.kind, figure.value, figure.qualifier) == (Kind.RANK, place, qualifier)


@pytest.mark.parametrize(
    "words",
    [
        "GB/T 4754-2017",
        "〔2022〕63号",
        "2111-370781-04-01-123456",
        "0536-8789123",
        "13800138000",
        "9" * 40,
        "PM2.5",
        "COVID-19",
        "5G",
        "4A级",
    ],
)
def test_the_digits_of_a_name_are_no_figure(words):
    assert kinds(f"按{words}，") == [(Kind.LABEL, words)]


def test_chinese_words_with_numbers_in_them_are_read_only_when_asked():
    paragraph = "省、市、县三级，五大类，十个方面，一二三产业，千方百计"

    assert find_quantities(paragraph) == []
    assert read(paragraph, every_numeral=True) == [(3, "级"), (5, "类"), (10, "个")]


def test_a_long_chinese_numeral_with_a_unit_is_a_figure():
    assert read("二十多个村，一万二千亩地，两亿元") == [
        (20, "个"),
        (12000, "亩"),
        (2 * 10**8, "元"),
    ]


@pytest.mark.parametrize(
    "row", ["1", "1,", "1 ", "1\n", "一", "超过", "9-", "十年", "\n", "2024", "A1"]
)
def test_a_long_hostile_text_takes_no_longer_than_its_length(row):
    # A quadratic pattern would need minutes for this.
    find_quantities(row * 20_000, kinds=EVERYTHING)


@given(st.text(max_size=200))
def test_every_figure_of_any_text_lies_where_it_says(text):
    figures = find_quantities(text, kinds=EVERYTHING)

    assert all(text[each.start : each.end] == each.text != "" for each in figures)
    ends = [0, *(each.end for each in figures)]
    assert all(each.start >= end for each, end in zip(figures, ends, strict=False))


@given(
    st.lists(
        st.tuples(
            st.integers(min_value=1, max_value=10**6),
            st.sampled_from(["", "万", "亿"]),
            st.sampled_from(["元", "个", "家", "亩", "人"]),
        ),
        max_size=8,
    )
)
def test_the_figures_of_a_sentence_are_found_in_order(figures):
    powers = {"": 1, "万": 10**4, "亿": 10**8}
    sentence = "，".join(f"完成{number}{step}{unit}" for number, step, unit in figures)

    assert read(sentence) == [(number * powers[step], unit) for number, step, unit in figures]
