"""The queue's worker, and the tasks that a dead one left behind.

The queue marks a task as begun and would leave it so for ever when its worker is killed.
A worker here holds a lock in the database as long as it lives, under its name; one that
starts looks for begun tasks of workers without a lock, and lets them be begun anew. Tasks
therefore happen at least once: each is written so that a second time changes nothing.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager

from django.db import connection, connections, transaction
from django.tasks import TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

MOST_ATTEMPTS = 3  # then the task is what kills its worker
_WORKERS = 0x576F  # tells our locks from others'
_ON_DUTY = """
    SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 2
     AND classid = %s AND objid = (hashtext(%s)::bigint & 4294967295)::oid
     AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))
"""


@contextmanager
def on_duty(worker: str) -> Iterator[None]:
    """Let others know, for the block, that this worker lives."""
    # A connection of its own: the others are closed when they have grown old.
    with closing(connections.create_connection("default")) as ours, ours.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, hashtext(%s))", [_WORKERS, worker])
        yield


def is_on_duty(worker: str) -> bool:
    """Whether a worker of this name lives."""
    with connection.cursor() as cursor:
        cursor.execute(_ON_DUTY, [_WORKERS, worker])
        return bool(cursor.fetchone()[0])


@transaction.atomic
def take_over() -> int:
    """Queue again what dead workers left begun; return how many tasks that were.

    A task that was begun `MOST_ATTEMPTS` times has failed.
    """
    begun = DBTaskResult.objects.running().select_for_update(skip_locked=True)
    left = [task for task in begun if not (task.worker_ids and is_on_duty(task.worker_ids[-1]))]
    for task in left:
        if len(task.worker_ids) < MOST_ATTEMPTS:
            task.status = TaskResultStatus.READY
        else:
            task.status, task.finished_at = TaskResultStatus.FAILED, timezone.now()
            task.traceback = f"Its workers died: {', '.join(task.worker_ids)}"
        task.save(update_fields=["status", "finished_at", "traceback"])
    return len(left)
