"""One bad cell: which cell, what it says, what to do, in both languages; the good row goes in."""

import io
import zipfile

import pytest

from tests.bad_input.sending import (
    a_book,
    a_row,
    again_in_english,
    as_csv,
    decide,
    send,
    words,
)
from tests.people import a_division
from yuandu.kernel.registry.models import Party
from yuandu.kernel.sheets.tests.works import workbook
from yuandu.mechanisms.projects.models import Project
from yuandu.mechanisms.projects.tests.records import a_project

pytestmark = pytest.mark.django_db
CODE = "2601-370781-04-01-000001"


@pytest.mark.parametrize(
    ("cells", "place", "said", "in_english"),
    [
        ({"项目代码": "2601-370781-04-01-00001"}, "A2", "应为24位", "printed it has 24"),
        ({"项目代码": "2613-370781-04-01-000001"}, "A2", "2613", "2613"),
        ({"项目代码": 26013707810401000.0}, "A2", "第 15 位以后已经丢失", "are lost"),
        ({"项目代码": "9" * 40}, "A2", "共40位", "40"),
        ({"总投资": -5}, "G2", "“-5”小于 0万元", "“-5” is less than 0万元"),
        ({"总投资": "-5亿元"}, "G2", "小于 0万元", "is less than"),
        ({"总投资": "30000亿元"}, "G2", "没有任何单个项目达到", "more than any project ever had"),
        ({"总投资": "9" * 40}, "G2", "位数过多，不像数额", "more digits than any figure"),
        ({"总投资": 1e300}, "G2", "大得不合常理", "too large for a figure"),
        ({"总投资": "1e999"}, "G2", "大得不合常理", "too large for a figure"),
        ({"总投资": "NaN"}, "G2", "不是确定的数", "not a finite number"),
        ({"总投资": "Infinity"}, "G2", "不是确定的数", "not a finite number"),
        ({"总投资": "1e-9"}, "G2", "应大于零", "has to be above zero"),
        ({"用地": "1e-9"}, "K2", "用地面积不能是0", "is none. Leave it empty"),
        ({"用地": "99999999999"}, "K2", "没有任何项目用到这么多", "more than any project takes"),
        ({"民间投资": "180%"}, "J2", "大于 100%", "is more than 100%"),
        ({"计划竣工": "2025年1月"}, "I2", "早于", "before"),
        ({"计划开工": "0001-01-01"}, "H2", "不是日期", "not a date"),
        ({"计划竣工": "9999-12-31"}, "I2", "不是日期", "not a date"),
        ({"计划竣工": "2026-02-30"}, "I2", "日历上没有", "no day “2026-02-30”"),
        ({"县市区": "青洲市"}, "C2", "名称相近的有：青州市", "Nearest to it: 青州市"),
        ({"县市区": "火星"}, "C2", "本地没有“火星”这个区划", "no division “火星”"),
        ({"县市区": "\u200b\u202e"}, "C2", "“县市区”未填", "“县市区” is empty"),
        ({"项目名称": "\u200b"}, "B2", "“项目名称”未填", "“项目名称” is empty"),
        ({"项目名称": "长" * 10_000}, "B2", "10000", "10000 characters; 500 fit"),
        ({"建设单位": "长" * 10_000}, "D2", "10000", "10000 characters; 200 fit"),
        ({"项目类别": "景观"}, "E2", "可填：平台 / 产业", "Write one of: Platform / Industry"),
        ({"项目名称": "=cmd|'/c calc'!A0"}, "B2", "公式不予接收", "formulas are not taken"),
        ({"项目名称": "\t=1+1"}, "B2", "公式不予接收", "formulas are not taken"),
        ({"项目代码": "=1"}, "A2", "公式不予接收", "formulas are not taken"),
    ],
)
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_bad_cell_is_told_and_the_good_row_goes_in(office, kind, cells, place, said, in_english):
    make = {"xlsx": a_book, "csv": as_csv}[kind]
    if kind == "csv" and any(isinstance(cell, float) for cell in cells.values()):
        cells = {name: f"{cell:.6E}" for name, cell in cells.items()}

    answer = send(office, make(a_row(1, **cells), a_row(2)), f"名单.{kind}")

    assert place in words(answer).split()
    assert said in words(answer)
    assert in_english in again_in_english(office)
    decide(office)
    assert not Project.objects.exists()
    assert "新增 1" in words(decide(office, good_rows_only="on"))
    assert Project.objects.get().name == "示例第2号产业园"


