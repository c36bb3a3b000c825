"""A team in a dead zone: the visit waits on the phone, is sent, and a difficulty goes its way."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.people import TODAY, a_user, a_workspace, an_organisation
from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.visits import actions
from yuandu.mechanisms.visits.models import Difficulty, Visit
from yuandu.mechanisms.visits.tests.records import a_project, a_team, an_office

PASSWORD = "kite-over-weifang"
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def city(transactional_db):
    """A project on a team's route today, its owner, and the department for energy."""
    workspace = a_workspace()
    owner = an_organisation(workspace)
    people = {
        "member": a_user("member", workspace=workspace, role="auditor"),
        "office": a_user("office", workspace=workspace, role="department_officer"),
        "firm": a_user("firm", workspace=workspace, role="owner", organisation=owner),
    }
    for user in people.values():
        user.set_password(PASSWORD)
        user.save(update_fields=["password"])
    an_office(workspace, people["office"])
    team, project = a_team(workspace, people["member"]), a_project(workspace, owner)
    actions.plan(by=Actor.system(workspace), team=team, projects=[project], on=TODAY)
    return workspace


@pytest.fixture
def open_as(browser: Browser, live_server):
    """Return a function: a phone of somebody's own, signed in."""
    contexts = []

    def opened(name: str, path: str) -> Page:
        context = browser.new_context(locale="zh-CN", viewport=PHONE, base_url=live_server.url)
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


def test_a_visit_from_a_dead_zone_is_sent_answered_and_closed(city, open_as):
    phone = open_as("member", "/visits/")
    phone.get_by_role("link", name="第一督查服务组").first.click()
    expect(phone.locator("visit-outbox")).to_contain_text("没有网络也能用")
    assert _fits(phone)

    phone.context.set_offline(True)
    phone.get_by_role("link", name="登记走访").click()
    phone.get_by_label("现场情况").fill("主体封顶，二期用电没有着落。")
    phone.get_by_label("要素类别").first.select_option(label="能耗")
    phone.get_by_label("一句话概括").first.fill("二期用电容量不足")
    assert _fits(phone)
    phone.get_by_role("button", name="保存走访").click()
    expect(phone.locator(".outbox-waiting")).to_contain_text("在本机待发送")
    assert not Visit.objects.exists()

    phone.context.set_offline(False)
    expect(phone.locator(".outbox-counted")).to_contain_text("走访已登记")
    visit = Visit.objects.get()
    assert visit.words == "主体封顶，二期用电没有着落。"
    expect(phone.locator(".outbox-waiting")).to_have_count(0)

    office = open_as("office", "/visits/difficulties/?show=asked")
    office.get_by_role("link", name="二期用电容量不足").click()
    office.get_by_role("link", name="答复", exact=True).click()
    office.locator("textarea[name=words]").fill("已列入新增专线计划")
    office.locator("main form button[type=submit]").last.click()
    expect(office.locator("main")).to_contain_text("已答复")

    firm = open_as("firm", "/visits/difficulties/?show=to_close")
    firm.get_by_role("link", name="二期用电容量不足").click()
    firm.get_by_role("link", name="已解决，销号").click()
    firm.locator("main form button[type=submit]").last.click()
    expect(firm.locator("main")).to_contain_text("项目单位销号")
    assert Difficulty.objects.select_related("track").get().stage == "closed"

    phone.goto("/weifang/visits/")
    expect(phone.locator("#drives")).to_contain_text("100")


def _fits(page: Page) -> bool:
    """Whether nothing sticks out at the side of the screen."""
    return bool(
        page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        )
    )
