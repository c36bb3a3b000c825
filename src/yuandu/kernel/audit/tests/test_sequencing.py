import datetime
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from yuandu.kernel.audit import actions, chain, sequencing, verification
from yuandu.kernel.audit.models import Entry, Link
from yuandu.kernel.audit.sequencing import Sequencer
from yuandu.kernel.audit.tests.people import System

MIDNIGHT = datetime.datetime(2026, 11, 24, 16, tzinfo=datetime.UTC)  # of the 25th in Weifang


def record(workspace, *numbers: int) -> None:
    with transaction.atomic():
        for number in numbers:
            actions.record(System(workspace), "workspace.count", workspace, number=number)


def is_unbroken(workspace) -> bool:
    with chain.chained(workspace.pk) as rows:
        return not list(verification.faults(rows))


def test_each_workspace_has_a_chain_of_its_own(weifang, elsewhere):
    record(weifang, 1, 2)
    record(elsewhere, 3)
    record(weifang, 4)

    assert Sequencer().run() == 4

    assert chain.head(weifang.pk).length == 3
    assert chain.head(elsewhere.pk).length == 1
    assert is_unbroken(weifang)
    assert is_unbroken(elsewhere)


def test_what_is_chained_is_not_chained_again(weifang):
    record(weifang, 1)
    first, later = Sequencer(), Sequencer()
    assert first.run() == 1

    assert later.run() == 0
    record(weifang, 2, 3)
    assert later.run() == 2
    assert first.run() == 0
    record(weifang, 4)
    assert first.run() == 1
    assert is_unbroken(weifang)


def test_more_entries_than_one_batch_are_chained_in_one_run(weifang, monkeypatch):
    monkeypatch.setattr(sequencing, "BATCH", 3)
    record(weifang, *range(8))

    assert Sequencer().run() == 8
    assert is_unbroken(weifang)


def test_a_change_to_an_entry_is_found_and_named(weifang):
    record(weifang, 1, 2, 3)
    Sequencer().run()
    changed = Entry.objects.order_by("id")[1]

    Entry.objects.filter(pk=changed.pk).update(who="Somebody else")

    with chain.chained(weifang.pk) as rows:
        [fault] = verification.faults(rows)
    assert (fault.code, fault.seq, fault.entry_id) == ("altered", 2, changed.pk)


@pytest.mark.django_db(transaction=True)
def test_an_entry_that_appears_after_a_higher_one_is_not_left_out(weifang):
    sequencer = Sequencer()
    written, may_end = threading.Event(), threading.Event()

    def slow_change() -> None:
        with transaction.atomic():
            record(weifang, 1)
            written.set()
            may_end.wait(10)
        connection.close()

    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(slow_change)
        written.wait(10)
        record(weifang, 2)
        assert sequencer.run() == 1
        assert sequencer.run() == 0
        may_end.set()
        slow.result()
    assert sequencer.run() == 1

    numbers = Link.objects.order_by("seq").values_list("entry__details", flat=True)
    assert [details["number"] for details in numbers] == [2, 1]
    assert is_unbroken(weifang)


@pytest.mark.django_db(transaction=True)
def test_sequencers_at_once_do_not_fork_the_chain(weifang, monkeypatch):
    monkeypatch.setattr(sequencing, "BATCH", 5)
    start = threading.Barrier(6)

    def sequence() -> int:
        start.wait(10)
        try:
            return Sequencer().run()
        finally:
            connection.close()

    def write() -> int:
        start.wait(10)
        for number in range(20):
            record(weifang, number)
        connection.close()
        return 0

    with ThreadPoolExecutor(6) as pool:
        runs = [pool.submit(task) for task in (sequence, write) * 3]
        chained = sum(run.result() for run in runs)

    assert chained + Sequencer().run() == 60
    assert chain.head(weifang.pk).length == 60
    assert is_unbroken(weifang)


@pytest.mark.django_db(transaction=True)
def test_following_stops_when_told_to(weifang):
    stop = threading.Event()
    record(weifang, 1)

    def follow() -> None:
        sequencing.follow(stop, every=0.01)
        connection.close()

    with ThreadPoolExecutor(1) as pool:
        following = pool.submit(follow)
        while not Link.objects.exists():
            assert not following.done()
        stop.set()
        following.result(10)


def test_a_day_that_is_over_gets_a_root_in_the_workspaces_own_time(weifang):
    record(weifang, 1, 2)
    Sequencer().run()

    [root] = sequencing.close_days(MIDNIGHT)

    assert root.on == datetime.date(2026, 11, 24)
    head = chain.head(weifang.pk)
    assert (root.count, bytes(root.hash)) == (2, head.hash)


def test_a_days_root_does_not_change_any_more(weifang):
    record(weifang, 1)
    Sequencer().run()
    assert len(sequencing.close_days(MIDNIGHT)) == 1
    record(weifang, 2)
    Sequencer().run()

    assert sequencing.close_days(MIDNIGHT) == []

    assert chain.root_on(weifang.pk, datetime.date(2026, 11, 24)).count == 1


def test_a_day_on_which_no_sequencer_ran_has_the_root_of_the_day_before(weifang):
    record(weifang, 1)
    Sequencer().run()
    [root] = sequencing.close_days(MIDNIGHT)
    [later] = sequencing.close_days(MIDNIGHT + datetime.timedelta(days=3))

    assert chain.root_on(weifang.pk, datetime.date(2026, 11, 26)) == root
    assert chain.root_on(weifang.pk, datetime.date(2026, 11, 27)) == later
    assert chain.root_on(weifang.pk, datetime.date(2026, 11, 23)) is None


def test_a_workspace_without_entries_has_no_root(weifang):
    assert sequencing.close_days(MIDNIGHT) == []


def test_a_chain_cut_off_before_a_root_is_found(weifang):
    record(weifang, 1, 2, 3)
    Sequencer().run()
    [root] = sequencing.close_days(MIDNIGHT)

    Link.objects.filter(seq=3).delete()

    with chain.chained(weifang.pk) as rows:
        [fault] = verification.faults(rows, roots={root.count: bytes(root.hash)})
    assert fault.code == "short"
