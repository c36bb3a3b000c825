"""An idea climbs the ladder, enters the register, and its project goes through all six stages."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import serious_faults
from tests.people import a_division, a_user, a_workspace
from yuandu.mechanisms.projects.models import Project
from yuandu.mechanisms.reserve.models import Idea

PASSWORD = "kite-over-weifang"
PAPER = {"name": "批复.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n%%EOF\n"}
SUBJECT = re.compile(r"/(reserve|projects)/\d+/")
LADDER = ("进入预研", "进入可研", "进入要件办理", "确认具备开工条件")


@pytest.fixture
def city(transactional_db):
    """A workspace with one county and an officer of the city."""
    workspace = a_workspace()
    a_division(workspace)
    officer = a_user("officer", "市级专员", workspace=workspace, role="city_officer")
    officer.set_password(PASSWORD)
    officer.save(update_fields=["password"])
    return workspace


def gate(page: Page, move: str) -> None:
    """Open a gate: every paper it asks for, words where it wants them."""
    page.locator("main").get_by_role("link", name=move, exact=True).first.click()
    page.wait_for_url(lambda url: not SUBJECT.search(url))  # what is asked of a page does not wait
    form = page.locator("main form").last
    for asked in form.locator("input[type=file]").all():
        asked.set_input_files(PAPER)
    words = form.locator("textarea[name=words]")
    if words.count():
        words.fill("资料齐全，现场核实无误")
    form.locator("button[type=submit], button:not([type])").last.click()
    page.wait_for_url(SUBJECT)


def test_an_idea_becomes_a_project_that_goes_to_its_end(city, visit):
    page = visit("/weifang/accounts/login/?next=/weifang/reserve/")
    page.locator("input[name=login]").fill("officer")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url("**/reserve/")
    expect(page.get_by_text("没有符合条件的谋划项目")).to_be_visible()

    page.get_by_role("link", name="新增谋划项目").first.click()
    page.locator("[name=name]").fill("示例储能电池产业园")
    page.locator("[name=field]").select_option("new_energy")
    page.locator("[name=purpose]").select_option("strength")
    page.locator("[name=kind]").select_option("industry")
    page.locator("[name=division]").select_option(label="青州市")
    page.locator("[name=investment_total]").fill("6.5亿")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("6.5亿元 ÷ 10亿元 × 15 = 9.75")).to_be_visible()
    assert serious_faults(page) == []

    for move in LADDER:
        gate(page, move)
    assert Idea.objects.select_related("track").get().stage == "ready"
    page.get_by_role("link", name="转入项目库").first.click()
    page.locator("[name=words]").fill("列入明年开工计划")
    page.get_by_role("button", name="转入项目库").click()
    page.wait_for_url("**/projects/*/")
    expect(page.locator("#of-reserve")).to_contain_text("列入明年开工计划")

    project = Project.objects.select_related("track").get()
    assert project.track.stage == "plan"
    while offers := page.locator(".panel").first.locator("a.button.primary").all():
        gate(page, offers[0].inner_text().strip())
        page.goto(page.url)
    project.track.refresh_from_db()
    assert project.track.stage == "above_scale_listing"
    project.refresh_from_db()
    assert project.produced_on is not None
    assert [step.target for step in project.track.steps.order_by("pk")] == [
        "plan",
        "works_start",
        "build",
        "production_start",
        "tax",
        "above_scale_listing",
    ]
