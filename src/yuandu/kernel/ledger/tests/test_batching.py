"""Threads that want the same: one wins, nobody is answered before the commit."""

import json
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, connections, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.people import a_division
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.ledger import actions, batching, queries, quotas
from yuandu.kernel.ledger.batching import Closed, Collector, InTransaction
from yuandu.kernel.ledger.booking import Asked
from yuandu.kernel.ledger.models import Transfer
from yuandu.kernel.ledger.refusals import InsufficientFunds
from yuandu.kernel.ledger.rules import Order
from yuandu.kernel.ledger.tests.books import an_account, stands
from yuandu.kernel.workspaces.refusals import Refusal

pytestmark = pytest.mark.django_db(transaction=True)


def all_at_once(number: int, act: Callable[[int], object]) -> list[object]:
    """Run `act` in so many threads that start together; return results and refusals."""
    start = threading.Barrier(number)

    def run(turn: int) -> object:
        try:
            start.wait()
            return act(turn)
        except Refusal as refused:
            return refused
        finally:
            connections.close_all()

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(run, range(number)))


def test_of_200_threads_one_gets_a_quotas_last_mu(weifang):
    qingzhou = a_division(weifang)
    by = Actor.system(weifang)
    asked = {"by": by, "resource": "land", "division": qingzhou, "year": 2026}
    quotas.grant(**asked, amount=Decimal(1), key="grant")

    answers = all_at_once(
        200, lambda turn: quotas.reserve_quota(**asked, amount=Decimal(1), key=f"p{turn}")
    )

    won = [answer for answer in answers if isinstance(answer, Transfer)]
    assert len(won) == 1
    assert sum(isinstance(answer, InsufficientFunds) for answer in answers) == 199
    account = quotas.quota_account(weifang, "land", qingzhou, 2026)
    assert stands(account) == (1, 1)
    assert queries.sums(weifang) == {"mu": 0}
    assert queries.disagreeing(weifang) == []
    call_command("audit", "sequence")
    call_command("audit", "verify")


