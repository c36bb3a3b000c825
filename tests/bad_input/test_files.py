"""Whole files that are no table, or a trap: said what is wrong and what to do, nothing kept."""

import gzip
import io
import zipfile

import pytest
from xlsxwriter import Workbook

from tests.bad_input.sending import (
    HEAD,
    a_book,
    a_row,
    again_in_english,
    as_csv,
    decide,
    send,
    words,
)
from yuandu.kernel.files.models import Attachment
from yuandu.kernel.sheets.models import State, Upload
from yuandu.kernel.sheets.tests.works import workbook
from yuandu.mechanisms.projects.models import Project

pytestmark = pytest.mark.django_db
MEGABYTE = 1024**2
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def archive(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return file.getvalue()


# --- Not even kept ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "said", "in_english"),
    [
        (b"", "空文件", "empty"),
        (archive({"xl/workbook.xml": b"", "xl/vbaProject.bin": b""}), "含有宏", "has macros in it"),
        (COMPOUND + "EncryptedPackage".encode("utf-16-le"), "设有密码", "protected by a password"),
        (
            archive({"xl/workbook.xml": b"", "xl/worksheets/sheet1.xml": b"0" * 30 * MEGABYTE}),
            "解压后",
            "would unpack to far more",
        ),
        (archive({"xl/workbook.xml": b"", "../../etc/cron.d/x": b""}), "文件夹之外", "outside of"),
        (b"PK\x03\x04 cut off in the middle", "已损坏或不完整", "damaged or cut short"),
        (b"<html><table><tr><td>1</td></tr></table>", "不是表格文件", "is not a table"),
        (bytes(range(256)) * 20, "不是表格文件", "is not a table. Send a workbook"),
        (as_csv(a_row(项目名称="甲\0乙")), "不是表格文件", "is not a table. Send a workbook"),
    ],
    ids=["empty", "macros", "locked", "bomb", "escaping", "damaged", "html", "binary", "nul"],
)
def test_a_file_that_must_not_be_kept_is_refused_at_the_door(office, content, said, in_english):
    chinese = send(office, content)
    english = send_in_english(office, content)

    assert (chinese.status_code, english.status_code) == (422, 422)
    assert said in words(chinese)
    assert in_english in words(english)
    assert not Upload.objects.exists()
    assert not Attachment.objects.exists()


def send_in_english(browser, content):
    browser.cookies["django_language"] = "en"
    answer = send(browser, content)
    del browser.cookies["django_language"]
    return answer


