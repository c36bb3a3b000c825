"""From a truck at the gate to money in the bank, and everything that can go otherwise."""

import uuid
from decimal import Decimal

import pytest
from django.db.models import Sum

from tests.people import TODAY, a_division
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.ledger.models import Account
from yuandu.mechanisms.orders import actions as orders
from yuandu.mechanisms.orders.models import Order
from yuandu.mechanisms.orders.refusals import OddPromise
from yuandu.mechanisms.orders.tests.records import a_lane, an_offer
from yuandu.mechanisms.settlements import actions
from yuandu.mechanisms.settlements.models import Batch, Loss, Season, Settlement
from yuandu.mechanisms.settlements.refusals import (
    Moved,
    OddCounts,
    OddDelivery,
    OddSubstitute,
)
from yuandu.mechanisms.settlements.tests.records import (
    a_batch,
    a_promise,
    book,
    counts,
    graded,
    is_consistent,
    received,
)

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture
def system(weifang):
    return Actor.system(weifang)


def test_a_batch_is_received_graded_settled_and_paid(weifang, system):
    promise = a_promise(weifang)
    batch = graded(promise, counts(first=100, second=400, third=60, disease=40))

    slip = actions.settle(by=system, batch=batch)

    # 500 as ordered or better at 3.20, 60 one grade below at 85 %.
    assert slip.gross == 500 * D("3.20") + 60 * D("2.72") == D("1763.20")
    taken = {each.code: each.taken for each in slip.deductions.all()}
    assert taken == {"grading": D("12.00"), "margin": D("52.90")}
    assert (slip.net, slip.due, slip.carried) == (D("1698.30"), D("1763.20"), 0)
    assert book(weifang)["buyer"] == (0, D("1763.20"))

    actions.fund(by=system, slip=slip)

    slip.refresh_from_db()
    assert slip.state == "funded"
    assert book(weifang) == {
        "buyer": (D("-1763.20"), 0),
        "pool": (D("1698.30"), D("1698.30")),
        "grower": (0, 0),
        "kept:grading": (12, 0),
        "kept:margin": (D("52.90"), 0),
    }

    actions.pay(by=system, slip=slip)

    slip.refresh_from_db()
    promise.refresh_from_db()
    assert (slip.state, slip.paid_on) == ("paid", TODAY)
    assert book(weifang)["grower"] == (D("1698.30"), 0)
    assert book(weifang)["pool"] == (0, 0)
    assert Account.objects.aggregate(all=Sum("balance"))["all"] == 0
    # 40 pots were rejected: the grower may still bring as many.
    assert promise.state == "in_delivery"
    actions.write_off(by=system, promise=promise, quantity=40, cause="rejected", words="不再补")
    promise.refresh_from_db()
    order = Order.objects.get(pk=promise.order_id)
    assert (promise.state, promise.quantity, order.stage) == ("settled", 560, "settled")
    assert is_consistent(promise)


def test_what_was_rejected_or_sold_for_less_stands_in_the_loss_book_once(weifang, system):
    promise = a_promise(weifang)
    batch = received(promise)

    actions.grade(by=system, batch=batch, counts=counts(second=500, third=60, disease=40))
    actions.grade(
        by=system, batch=batch, counts=counts(second=540, third=50, blown=10), reason="复核"
    )

    found = {each.cause: (each.quantity, each.amount) for each in Loss.objects.all()}
    season = Season.objects.get()
    assert found == {"downgraded": (50, D("24.00")), "rejected": (10, D("32.00"))}
    assert (season.delivered, season.lost, season.saleable) == (600, 10, 600)
    assert [each.is_current for each in batch.gradings.all()] == [False, True]
    assert batch.gradings.get(is_current=True).reason == "复核"


def test_counts_that_do_not_add_up_change_nothing(weifang, system):
    batch = received(a_promise(weifang))

    with pytest.raises(OddCounts) as refused:
        actions.grade(by=system, batch=batch, counts=counts(second=601))

    assert refused.value.faults[0].code == "above-promise"
    batch.refresh_from_db()
    assert (batch.state, batch.gradings.count()) == ("received", 0)