@pytest.mark.parametrize(
    ("cells", "said", "kept"),
    [
        ({"项目名称": "+1+1"}, "开头像公式", "+1+1"),
        ({"项目名称": "@SUM(1)"}, "开头像公式", "@SUM(1)"),
        ({"项目名称": "-2+3"}, "开头像公式", "-2+3"),
        ({"项目名称": "甲\u202e厂\x07"}, "看不见的字符", "甲厂"),
        ({"项目名称": "\u2066甲\u2060厂\u2069"}, "看不见的字符", "甲厂"),
        ({"项目名称": "🏭甲厂"}, "新增", "🏭甲厂"),
        ({"项目名称": "<script>alert(1)</script>"}, "新增", "<script>alert(1)</script>"),
    ],
)
def test_an_odd_name_is_taken_as_text(office, cells, said, kept):
    answer = send(office, a_book(a_row(1, **cells)))

    assert said in words(answer)
    assert "<script>alert" not in answer.content.decode()
    decide(office)
    project = Project.objects.get()
    assert project.name == kept
    assert "<script>alert" not in office.get(project.get_absolute_url()).content.decode()


def _with(content: bytes, before: bytes, after: bytes) -> bytes:
    """Return a workbook with something else in its XML than any program writes."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(before, after))
    return file.getvalue()


@pytest.mark.parametrize("number", [b"NaN", b"INF", b"-inf", b"1e999"])
@pytest.mark.parametrize("column", ["总投资", "民间投资", "用地", "计划开工", "项目代码"])
def test_numbers_that_are_none_are_told_in_every_column(office, column, number):
    book = a_book(a_row(1, **{column: 0.37}), a_row(2, 总投资=1234))

    answer = send(office, _with(book, b"<v>0.37</v>", b"<v>" + number + b"</v>"))

    assert "有 1 行退回" in words(answer)
    decide(office, good_rows_only="on")
    assert Project.objects.get().investment_total == 12_340_000


def test_a_zero_character_in_a_workbook_is_taken_out_and_told(office):
    book = _with(a_book(a_row(1, 项目名称="甲厂乙")), "甲厂乙".encode(), "甲_x0000_乙".encode())

    answer = send(office, book)

    assert answer.status_code == 200
    decide(office)
    assert "\0" not in Project.objects.get().name


def test_yi_typed_as_wan_is_asked_about_before_anything_is_written(office):
    answer = send(office, a_book(*(a_row(at) for at in range(1, 8)), a_row(9, 总投资=6.5)))

    assert "G9" in words(answer)
    assert "亿" in words(answer)
    assert "写入全部 8 行" in words(answer)


def test_an_amount_with_more_digits_than_are_kept_comes_back_unchanged(office):
    book = a_book(a_row(1, 总投资=12345.67890123, 民间投资="33.333333%", 用地=1.23456))
    send(office, book)
    decide(office)

    answer = send(office, book)

    assert "全部 1 未变 1" in words(answer)


# --- Codes -----------------------------------------------------------------------------


def test_a_code_twice_in_a_file_names_the_first_row(office):
    answer = send(office, a_book(a_row(1), a_row(1, 项目名称="示例另一个项目")))

    assert "在第 2 行已经出现" in words(answer)
    assert "row 2" in again_in_english(office)
    decide(office)
    assert not Project.objects.exists()


def test_a_code_of_the_register_updates_its_project_and_shows_what_changes(office, weifang):
    a_project(weifang, code=CODE, name="示例旧名")

    answer = send(office, a_book(a_row(1)))

    assert "示例旧名 示例第1号产业园" in words(answer)
    decide(office)
    assert Project.objects.get().name == "示例第1号产业园"


def test_a_code_of_another_countys_project_is_refused(weifang, county_officer, sign_in):
    other = a_division(weifang, "370782", "诸城市")
    a_project(weifang, code=CODE, division_id=other.pk, name="示例诸城项目")

    answer = send(sign_in(county_officer), a_book(a_row(1)))

    assert "A2" in words(answer)
    assert "有 1 行退回" in words(answer)
    assert Project.objects.get().name == "示例诸城项目"


@pytest.mark.parametrize(
    ("code", "said", "in_english"),
    [
        ("91370781MA3C00011W", "末位", "its last character is “W”"),
        ("91370781MA3C00021U", "第17位", "Characters 9 to 17 do not hold"),
        ("91370781MA3C00011", "18位", "has 18 characters; this one has 17"),
        ("91370781MA3C0OO11U", "“O”", "is it “0”?"),
        ("91370781ma3c00011U", "是否应为“M”", "is it “M”?"),
        ("9" * 40, "18位", "has 18 characters; this one has 40"),
    ],
)
def test_a_credit_code_that_does_not_hold_is_refused(office, code, said, in_english):
    rows = [["统一社会信用代码", "单位名称", "县市区"]]
    rows += [[code, "示例甲公司", "青州市"], ["91370781MA3C0002XK", "示例乙公司", "青州市"]]

    answer = send(office, workbook(*rows), layout="organisations")

    assert "A2" in words(answer).split()
    assert said in words(answer).replace(" ", "")
    assert in_english in again_in_english(office)
    decide(office, good_rows_only="on")
    assert Party.objects.get().name == "示例乙公司"
