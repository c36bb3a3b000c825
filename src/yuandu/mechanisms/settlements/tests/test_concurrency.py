"""Two people at once: one slip, one payment, one debt taken once, no pot accepted twice."""

import uuid
from decimal import Decimal
from functools import partial

import pytest
from django.db.models import Sum

from tests.people import TODAY, a_workspace
from tests.threads import at_once
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.ledger.models import Account
from yuandu.mechanisms.orders import actions as orders
from yuandu.mechanisms.orders.models import Order, Promise
from yuandu.mechanisms.settlements import actions
from yuandu.mechanisms.settlements.models import Batch, Deduction, Dispute, Settlement, Shortage
from yuandu.mechanisms.settlements.tests.records import (
    a_batch,
    a_promise,
    book,
    counts,
    graded,
    is_consistent,
    received,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def city():
    return a_workspace()


def fresh(batch):
    """Return the batch as somebody else has read it."""
    return Batch.objects.select_related("promise__order", "promise__offer__grower").get(pk=batch.pk)


def fresh_order(promise):
    return Order.objects.get(pk=promise.order_id)


def fresh_promise(promise):
    return Promise.objects.select_related("order", "offer__grower").get(pk=promise.pk)


def test_two_who_settle_the_same_batch_write_one_slip(city):
    by, batch = Actor.system(city), graded(a_promise(city))

    said = at_once(*(partial(actions.settle, by=by, batch=fresh(batch)) for _ in "12"))

    assert sorted(said) == ["done", "moved-on"]
    assert Settlement.objects.count() == 1
    assert book(city)["buyer"] == (0, Decimal("1920.00"))


def test_two_who_book_the_same_payment_book_it_once(city):
    by = Actor.system(city)
    slip = actions.settle(by=by, batch=graded(a_promise(city)))

    said = at_once(
        *(partial(actions.fund, by=by, slip=Settlement.objects.get(pk=slip.pk)) for _ in "12")
    )

    assert sorted(said) == ["done", "moved-on"]
    assert Account.objects.aggregate(all=Sum("balance"))["all"] == 0
    assert book(city)["buyer"] == (-slip.due, 0)


def test_two_slips_of_one_grower_take_a_debt_once(city):
    by, promise = Actor.system(city), a_promise(city, quantity=1000)
    batches = [graded(promise, counts(second=500)) for _ in "12"]
    actions.advance(
        by=by,
        grower=promise.offer.grower,
        amount=Decimal(900),
        words="种苗",
        on=TODAY,
        key=uuid.uuid4(),
    )

    said = at_once(*(partial(actions.settle, by=by, batch=fresh(batch)) for batch in batches))

    taken = Deduction.objects.filter(code="inputs").aggregate(yuan=Sum("taken"))["yuan"]
    assert said == ["done", "done"]
    assert taken == 900


def test_of_two_batches_that_would_exceed_a_promise_one_is_graded(city):
    by, promise = Actor.system(city), a_promise(city)
    batches = [received(promise, 300) for _ in "12"]
    found = counts(second=400)

    said = at_once(
        *(partial(actions.grade, by=by, batch=fresh(batch), counts=found) for batch in batches)
    )

    assert sorted(said) == ["done", "odd-counts"]


def test_a_truck_that_arrives_while_it_is_called_missing_does_one_of_both(city):
    by, batch = Actor.system(city), a_batch(a_promise(city), 200)

    said = at_once(
        partial(actions.receive, by=by, batch=fresh(batch), received=200, on=TODAY),
        partial(actions.miss, by=by, batch=fresh(batch), cause="not_collected", words="没来"),
    )

    batch.refresh_from_db()
    assert sorted(said) == ["done", "moved-on"]
    assert Shortage.objects.exists() == (batch.state == "missing")
    assert is_consistent(batch.promise)


def test_of_two_who_grade_the_same_batch_the_second_is_told(city):
    by, batch = Actor.system(city), received(a_promise(city))

    said = at_once(
        *(
            partial(actions.grade, by=by, batch=fresh(batch), counts=found)
            for found in (counts(second=600), counts(second=500, disease=100))
        )
    )

    assert sorted(said) == ["done", "odd-delivery"]
    assert batch.gradings.count() == 1


def test_a_dispute_raised_while_the_money_is_paid_stops_neither(city):
    by = Actor.system(city)
    slip = actions.settle(by=by, batch=graded(a_promise(city), counts(second=500, disease=100)))
    actions.fund(by=by, slip=slip)

    said = at_once(
        partial(actions.pay, by=by, slip=Settlement.objects.get(pk=slip.pk)),
        partial(actions.dispute, by=by, batch=fresh(slip.batch), words="不是病害"),
    )

    assert said == ["done", "done"]
    assert book(city)["pool"] == (0, 0)


def test_an_answer_taken_twice_is_awarded_once(city):
    by, batch = Actor.system(city), graded(a_promise(city), counts(second=500, disease=100))
    made = actions.dispute(by=by, batch=batch, words="不是病害")
    actions.answer(by=by, dispute=made, outcome="partly", words="复检", award=Decimal(160))

    said = at_once(
        *(partial(actions.accept, by=by, dispute=Dispute.objects.get(pk=made.pk)) for _ in "12")
    )

    assert sorted(said) == ["done", "moved-on"]
    assert Settlement.objects.filter(kind="correction").count() == 1


def test_a_grower_who_drops_out_while_the_truck_is_unloaded_does_one_of_both(city):
    by, promise = Actor.system(city), a_promise(city)
    batch = a_batch(promise, 200)

    said = at_once(
        partial(actions.receive, by=by, batch=fresh(batch), received=200, on=TODAY),
        partial(orders.withdraw, by=by, promise=fresh(batch).promise),
    )

    promise.refresh_from_db()
    batch.refresh_from_db()
    assert (promise.state == "in_delivery") == (batch.state == "received") == (said[0] == "done")
    assert is_consistent(promise)


def test_a_deposit_sent_twice_at_once_is_paid_once(city):
    by, promise, key = Actor.system(city), a_promise(city), uuid.uuid4()

    said = at_once(
        *(
            partial(
                actions.pay_deposit,
                by=by,
                order=fresh_order(promise),
                amount=Decimal(300),
                key=key,
            )
            for _ in "12"
        )
    )

    assert said == ["done", "done"]
    assert book(city)["grower"] == (300, 0)


def test_a_contract_given_up_twice_at_once_is_given_up_once(city):
    by, promise = Actor.system(city), a_promise(city)
    actions.pay_deposit(by=by, order=promise.order, amount=Decimal(300), key=uuid.uuid4())

    said = at_once(
        *(
            partial(
                actions.abandon, by=by, promise=fresh_promise(promise), side=side, words="不做了"
            )
            for side in ("buyer", "grower")
        )
    )

    assert sorted(said) == ["done", "odd-money"]
    assert is_consistent(promise)