def test_a_correction_says_why_and_comes_before_the_slip(weifang, system):
    batch = graded(a_promise(weifang))

    with pytest.raises(OddDelivery):
        actions.grade(by=system, batch=batch, counts=counts(second=600))
    actions.settle(by=system, batch=batch)
    with pytest.raises(Moved):
        actions.grade(by=system, batch=batch, counts=counts(second=600), reason="晚了")


def test_a_batch_is_settled_once(weifang, system):
    batch = graded(a_promise(weifang))
    stale = Batch.objects.get(pk=batch.pk)

    actions.settle(by=system, batch=batch)
    with pytest.raises(Moved):
        actions.settle(by=system, batch=stale)

    assert Settlement.objects.count() == 1


def test_a_batch_of_nothing_but_rejects_carries_its_costs_on(weifang, system):
    promise = a_promise(weifang)
    batch = graded(promise, counts(disease=600))

    slip = actions.settle(by=system, batch=batch)

    slip.refresh_from_db()
    assert (slip.gross, slip.net, slip.carried, slip.state) == (0, 0, D("12.00"), "paid")
    later = graded(promise, counts(second=600))
    second = actions.settle(by=system, batch=later)
    carried = second.deductions.get(code="carried")
    assert (carried.wanted, carried.taken) == (D("12.00"), D("12.00"))
    assert second.gross == second.net + second.taken


def test_advances_come_off_until_they_are_paid(weifang, system):
    promise = a_promise(weifang, quantity=1000)
    grower = promise.offer.grower
    actions.advance(
        by=system, grower=grower, amount=D(900), words="种苗", on=TODAY, key=uuid.uuid4()
    )

    first = actions.settle(by=system, batch=graded(promise, counts(second=200)))
    second = actions.settle(by=system, batch=graded(promise, counts(second=300)))

    assert (first.net, first.carried) == (0, D("283.20"))
    assert first.deductions.get(code="inputs").taken == D("616.80")
    assert second.deductions.get(code="inputs").taken == D("283.20")
    assert second.carried == 0


def test_a_truck_that_never_comes_is_a_shortage_and_a_loss(weifang, system):
    promise = a_promise(weifang)
    batch = a_batch(promise, 250)

    shortage = actions.miss(by=system, batch=batch, cause="transport", words="路上翻车")

    promise.refresh_from_db()
    batch.refresh_from_db()
    assert (batch.state, shortage.quantity, promise.quantity) == ("missing", 250, 350)
    assert promise.state == "accepted"
    assert is_consistent(promise)
    loss = Loss.objects.get()
    assert (loss.cause, loss.quantity, loss.amount) == ("transport", 250, D("800.00"))
    with pytest.raises(Moved):
        actions.receive(by=system, batch=batch, received=250, on=TODAY)


def test_a_promise_of_which_nothing_comes_ends(weifang, system):
    promise = a_promise(weifang)

    actions.miss(by=system, batch=a_batch(promise), cause="weather", words="大雪封路")

    promise.refresh_from_db()
    assert (promise.state, promise.why_ended) == ("withdrawn", "undelivered")
    assert is_consistent(promise)


def test_nobody_drops_out_once_delivery_began(weifang, system):
    promise = a_promise(weifang)
    received(promise, 100)

    with pytest.raises(OddPromise):
        orders.withdraw(by=system, promise=promise)

    promise.refresh_from_db()
    assert promise.state == "in_delivery"
    assert Order.objects.get(pk=promise.order_id).stage == "in_delivery"


def test_a_truck_of_a_grower_who_dropped_out_is_called_off_and_not_received(weifang, system):
    promise = a_promise(weifang)
    batch = a_batch(promise, 250)
    orders.withdraw(by=system, promise=promise)

    with pytest.raises(OddDelivery) as refused:
        actions.receive(by=system, batch=batch, received=250, on=TODAY)

    assert refused.value.why == "share-ended"
    actions.call_off(by=system, batch=batch, words="花农退出")
    batch.refresh_from_db()
    assert batch.state == "cancelled"
    assert is_consistent(promise)


