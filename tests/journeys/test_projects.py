"""A list of projects goes in; a project moves; the board, the paper and its figures follow."""

import re
from pathlib import Path

import pytest
import xlsxwriter
from playwright.sync_api import expect

from tests.journeys.axe import serious_faults
from tests.people import a_division, a_user, a_workspace
from yuandu.mechanisms.projects.models import AnnualList, Project

PASSWORD = "kite-over-weifang"
PHOTO = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89"
    b"\0\0\0\rIDATx\x9cc\xf8\xff\xff?\0\x05\xfe\x02\xfe\xa75\x81\x84\0\0\0\0IEND\xaeB`\x82"
)


@pytest.fixture
def city(transactional_db):
    """An empty workspace with one county and the officer who runs its lists."""
    workspace = a_workspace()
    a_division(workspace)
    AnnualList.objects.create(
        workspace=workspace, year=2026, level="county", published_on="2026-01-20"
    )
    officer = a_user("officer", "市级专员", workspace=workspace, role="city_officer")
    officer.set_password(PASSWORD)
    officer.save(update_fields=["password"])
    return workspace


@pytest.fixture
def messy_workbook(tmp_path) -> Path:
    """A workbook as offices send it: titles, units in heads, 万, blank and total rows."""
    path = tmp_path / "重点项目.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.merge_range("A1:H1", "青州市2026年重点项目名单")
        sheet.write("A2", "单位：万元")
        rows = [
            ["序号", "项目名称", "项目代码", "县市区", "建设单位", "总投资", "项目类别", "级别"],
            ["1", "样本智能农机项目", "2603-370781-04-01-000001", "青州市", "样本甲公司", "１２，０００", "产业", "县级"],
            ["2", "样本第一中学项目", "2603-370781-01-01-000002", "青州", "样本乙单位", 8000, "社会民生", "县级"],
            [],
            ["合计", "", "", "", "", 20000, "", ""],
        ]  # fmt: skip
        for at, row in enumerate(rows, start=2):
            sheet.write_row(at, 0, row)
    return path


def sign_in(visit):
    page = visit("/weifang/accounts/login/?next=/weifang/sheets/projects/")
    page.locator("input[name=login]").fill("officer")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url("**/sheets/projects/")
    return page


def test_a_list_goes_in_a_project_moves_and_the_paper_follows(
    city, visit, messy_workbook, tmp_path
):
    page = sign_in(visit)
    page.locator("input[type=file]").set_input_files(messy_workbook)
    page.locator("form:has(input[type=file]) button[type=submit]").last.click()
    page.wait_for_url(re.compile("/sheets/uploads/"))
    page.locator("form[action*=commit] button").last.click()
    expect(page.locator("main")).to_contain_text("2")
    assert Project.objects.filter(workspace=city).count() == 2

    project = Project.objects.get(workspace=city, name="样本智能农机项目")
    page = visit(f"/weifang/projects/{project.pk}/")
    page.get_by_role("link", name="登记开工").first.click()
    page.locator("input[type=file]").first.set_input_files(
        {"name": "现场.png", "mimeType": "image/png", "buffer": PHOTO}
    )
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_url(f"**/projects/{project.pk}/*")
    project.refresh_from_db()
    assert project.track.stage == "works_start"

    board = visit("/weifang/projects/board/")
    expect(board.locator("main")).to_contain_text("样本智能农机项目")
    assert serious_faults(board) == []

    paper = visit("/weifang/")
    expect(paper.locator("main")).to_contain_text("2个")
    assert serious_faults(paper) == []
    paper.locator("a.figure").first.click()
    expect(paper.locator("main")).to_contain_text("样本第一中学项目")


@pytest.mark.parametrize("width", [390, 1440])
def test_an_empty_city_has_something_to_say(city, visit, page, width):
    page.set_viewport_size({"width": width, "height": 900})
    for path in (
        "/weifang/",
        "/weifang/projects/",
        "/weifang/projects/board/",
        "/weifang/figures/",
    ):
        expect(visit(path).locator("main")).to_be_visible()
