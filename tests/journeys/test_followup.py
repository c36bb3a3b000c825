"""After production: a county fills its grid as from Excel, and a project that stopped is seen.

The clerk pastes two lines at once, says “as last month” for a third, and corrects a figure with
its reason; the city finds who stopped paying, and reads the project's months; a leader reads
that months are filed, and no firm's tax.
"""

import datetime

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.signing_in import let_in
from tests.people import a_division, a_user, a_workspace
from yuandu.mechanisms.followup.models import Correction, Month
from yuandu.mechanisms.followup.tests.records import OCTOBER, a_project_to_follow, file
from yuandu.mechanisms.projects.tests.records import WAN

FIRST, SECOND, THIRD = "示例储能产业园项目", "示例农机产业园项目", "示例轮胎改造项目"
SPRING = datetime.date(2026, 4, 9)
PASTE = """([box, text]) => {
  const carried = new DataTransfer();
  carried.setData('text/plain', text);
  box.dispatchEvent(new ClipboardEvent('paste', {clipboardData: carried, bubbles: true}));
}"""


@pytest.fixture
def city(transactional_db):
    """Three projects of 青州 in production; the first paid in May and never since."""
    workspace = a_workspace()
    let_in(
        a_user("clerk", workspace=workspace, role="county_officer", division=a_division(workspace)),
        a_user("office", workspace=workspace, role="city_officer"),
        a_user("leader", workspace=workspace, role="leader"),
    )
    projects = [
        a_project_to_follow(workspace, name=name, produced_on=SPRING)
        for name in (FIRST, SECOND, THIRD)
    ]
    for period, tax in (("2026-05", 9), ("2026-06", 0), ("2026-07", 0), ("2026-08", 0)):
        file(workspace, projects[0], period, tax)
    for each in projects:
        file(workspace, each, "2026-09", 0 if each == projects[0] else 12, 340)
    return workspace


def test_a_month_is_filed_as_from_excel_and_who_stopped_paying_is_seen(city, open_as):
    clerk = open_as("clerk", "/followup/")
    fill_in(clerk)
    correct(clerk)

    office = open_as("office", "/workbench/")
    office.get_by_role("link", name="停止缴税的项目").click()
    expect(office.locator("#found")).to_contain_text(FIRST)
    expect(office.locator("#found")).not_to_contain_text(SECOND)
    office.get_by_role("link", name=FIRST).click()
    part = office.locator("#followup")
    expect(part).to_contain_text("未缴税")
    part.locator("figure.chart").first.scroll_into_view_if_needed()  # drawn where it is seen
    expect(part.locator("bar-chart canvas")).to_be_visible()

    leader = open_as("leader", office.url.partition("/weifang")[2])
    shown = leader.locator("#followup")
    expect(shown).to_contain_text("已报齐")
    expect(shown).not_to_contain_text("万元")


def fill_in(clerk: Page) -> None:
    """Paste two lines, take the third over from last month, and save."""
    expect(clerk.locator("h1")).to_contain_text("2026-10")
    lines = clerk.locator("[data-line]")
    clerk.evaluate(
        PASTE, [lines.nth(0).locator(".grid-box").first.element_handle(), "0\t310\n7.5\t1.2亿"]
    )
    third = lines.filter(has_text=THIRD)
    third.get_by_role("button", name="同上月").first.click()
    third.get_by_role("button", name="同上月").last.click()
    expect(third.locator(".grid-box").first).to_have_value("12")
    clerk.get_by_role("button", name="保存").click()
    expect(clerk.locator("main")).to_contain_text("已报齐3个")

    filed = {each.project.name: each for each in Month.objects.filter(period=OCTOBER)}
    assert [filed[name].tax_paid for name in (FIRST, SECOND, THIRD)] == [0, 75_000, 12 * WAN]
    assert filed[SECOND].output_value == 12_000 * WAN


def correct(clerk: Page) -> None:
    """Change what was filed: first without a reason, which is refused, then with it."""
    line = clerk.locator("[data-line]").filter(has_text=SECOND)
    line.locator(".grid-box").first.fill("8")
    clerk.get_by_role("button", name="保存").click()
    line = clerk.locator("[data-line]").filter(has_text=SECOND)
    expect(line.locator(".field-errors")).to_contain_text("更正说明")
    expect(line.locator(".grid-box").first).to_have_value("8")
    line.locator(".grid-box").last.fill("补缴入库")
    clerk.get_by_role("button", name="保存").click()
    expect(clerk.locator(".field-errors")).to_have_count(0)
    assert Correction.objects.get().tax_paid == 75_000
