import pytest

from yuandu.kernel.sheets.rules import headers
from yuandu.kernel.sheets.rules.grids import Grid, Merge
from yuandu.kernel.sheets.tests.works import names


def found(*rows, merges=None) -> headers.Header:
    header = headers.find(Grid(rows=[list(row) for row in rows], merges=merges), names())
    assert header
    return header


def test_the_header_is_found_below_titles_and_notes():
    header = found(
        ["示例市2026年重点项目台账"],
        ["填报单位：示例市发展改革委", "", "", "单位：万元"],
        [],
        ["序号", "项目代码", "项目名称", "总投资"],
        [1, "A1", "甲", 5000],
    )

    assert header.bottom == 3
    assert header.fields == {1: "code", 2: "name", 3: "investment"}
    assert header.unit == "万元"


def test_the_unit_may_stand_in_one_line_with_who_reports():
    header = found(
        ["填报单位：发改局　　单位：亿元　　截至10月底"], ["项目代码", "项目名称", "总投资"]
    )

    assert header.unit == "亿元"


def test_headers_are_known_in_both_languages_and_by_synonyms():
    header = found(["编码", "Description", "所在地", "计划总投资(亿元)"])

    assert list(header.fields.values()) == ["code", "name", "division", "investment"]


@pytest.mark.parametrize(
    "text",
    ["*项目代码", "项 目 代 码", "项目代码：", "1.项目代码", "项目\n代码", "项目代码（必填）"],
)
def test_ornaments_of_a_header_do_not_matter(text):
    assert found([text, "项目名称"]).fields[0] == "code"


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("总投资（万元）", "万元"),
        ("总投资(亿元)", "亿元"),
        ("总投资【单位：元】", "元"),
        ("总投资万元", "万元"),
        ("总投资/亿元", "亿元"),
        ("总投资（万元，含税）", "万元"),
        ("总投资（含税）", ""),
        ("总投资", ""),
    ],
)
def test_the_unit_is_read_from_the_header(text, unit):
    header = found(["项目代码", text])

    assert header.fields[1] == "investment"
    assert header.headings[1].unit == unit


def test_a_header_in_two_merged_rows_is_folded():
    header = found(
        ["项目代码", "投资（万元）", "", "开工时间", ""],
        ["", "总投资", "年度计划", "计划", "实际"],
        merges=(Merge(0, 0, 1, 0), Merge(0, 1, 0, 2), Merge(0, 3, 0, 4)),
    )

    assert header.fields == {0: "code", 1: "investment", 2: "plan", 3: "start"}
    assert [heading.unit for heading in header.headings] == ["", "万元", "万元", "", ""]
    assert header.headings[1].label == "投资（万元） › 总投资"


def test_a_header_in_two_rows_is_folded_where_the_format_tells_no_merges():
    header = found(
        ["项目代码", "投资（亿元）", "", "开工时间"],
        ["", "总投资", "年度计划", ""],
        ["A1", "5", "1", "2024年3月"],
    )

    assert header.fields == {0: "code", 1: "investment", 2: "plan", 3: "start"}
    assert header.headings[2].unit == "亿元"


def test_two_columns_that_look_alike_are_told_not_guessed():
    header = found(["项目代码", "总投资", "计划总投资"])

    assert header.twice == {"investment": (1, 2)}


def test_a_file_of_another_country_still_has_a_header_to_map():
    header = found(["contract list"], ["id", "what", "region", "cost"], ["1", "road", "IV", "5"])

    assert header.bottom == 1
    assert header.fields == {}


def test_a_sheet_of_titles_has_no_header():
    assert headers.find(Grid(rows=[["标题"], [], ["别的"]]), names()) is None


def test_files_with_the_same_headers_have_one_fingerprint():
    assert found(["项目代码", "项目名称"], ["A1", "甲"]).fingerprint == (
        found(["标题"], ["项目代码", "项目名称"], ["A2", "乙"]).fingerprint
    )
    assert found(["项目代码"]).fingerprint != found(["项目代码", "项目名称"]).fingerprint
