"""A month by workbook and by form: signed, locked, a light turns red, a clock runs."""

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.people import a_division, a_user, a_workspace
from yuandu.kernel.lifecycle.models import Promise
from yuandu.mechanisms.reporting.models import Light, Report
from yuandu.mechanisms.reporting.tests.records import a_filing, a_project_to_report

PASSWORD = "kite-over-weifang"


@pytest.fixture
def city(transactional_db):
    """Two projects of 青州 whose month is open, its clerk, and the city's office."""
    workspace = a_workspace()
    people = (
        a_user("clerk", workspace=workspace, role="county_officer", division=a_division(workspace)),
        a_user("office", workspace=workspace, role="city_officer"),
    )
    for user in people:
        user.set_password(PASSWORD)
        user.save(update_fields=["password"])
    a_project_to_report(workspace, name="示例储能产业园项目")
    a_project_to_report(workspace, name="示例农机产业园项目")
    a_filing(workspace)
    return workspace


@pytest.fixture
def open_as(browser: Browser, live_server):
    """Return a function: a browser of somebody's own, signed in."""
    contexts = []

    def opened(name: str, path: str) -> Page:
        context = browser.new_context(locale="zh-CN", base_url=live_server.url)
        contexts.append(context)
        page = context.new_page()
        page.goto(f"/weifang/accounts/login/?next=/weifang{path}")
        page.locator("input[name=login]").fill(name)
        page.locator("input[name=password]").fill(PASSWORD)
        page.locator("input[name=password]").press("Enter")
        page.wait_for_url(re.compile(re.escape(path)))
        return page

    yield opened
    for context in contexts:
        context.close()


def filled_in(source: Path, target: Path, project: str, **cells: str) -> Path:
    """Return a copy of an exported sheet with cells of one project's row written, by head."""
    head, *rows = csv.reader(source.read_text("utf-8-sig").splitlines())
    for row in rows:
        if project in row:
            for name, value in cells.items():
                row[next(at for at, title in enumerate(head) if title.startswith(name))] = value
    with target.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *rows])
    return target


def test_a_month_by_sheet_and_by_form_turns_a_light_red_and_starts_a_clock(city, open_as, tmp_path):
    clerk = open_as("clerk", "/workbench/")
    expect(clerk.locator("main")).to_contain_text("本月填报")
    clerk.get_by_role("link", name="2026-11 青州").click()
    take_in = clerk.locator(".page-actions").get_by_role("link", name="导入")
    expect(take_in).to_be_visible()  # a download that is asked for earlier would end the way there

    with clerk.expect_download() as handed_out:
        clerk.evaluate("location.assign('/weifang/sheets/reports/export.csv')")
    handed_out.value.save_as(tmp_path / "out.csv")
    sheet = filled_in(
        tmp_path / "out.csv",
        tmp_path / "in.csv",
        "示例储能产业园项目",
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
    assert Report.objects.get().project.name == "示例储能产业园项目"

    clerk.goto("/weifang/reports/")
    expect(clerk.locator("main")).to_contain_text("还差1个")
    other = clerk.locator("tbody[data-line]", has_text="示例农机产业园项目")
    other.get_by_label("本月完成投资").fill("900")
    other.get_by_label("进度（%）").fill("60")
    other.get_by_label("形象进度").fill("主体施工")
    clerk.get_by_role("button", name="保存本页").click()
    expect(clerk.locator("main")).to_contain_text("还差0个")
    clerk.get_by_role("link", name="签发上报").click()
    clerk.locator("main form button[type=submit]").last.click()
    expect(clerk.locator("main")).to_contain_text("已签发")

    office = open_as("office", "/workbench/")
    expect(office.locator("main")).to_contain_text("可以锁定本月")
    office.get_by_role("link", name="可以锁定本月").click()
    office.locator("details.confirm summary").click()
    office.locator("details.confirm button[type=submit]").click()
    expect(office.locator("main")).to_contain_text("已锁定")
    light = Light.objects.get(project__name="示例储能产业园项目")
    assert (light.tone, light.funds) == ("red", "red")

    clerk.goto("/weifang/workbench/")
    words = Promise.objects.get(supervision__kind="funds", supervision__light=light).words
    expect(clerk.locator("main")).to_contain_text(words[:20])
    clerk.goto(f"/weifang/projects/{light.project_id}/")
    expect(clerk.locator("#reports")).to_contain_text("起亮红灯")
