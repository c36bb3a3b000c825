"""Blanket orders: parts of a season's total are called off, never more than it."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from tests.people import TODAY, a_user, a_workspace
from tests.threads import at_once
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.mechanisms.orders import actions
from yuandu.mechanisms.orders.models import BlanketOrder, Order
from yuandu.mechanisms.orders.refusals import NotEnoughLeft, OddBlanket, OddOrder
from yuandu.mechanisms.orders.tests.records import (
    FROM,
    UNTIL,
    a_blanket,
    a_buyer,
    a_household,
    an_offer,
    asked,
    later,
    order_words,
)


@pytest.fixture
def by(weifang) -> Actor:
    return Actor.system(weifang)


def called(blanket: BlanketOrder) -> int:
    blanket.refresh_from_db()
    return blanket.called


def call_off(by: Actor, blanket: BlanketOrder, quantity: int = 400, **changes) -> Order:
    given = {"from_on": FROM, "until_on": UNTIL} | changes
    return actions.call_off(by=by, blanket=blanket, quantity=quantity, **given)


def cancel(by: Actor, order: Order, move: str = "cancel") -> None:
    order = Order.objects.select_related("track").get(pk=order.pk)
    lifecycle.move(
        by=by, track=order.track, move=move, on=TODAY, expected_stage=order.stage, words="不要了"
    )


@pytest.mark.django_db
def test_a_call_off_is_an_order_at_the_blankets_terms_and_is_docked(by, weifang):
    blanket = a_blanket(weifang, quantity=1000)
    an_offer(weifang, quantity=600)

    order = call_off(by, blanket, reference="9月一批")
    stage = order.stage
    promise = asked(weifang)[0]

    assert (order.blanket, stage, order.quantity) == (blanket, "open", 400)
    assert (order.floor_price, order.consented_by) == (blanket.floor_price, by.label)
    assert (promise.order, promise.quantity) == (order, 400)
    assert (called(blanket), blanket.left) == (400, 600)


@pytest.mark.django_db
def test_no_more_than_the_total_is_called_off_and_what_is_cancelled_comes_back(by, weifang):
    blanket = a_blanket(weifang, quantity=1000)
    an_offer(weifang, quantity=300)
    first = call_off(by, blanket, 700)

    with pytest.raises(NotEnoughLeft) as refused:
        call_off(by, blanket, 301)
    assert (refused.value.left, refused.value.wanted) == (300, 301)
    assert "300" in refused.value.sentence
    assert Order.objects.count() == 1  # nothing of the refused one stays

    asked(weifang)
    cancel(by, first)
    assert called(blanket) == 0
    call_off(by, blanket, 1000)
    with pytest.raises(IntegrityError), transaction.atomic():
        BlanketOrder.objects.update(called=1001)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "error", "why"),
    [
        ({"from_on": later(1)}, OddBlanket, "outside-season"),
        ({"until_on": later(400)}, OddBlanket, "outside-season"),
        ({"until_on": FROM - timedelta(1)}, OddOrder, "window"),
        ({"seen": 5}, OddBlanket, "changed"),
        ({"quantity": 0}, OddOrder, "lot"),
    ],
)
def test_an_odd_call_off_is_refused(by, weifang, changes, error, why):
    blanket = a_blanket(weifang)

    with pytest.raises(error) as refused:
        call_off(by, blanket, **changes)

    assert refused.value.why == why
    assert refused.value.sentence
    assert called(blanket) == 0


@pytest.mark.django_db
def test_a_closed_one_is_called_off_no_more_and_strangers_do_neither(by, weifang, acting):
    blanket = a_blanket(weifang)
    other = a_buyer(weifang, "别家花卉有限公司")
    stranger = acting(a_user("wang", workspace=weifang, role="owner", organisation=other))

    for refused in (
        lambda: call_off(stranger, blanket),
        lambda: actions.close_blanket(by=stranger, blanket=blanket),
        lambda: actions.place_blanket(
            by=stranger, buyer=a_buyer(weifang), words=order_words(weifang)
        ),
    ):
        with pytest.raises(PermissionDenied):
            refused()
    actions.close_blanket(by=by, blanket=blanket)
    for refused in (
        lambda: call_off(by, blanket),
        lambda: actions.close_blanket(by=by, blanket=BlanketOrder.objects.get()),
    ):
        with pytest.raises(OddBlanket, match="closed"):
            refused()


@pytest.mark.django_db
def test_on_pages_a_firm_calls_off_once_though_it_sends_twice_and_growers_read_the_season(
    weifang, sign_in
):
    buyer = a_buyer(weifang)
    lin = sign_in(a_user("lin", workspace=weifang, role="owner", organisation=buyer))
    mei = sign_in(
        a_user("mei", workspace=weifang, role="grower", organisation=a_household(weifang))
    )
    words = order_words(weifang)
    typed = {
        "buyer": buyer.pk,
        "kind": words.kind.pk,
        "grade": "second",
        "quantity": "1000",
        "from_on": f"{FROM}",
        "until_on": f"{later(200)}",
        "delivered_to": "示例仓库",
        "floor_price": "3.20",
        "priority": "5",
    }

    assert lin.post("/orders/blanket/new/", typed).status_code == 302
    assert lin.post("/orders/blanket/new/", typed | {"quantity": "0"}).status_code == 422
    blanket = BlanketOrder.objects.get()
    part = {"quantity": "300", "from_on": f"{FROM}", "until_on": f"{UNTIL}", "seen": "0"}
    statuses = [lin.post(blanket.get_absolute_url(), part).status_code for _ in range(2)]

    assert statuses == [302, 422]
    assert called(blanket) == 300
    assert Order.objects.get().number in lin.get(blanket.get_absolute_url()).content.decode()
    season = mei.get("/shares/season/").content.decode()
    assert "700" in season
    assert words.kind.name in season
    assert buyer.name not in season
    assert mei.get(blanket.get_absolute_url()).status_code == 404
    assert lin.post(f"{blanket.get_absolute_url()}close/").status_code == 302
    assert lin.get("/orders/blanket/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_of_many_call_offs_at_once_those_get_through_that_fit_the_total():
    by = Actor.system(a_workspace())
    blanket = a_blanket(by.workspace, quantity=1000)
    an_offer(by.workspace, quantity=200)
    first = call_off(by, blanket, 100)

    def calling(at: int) -> Callable[[], object]:
        return lambda: call_off(by, blanket, 150, reference=f"第{at}批")

    came = at_once(*(calling(at) for at in range(19)), lambda: cancel(by, first))

    standing = Order.objects.exclude(track__stage="cancelled")
    assert set(came) == {"done", "not-enough-left"}
    assert called(blanket) == sum(order.quantity for order in standing) <= 1000
    assert came.count("done") in {6 + 1, 7}
    assert blanket.floor_price == Decimal("3.20")
