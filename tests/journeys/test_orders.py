"""An enterprise orders, the coordinator docks, growers answer on their phones, one says no."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.signing_in import let_in
from tests.people import a_user, a_workspace
from yuandu.mechanisms.orders.models import Order, Promise
from yuandu.mechanisms.orders.tests import records

PHONE = 390
GROWERS = ("jia", "yi", "bing", "ding")  # the last is dearer than what the others ask


@pytest.fixture
def city(transactional_db):
    """A buyer, a coordinator and four households with 400 pots each."""
    workspace = a_workspace()
    buyer = records.a_buyer(workspace)
    people = [
        a_user("buyer", workspace=workspace, role="owner", organisation=buyer),
        a_user("coordinator", workspace=workspace, role="coordinator"),
    ]
    for at, name in enumerate(GROWERS):
        offer = records.an_offer(workspace, f"示例花农{name}户", quantity=400, ask=2 + at // 3)
        people.append(a_user(name, workspace=workspace, role="grower", organisation=offer.grower))
    let_in(*people)
    return workspace


def test_an_order_is_docked_accepted_declined_and_filled_by_a_substitute(city, open_as):
    buyer = open_as("buyer", "/orders/new/")
    _fill(buyer)
    buyer.get_by_role("button", name="保存").click()
    buyer.get_by_role("button", name="同意条款并下单").click()
    expect(buyer.get_by_text("已下单，正在寻找农户。")).to_be_visible()
    order = Order.objects.get()

    desk = open_as("coordinator", "/orders/docking/")
    expect(desk.get_by_role("row", name="矮牵牛")).to_contain_text("1200")
    desk.get_by_role("button", name="试对接").click()
    expect(desk.get_by_text("已证明最优")).to_be_visible()
    assert not Promise.objects.exists()
    desk.get_by_text("发布", exact=True).click()
    desk.get_by_role("button", name="派单到户").click()
    expect(desk.get_by_text("已派单到户，共3份。")).to_be_visible()

    for name in ("jia", "yi"):
        phone = open_as(name, "/shares/", width=PHONE)
        expect(phone.get_by_text("这一单您能接吗？")).to_be_visible()
        expect(phone.get_by_text("1200元")).to_be_visible()
        _fits(phone)
        phone.get_by_role("button", name="接，400盆").click()
        expect(phone.get_by_text("已接单").first).to_be_visible()
    refusing = open_as("bing", "/shares/", width=PHONE)
    refusing.get_by_role("button", name="不接").click()
    expect(refusing.get_by_text("已谢绝，将另找农户。")).to_be_visible()

    substitute = open_as("ding", "/shares/", width=PHONE)
    substitute.get_by_role("link", name="为什么是我？").click()
    expect(substitute.get_by_text("在能接的农户中，轮到您。")).to_be_visible()
    substitute.get_by_role("button", name="接，400盆").click()
    expect(substitute.get_by_role("heading", name="我已接的单")).to_be_visible()

    buyer.goto(f"/weifang/orders/{order.pk}/")
    secured = buyer.locator(".fact", has_text="已落实")
    expect(secured).to_contain_text("1200")
    expect(buyer.get_by_role("row", name="示例花农bing户")).to_contain_text("已由他人顶替")
    buyer.get_by_role("link", name="示例花农ding户").click()
    address = buyer.get_by_role("link", name="合同").get_attribute("href")
    assert buyer.request.get(f"{address}").body().startswith(b"%PDF")


def _fill(page: Page) -> None:
    page.get_by_label("花卉种类").select_option(label="矮牵牛")
    page.get_by_label("最低等级").select_option(label="二级")
    page.get_by_label("数量").fill("1200")
    page.get_by_label("交货起始日").fill(f"{records.FROM}")
    page.get_by_label("交货截止日").fill(f"{records.UNTIL}")
    page.get_by_label("或送往其他地点").fill("示例仓库")
    page.get_by_label("底价（元/单位，送到价）").fill("3")


def _fits(page: Page) -> None:
    """See that nothing is wider than the phone."""
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
