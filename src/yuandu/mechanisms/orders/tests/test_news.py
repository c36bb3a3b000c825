"""Who is told what, what waits and for how long, and who is suggested while one types."""

from datetime import timedelta

import pytest

from tests.people import TODAY, a_division, a_user
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.notices.models import Notice
from yuandu.kernel.registry.models import Post
from yuandu.kernel.workspaces.counting import counted
from yuandu.mechanisms.orders import actions, chores, queries
from yuandu.mechanisms.orders.models import Promise
from yuandu.mechanisms.orders.tests.records import (
    FROM,
    UNTIL,
    a_buyer,
    a_household,
    a_quick_kind,
    an_offer,
    an_order,
    asked,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(weifang) -> Actor:
    return Actor.system(weifang)


@pytest.fixture
def mei(weifang):
    return a_user("mei", workspace=weifang, role="grower", organisation=a_household(weifang))


@pytest.fixture
def li(weifang):
    other = a_household(weifang, "示例花农乙户")
    return a_user("li", workspace=weifang, role="grower", organisation=other)


def told(user) -> list[str]:
    return [each.kind for each in Notice.objects.filter(to=user).order_by("pk")]


def test_growers_buyer_and_desk_hear_of_what_concerns_them(weifang, by, mei, li, coordinator):
    buyer = a_user("lin", workspace=weifang, role="owner", organisation=a_buyer(weifang))
    an_order(weifang, quantity=500)
    an_offer(weifang)
    promise = asked(weifang)[0]
    an_offer(weifang, "示例花农乙户", ask=3)

    actions.ask_for_call(by=by, promise=promise)
    actions.decline(by=by, promise=promise)
    second = Promise.objects.get(replaces=promise)
    order = type(promise.order).objects.select_related("track").get(pk=promise.order_id)
    actions.accept(by=by, promise=second)

    assert told(mei) == ["orders.asked"]
    assert told(li) == ["orders.stand_in"]
    assert told(coordinator) == ["orders.call", "orders.given_back"]
    assert told(buyer) == ["orders.given_back"]
    assert Notice.objects.get(kind="orders.given_back", to=buyer).params["asked"] == 500
    assert order.promised == 500


def test_whose_share_is_taken_back_is_told_why(weifang, by, mei):
    an_order(weifang, quantity=500)
    an_offer(weifang)
    promise = asked(weifang)[0]

    actions.undo(by=by, docking=promise.docking)

    assert told(mei) == ["orders.asked", "orders.ended"]
    assert Notice.objects.get(kind="orders.ended").params["why"] == "undone"


def test_silence_and_late_steps_are_told_once(weifang, by, mei, coordinator):
    an_order(weifang, quantity=500)
    an_order(weifang, quantity=100)
    an_offer(weifang)
    first, second = asked(weifang)
    actions.accept(by=by, promise=second)

    weifang.today_on = first.answer_by + timedelta(days=1)
    for _ in range(2):
        chores.remind(weifang)
    assert told(coordinator).count("orders.unanswered") == 1
    weifang.today_on = FROM - timedelta(weeks=6) + timedelta(days=1)
    for _ in range(2):
        chores.remind(weifang)

    assert told(mei).count("orders.step_late") == 1


def test_what_waits_is_counted_and_shown_with_its_age(weifang, by, sign_in, coordinator, mei):
    an_order(weifang, quantity=900)
    an_offer(weifang)
    promise = asked(weifang)[0]
    weifang.today_on = TODAY + timedelta(days=9)
    weifang.save(update_fields=["today_on"])

    numbers = counted(queries.waiting_sets(Actor.system(weifang)))
    page = sign_in(coordinator).get("/orders/waiting/").content.decode()

    assert numbers == {"shares_asked": 1, "shares_late": 1, "orders_unserved": 1}
    assert promise.offer.grower.name in page
    assert "逾期" in page
    assert sign_in(mei).get("/orders/waiting/").status_code == 404


def test_households_and_firms_are_chosen_by_a_part_of_the_name(weifang, sign_in, coordinator):
    household, firm = a_household(weifang), a_buyer(weifang)
    desk = sign_in(coordinator)

    offered = desk.get("/orders/parties/", {"grower": "花农甲"}).content.decode()
    assert f"{household.name} #{household.pk}" in offered
    assert desk.get("/orders/parties/", {"grower": "花"}).content.strip() == b""
    assert firm.name in desk.get("/orders/parties/", {"buyer": "示例花卉"}).content.decode()
    assert desk.get("/orders/parties/").status_code == 404
    sent = {
        "kind": a_quick_kind(weifang).pk,
        "grade": "first",
        "quantity": "600",
        "ask": "2.5",
        "from_on": f"{FROM}",
        "until_on": f"{UNTIL}",
    }
    for typed, status in (
        ("没有这户", 422),
        (f"{household.name} #{firm.pk}", 422),
        (f"{household.name} #99999999999999999999", 422),
        (household.name, 302),
    ):
        assert desk.post("/offers/new/", sent | {"grower": typed}).status_code == status


def test_a_countys_coordinator_is_suggested_that_countys_households(weifang, sign_in):
    a_household(weifang)
    elsewhere = a_division(weifang, "370782", "诸城市")
    zhu = a_user("zhu", workspace=weifang, role="coordinator", division=elsewhere)
    assert Post.objects.get(user=zhu).division == elsewhere

    page = sign_in(zhu).get("/orders/parties/", {"grower": "示例花农"})

    assert page.status_code == 200
    assert "甲户" not in page.content.decode()
