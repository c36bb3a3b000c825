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
from yuandu.mechanisms.settlements import actions
from yuandu.mechanisms.settlements.models import Batch, Deduction, Settlement, Shortage
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
