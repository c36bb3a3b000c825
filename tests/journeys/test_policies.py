"""A subsidy from its draft to its payment: two officers, a sweep, an objection, the ledger."""

import datetime
import re

import pytest
from playwright.sync_api import Page, expect

from tests.people import a_user, a_workspace
from yuandu.kernel.workspaces.models import Workspace
from yuandu.services.policies.models import Case, PolicyVersion, Window
from yuandu.services.policies.tests.records import a_firm

PASSWORD = "kite-over-weifang"
BASE = "/weifang"


@pytest.fixture
def city(transactional_db) -> Workspace:
    """A city of three firms and two officers of one department each."""
    workspace = a_workspace()
    for name, role in (("drafter", "city_officer"), ("reviewer", "department_officer")):
        user = a_user(name, workspace=workspace, role=role)
        user.set_password(PASSWORD)
        user.save(update_fields=["password"])
    for name, research in (("大研发公司", 600), ("中研发公司", 300), ("小研发公司", 50)):
        a_firm(workspace, name, research=research)
    return workspace


def as_somebody(visit, page: Page, username: str) -> None:
    page.context.clear_cookies()
    visit(f"{BASE}/accounts/login/?next={BASE}/policies/")
    page.locator("input[name=login]").fill(username)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(re.compile(r"/policies/$"))


def move(visit, page: Page, subject: PolicyVersion | Case, code: str, words: str = "") -> None:
    visit(f"{BASE}/moves/{subject.track_id}/{code}/")
    if words:
        page.locator("textarea[name=words]").fill(words)
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_url(re.compile(r"/policies/"))


def test_a_subsidy_goes_from_draft_to_payment(city, visit, page):
    as_somebody(visit, page, "drafter")
    visit(f"{BASE}/policies/add/")
    for name, value in {
        "title": "研发投入补助",
        "code": "rd-2026",
        "document": "示例文件〔2026〕1号",
        "effective_from": "2026-01-01",
        "rate": "10",
        "cap": "50",
        "budget": "60",
        "c0-threshold": "100",
        "c0-clause": "第三条",
    }.items():
        page.locator(f"[name='{name}']").fill(value)
    page.locator("[name=base]").select_option("rd_expense")
    page.locator("[name=order_fact]").select_option("rd_expense")
    page.locator("[name=c0-fact]").select_option("rd_expense")
    # As one types: two of three firms would get it.
    expect(page.locator("#estimate strong").first).to_have_text("2")
    page.locator("#draft button[type=submit]").last.click()
    page.wait_for_url(re.compile(r"/policies/versions/\d+/$"))
    version = PolicyVersion.objects.get()
    move(visit, page, version, "submit")

    as_somebody(visit, page, "reviewer")
    move(visit, page, version, "approve")
    visit(f"{BASE}/policies/versions/{version.pk}/")
    page.locator("form[action$='/sweep/'] button").click()
    page.wait_for_url(re.compile(r"/policies/sweeps/"))
    expect(page.locator("main")).to_contain_text("大研发公司")
    large, middle = (Case.objects.get(party__name=f"{size}研发公司") for size in "大中")
    for case in (large, middle):
        move(visit, page, case, "verify")
        move(visit, page, case, "publish")

    visit(f"{BASE}/policies/cases/{middle.pk}/object/")
    page.locator("textarea[name=words]").fill("费用归集口径有误")
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_url(re.compile(rf"/policies/cases/{middle.pk}/$"))
    visit(f"{BASE}/policies/notices/")
    expect(page.locator("main")).to_contain_text("暂缓")

    # A notice later.
    city.today_on = large.began_on + datetime.timedelta(days=14)
    city.save(update_fields=["today_on"])
    window = Window.objects.get()
    for verb, stage in (("approve", "approved"), ("pay", "paid")):
        visit(f"{BASE}/policies/windows/{window.pk}/")
        confirm = page.locator(f"details.confirm:has(form[action$='/{verb}/'])")
        confirm.locator("summary").click()
        confirm.locator("form button").click()
        page.wait_for_load_state()
        large.refresh_from_db()
        expect(page.locator("main")).to_contain_text("大研发公司")
        assert large.track.stage == stage
    window = Window.objects.select_related("paid").get()
    assert window.paid.balance == large.amount
    middle.refresh_from_db()
    assert middle.track.stage == "objected"
    open_the_figure(visit, page)
    page.wait_for_url(re.compile(rf"/policies/cases/{large.pk}/$"))


def open_the_figure(visit, page: Page) -> None:
    """Read in the newspaper what was paid, and open the figure to the row that was."""
    visit(f"{BASE}/")
    figure = page.locator("article a.figure[href$='/figures/policies.paid.amount/']").first
    expect(figure).to_have_text("50.0万元")
    figure.click()
    page.wait_for_url(re.compile(r"/figures/policies.paid.amount/"))
    rows = page.locator("main table tbody tr")
    expect(rows.filter(has_text="大研发公司")).to_have_count(1)
    expect(page.locator("main")).not_to_contain_text("中研发公司")
    rows.get_by_role("link").first.click()
