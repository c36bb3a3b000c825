"""Transfers in the database: entered, reserved, decided; asked twice, served once."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import translation

from tests.people import a_division
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit.models import Entry
from yuandu.kernel.ledger import actions, queries
from yuandu.kernel.ledger.booking import Asked
from yuandu.kernel.ledger.models import Account, Transfer
from yuandu.kernel.ledger.refusals import (
    CodeTaken,
    InsufficientFunds,
    KeyReused,
    NotPending,
    OddAccount,
    OddTransfer,
    UnknownAccount,
)
from yuandu.kernel.ledger.rules import Order
from yuandu.kernel.ledger.tests.books import an_account, stands


@pytest.fixture
def by(weifang) -> Actor:
    return Actor.system(weifang)


@pytest.fixture
def full(weifang) -> Account:
    return an_account(weifang, "full", holding=100)


@pytest.fixture
def empty(weifang) -> Account:
    return an_account(weifang, "empty")


def test_a_transfer_moves_an_amount_and_is_logged(by, full, empty):
    made = actions.transfer(by=by, debit=full, credit=empty, amount=Decimal("30.5"), key="a")

    assert stands(full) == (Decimal("69.50"), 0)
    assert stands(empty) == (Decimal("30.50"), 0)
    assert made.state == "posted"
    assert str(made.on) == "2026-11-24"
    assert Transfer.objects.get(pk=made.pk).at == made.at
    entry = Entry.objects.get(action="transfer.enter", subject_id=made.pk)
    assert entry.details["amount"] == "30.5"


def test_asked_again_it_is_the_same_transfer(by, full, empty):
    asked = {"by": by, "debit": full, "credit": empty, "key": "a"}
    first = actions.transfer(**asked, amount=Decimal(30))

    assert actions.transfer(**asked, amount=Decimal("30.00")) == first
    with pytest.raises(KeyReused) as refused:
        actions.transfer(**asked, amount=Decimal(31))
    assert "a" in refused.value.sentence
    with pytest.raises(KeyReused):
        actions.reserve(**asked, amount=Decimal(30))
    assert stands(full) == (70, 0)


def test_too_much_is_refused_with_what_is_free(by, full, empty):
    actions.reserve(by=by, debit=full, credit=empty, amount=Decimal(60), key="a")

    with pytest.raises(InsufficientFunds) as refused:
        actions.transfer(by=by, debit=full, credit=empty, amount=Decimal("40.01"), key="b")

    assert (refused.value.free, refused.value.asked) == (40, Decimal("40.01"))
    with translation.override("zh-hans"):
        assert "40亩" in refused.value.sentence
    assert stands(full) == (100, 60)
    assert not Transfer.objects.filter(key="b").exists()


def test_a_reservation_is_posted_whole(by, full, empty):
    held = actions.reserve(by=by, debit=full, credit=empty, amount=Decimal(60), key="a")
    assert stands(full) == (100, 60)

    assert actions.post(by=by, transfer=held).state == "posted"
    actions.post(by=by, transfer=held)

    assert stands(full) == (40, 0)
    assert stands(empty) == (60, 0)
    assert Entry.objects.filter(action="transfer.post").count() == 1


def test_a_reservation_is_posted_in_part_and_the_rest_is_free(by, full, empty):
    held = actions.reserve(by=by, debit=full, credit=empty, amount=Decimal(60), key="a")

    actions.post(by=by, transfer=held, amount=Decimal("45.5"))

    assert stands(full) == (Decimal("54.5"), 0)
    assert stands(empty) == (Decimal("45.5"), 0)
    with pytest.raises(NotPending):
        actions.post(by=by, transfer=held)


@pytest.mark.parametrize("amount", ["60.01", "0", "-5", "0.001", "NaN"])
def test_no_odd_part_is_posted(by, full, empty, amount):
    held = actions.reserve(by=by, debit=full, credit=empty, amount=Decimal(60), key="a")

    with pytest.raises(OddTransfer) as refused:
        actions.post(by=by, transfer=held, amount=Decimal(amount))

    assert refused.value.reasons[0]["message"]
    assert stands(full) == (100, 60)


def test_a_reservation_is_released_once(by, full, empty):
    held = actions.reserve(by=by, debit=full, credit=empty, amount=Decimal(60), key="a")

    actions.void(by=by, transfer=held)
    actions.void(by=by, transfer=held)

    assert stands(full) == (100, 0)
    assert stands(empty) == (0, 0)
    with pytest.raises(NotPending) as refused:
        actions.post(by=by, transfer=held)
    assert refused.value.sentence
    assert Entry.objects.filter(action="transfer.void").count() == 1


def test_a_plain_transfer_cannot_be_voided(by, full, empty):
    made = actions.transfer(by=by, debit=full, credit=empty, amount=Decimal(30), key="a")

    with pytest.raises(NotPending):
        actions.void(by=by, transfer=made)


def test_many_are_answered_in_order_and_one_that_fails_fails_alone(by, full, empty):
    orders = [
        Order(full.pk, empty.pk, Decimal(60), "a"),
        Order(full.pk, empty.pk, Decimal(60), "b"),
        Order(full.pk, 999_999, Decimal(1), "c"),
        Order(full.pk, empty.pk, Decimal(40), "d"),
        Order(full.pk, empty.pk, Decimal(60), "a"),
    ]

    answers = actions.post_many(by=by, orders=orders)

    assert [type(answer) for answer in answers] == [
        Transfer,
        InsufficientFunds,
        UnknownAccount,
        Transfer,
        Transfer,
    ]
    assert answers[0] == answers[4]
    assert answers[1].free == 40
    assert answers[2].sentence
    assert stands(full) == (0, 0)
    assert actions.post_many(by=by, orders=[]) == []


def test_many_cost_few_statements(by, full, empty, django_assert_max_num_queries):
    orders = [Order(full.pk, empty.pk, Decimal("0.1"), f"k{n}") for n in range(300)]

    with django_assert_max_num_queries(4):  # the savepoints; the rest passes Django by
        answers = actions.post_many(by=by, orders=orders)

    assert all(isinstance(answer, Transfer) for answer in answers)
    assert stands(empty) == (30, 0)
    assert Entry.objects.filter(action="transfer.enter").count() == 301  # one filled the account


def test_no_transfer_leaves_the_workspace(by, full, elsewhere):
    theirs = an_account(elsewhere, "theirs")

    with pytest.raises(UnknownAccount):
        actions.transfer(by=by, debit=full, credit=theirs, amount=Decimal(1), key="a")
    mixed = [
        Asked(by, Order(full.pk, 1, Decimal(1), "a")),
        Asked(Actor.system(elsewhere), Order(theirs.pk, 1, Decimal(1), "b")),
    ]
    with pytest.raises(ValueError, match="several workspaces"):
        actions.post_all(asked=mixed)


def test_a_reservation_of_elsewhere_is_not_decided_here(by, elsewhere):
    there = Actor.system(elsewhere)
    theirs = an_account(elsewhere, "theirs", holding=10)
    other = an_account(elsewhere, "other")
    held = actions.reserve(by=there, debit=theirs, credit=other, amount=Decimal(5), key="a")

    with pytest.raises(NotPending):
        actions.void(by=by, transfer=held)

    assert stands(theirs) == (10, 5)


def test_the_database_itself_keeps_an_account_from_going_below_zero(full):
    accounts = Account.objects.filter(pk=full.pk)

    for change in ({"balance": -1}, {"reserved": 101}, {"reserved": -1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            accounts.update(**change)


def test_an_account_is_opened_once_by_those_who_may(by, acting, city_officer, county_officer):
    officer = acting(city_officer)
    actions.open_account(by=officer, code="a", name="甲", unit="tce")

    with pytest.raises(CodeTaken) as refused:
        actions.open_account(by=officer, code="a", name="乙", unit="tce")
    assert refused.value.sentence
    with pytest.raises(PermissionDenied):
        actions.open_account(by=acting(county_officer), code="b", name="乙", unit="tce")
    for odd in ({"unit": "ox"}, {"code": " "}, {"name": ""}):
        with pytest.raises(OddAccount) as refused:
            actions.open_account(by=by, **{"code": "c", "name": "丙", "unit": "mu"} | odd)
        assert refused.value.sentence


def test_the_books_agree_and_a_tampered_balance_shows(by, weifang, full, empty):
    actions.transfer(by=by, debit=full, credit=empty, amount=Decimal(30), key="a")
    held = actions.reserve(by=by, debit=full, credit=empty, amount=Decimal(20), key="b")
    actions.post(by=by, transfer=held, amount=Decimal(5))
    actions.reserve(by=by, debit=full, credit=empty, amount=Decimal(7), key="c")

    assert queries.sums(weifang) == {"mu": 0}
    assert queries.disagreeing(weifang) == []

    Account.objects.filter(pk=empty.pk).update(balance=1000)
    assert queries.disagreeing(weifang) == [empty.pk]


@pytest.mark.parametrize(
    "why",
    ["same-account", "units-differ", "key-missing", "key-too-long", "words-too-long"],
)
def test_each_odd_transfer_has_its_sentence(why):
    assert OddTransfer(why).sentence


def test_an_account_belongs_to_its_division(weifang):
    account = an_account(weifang, division=a_division(weifang))

    assert str(account) == "spare"
    assert account.free == 0


def test_many_reservations_are_posted_at_once_and_only_once(by, full, empty):
    held = [
        actions.reserve(by=by, debit=full, credit=empty, amount=Decimal(amount), key=f"k{amount}")
        for amount in (10, 20, 30)
    ]
    actions.post(by=by, transfer=held[0])

    actions.post_many_reserved(by=by, transfers=held)
    actions.post_many_reserved(by=by, transfers=held)

    assert (stands(full), stands(empty)) == ((40, 0), (60, 0))
    found = Transfer.objects.filter(debit=full)
    assert set(found.values_list("state", "posted")) == {
        ("posted", 10),
        ("posted", 20),
        ("posted", 30),
    }
    assert Entry.objects.filter(action="transfer.post").count() == 3


def test_of_many_reservations_none_is_posted_when_one_was_released(by, full, empty):
    held = [
        actions.reserve(by=by, debit=full, credit=empty, amount=Decimal(amount), key=f"k{amount}")
        for amount in (10, 20)
    ]
    actions.void(by=by, transfer=held[1])

    with pytest.raises(NotPending):
        actions.post_many_reserved(by=by, transfers=held)

    assert (stands(full), stands(empty)) == ((100, 10), (0, 0))
