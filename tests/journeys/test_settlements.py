"""What growers accepted is delivered, graded, settled and paid; the loss book and a figure follow."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.signing_in import let_in
from tests.people import a_user, a_workspace
from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.orders import actions as orders
from yuandu.mechanisms.orders.tests import records
from yuandu.mechanisms.settlements.models import Batch, Settlement
from yuandu.mechanisms.settlements.rules.losses import SMALLEST_GROUP
from yuandu.mechanisms.settlements.tests.records import a_slip_of

PHONE = 390


@pytest.fixture
def city(transactional_db):
    """One grower's accepted share, and enough slips of others that sums may be shown."""
    workspace = a_workspace()
    by = Actor.system(workspace)
    offer = records.an_offer(workspace, quantity=400)
    records.an_order(workspace, quantity=400)
    (promise,) = records.asked(workspace)
    orders.accept(by=by, promise=promise)
    for at in range(SMALLEST_GROUP):
        a_slip_of(workspace, f"示例花农{at}号户")
    let_in(
        a_user("desk", workspace=workspace, role="city_officer"),
        a_user("hua", workspace=workspace, role="grower", organisation=offer.grower),
        a_user("buyer", workspace=workspace, role="owner", organisation=promise.order.buyer),
    )
    return promise


def test_a_delivery_is_graded_settled_disputed_and_paid_and_the_figure_opens(city, open_as):
    desk = open_as("desk", f"/settlements/promises/{city.pk}/announce/")
    desk.get_by_label("装车盆数").fill("400")
    desk.get_by_role("button", name="保存").click()
    expect(desk.get_by_text("已报到。请打印标签，随货张贴。")).to_be_visible()
    batch = Batch.objects.get(promise=city)

    _grade(desk, batch)

    hua = open_as("hua", "/settlements/", width=PHONE)
    expect(hua.get_by_text("已定级")).to_be_visible()
    hua.get_by_role("link", name="我有异议").click()
    hua.get_by_label("哪里不对").fill("有十盆只是盆沿破了，花是好的")
    hua.get_by_role("button", name="保存").click()
    expect(hua.get_by_text("待答复")).to_be_visible()

    desk.goto(f"/weifang/settlements/batches/{batch.pk}/")
    desk.get_by_role("button", name="结算").click()
    slip = Settlement.objects.get(batch=batch)
    desk.goto(f"/weifang/settlements/slips/{slip.pk}/")
    expect(desk.get_by_text("大写")).to_be_visible()
    desk.get_by_role("button", name="买方已付款").click()
    desk.get_by_role("button", name="花农已到账").click()
    expect(desk.get_by_text("付花农货款已入账。")).to_be_visible()

    hua.goto("/weifang/settlements/mine/")
    expect(hua.locator("#settled")).to_contain_text("实付")
    hua.goto("/weifang/settlements/losses/")
    expect(hua.locator("#losses")).to_contain_text("运输")

    buyer = open_as("buyer", "/settlements/bought/")
    expect(buyer.get_by_role("row", name=batch.number)).to_contain_text("360")

    desk.goto("/weifang/figures/settlements.slips.count/")
    expect(desk.get_by_role("row", name="示例花农0号户")).to_be_visible()
    desk.get_by_role("row", name="示例花农甲户").get_by_role("link").first.click()
    expect(desk.get_by_role("heading", level=1)).to_contain_text(slip.number)


def _grade(desk: Page, batch: Batch) -> None:
    """Receive a batch and count it, 40 pots of it damaged on the way."""
    desk.goto("/weifang/settlements/desk/")
    desk.get_by_role("row", name=batch.number).get_by_role("link", name="收货").click()
    desk.get_by_role("button", name="保存").click()
    desk.get_by_label("二级").fill("360")
    desk.get_by_label("途中损坏").fill("40")
    desk.get_by_role("button", name="保存定级").click()
    expect(desk.get_by_text("定级已保存，并已通知花农。")).to_be_visible()
