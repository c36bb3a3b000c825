from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuandu.kernel.indicators.rules import enumerations, press_check, sums
from yuandu.kernel.indicators.rules.press_check import Known
from yuandu.kernel.indicators.rules.sums import KnownSum

YI = Decimal(10) ** 8


def known(code: str, value, unit: str, *keywords: str) -> Known:
    return Known(code=code, value=Decimal(value), unit=unit, keywords=keywords)


INVESTMENT = "总?投资|investment"
FIGURES = [
    known("key.count", 1517, "个", "重点项目|key projects", "三级|名单|全年实施|lists"),
    known("key.investment", 11600 * YI, "元", "重点项目|key projects", INVESTMENT),
    known("platform.count", 72, "个", "平台项目|platforms"),
    known("industry.count", 1020, "个", "产业项目|industry projects"),
    known("industry.investment", 6455 * YI, "元", "产业项目|industry projects", INVESTMENT),
    known("social.count", 257, "个", "民生项目"),
    known("social.investment", 1973 * YI, "元", "民生项目", INVESTMENT),
    known("infrastructure.count", 168, "个", "基础设施"),
    known("infrastructure.investment", 2065 * YI, "元", "基础设施", INVESTMENT),
    known("finished.count", 299, "个", "竣工|投产", "项目"),
    known("output", Decimal("374.63") * YI, "元", "新增产值"),
    known("province.count", 56, "个", "省级重点项目"),
    known("new.count", 1961, "个", "新立项", "过亿元"),
    known("new.investment", Decimal("10263.2") * YI, "元", "新立项", "过亿元", "总投资"),
    known("private.share", "74.3", "%", "民间投资|private", "占比|比重|share"),
    known("private.rank", 2, "位", "民间投资|private", "全省|province"),
]
CATEGORIES = KnownSum(
    "categories",
    "key.count",
    ("platform.count", "industry.count", "social.count", "infrastructure.count"),
)
# Sentences of our own, with the numbers of a page on the year's projects.
PAGE = (
    "全年实施的省、市、县三级重点项目共有1517个，计划总投资1.16万\n亿元。搭平台，重大平台项目72个；"
    "强产业，潍水新百万台发动机等重点产业项目1020个，总投资为6455亿元；惠民生，257个社会民生项目总投资"
    "1973亿元；打基础，交通能源等基础设施项目168个，投资2065亿元。推出16项举措，组建4个服务组，"
    "走访了1000多个重点项目，其中50多个省级重点项目逐一督导。已有299个重点项目竣工投产，新增产值超"
    "374.6亿元。向银行推介150个优质重点项目，融资需求521亿元。编印五大类135条、10个方面36条政策，送到"
    "县市区。今年新立项过亿元项目1961个，总投资10263.2亿元；民间投资占比74.3%，在全省排第2位。"
)
EXPECTED = [
    ("1517个", "key.count"),
    ("1.16万亿元", "key.investment"),
    ("72个", "platform.count"),
    ("1020个", "industry.count"),
    ("6455亿元", "industry.investment"),
    ("257个", "social.count"),
    ("1973亿元", "social.investment"),
    ("168个", "infrastructure.count"),
    ("2065亿元", "infrastructure.investment"),
    ("16项", ""),
    ("4个", ""),
    ("1000多个", ""),
    ("50多个", "province.count"),
    ("299个", "finished.count"),
    ("374.6亿元", "output"),
    ("150个", ""),
    ("521亿元", ""),
    ("135条", ""),
    ("10个", ""),
    ("36条", ""),
    ("1961个", "new.count"),
    ("10263.2亿元", "new.investment"),
    ("74.3%", "private.share"),
    ("第2位", "private.rank"),
]


def checked(paragraph: str) -> list[tuple[str, str, str]]:
    return [
        ("".join(each.found.text.split()), str(each.state), each.code)
        for each in press_check.check(paragraph, FIGURES)
    ]


def only(paragraph: str) -> press_check.Finding:
    (finding,) = press_check.check(paragraph, FIGURES)
    return finding


