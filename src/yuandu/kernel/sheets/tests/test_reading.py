"""Files as offices send them, and as attackers do."""

import gzip
import io
import zipfile

import pytest
from xlsxwriter import Workbook

from yuandu.kernel.sheets.reading import files
from yuandu.kernel.sheets.reading.refusals import Refused
from yuandu.kernel.sheets.tests.works import workbook

LINES = "项目代码,项目名称,总投资（万元）\nA1,甲项目,5000\n"


@pytest.fixture
def read(tmp_path):
    def read(content: bytes, sheet: str = ""):
        path = tmp_path / "sent"
        path.write_bytes(content)
        return files.read(path, lambda grids: 0, sheet=sheet)

    return read


@pytest.fixture
def fault(read):
    def fault(content: bytes) -> str:
        with pytest.raises(Refused) as raised:
            read(content)
        return raised.value.code

    return fault


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_a_csv_file_is_read_in_whatever_encoding(read, encoding):
    assert read(LINES.encode(encoding)).rows[1] == ["A1", "甲项目", "5000"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_csv_file_is_read_with_whatever_delimiter(read, delimiter):
    assert read(LINES.replace(",", delimiter).encode()).rows[1] == ["A1", "甲项目", "5000"]


def test_a_gzipped_csv_file_is_read(read):
    assert len(read(gzip.compress(LINES.encode())).rows) == 2


def test_quoted_fields_may_hold_delimiters_and_line_breaks(read):
    assert read(b'a,b\n"x, y","1\n2"\n').rows[1] == ["x, y", "1\n2"]


def test_the_quote_before_what_looks_like_a_formula_is_taken_off(read):
    assert read("名称\n'=1+1\n'甲\n".encode()).rows == [["名称"], ["=1+1"], ["'甲"]]


def test_a_workbook_is_read_with_types_and_merges(read):
    grid = read(workbook(["标题", ""], ["a", 1.5], merges=["A1:B1"]))

    assert grid.rows[1] == ["a", 1.5]
    assert len(grid.merges) == 1


def test_hidden_sheets_are_left_alone_unless_named(read):
    file = io.BytesIO()
    with Workbook(file) as book:
        book.add_worksheet("看").write(0, 0, "x")
        hidden = book.add_worksheet("藏")
        hidden.write(0, 0, "y")
        hidden.hide()

    assert read(file.getvalue()).sheet == "看"
    assert read(file.getvalue(), "藏").rows == [["y"]]


def test_of_several_sheets_the_chosen_one_is_read_and_the_others_are_named(tmp_path):
    path = tmp_path / "many.xlsx"
    path.write_bytes(workbook(sheets={"说明": [["读我"]], "表一": [["a"]], "表二": [["b"]]}))

    grid = files.read(path, lambda grids: [g.sheet for g in grids].index("表二"))

    assert grid.rows == [["b"]]
    assert grid.others == ("说明", "表一")
    with pytest.raises(Refused) as raised:
        files.read(path, lambda grids: 0, sheet="表九")
    assert raised.value.code == "no-such-sheet"


def test_formulas_that_failed_or_were_never_calculated_are_marked(read):
    file = io.BytesIO()
    with Workbook(file) as book:
        sheet = book.add_worksheet("甲 & 乙")
        sheet.write_formula("A1", "=1/0", value="#DIV/0!")
        sheet.write_formula("B1", "=2+2", value="")
        sheet.write_formula("C1", "=2+2", value=4)

    grid = read(file.getvalue())
    assert grid.marks == {(0, 0): "failed", (0, 1): "uncalculated"}
    assert grid.cell(0, 2) == 4


def test_a_million_formatted_empty_rows_are_no_rows(read):
    with zipfile.ZipFile(io.BytesIO(workbook(["a"], ["b"]))) as small:
        parts = {name: small.read(name) for name in small.namelist()}
    rows = "".join(f'<row r="{at}" s="1" customFormat="1"/>' for at in range(3, 1_048_577))
    sheet = (
        parts["xl/worksheets/sheet1.xml"].decode().replace("</sheetData>", rows + "</sheetData>")
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in (parts | {"xl/worksheets/sheet1.xml": sheet}).items():
            archive.writestr(name, content)

    assert read(file.getvalue()).rows == [["a"], ["b"]]


def test_a_cell_in_the_last_corner_does_not_take_the_memory(fault):
    file = io.BytesIO()
    with Workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "x")
        sheet.write(1_048_575, 16_383, "y")

    assert fault(file.getvalue()) in {"too-much", "too-many-cells"}


def test_a_wide_sheet_is_refused_with_its_size(fault):
    file = io.BytesIO()
    with Workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "x")
        sheet.write(900, 16_000, "y")

    assert fault(file.getvalue()) == "too-many-cells"


def _archive(content: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, value in content.items():
            archive.writestr(name, value)
    return file.getvalue()


def test_a_bomb_is_refused_before_it_goes_off(fault):
    bomb = _archive({"xl/workbook.xml": b"", "xl/worksheets/sheet1.xml": b"0" * 30 * 1024**2})

    assert fault(bomb) == "archive-too-large"


def test_macros_are_refused(fault):
    assert fault(_archive({"xl/workbook.xml": b"", "xl/vbaProject.bin": b""})) == "archive-macros"


def test_a_locked_workbook_is_refused(fault):
    locked = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    )

    assert fault(locked) == "archive-locked"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty-file"),
        (b"%PDF-1.7 ...", "no-table"),
        (b"PK\x03\x04 cut off", "archive-broken"),
        (_archive({"word/document.xml": b""}), "no-table"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "is-html"),
        (b"\xff\xfe\xfa\xfb\x81", "unknown-encoding"),
        (b"\x1f\x8b cut off", "archive-broken"),
        (gzip.compress(b"a,b\n" * 60_000_000, 1), "archive-too-large"),
        (b"a\n" * 100_001, "too-many-rows"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "unreadable"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_table_is_refused_by_name(fault, content, code):
    assert fault(content) == code


def test_a_file_over_the_bound_is_refused(fault, monkeypatch):
    monkeypatch.setattr(files, "MOST_BYTES", 10)

    assert fault(b"a,b\n" * 10) == "file-too-large"


def test_a_damaged_sheet_is_refused(fault):
    with zipfile.ZipFile(io.BytesIO(workbook(["a"]))) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"][:300]

    assert fault(_archive(parts)) in {"unreadable", "no-header"}


ODS_CONTENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">
<office:body><office:spreadsheet><table:table table:name="台账">
<table:table-row><table:table-cell office:value-type="string"><text:p>名称</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>开工</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell office:value-type="string"><text:p>甲</text:p></table:table-cell>
<table:table-cell office:value-type="date" office:date-value="2024-03-05"><text:p>x</text:p></table:table-cell>
</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>
"""
ODS_MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
<manifest:file-entry manifest:full-path="/"
 manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>
"""


def test_a_libreoffice_workbook_is_read(read):
    grid = read(
        _archive(
            {
                "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
                "META-INF/manifest.xml": ODS_MANIFEST.encode(),
                "content.xml": ODS_CONTENT.replace("\n", "").encode(),
            }
        )
    )

    assert grid.sheet == "台账"
    assert grid.merges is None
    assert grid.rows[0] == ["名称", "开工"]
    assert str(grid.rows[1][1]).startswith("2024-03-05")
