"""A meeting is held and what is promised there is kept; a measure opens to its figure and rows."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import serious_faults
from tests.people import TODAY, a_division, a_user, a_workspace
from yuandu.mechanisms.reforms import rules
from yuandu.mechanisms.reforms.models import Meeting
from yuandu.mechanisms.reforms.tests.records import a_measure

PASSWORD = "kite-over-weifang"
PAPER = {"name": "预审意见.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n%%EOF\n"}


@pytest.fixture
def city(transactional_db):
    """A workspace with one county, an officer of the city and one of a department."""
    workspace = a_workspace()
    a_division(workspace)
    for username, name, role in (
        ("officer", "市级专员", "city_officer"),
        ("land", "用地专员", "department_officer"),
    ):
        user = a_user(username, name, workspace=workspace, role=role)
        user.set_password(PASSWORD)
        user.save(update_fields=["password"])
    return workspace


def sign_in(page: Page, username: str, then: str) -> None:
    page.context.clear_cookies()
    page.goto(re.sub(r"/weifang/.*", f"/weifang/accounts/login/?next=/weifang{then}", page.url))
    page.locator("input[name=login]").fill(username)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(f"**{then}")


def press(page: Page, name: str) -> None:
    page.locator("main").get_by_role("button", name=name).last.click()


def test_what_is_promised_at_a_meeting_is_kept(city, visit):
    page = visit("/weifang/accounts/login/")
    sign_in(page, "officer", "/reforms/meetings/")
    page.get_by_role("link", name="召集会议").first.click()
    page.locator("[name=name]").fill("三季度现场推进会")
    page.locator("[name=kind]").select_option("on_site")
    page.locator("[name=on]").fill(TODAY.isoformat())
    page.locator("[name=place]").fill("示例产业园")
    page.locator("[name=office]").fill("市重大项目办")
    page.locator("[name=agenda]").fill("现场观摩\n部门表态")
    press(page, "保存")
    expect(page.get_by_text("会议已登记。")).to_be_visible()
    assert serious_faults(page) == []

    page.locator("main").get_by_role("link", name="登记已召开").click()
    page.locator("main form button").last.click()
    page.wait_for_url(re.compile(r"/reforms/meetings/\d+/"))
    page.get_by_role("link", name="登记承诺").click()
    page.locator("[name=words]").fill("出具用地预审意见")
    page.locator("[name=giver]").select_option(label="用地专员")
    page.locator("[name=receiver]").select_option(label="市级专员")
    page.locator("[name=due_on]").fill(TODAY.isoformat())
    press(page, "保存")
    expect(page.locator("#pledges")).to_contain_text("出具用地预审意见")

    sign_in(page, "land", "/reforms/pledges/")
    assert serious_faults(page) == []
    page.get_by_role("link", name="报告已办结").click()
    page.locator("[name=words]").fill("已出具")
    page.locator("[name=evidence]").set_input_files(PAPER)
    press(page, "保存")
    page.wait_for_url("**/promises/*/")

    sign_in(page, "officer", "/reforms/pledges/")
    expect(page.get_by_role("link", name="预审意见.pdf")).to_be_visible()
    page.get_by_role("link", name="出具用地预审意见").click()
    press(page, "确认兑现")
    page.goto(re.sub(r"/promises/.*", "/reforms/pledges/?show=kept", page.url))
    expect(page.get_by_role("link", name="出具用地预审意见")).to_be_visible()
    page.get_by_role("link", name="三季度现场推进会").click()
    page.locator("main").get_by_role("link", name="结办").click()
    page.locator("main form button").last.click()
    page.wait_for_url(re.compile(r"/reforms/meetings/\d+/"))
    assert Meeting.objects.select_related("track").get().stage == rules.CLOSED


def test_a_measure_opens_to_its_figure_and_rows(city, visit):
    measure = a_measure(city, rules.IN_FORCE, rises=("reforms.measures.count",))
    page = visit("/weifang/reforms/")

    page.locator("main").get_by_role("link", name=measure.name).click()
    expect(page.get_by_text("应提升")).to_be_visible()
    assert serious_faults(page) == []
    page.locator("#figures").get_by_role("link", name="实施中的改革举措项数").click()
    page.wait_for_url("**/figures/reforms.measures.count/")

    expect(page.locator("main")).to_contain_text(measure.name)