def test_a_truck_of_a_share_that_ended_is_missed_without_a_second_cut(weifang, system):
    promise = a_promise(weifang)
    batch = a_batch(promise, 250)
    orders.withdraw(by=system, promise=promise)

    assert actions.miss(by=system, batch=batch, cause="other", words="没来") is None

    assert is_consistent(promise)
    assert not Loss.objects.exists()


def test_a_missing_truck_is_short_of_no_more_than_is_left(weifang, system):
    promise = a_promise(weifang)
    first, second = a_batch(promise, 300), a_batch(promise, 300)
    actions.receive(by=system, batch=first, received=500, on=TODAY)
    actions.grade(by=system, batch=first, counts=counts(second=500))

    shortage = actions.miss(by=system, batch=second, cause="other", words="都在前一车上")

    assert shortage.quantity == 100
    assert is_consistent(promise)


def test_a_count_never_makes_a_book_lose_more_than_it_had(weifang, system):
    promise = a_promise(weifang)
    batch = graded(promise)
    household, kind = promise.offer.grower, promise.order.kind
    actions.record_loss(
        by=system, household=household, kind=kind, cause="unsold", quantity=600, on=TODAY
    )

    with pytest.raises(OddDelivery) as refused:
        actions.grade(by=system, batch=batch, counts=counts(second=300), reason="复核")

    assert refused.value.why == "book"
    assert batch.gradings.get().accepted == 600
    assert Season.objects.get().delivered == 600


def test_what_is_on_its_way_cannot_be_announced_or_written_off_again(weifang, system):
    promise = a_promise(weifang)
    a_batch(promise, 500)

    with pytest.raises(OddDelivery):
        a_batch(promise, 101)
    with pytest.raises(OddDelivery):
        actions.write_off(by=system, promise=promise, quantity=101, cause="unsold", words="少")


def test_an_announcement_sent_twice_is_one(weifang, system):
    promise, key = a_promise(weifang), uuid.uuid4()

    def send(quantity):
        return actions.announce(
            by=system, promise=promise, key=key, quantity=quantity, expected_on=TODAY
        )

    assert send(100) == send(100)
    with pytest.raises(OddDelivery):
        send(200)
    assert Batch.objects.count() == 1


def test_somebody_else_stands_in_for_a_shortage(weifang, system):
    promise = a_promise(weifang)
    received(promise, 100)
    shortage = actions.write_off(
        by=system, promise=promise, quantity=200, cause="disease", words="红蜘蛛"
    )
    other = an_offer(weifang, "示例花农乙户", quantity=500)

    made = actions.substitute(by=system, shortage=shortage, offer=other, quantity=200)

    orders.accept(by=system, promise=made)
    shortage.refresh_from_db()
    made.refresh_from_db()
    assert (shortage.substitute, made.replaces_id, made.state) == (made, promise.pk, "accepted")
    assert is_consistent(made)
    with pytest.raises(OddSubstitute):
        actions.substitute(by=system, shortage=shortage, offer=other, quantity=1)


def test_who_stands_in_goes_by_the_lane_of_their_own_county(weifang, system):
    a_lane(weifang)
    a_lane(weifang, "370724", "0.35")
    promise = a_promise(weifang)
    shortage = actions.write_off(
        by=system, promise=promise, quantity=200, cause="disease", words="红蜘蛛"
    )
    far = an_offer(weifang, "示例花农临朐户", place=a_division(weifang, "370724", "临朐县"))
    nowhere = an_offer(weifang, "示例花农昌邑户", place=a_division(weifang, "370786", "昌邑市"))

    with pytest.raises(OddPromise):
        actions.substitute(by=system, shortage=shortage, offer=nowhere, quantity=200)
    made = actions.substitute(by=system, shortage=shortage, offer=far, quantity=200)

    assert (promise.carriage, made.carriage) == (Decimal("0.20"), Decimal("0.35"))
    assert made.worth == made.price - made.carriage - far.ask
