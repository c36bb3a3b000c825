"""What banks refuse, deposits, debts, disputes and terms; and strangers do none of it."""

import uuid
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from tests.people import TODAY
from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.orders import actions as orders
from yuandu.mechanisms.settlements import actions, queries, sheets
from yuandu.mechanisms.settlements.models import Settlement, Shortage
from yuandu.mechanisms.settlements.refusals import (
    Moved,
    OddCounts,
    OddDelivery,
    OddDispute,
    OddMoney,
)
from yuandu.mechanisms.settlements.rules.grading import Counts
from yuandu.mechanisms.settlements.tests.records import (
    a_promise,
    a_slip,
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


def test_a_refused_payment_is_voided_said_and_asked_for_again(weifang, system):
    slip = a_slip(weifang)
    due = slip.due

    actions.refuse(by=system, slip=slip, words="余额不足")

    slip.refresh_from_db()
    assert (slip.state, slip.words) == ("refused", "余额不足")
    assert book(weifang)["buyer"] == (0, 0)
    with pytest.raises(Moved):
        actions.fund(by=system, slip=slip)
    actions.ask_again(by=system, slip=slip)
    actions.fund(by=system, slip=slip)
    assert book(weifang)["buyer"] == (-due, 0)


def test_money_that_a_growers_bank_refuses_stays_in_the_pool(weifang, system):
    slip = a_slip(weifang)
    actions.fund(by=system, slip=slip)

    actions.bounce(by=system, slip=slip, words="卡号有误")

    assert book(weifang)["pool"] == (slip.net, 0)
    actions.pay_again(by=system, slip=slip)
    actions.pay(by=system, slip=slip)
    slip.refresh_from_db()
    assert (slip.state, slip.purchase_attempt) == ("paid", 2)
    assert book(weifang)["pool"] == (0, 0)
    with pytest.raises(Moved):
        actions.pay(by=system, slip=slip)


def test_a_grower_is_not_paid_before_the_buyer_has_paid(weifang, system):
    slip = a_slip(weifang)

    with pytest.raises(Moved):
        actions.pay(by=system, slip=slip)

    assert book(weifang)["pool"] == (0, 0)


def test_a_deposit_is_passed_on_and_netted_from_the_first_slip(weifang, system):
    promise, key = a_promise(weifang), uuid.uuid4()
    order = promise.order

    actions.pay_deposit(by=system, order=order, amount=D("300.01"), key=key)
    actions.pay_deposit(by=system, order=order, amount=D("300.01"), key=key)

    assert book(weifang)["grower"] == (D("300.01"), 0)
    with pytest.raises(OddMoney):
        actions.pay_deposit(by=system, order=order, amount=D("84.00"), key=uuid.uuid4())
    slip = actions.settle(by=system, batch=graded(promise))
    assert slip.due == slip.gross - D("300.01")
    actions.fund(by=system, slip=slip)
    actions.pay(by=system, slip=slip)
    assert book(weifang)["buyer"] == (-slip.gross, 0)
    assert book(weifang)["pool"] == (0, 0)


def test_a_buyer_who_gives_up_leaves_the_deposit(weifang, system):
    promise = a_promise(weifang)
    actions.pay_deposit(by=system, order=promise.order, amount=D(300), key=uuid.uuid4())

    made = actions.abandon(by=system, promise=promise, side="buyer", words="门店关闭")

    promise.refresh_from_db()
    assert (made.owed, promise.state, promise.why_ended) == (0, "withdrawn", "cancelled")
    assert book(weifang)["grower"] == (300, 0)


def test_a_grower_who_gives_up_pays_the_deposit_back_twice(weifang, system):
    promise = a_promise(weifang)
    actions.pay_deposit(by=system, order=promise.order, amount=D(300), key=uuid.uuid4())
    made = actions.abandon(by=system, promise=promise, side="grower", words="转卖他人")

    actions.repay(by=system, abandonment=made)

    assert (made.owed, promise.state) == (600, "accepted")
    assert book(weifang)["buyer"] == (300, 0)
    with pytest.raises(OddMoney):
        actions.repay(by=system, abandonment=made)
    assert is_consistent(promise)


def test_a_deposit_goes_back_once_where_neither_is_at_fault(weifang, system):
    promise = a_promise(weifang)
    actions.pay_deposit(by=system, order=promise.order, amount=D(300), key=uuid.uuid4())
    actions.settle(by=system, batch=graded(promise, counts(second=50)))

    made = actions.abandon(by=system, promise=promise, side="neither", words="大雪封路")
    actions.repay(by=system, abandonment=made)

    # 160 yuan of it were netted from what was delivered.
    assert (made.quantity, made.owed) == (550, D("140.00"))
    assert book(weifang)["buyer"] == (D("-160.00"), 0)


def test_the_deposit_of_a_share_that_ended_otherwise_is_decided_on_once(weifang, system):
    promise = a_promise(weifang)
    actions.pay_deposit(by=system, order=promise.order, amount=D(300), key=uuid.uuid4())
    orders.withdraw(by=system, promise=promise)
    assert [each.pk for each in queries.desk(system, "deposits", "", 1).page] == [promise.pk]

    made = actions.abandon(by=system, promise=promise, side="grower", words="转卖他人")

    assert (made.quantity, made.owed) == (0, 600)
    assert is_consistent(promise)
    assert queries.piles(system).deposits == 1  # not paid back yet
    actions.repay(by=system, abandonment=made)
    assert queries.piles(system).deposits == 0
    with pytest.raises(OddMoney):
        actions.abandon(by=system, promise=promise, side="grower", words="再来一次")


def test_a_share_without_a_deposit_that_ended_has_nothing_to_give_up(weifang, system):
    promise = a_promise(weifang)
    orders.withdraw(by=system, promise=promise)

    with pytest.raises(OddDelivery):
        actions.abandon(by=system, promise=promise, side="grower", words="转卖他人")


def test_purchase_invoices_get_what_a_dispute_awarded_too(weifang, system):
    slip = a_slip(weifang, counts(second=500, disease=100))
    made = actions.dispute(by=system, batch=slip.batch, words="不是病害")
    actions.answer(by=system, dispute=made, outcome="partly", words="复检", award=D(160))
    actions.accept(by=system, dispute=made)
    for each in Settlement.objects.all():
        actions.pay(by=system, slip=actions.fund(by=system, slip=each))

    lines = list(sheets.invoice_lines(queries.invoice_rows(system, None)))

    assert [(line["quantity"], line["amount"]) for line in lines] == [(500, 1600), (None, 160)]


def test_a_dispute_that_is_right_gets_a_slip_of_its_own(weifang, system):
    slip = a_slip(weifang, counts(second=500, disease=100))
    made = actions.dispute(by=system, batch=slip.batch, words="不是病害，是水渍")

    with pytest.raises(OddDispute):
        actions.dispute(by=system, batch=slip.batch, words="再说一次")
    with pytest.raises(OddDispute):
        actions.answer(by=system, dispute=made, outcome="upheld", words="复检属实")
    actions.answer(by=system, dispute=made, outcome="partly", words="复检", award=D(160))
    actions.accept(by=system, dispute=made)

    correction = Settlement.objects.get(kind="correction")
    assert (correction.gross, correction.net, correction.due) == (160, 160, 160)
    assert correction.dispute == made
    actions.fund(by=system, slip=correction)
    actions.pay(by=system, slip=correction)
    assert book(weifang)["pool"] == (0, 0)


def test_a_grower_insists_and_the_desk_answers_again(weifang, system):
    slip = a_slip(weifang, counts(second=500, disease=100))
    made = actions.dispute(by=system, batch=slip.batch, words="不同意")
    actions.answer(by=system, dispute=made, outcome="rejected", words="照片清楚")

    actions.insist(by=system, dispute=made, words="请第三方看")

    made.refresh_from_db()
    assert (made.state, made.outcome) == ("open", "")
    assert made.words.endswith("请第三方看")
    actions.take_back(by=system, dispute=made)
    with pytest.raises(Moved):
        actions.accept(by=system, dispute=made)


def test_terms_stand_once_a_batch_is_graded(weifang, system):
    promise = a_promise(weifang)
    actions.agree(by=system, order=promise.order, terms={"third_share": D(0), "ungraded_share": 0})
    batch = received(promise)

    with pytest.raises(OddMoney):
        actions.agree(by=system, order=promise.order, terms={"margin_share": D("0.5")})
    with pytest.raises(OddCounts):
        actions.grade(by=system, batch=batch, counts=Counts(600, {"ungraded": 600}, {}))
    actions.grade(by=system, batch=batch, counts=counts(second=600))
    with pytest.raises(OddMoney):
        actions.agree(by=system, order=promise.order, terms={"margin_share": D("0.01")})


def test_strangers_do_none_of_it(weifang, system):
    promise = a_promise(weifang)
    stranger = Actor(workspace=weifang, user_id=None, label="路人")
    batch = graded(promise)

    for act in (
        lambda: actions.announce(
            by=stranger, promise=promise, key=uuid.uuid4(), quantity=1, expected_on=TODAY
        ),
        lambda: actions.receive(by=stranger, batch=batch, received=1, on=TODAY),
        lambda: actions.grade(by=stranger, batch=batch, counts=counts(second=1)),
        lambda: actions.settle(by=stranger, batch=batch),
        lambda: actions.dispute(by=stranger, batch=batch, words="不"),
        lambda: actions.write_off(
            by=stranger, promise=promise, quantity=1, cause="unsold", words="不"
        ),
        lambda: actions.pay_deposit(
            by=stranger, order=promise.order, amount=D(1), key=uuid.uuid4()
        ),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert not Shortage.objects.exists()
