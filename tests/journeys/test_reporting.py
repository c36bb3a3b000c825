"""A month by workbook and by form: signed, locked, a light turns red, a clock runs, all is told.

The whole of it in one go, each by its own hand: the county's clerk, the city's office, and
whoever approves what the office writes.
"""

import datetime
from pathlib import Path

import docx
import pytest
import python_calamine
import xlsxwriter
from playwright.sync_api import Page, expect

from tests.journeys.signing_in import let_in
from tests.people import a_division, a_user, a_workspace
from yuandu.kernel.lifecycle.models import Promise
from yuandu.mechanisms.circulars.tests.records import NUMBER
from yuandu.mechanisms.reporting.models import Light, Report
from yuandu.mechanisms.reporting.tests.records import a_filing, a_project_to_report

STARTED = datetime.date(2026, 10, 1)  # so lately that no light is red for want of time
BY_SHEET, BY_FORM = "示例储能产业园项目", "示例农机产业园项目"


@pytest.fixture
def city(transactional_db):
    """Two projects of 青州 whose month is open, its clerk, the city's office and who approves."""
    workspace = a_workspace()
    let_in(
        a_user("clerk", workspace=workspace, role="county_officer", division=a_division(workspace)),
        a_user("office", workspace=workspace, role="city_officer"),
        a_user("chief", workspace=workspace, role="administrator"),
    )
    for name in (BY_SHEET, BY_FORM):
        a_project_to_report(
            workspace, name=name, planned_start_on=STARTED, works_started_on=STARTED
        )
    a_filing(workspace)
    return workspace


def filled_in(source: Path, target: Path, project: str, **cells: str) -> Path:
    """Return a copy of an exported workbook with one project's cells written, by their head."""
    rows = python_calamine.load_workbook(source).get_sheet_by_index(0).to_python()
    head = next(row for row in rows if any(str(cell).startswith("本月完成投资") for cell in row))
    for row in rows:
        if project in row:
            for name, value in cells.items():
                at = next(n for n, title in enumerate(head) if str(title).startswith(name))
                row[at] = value
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    return target


def test_a_month_by_sheet_and_by_form_turns_a_light_red_and_is_told(city, open_as, tmp_path):
    clerk = open_as("clerk", "/workbench/")
    expect(clerk.locator("main")).to_contain_text("本月填报")
    clerk.get_by_role("link", name="2026-11 青州").click()
    by_workbook(clerk, tmp_path)
    by_form(clerk)

    office = open_as("office", "/workbench/")
    office.get_by_role("link", name="可以锁定本月").click()
    office.locator("details.confirm summary").click()
    office.locator("details.confirm button[type=submit]").click()
    expect(office.locator("main")).to_contain_text("已锁定")
    light = Light.objects.get(project__name=BY_SHEET)
    assert (light.tone, light.funds) == ("red", "red")

    answer_for_the_light(clerk, light)
    tell_it(office, open_as)


def by_workbook(clerk: Page, folder: Path) -> None:
    """Take the month out as a workbook, fill in a project, take it in."""
    take_in = clerk.locator(".page-actions").get_by_role("link", name="导入")
    expect(take_in).to_be_visible()  # a download that is asked for earlier would end the way there
    with clerk.expect_download() as handed_out:
        clerk.evaluate("location.assign('/weifang/sheets/reports/export.xlsx')")
    handed_out.value.save_as(folder / "out.xlsx")
    sheet = filled_in(
        folder / "out.xlsx",
        folder / "in.xlsx",
        BY_SHEET,
        本月完成投资="100",
        进度="20",
        形象进度="基础施工",
        资金到位="未到位",
    )
    take_in.click()
    clerk.locator("input[type=file]").set_input_files(sheet)
    clerk.locator("form.send button[type=submit]").click()
    clerk.locator("form.decide button[type=submit]").click()
    expect(clerk.locator("main")).to_contain_text("新增 1")
    assert Report.objects.get().project.name == BY_SHEET


def by_form(clerk: Page) -> None:
    """Fill in what is still missing on the page, and sign."""
    clerk.goto("/weifang/reports/")
    expect(clerk.locator("main")).to_contain_text("还差1个")
    other = clerk.locator("tbody[data-line]", has_text=BY_FORM)
    other.get_by_label("本月完成投资").fill("900")
    other.get_by_label("进度（%）").fill("60")
    other.get_by_label("形象进度").fill("主体施工")
    clerk.get_by_role("button", name="保存本页").click()
    expect(clerk.locator("main")).to_contain_text("还差0个")
    clerk.get_by_role("link", name="签发上报").click()
    clerk.locator("main form button[type=submit]").last.click()
    expect(clerk.locator("main")).to_contain_text("已签发")


def answer_for_the_light(clerk: Page, light: Light) -> None:
    """See from the workbench by which day it has to be mended, and say how."""
    promise = Promise.objects.get(supervision__kind="funds", supervision__light=light)
    clerk.goto("/weifang/workbench/")
    clerk.get_by_role("link", name=promise.words[:20]).first.click()
    expect(clerk.locator("main")).to_contain_text(BY_SHEET)
    expect(clerk.locator("main .facts")).to_contain_text(f"{promise.due_on:%-m月%-d日}")
    clerk.get_by_label("说明").fill("专项债资金十二月上旬拨付到位")
    clerk.get_by_role("button", name="留言备查").click()
    expect(clerk.locator("main")).to_contain_text("专项债资金十二月上旬拨付到位")
    clerk.goto(f"/weifang/projects/{light.project_id}/")
    expect(clerk.locator("#reports")).to_contain_text("起亮红灯")


def tell_it(office: Page, open_as) -> None:
    """Let the circular be drafted from the figures, and issued by a second person."""
    office.goto("/weifang/circulars/")
    office.get_by_role("button", name="据数起草").click()
    expect(office.get_by_role("heading", name="关于2026年11月")).to_be_visible()
    expect(office.locator("main")).to_contain_text("年度计划完成比例居前的是青州")
    expect(office.locator("main")).to_contain_text("亮红灯项目1个")
    office.get_by_role("link", name="报审", exact=True).click()
    office.get_by_role("button", name="报审").last.click()
    expect(office.get_by_text("待审定").first).to_be_visible()

    chief = open_as("chief", office.url.partition("/weifang")[2])
    chief.get_by_role("link", name="审定并印发", exact=True).click()
    chief.get_by_label("发文字号").fill(NUMBER)
    chief.get_by_role("button", name="审定并印发").last.click()
    expect(chief.get_by_text(NUMBER).first).to_be_visible()
    with chief.expect_download() as handed_out:
        chief.get_by_role("link", name="Word").click()
    paper = docx.Document(str(handed_out.value.path()))
    rows = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    assert BY_SHEET in rows
    assert BY_FORM not in rows
