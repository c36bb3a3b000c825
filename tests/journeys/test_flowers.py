"""An order of flowers from the enterprise's desk to the front page, by the pages alone.

Three households accept on their phones, the last as the substitute of one that says no; what
they bring is graded, settled and paid, what was lost stands in their books, and the number in
article 1 rises by what was taken and opens to it.
"""

import datetime
import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.signing_in import let_in
from tests.people import TODAY, a_user, a_workspace
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.flowers.tests.records import a_kind, filed, weekly
from yuandu.mechanisms.orders.tests import records
from yuandu.mechanisms.settlements.rules.losses import SMALLEST_GROUP
from yuandu.mechanisms.settlements.tests.records import a_slip_of

PHONE = 390
BEGIN, UNTIL = TODAY - datetime.timedelta(weeks=10), TODAY + datetime.timedelta(days=6)
# The last is dearer than what the others ask, so that nobody asks it first.
GROWERS = ("jia", "yi", "bing", "ding")
BROUGHT = {"jia": (400, 0), "yi": (360, 40), "ding": (400, 0)}  # taken, damaged on the way
TAKEN = sum(taken for taken, _damaged in BROUGHT.values())


@pytest.fixture
def city(transactional_db, tmp_path):
    """A buyer, those at the desks, four households with 400 pots each, and a paper with numbers."""
    workspace = a_workspace()
    a_kind(workspace)
    filed(workspace, tmp_path, *weekly(["30"], first="2026-11-17"))
    for at in range(SMALLEST_GROUP):
        a_slip_of(workspace, f"示例花农{at}号户")
    people = [
        a_user("coordinator", workspace=workspace, role="coordinator", phone="0536-555001"),
        a_user("officer", workspace=workspace, role="city_officer"),
        a_user(
            "buyer",
            workspace=workspace,
            role="owner",
            organisation=records.a_buyer(workspace, "示例花店有限公司"),
        ),
    ]
    for at, name in enumerate(GROWERS):
        offer = records.an_offer(
            workspace,
            f"示例花农{name}户",
            quantity=400,
            ask=2 + at // 3,
            from_on=TODAY,
            until_on=UNTIL,
        )
        people.append(a_user(name, workspace=workspace, role="grower", organisation=offer.grower))
    let_in(*people)


def test_an_order_ends_as_a_number_of_the_front_page(city, open_as):
    _turn_to(BEGIN)
    buyer = open_as("buyer", "/orders/new/")
    order = _order(buyer)
    coordinator = open_as("coordinator", "/orders/docking/")
    _dock(coordinator)
    phones = {name: open_as(name, "/shares/", width=PHONE) for name in GROWERS}
    _answer(phones)
    _see_it_secured(buyer, order)

    _turn_to(TODAY)
    officer = open_as("officer", "/")
    before = _delivered(officer)
    for name, (taken, damaged) in BROUGHT.items():
        number = _announce(phones[name])
        _receive(coordinator, number, taken, damaged)
        if damaged:
            _dispute(phones[name])
        slip = _settle(coordinator, number)
        _see_it_paid(phones[name], slip)
    _see_the_loss(phones["yi"])
    _see_what_came(buyer, order)

    officer.goto("/weifang/")
    assert _delivered(officer) == before + TAKEN
    _open_the_number(officer)


def _turn_to(day: datetime.date) -> None:
    Workspace.objects.update(today_on=day)


def _fits(page: Page) -> None:
    """See that nothing is wider than the phone."""
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE


def _number_in(page: Page, form: str) -> str:
    """Return the number that stands in the heading."""
    found = re.search(form, page.get_by_role("heading", level=1).inner_text())
    assert found
    return found.group()


def _order(buyer: Page) -> str:
    """Order what three of the four households have; return the order's number."""
    buyer.get_by_label("花卉种类").select_option(label="矮牵牛")
    buyer.get_by_label("最低等级").select_option(label="二级")
    buyer.get_by_label("数量").fill("1200")
    buyer.get_by_label("交货起始日").fill(f"{TODAY}")
    buyer.get_by_label("交货截止日").fill(f"{UNTIL}")
    buyer.get_by_label("或送往其他地点").fill("示例仓库")
    buyer.get_by_label("底价（元/单位，送到价）").fill("3")
    buyer.get_by_role("button", name="保存").click()
    buyer.get_by_role("button", name="同意条款并下单").click()
    expect(buyer.get_by_text("已下单，正在寻找农户。")).to_be_visible()
    return _number_in(buyer, r"DD\d{4}-\d+")


def _dock(desk: Page) -> None:
    """Try a docking, see that nobody could do better, and ask the households."""
    expect(desk.get_by_role("row", name="矮牵牛")).to_contain_text("1200")
    desk.get_by_role("button", name="试对接").click()
    expect(desk.get_by_text("已证明最优")).to_be_visible()
    desk.get_by_text("发布", exact=True).click()
    desk.get_by_role("button", name="派单到户").click()
    expect(desk.get_by_text("已派单到户，共3份。")).to_be_visible()


def _answer(phones: dict[str, Page]) -> None:
    """Two say yes, one says no, and who stands in says yes."""
    for name in ("jia", "yi"):
        phones[name].reload()
        expect(phones[name].get_by_text("这一单您能接吗？")).to_be_visible()
        expect(phones[name].get_by_text("1200元")).to_be_visible()
        _fits(phones[name])
        phones[name].get_by_role("button", name="接，400盆").click()
        expect(phones[name].get_by_text("已接单").first).to_be_visible()
    phones["bing"].reload()
    phones["bing"].get_by_role("button", name="不接").click()
    expect(phones["bing"].get_by_text("已谢绝，将另找农户。")).to_be_visible()

    substitute = phones["ding"]
    substitute.reload()
    substitute.get_by_role("link", name="为什么是我？").click()
    expect(substitute.get_by_text("在能接的农户中，轮到您。")).to_be_visible()
    substitute.get_by_role("button", name="接，400盆").click()
    expect(substitute.get_by_role("heading", name="我已接的单")).to_be_visible()


