"""What looks like a formula leaves as text, wherever it came in and whatever it leaves in."""

import csv
import io
import re
import zipfile

import pytest
from django.core.management import call_command

from tests.bad_input.sending import send, words
from tests.people import a_division
from yuandu.kernel.sheets.models import Upload
from yuandu.mechanisms.projects.models import Project
from yuandu.mechanisms.projects.tests.records import a_list, a_place, a_project

pytestmark = pytest.mark.django_db
NAMES = [
    "=cmd|'/c calc'!A0",
    '=HYPERLINK("http://evil.example","甲")',
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "＝1+1",
    "＠甲",
    "http://evil.example",
    "00123",
]


def entered_by_form(browser, division, name: str) -> None:
    typed = {"name": name, "kind": "industry", "division": division.pk, "summary": name}
    answer = browser.post(
        "/projects/add/", typed | {"owner_name": name, "asked": "1", "confirmed": "on"}
    )
    assert answer.status_code == 302


def handed_out(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.mark.parametrize("name", NAMES)
def test_a_name_typed_into_the_form_leaves_as_text(office, weifang, name):
    entered_by_form(office, a_division(weifang), name)

    text = handed_out(office.get("/sheets/projects/export.csv")).decode("utf-8-sig")
    row = list(csv.reader(io.StringIO(text)))[1]
    assert not any(cell.startswith(("=", "+", "-", "@", "＝", "＠")) for cell in row)

    book = handed_out(office.get("/sheets/projects/export.xlsx"))
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet
        assert "<hyperlink" not in sheet
        assert not re.search(r"<v>0?0?123</v></c>", sheet.replace('t="s"><v>', 't="s"><w>'))


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_what_left_comes_back_unchanged(office, weifang, tmp_path, ending):
    # An equals sign is refused on the way in: no office means one.
    for name in NAMES[2:]:
        entered_by_form(office, a_division(weifang), name)
    file = tmp_path / f"out.{ending}"
    call_command("sheets", "export", "projects", str(file), workspace="weifang")

    answer = send(office, file.read_bytes(), file.name)

    assert f"未变 {len(NAMES[2:])}" in words(answer)
    assert set(Project.objects.values_list("name", flat=True)) == set(NAMES[2:])


def test_the_rows_of_a_figure_leave_as_text(office, weifang):
    place = a_place(a_list(weifang, published=True))
    a_project(weifang, name="=1+1", listings=(place,))

    text = handed_out(office.get("/figures/projects.key.count/rows.csv")).decode("utf-8-sig")

    assert "'=1+1" in text
    assert ",=1+1" not in text


def test_the_workbook_that_goes_back_holds_no_formula(office):
    content = "项目名称,县市区,项目类别\n=1+1,青州市,产业\n".encode()
    send(office, content, "名单.csv")

    book = handed_out(office.get(f"/sheets/uploads/{Upload.objects.get().pk}/faults.xlsx"))
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        assert len(sheets) == 2
        assert not any(b"<f>" in archive.read(name) for name in sheets)
