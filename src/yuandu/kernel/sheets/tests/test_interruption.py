"""The database goes away, the worker dies, two people press at once: nothing is half done."""

import dataclasses
import threading

import pytest
from django.db import OperationalError, connection, connections
from django_tasks_db.models import DBTaskResult

from tests.people import a_division, a_user
from yuandu.kernel.audit.models import Entry
from yuandu.kernel.registry import queries as registry
from yuandu.kernel.registry.models import Party
from yuandu.kernel.sheets import actions, layouts, locks, preparing, queries, tasks, work
from yuandu.kernel.sheets.models import State, Upload
from yuandu.kernel.sheets.refusals import NotOpen, Stale
from yuandu.kernel.sheets.tests.works import sent, workbook

pytestmark = pytest.mark.django_db(transaction=True)

ROWS = [
    ["统一社会信用代码", "单位名称", "县市区"],
    ["91370781MA3C00011U", "甲公司", "青州市"],
    ["91370781MA3C0002XK", "乙公司", "青州市"],
]


@pytest.fixture
def officer(weifang):
    a_division(weifang)
    return registry.actor_for(a_user("officer", workspace=weifang, role="city_officer"), weifang)


@pytest.fixture
def accepted(officer) -> Upload:
    layout = layouts.get("organisations")
    upload = actions.receive(by=officer, layout=layout, file=sent(workbook(*ROWS)))
    actions.read(by=officer, upload=upload)
    actions.accept(by=officer, upload=upload, version=upload.version, good_rows_only=False)
    upload.refresh_from_db()
    return upload


def _dies_after_writing(layout):
    def commit(by, rows):
        layout.commit(by, rows)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    return dataclasses.replace(layout, commit=commit)


def test_the_database_stops_in_the_middle_of_an_import(officer, accepted, monkeypatch):
    layout = layouts.get("organisations")
    monkeypatch.setitem(layouts._layouts, "organisations", _dies_after_writing(layout))

    with pytest.raises(OperationalError):
        actions.commit(by=officer, upload=accepted)
    connection.close()

    accepted.refresh_from_db()
    assert (accepted.state, accepted.failure["code"]) == (State.READY, "commit-failed")
    assert not Party.objects.exists()

    monkeypatch.setitem(layouts._layouts, "organisations", layout)
    actions.accept(by=officer, upload=accepted, version=accepted.version, good_rows_only=False)
    assert actions.commit(by=officer, upload=accepted).state == State.COMMITTED
    assert Party.objects.count() == 2


def test_a_worker_dies_in_the_middle_of_an_import(officer, accepted):
    # As a kill leaves it: the rows rolled back, the state as it was, the lock let go of.
    Upload.objects.filter(pk=accepted.pk).update(state=State.COMMITTING)
    accepted.refresh_from_db()
    assert queries.is_interrupted(accepted)

    actions.resume(by=officer, upload=accepted)
    work.begin_reading(officer, accepted)

    accepted.refresh_from_db()
    assert accepted.state == State.READY
    actions.accept(by=officer, upload=accepted, version=accepted.version, good_rows_only=False)
    assert actions.commit(by=officer, upload=accepted).state == State.COMMITTED


def test_what_is_being_worked_on_cannot_be_resumed(officer, accepted):
    with locks.working_on(accepted.pk), pytest.raises(NotOpen):
        actions.resume(by=officer, upload=accepted)


@pytest.fixture
def queue(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def test_what_waits_without_being_queued_was_interrupted_before_it_began(officer, accepted, queue):
    assert queries.is_interrupted(accepted)

    tasks.commit.enqueue(accepted.pk, officer.user_id)
    assert not queries.is_interrupted(accepted)

    DBTaskResult.objects.update(status="FAILED")
    assert queries.is_interrupted(accepted)
    actions.resume(by=officer, upload=accepted)
    assert actions.read(by=officer, upload=accepted).state == State.READY


def test_a_task_begun_anew_takes_over_where_its_worker_died(officer, accepted):
    Upload.objects.filter(pk=accepted.pk).update(state=State.COMMITTING)

    assert actions.commit(by=officer, upload=accepted).state == State.COMMITTED

    assert Party.objects.count() == 2
    other = actions.receive(
        by=officer, layout=layouts.get("organisations"), file=sent(workbook(*ROWS))
    )
    Upload.objects.filter(pk=other.pk).update(state=State.READING)
    assert actions.read(by=officer, upload=other).state == State.READY


def test_who_lost_an_upload_to_another_worker_leaves_its_preview_alone(officer, monkeypatch):
    layout = layouts.get("organisations")
    upload = actions.receive(by=officer, layout=layout, file=sent(workbook(*ROWS)))
    prepare = preparing.prepare

    def slowly(**known):
        prepared = prepare(**known)
        monkeypatch.setattr(preparing, "prepare", prepare)
        actions._read(officer, Upload.objects.get(pk=upload.pk))  # as the other worker does
        return prepared

    monkeypatch.setattr(preparing, "prepare", slowly)

    assert actions.read(by=officer, upload=upload).state == State.READY
    assert upload.rows.count() == 2
    assert Entry.objects.filter(action="sheets.read", subject_id=upload.pk).count() == 1


def _at_once(threads: int, act) -> list:
    results: list = []
    start = threading.Barrier(threads)

    def run(number: int) -> None:
        try:
            start.wait()
            results.append(act(number))
        except Stale:
            results.append("stale")
        finally:
            connections.close_all()

    running = [threading.Thread(target=run, args=(number,)) for number in range(threads)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    return results


def test_of_many_workers_one_writes(officer, accepted):
    def act(_number):
        upload = Upload.objects.get(pk=accepted.pk)
        return actions.commit(by=officer, upload=upload).state

    results = _at_once(6, act)

    assert "stale" not in results
    assert Party.objects.count() == 2
    accepted.refresh_from_db()
    assert accepted.state == State.COMMITTED
    assert accepted.counts["created"] == 2


def test_of_two_files_with_the_same_new_rows_the_second_is_shown_again(officer, accepted):
    layout = layouts.get("organisations")
    other = actions.receive(by=officer, layout=layout, file=sent(workbook(*ROWS)))
    actions.read(by=officer, upload=other)
    actions.accept(by=officer, upload=other, version=other.version, good_rows_only=False)

    def act(number):
        upload = Upload.objects.get(pk=[accepted.pk, other.pk][number])
        return actions.commit(by=officer, upload=upload).state

    results = _at_once(2, act)

    assert sorted(results) == ["committed", "stale"]
    assert Party.objects.count() == 2
    states = set(Upload.objects.values_list("state", flat=True))
    assert states == {State.COMMITTED, State.READY}
