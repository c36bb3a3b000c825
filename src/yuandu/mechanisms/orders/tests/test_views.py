"""Pages of orders, dockings, shares and offers: they work, refuse, and ask little of the database."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.people import a_user
from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.orders import actions
from yuandu.mechanisms.orders.models import Docking, Offer, Order, Promise
from yuandu.mechanisms.orders.tests.records import (
    FROM,
    UNTIL,
    a_blanket,
    a_buyer,
    a_household,
    a_quick_kind,
    an_offer,
    an_order,
    asked,
    later,
)

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12


@pytest.fixture
def buyer(weifang, sign_in):
    return sign_in(a_user("lin", workspace=weifang, role="owner", organisation=a_buyer(weifang)))


@pytest.fixture
def grower(weifang, sign_in):
    household = a_household(weifang)
    return sign_in(a_user("mei", workspace=weifang, role="grower", organisation=household))


def form(weifang, **changes):
    return {
        "buyer": a_buyer(weifang).pk,
        "kind": a_quick_kind(weifang).pk,
        "grade": "second",
        "quantity": "500",
        "from_on": f"{FROM}",
        "until_on": f"{UNTIL}",
        "delivered_to": "示例仓库",
        "floor_price": "3.20",
    } | changes


def test_a_window_that_is_too_soon_is_asked_about_once_more(weifang, buyer):
    soon = form(weifang, from_on=f"{later(14)}", until_on=f"{later(20)}")

    asked_once = buyer.post("/orders/new/", soon)
    done = buyer.post("/orders/new/", soon | {"accepts_standing": "on"})

    assert asked_once.status_code == 422
    assert "定植" in asked_once.content.decode()
    assert done.status_code == 302
    assert Order.objects.get().from_on == later(14)


@pytest.mark.parametrize(
    "changes",
    [
        {"quantity": "0"},
        {"floor_price": "-1"},
        {"from_on": "x"},
        {"delivered_to": "a\0"},
        {"kind": "9"},
    ],
)
def test_an_odd_form_is_refused_and_nothing_kept(weifang, buyer, changes):
    assert buyer.post("/orders/new/", form(weifang, **changes)).status_code == 422
    assert not Order.objects.exists()


def test_an_order_is_repeated_without_its_days(weifang, buyer):
    order = an_order(weifang, specification="3.5寸盆")

    page = buyer.get("/orders/new/", {"again": order.pk}).content.decode()

    assert "3.5寸盆" in page
    assert f"{FROM}" not in page


def test_buyers_see_neither_others_orders_nor_the_board(weifang, buyer):
    strange = an_order(weifang, buyer=a_buyer(weifang, "别家花卉有限公司"))

    assert buyer.get(f"/orders/{strange.pk}/").status_code == 404
    assert buyer.get("/orders/docking/").status_code == 404
    assert buyer.post("/orders/docking/", {"rule": "fair-2026"}).status_code == 404


def test_a_grower_takes_part_calls_and_drops_out(weifang, grower):
    an_order(weifang, quantity=500)
    an_offer(weifang)
    promise = asked(weifang)[0]
    address = f"/shares/{promise.pk}/answer/"

    assert "请给我回电" in grower.get("/shares/").content.decode()
    for sent, state, quantity in (
        ({"answer": "part"}, "proposed", 500),
        ({"answer": "part", "quantity": "501"}, "proposed", 500),
        ({"answer": "perhaps"}, "proposed", 500),
        ({"answer": "call"}, "proposed", 500),
        ({"answer": "part", "quantity": "200"}, "accepted", 200),
        ({"answer": "withdraw", "words": "冻伤"}, "withdrawn", 200),
    ):
        assert grower.post(address, sent).status_code == 302
        promise.refresh_from_db()
        assert (promise.state, promise.quantity) == (state, quantity)
    assert promise.words == "冻伤"


def test_what_is_left_is_claimed_on_the_page(weifang, grower):
    order, offer = an_order(weifang, quantity=500), an_offer(weifang)
    assert "可认领" in grower.get("/shares/left/").content.decode()
    sent = {"offer": offer.pk, "quantity": "300", "key": "0" * 32}

    for _ in range(2):
        assert grower.post(f"/orders/{order.pk}/claim/", sent).status_code == 302

    assert Promise.objects.get().quantity == 300
    assert Promise.objects.get().channel == "page"


def test_a_coordinator_docks_publishes_takes_back_and_answers_by_phone(
    weifang, sign_in, coordinator
):
    an_order(weifang, quantity=500)
    an_offer(weifang)
    desk = sign_in(coordinator)

    desk.post("/orders/docking/", {"rule": "worth-2026"})
    docking = Docking.objects.get()
    shown = desk.get(f"/orders/docking/{docking.pk}/").content.decode()
    assert "各县市区对接到各市场的货值" in shown
    assert shown.count("<path d=") == 1  # what goes from one county to one market
    desk.post(f"/orders/docking/{docking.pk}/publish/")
    promise = Promise.objects.get()
    desk.post(f"/orders/docking/{docking.pk}/undo/")
    desk.post("/orders/docking/", {"rule": "fair-2026"})
    again = Docking.objects.first()
    beside = desk.get(f"/orders/docking/{again.pk}/beside/{docking.pk}/")
    desk.post(f"/orders/docking/{again.pk}/publish/")
    desk.post(f"/shares/{promise.pk + 1}/answer/", {"answer": "accept"})

    accepted = Promise.objects.get(pk=promise.pk + 1)
    assert beside.status_code == 200
    assert (accepted.state, accepted.channel) == ("accepted", "phone")
    assert accepted.accepted_by == "coordinator"
    assert desk.post("/orders/docking/", {"rule": "none"}).status_code == 422


def test_an_offer_is_put_up_changed_and_closed_on_pages(weifang, grower):
    sent = {
        "grower": a_household(weifang).pk,
        "kind": a_quick_kind(weifang).pk,
        "grade": "first",
        "quantity": "600",
        "ask": "2.5",
        "from_on": f"{FROM}",
        "until_on": f"{UNTIL}",
    }

    assert grower.post("/offers/new/", sent).status_code == 302
    assert grower.post("/offers/new/", sent).status_code == 422
    offer = Offer.objects.get()
    assert grower.post(f"/offers/{offer.pk}/", {"quantity": "700", "ask": "3"}).status_code == 302
    assert grower.post(f"/offers/{offer.pk}/close/").status_code == 302

    offer.refresh_from_db()
    assert (offer.quantity, offer.is_open) == (700, False)


def test_pages_ask_no_more_of_the_database_when_there_is_more(weifang, sign_in, city_officer):
    by = Actor.system(weifang)
    for at in range(6):
        an_order(weifang, quantity=300 + at)
        an_offer(weifang, f"示例花农{at}户", quantity=200)
    docking = actions.dock(by=by)
    promises = actions.publish(by=by, docking=docking)
    order = promises[0].order
    for each in promises[1:3]:
        actions.accept(by=by, promise=each)
    blanket = a_blanket(weifang)
    part = {"from_on": FROM, "until_on": UNTIL}
    for _ in range(3):
        actions.call_off(by=by, blanket=blanket, quantity=100, **part)
    desk = sign_in(city_officer)
    asked_for = {}
    for address in (
        "/orders/",
        f"/orders/{order.pk}/",
        "/orders/docking/",
        f"/orders/docking/{docking.pk}/",
        f"/shares/{promises[0].pk}/",
        "/offers/",
        "/offers/new/",
        "/orders/new/",
        "/orders/waiting/",
        "/orders/calendar/",
        "/orders/lanes/",
        "/orders/blanket/",
        f"/orders/blanket/{blanket.pk}/",
    ):
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(address).status_code == 200
        asked_for[address] = len(queries)

    assert max(asked_for.values()) <= MOST_QUERIES, asked_for