def _see_it_secured(buyer: Page, order: str) -> None:
    buyer.goto("/weifang/orders/")
    buyer.get_by_role("link", name=order).first.click()
    expect(buyer.locator(".fact", has_text="已落实")).to_contain_text("1200")
    expect(buyer.get_by_role("row", name="示例花农bing户")).to_contain_text("已由他人顶替")
    buyer.get_by_role("link", name="示例花农ding户").click()
    address = buyer.get_by_role("link", name="合同").get_attribute("href")
    assert buyer.request.get(f"{address}").body().startswith(b"%PDF")


def _announce(phone: Page) -> str:
    """Announce the load on the way from the share; return the batch's number."""
    phone.goto("/weifang/shares/")
    phone.get_by_role("link", name="矮牵牛 400").click()
    phone.get_by_role("link", name="交货与结算").click()
    phone.get_by_role("link", name="报一批货").click()
    expect(phone.get_by_label("装车盆数")).to_have_value("400")
    _fits(phone)
    phone.get_by_role("button", name="保存").click()
    expect(phone.get_by_text("已报到。请打印标签，随货张贴。")).to_be_visible()
    return _number_in(phone, r"PH\d{4}-\d+")


def _receive(desk: Page, number: str, taken: int, damaged: int) -> None:
    """Take a load off the truck and count it."""
    desk.goto("/weifang/settlements/desk/")
    desk.get_by_role("row", name=number).get_by_role("link", name="收货").click()
    desk.get_by_role("button", name="保存").click()
    desk.get_by_label("二级").fill(f"{taken}")
    desk.get_by_label("途中损坏").fill(f"{damaged}")
    desk.get_by_role("button", name="保存定级").click()
    expect(desk.get_by_text("定级已保存，并已通知花农。")).to_be_visible()


def _dispute(phone: Page) -> None:
    """Say on the phone that the count is wrong; the rest is paid all the same."""
    phone.goto("/weifang/settlements/")
    expect(phone.get_by_text("已定级")).to_be_visible()
    phone.get_by_role("link", name="我有异议").click()
    phone.get_by_label("哪里不对").fill("有十盆只是盆沿破了，花是好的")
    phone.get_by_role("button", name="保存").click()
    expect(phone.get_by_text("待答复")).to_be_visible()


def _settle(desk: Page, number: str) -> str:
    """Write the slip of a graded batch and book both of its legs; return its number."""
    desk.goto("/weifang/settlements/desk/?show=graded")
    desk.get_by_role("link", name=number).click()
    desk.get_by_role("button", name="结算").click()
    desk.get_by_role("link", name=re.compile(r"^JS")).click()
    expect(desk.get_by_text("大写")).to_be_visible()
    desk.get_by_role("button", name="买方已付款").click()
    desk.get_by_role("button", name="花农已到账").click()
    expect(desk.get_by_text("付花农货款已入账。")).to_be_visible()
    return _number_in(desk, r"JS\d{4}-\d+")


def _see_it_paid(phone: Page, slip: str) -> None:
    """Follow the notice on the phone to the slip."""
    phone.goto("/weifang/inbox/")
    phone.get_by_role("link", name=re.compile(f"{slip}：实付")).click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text(slip)
    expect(phone.get_by_text("已付清").first).to_be_visible()
    _fits(phone)
    phone.goto("/weifang/settlements/mine/")
    expect(phone.locator("#settled")).to_contain_text("实付")
    _fits(phone)


def _see_the_loss(phone: Page) -> None:
    phone.goto("/weifang/settlements/losses/")
    expect(phone.locator("#losses").get_by_role("row", name="运输")).to_contain_text("40")
    _fits(phone)


def _see_what_came(buyer: Page, order: str) -> None:
    """See from the order what came of it."""
    buyer.goto("/weifang/orders/")
    buyer.get_by_role("link", name=order).first.click()
    buyer.get_by_role("link", name="交货与结算").click()
    expect(buyer.get_by_role("row", name="示例花农yi户")).to_contain_text("360")


def _delivered(page: Page) -> int:
    """Return how many pots the front page says were delivered."""
    said = page.get_by_text(re.compile("今年按订单已交货")).inner_text()
    found = re.search(r"今年按订单已交货(\d+)盆", said)
    assert found
    return int(found.group(1))


def _open_the_number(officer: Page) -> None:
    """Open article 1's number to its rows, and one of the rows to the delivery."""
    total = _delivered(officer)
    # By the keyboard: over two columns of the paper the middle of a link may be beside it.
    officer.get_by_role("link", name=f"{total}", exact=True).press("Enter")
    expect(officer.get_by_role("heading", level=1)).to_contain_text("今年按订单交货盆数")
    rows = officer.locator("#rows").get_by_role("row", name=re.compile("矮牵牛"))
    expect(rows).to_have_count(SMALLEST_GROUP + len(BROUGHT))
    counted = [int(row.get_by_role("cell").last.inner_text()) for row in rows.all()]
    assert counted[SMALLEST_GROUP:] == [taken for taken, _damaged in BROUGHT.values()]
    assert sum(counted) == total
    rows.last.get_by_role("link").first.click()
    expect(officer.get_by_text("示例花农ding户")).to_be_visible()