def test_a_file_of_more_than_fifty_megabytes_is_refused_with_its_size(office):
    # As text, whose kind may have 50 MB; around it the request itself fits.
    answer = send(office, b"a,b\n" * (MEGABYTE // 4) * 50 + b"a,b\n" * 5000, "大表.csv")

    assert answer.status_code == 422
    assert "50" in words(answer)
    assert "MB" in words(answer)
    assert not Upload.objects.exists()


def test_a_request_larger_than_any_file_is_not_even_read(office):
    answer = send(office, b"a,b\n" * (MEGABYTE // 4) * 60)

    assert answer.status_code == 413
    assert "单个文件不超过 50 MB" in words(answer)
    assert not Upload.objects.exists()


# --- Kept, and not read ----------------------------------------------------------------


def of_columns(number: int) -> bytes:
    return ",".join(f"列{at}" for at in range(number)).encode() + b"\n" + b"1," * number + b"\n"


@pytest.mark.parametrize(
    ("name", "content", "said", "in_english"),
    [
        ("空表.xlsx", workbook(), "工作表是空的", "has no cell with anything in it"),
        ("名单.csv", "甲\n乙\n".encode(), "没有找到表头", "No header was found"),
        ("相片.csv", b"%PDF-1.7\n%%EOF", "不是表格文件", "no table"),
        ("大表.csv", as_csv() + b"a,b\n" * 200_000, "100000 行", "more than 100000 rows"),
        ("宽表.csv", of_columns(500), "表头有 500 列", "has 500 columns"),
        (
            "引号.csv",
            as_csv(a_row(1)) + b'"half a quotation,\n' + as_csv(*[a_row(2)] * 20),
            "第 3 行有一处引号只有一半",
            "In line 3 a text begins with a quotation mark",
        ),
        ("长.csv", as_csv(a_row(项目名称="长" * 200_000)), "第 2 行", "In line 2 a text begins"),
        ("表.csv.gz", gzip.compress(b"a,b\n" * 60_000_000, 1), "200 MB", "200 MB"),
    ],
    ids=["sheet-empty", "no-header", "pdf", "rows", "columns", "quote", "field", "gzip-bomb"],
)
def test_a_file_that_cannot_be_read_says_why(office, name, content, said, in_english):
    answer = send(office, content, name)

    assert answer.status_code == 200
    assert said in words(answer)
    assert in_english in again_in_english(office)
    assert Upload.objects.get().state == State.FAILED
    assert not Project.objects.exists()


# --- Read, whatever they are called ----------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("改了名的.csv", a_book(a_row())),
        ("改了名的.xlsx", as_csv(a_row())),
        ("报表.csv", as_csv(a_row(), encoding="gb18030")),
        ("报表.csv", as_csv(a_row(), encoding="utf-16")),
        ("报表.csv.gz", gzip.compress(as_csv(a_row(), encoding="gb18030"))),
        ("../../../etc/passwd", a_book(a_row())),
        ("长" * 300 + ".xlsx", a_book(a_row())),
        ("a\r\nb\"';<script>.xlsx", a_book(a_row())),
        ("\u202egpj.xlsx", a_book(a_row())),
    ],
)
def test_a_table_is_read_whatever_its_name_and_encoding(office, name, content):
    send(office, content, name)
    answer = decide(office)

    assert "新增 1" in words(answer)
    assert Project.objects.get().name == "示例第1号产业园"
    kept = Upload.objects.get()
    assert not set(kept.name + kept.attachment.name) & set("/\\\r\n\u202e")


def test_a_single_column_is_told_what_it_lacks(office):
    answer = send(office, "项目名称\n甲\n乙\n".encode(), "名单.csv")

    assert "没有找到“县市区”列，此列必备" in words(answer)
    assert "No column “County or zone” was found" in again_in_english(office)
    assert "核对列" in words(answer)


def test_a_file_of_another_country_is_told_what_it_lacks(office):
    content = b"contract_id,description,contractor,abc_php\n18DL0247,BRIDGE,ABC INC.,235949\n"

    answer = send(office, content, "contracts.csv")

    assert "没有找到“类别”列" in words(answer)
    assert "contract_id, description, contractor, abc_php" in words(answer)
    assert not Project.objects.exists()


def test_two_tables_side_by_side_are_not_mixed_up(office):
    file = io.BytesIO()
    with Workbook(file) as book:
        sheet = book.add_worksheet()
        for left, title in ((0, "在建项目"), (len(HEAD) + 1, "储备项目")):
            sheet.merge_range(0, left, 0, left + len(HEAD) - 1, title)
            sheet.write_row(1, left, HEAD)
            sheet.write_row(2, left, a_row(left + 1))

    answer = send(office, file.getvalue())

    assert Upload.objects.get().state == State.UNMAPPED
    assert "A, M 列都像是" in words(answer)
    assert "选定一列" in words(answer)


def test_a_header_without_rows_says_so(office):
    answer = send(office, a_book())

    assert "表头下面没有数据行" in words(answer)
    assert "写入全部" not in words(answer)


@pytest.mark.parametrize("title", ["问题清单", "Problems", "History", "🏭" * 15, "长" * 31])
def test_the_faults_go_back_whatever_the_sheet_is_called(office, title):
    rows = {title: [list(HEAD), a_row(), a_row(2, 县市区="青洲市")]}
    send(office, workbook(sheets=rows))
    address = f"/sheets/uploads/{Upload.objects.get().pk}/faults.xlsx"

    for language in ("zh-hans", "en"):
        answer = office.get(address, headers={"accept-language": language})
        content = io.BytesIO(b"".join(answer.streaming_content))
        with zipfile.ZipFile(content) as book:
            assert "青洲市" in book.read("xl/sharedStrings.xml").decode()