def test_every_number_of_a_page_is_marked():
    assert checked(PAGE) == [
        (text, "agrees" if code else "unknown", code) for text, code in EXPECTED
    ]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("1517个", "1571个"),  # two digits changed places
        ("1.16万\n亿元", "1.61万\n亿元"),
        ("平台项目72个", "平台项目75个"),
        ("1020个", "1002个"),
        ("6455亿元", "645.5亿元"),  # the point slipped
        ("6455亿元", "6455万元"),  # the wrong step
        ("257个", "275个"),
        ("2065亿元", "2056亿元"),
        ("299个", "298个"),
        ("超374.6亿元", "超384.6亿元"),
        ("1961个", "1916个"),
        ("74.3%", "73.4%"),
        ("第2位", "第3位"),
    ],
)
def test_a_number_that_was_mistyped_differs_from_its_own_figure(right, wrong):
    assert PAGE.count(right) == 1
    start = PAGE.index(right)
    place = [
        start <= each.found.start < start + len(right) for each in press_check.check(PAGE, FIGURES)
    ].index(True)

    found = checked(PAGE.replace(right, wrong))

    assert found[place][1:] == ("differs", EXPECTED[place][1])
    assert [each[1] for each in found].count("differs") == 1


def test_two_numbers_in_each_others_place_both_differ_and_say_whose_they_are():
    one, other = press_check.check("平台项目1020个，产业项目72个。", FIGURES)

    assert (one.state, one.code, one.resembles) == ("differs", "platform.count", "industry.count")
    assert (other.code, other.resembles) == ("industry.count", "platform.count")


def test_amounts_in_each_others_place_differ_too():
    found = press_check.check(
        "民生项目257个、总投资2065亿元，基础设施项目168个、总投资1973亿元。", FIGURES
    )

    assert [(each.state, each.resembles) for each in found] == [
        ("agrees", ""),
        ("differs", "infrastructure.investment"),
        ("agrees", ""),
        ("differs", "social.investment"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "向银行推介150个优质重点项目。",
        "走访了1000多个重点项目。",
        "今年又开工300个重点项目。",
        "组建4个服务组。",
        "百万台发动机下线。",
        "全市有1517家企业。",
        "民间投资增长74.3%。",
        "蝉联全省第1位的是花卉。",
    ],
)
def test_what_no_figure_speaks_of_stays_unknown(sentence):
    assert all(state == "unknown" for _text, state, _code in checked(sentence))


def test_a_figure_may_be_mentioned_several_times():
    assert [code for _text, _state, code in checked("平台项目72个。这72个平台项目都已开工。")] == [
        "platform.count",
        "platform.count",
    ]


def test_a_number_cut_off_instead_of_rounded_is_told():
    finding = only("新增产值374亿元")
    assert finding.state == "differs"
    assert finding.agreement.truncated

    assert only("新增产值375亿元").state == "agrees"
    assert only("新增产值约375亿元").state == "agrees"


def test_more_than_a_figure_far_below_is_not_let_through():
    assert only("新增产值超374亿元").state == "agrees"
    assert only("新增产值超274亿元").state == "differs"


def test_english_sentences_are_checked_too():
    found = checked(
        "The lists carry 1,517 key projects, an investment of 1.16 trillion yuan; "
        "1,002 industry projects. The private share is 74.3%."
    )

    assert [(state, code) for _text, state, code in found] == [
        ("agrees", "key.count"),
        ("agrees", "key.investment"),
        ("differs", "industry.count"),
        ("agrees", "private.share"),
    ]


@given(st.text(alphabet="重点产业项目总投资0123456789个亿元，。；、 \n", max_size=120))
def test_any_text_is_read_and_every_finding_points_into_it(text):
    for finding in press_check.check(text, FIGURES):
        assert text[finding.found.start : finding.found.end] == finding.found.text
        assert bool(finding.code) == (finding.state != "unknown")


# --- Sums ------------------------------------------------------------------------------