def test_accounts_crossed_by_many_threads_neither_deadlock_nor_leak(weifang):
    by = Actor.system(weifang)
    accounts = [an_account(weifang, f"a{n}", holding=20) for n in range(4)]

    def act(turn: int) -> object:
        debit, credit = accounts[turn % 4], accounts[(turn * 3 + 1 + turn // 4 % 2) % 4]
        held = actions.reserve(by=by, debit=debit, credit=credit, amount=Decimal(3), key=f"k{turn}")
        return (actions.post if turn % 3 else actions.void)(by=by, transfer=held)

    all_at_once(40, act)

    assert queries.sums(weifang) == {"mu": 0}
    assert queries.disagreeing(weifang) == []
    assert all(account.may_go_negative or stands(account)[0] >= 0 for account in accounts)
    assert all(stands(account)[1] == 0 for account in accounts)


def test_one_key_from_many_threads_is_one_transfer(weifang):
    by = Actor.system(weifang)
    full, empty = an_account(weifang, "full", holding=20), an_account(weifang, "empty")

    answers = all_at_once(
        20,
        lambda _: actions.transfer(by=by, debit=full, credit=empty, amount=Decimal(3), key="same"),
    )

    assert len({answer.pk for answer in answers}) == 1
    assert stands(full) == (17, 0)


def test_one_key_for_different_accounts_goes_to_whoever_is_first(weifang):
    by = Actor.system(weifang)
    pairs = [
        (an_account(weifang, f"d{n}", holding=9), an_account(weifang, f"c{n}")) for n in range(12)
    ]

    answers = all_at_once(
        12,
        lambda turn: actions.transfer(
            by=by, debit=pairs[turn][0], credit=pairs[turn][1], amount=Decimal(9), key="same"
        ),
    )

    assert sum(isinstance(answer, Transfer) for answer in answers) == 1
    assert queries.disagreeing(weifang) == []


def test_a_reservation_is_decided_by_one_of_many(weifang):
    by = Actor.system(weifang)
    full, empty = an_account(weifang, "full", holding=20), an_account(weifang, "empty")
    held = actions.reserve(by=by, debit=full, credit=empty, amount=Decimal(5), key="a")

    def act(turn: int) -> object:
        mine = Transfer.objects.get(pk=held.pk)
        if turn % 2:
            return actions.void(by=by, transfer=mine)
        return actions.post(by=by, transfer=mine)

    all_at_once(16, act)

    held.refresh_from_db()
    assert stands(full) == ((15, 0) if held.state == "posted" else (20, 0))
    assert queries.disagreeing(weifang) == []


def test_the_collector_answers_each_caller_after_the_commit(weifang):
    by = Actor.system(weifang)
    full, empty = an_account(weifang, "full", holding=20), an_account(weifang, "empty")

    with Collector() as collector:

        def act(turn: int) -> object:
            order = Order(full.pk, empty.pk, Decimal(1), f"k{turn}")
            made = collector.enter(Asked(by, order))
            # Another connection sees it at once, so it is committed.
            assert Transfer.objects.filter(pk=made.pk, key=f"k{turn}").exists()
            return made

        answers = all_at_once(32, act)

    assert sum(isinstance(answer, Transfer) for answer in answers) == 20
    assert sum(isinstance(answer, InsufficientFunds) for answer in answers) == 12
    assert stands(full) == (0, 0)
    assert stands(empty) == (20, 0)
    assert queries.disagreeing(weifang) == []


def test_the_collector_serves_several_workspaces(weifang, elsewhere):
    with Collector() as collector:
        books = {
            place: (an_account(place, "full", holding=9), an_account(place, "empty"))
            for place in (weifang, elsewhere)
        }

        def act(turn: int) -> object:
            place = (weifang, elsewhere)[turn % 2]
            debit, credit = books[place]
            order = Order(debit.pk, credit.pk, Decimal(1), f"k{turn}")
            return collector.enter(Asked(Actor.system(place), order))

        answers = all_at_once(8, act)

    assert all(isinstance(answer, Transfer) for answer in answers)
    assert stands(books[elsewhere][1]) == (4, 0)


def test_a_batch_that_fails_is_told_to_its_callers_and_the_next_one_works(weifang, monkeypatch):
    by = Actor.system(weifang)
    full, empty = an_account(weifang, "full", holding=20), an_account(weifang, "empty")
    asked = Asked(by, Order(full.pk, empty.pk, Decimal(1), "a"))

    def failing(**_):
        raise DatabaseError("the server went away")

    with Collector() as collector:
        with monkeypatch.context() as broken:
            broken.setattr(batching.actions, "post_all", failing)
            with pytest.raises(DatabaseError, match="went away"):
                collector.enter(asked)
        assert collector.enter(asked).state == "posted"

    assert stands(full) == (19, 0)


def test_the_collector_takes_nothing_inside_a_transaction_nor_after_its_end(weifang):
    asked = Asked(Actor.system(weifang), Order(1, 2, Decimal(1), "a"))

    with Collector() as collector, transaction.atomic():
        assert connection.in_atomic_block
        with pytest.raises(InTransaction):
            collector.enter(asked)
    with pytest.raises(Closed):
        collector.enter(asked)


def test_what_programs_ask_for_is_entered_by_the_writer(weifang, city_officer, sign_in):
    place = {"by": Actor.system(weifang), "resource": "land", "year": 2026}
    quotas.grant(**place, division=a_division(weifang), amount=Decimal(8), key="grant")
    quotas.quota_account(weifang, "land", a_division(weifang, "370782", "诸城市"), 2026)
    codes = {"debit": "quota:land:2026:370781", "credit": "quota:land:2026:370782"}

    def ask(turn: int, browser: Client) -> int:
        body = json.dumps(codes | {"amount": "1", "key": f"t{turn}"})
        path = "/api/v1/ledger/transfers"
        return browser.post(path, body, content_type="application/json").status_code

    browsers = [sign_in(city_officer) for _ in range(10)]
    with Collector():
        with CaptureQueriesContext(connection) as of_the_request:
            assert ask(10, browsers[0]) == 201
        statuses = all_at_once(10, lambda turn: ask(turn, browsers[turn]))

    assert not any("INSERT INTO ledger_transfer" in each["sql"] for each in of_the_request)
    assert sorted(statuses) == [201] * 7 + [409] * 3
    assert queries.sums(weifang) == {"mu": 0}
    assert queries.disagreeing(weifang) == []
