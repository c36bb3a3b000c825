"""What a worker that was killed leaves in the queue."""

import pytest
from django_tasks_db.models import DBTaskResult

from yuandu.kernel.notices import daily
from yuandu.site import queue


@pytest.fixture
def begun(db, settings):
    """Return a function: a task that workers of these names have begun."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

    def make(*workers: str) -> DBTaskResult:
        result = daily.chore.enqueue("nothing")
        DBTaskResult.objects.filter(pk=result.id).update(status="RUNNING", worker_ids=list(workers))
        return DBTaskResult.objects.get(pk=result.id)

    return make


def test_a_dead_workers_task_is_begun_anew(begun):
    task = begun("dead")

    assert queue.take_over() == 1

    task.refresh_from_db()
    assert task.status == "READY"


def test_a_living_workers_task_is_left_to_it(begun):
    task = begun("dead before", "living")

    with queue.on_duty("living"):
        assert queue.is_on_duty("living")
        assert queue.take_over() == 0

    task.refresh_from_db()
    assert task.status == "RUNNING"
    assert not queue.is_on_duty("living")


def test_a_task_that_kills_its_workers_has_failed(begun):
    task = begun("first", "second", "third")

    queue.take_over()

    task.refresh_from_db()
    assert task.status == "FAILED"
    assert "first, second, third" in task.traceback
    assert task.finished_at is not None