def summed(paragraph: str) -> list[tuple[str, bool, Decimal]]:
    findings = press_check.check(paragraph, FIGURES)
    return [
        (each.code, each.holds, each.difference)
        for each in sums.find(paragraph, findings, [CATEGORIES])
    ]


def test_the_categories_of_a_page_add_up():
    assert ("categories", True, 0) in summed(PAGE)


def test_one_category_mistyped_breaks_the_sum():
    assert ("categories", False, -1) in summed(PAGE.replace("1020个", "1019个"))


def test_parts_that_the_text_itself_shows_are_added():
    text = "平台共有1912个，其中国家级37个、省级299个、市级1576个。"

    assert summed(text) == [("", True, 0)]


def test_parts_that_the_text_announces_and_that_do_not_add_up_are_told():
    text = "平台共有1921个，其中国家级37个、省级299个、市级1576个。"

    assert summed(text) == [("", False, -9)]


def test_a_total_may_follow_its_parts():
    assert summed("国家级37个、省级299个、市级1576个，共1912个。") == [("", True, 0)]


@pytest.mark.parametrize(
    "text",
    [
        "共有1912个，其中国家级37个。",  # one part only
        "12个、30个、42个。",  # small numbers add up by chance
        "100多个，其中40个、60个。",  # a reservation is no sum
        "总投资1.2万亿元，一期6455亿元，二期1973亿元。",  # rounding hides too much
        "共500个，其中新开工120个、续建200个。",  # not meant to be all
    ],
)
def test_numbers_that_are_not_meant_as_a_sum_are_left_alone(text):
    assert summed(text) == []


@given(st.lists(st.integers(20, 5000), min_size=2, max_size=6))
def test_any_total_with_its_parts_is_found(parts):
    text = f"合计{sum(parts)}条，" + "、".join(f"其{part}条" for part in parts) + "。"

    assert any(holds for _code, holds, _difference in summed(text)) or sum(parts) < sums.LEAST


# --- Rows of parts ---------------------------------------------------------------------

LEVELS = {"national": (37, "国家级"), "provincial": (299, "省级"), "municipal": (1576, "市级")}
PLATFORMS = [
    known("platforms", 1912, "个", "创新平台"),
    *(known(code, value, "个", "平台", word) for code, (value, word) in LEVELS.items()),
]
BY_LEVEL = KnownSum("levels", "platforms", tuple(LEVELS))
ROW = "目前全市共有科技创新平台1912个，其中，国家级37个、省级299个、市级1576个。"


def row(paragraph: str) -> list[tuple[str, str]]:
    findings = press_check.check(paragraph, PLATFORMS)
    completed = enumerations.complete(paragraph, findings, PLATFORMS, [BY_LEVEL])
    return [(each.state.value, each.code) for each in completed]


@pytest.mark.parametrize("wrong", ["1577个", "2576个", "1516个", "176个", "15760个"])
def test_the_last_part_of_a_row_is_told_however_wrong_it_is(wrong):
    assert row(ROW.replace("1576个", wrong)) == [
        ("agrees", "platforms"),
        ("agrees", "national"),
        ("agrees", "provincial"),
        ("differs", "municipal"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "目前全市共有科技创新平台1912个，投入运行的市级设备5000个。",  # no parts announced
        "目前全市共有科技创新平台1912个，其中国家级37个。市级公园9个。",  # another sentence
        "目前全市共有科技创新平台1912个，其中国家级37个、市级的还有投资5000元。",  # another unit
    ],
)
def test_what_is_not_in_a_row_of_parts_stays_unknown(text):
    assert row(text)[-1] == ("unknown", "")


@given(st.text(alphabet="创新平台国家级省级市级其中0123456789个，、。", max_size=80))
def test_a_row_of_parts_changes_nothing_that_was_known(text):
    before = press_check.check(text, PLATFORMS)
    after = enumerations.complete(text, before, PLATFORMS, [BY_LEVEL])

    assert [each for each in before if each.code] == [
        new for old, new in zip(before, after, strict=True) if old.code
    ]
