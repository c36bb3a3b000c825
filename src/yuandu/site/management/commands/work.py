"""`yuandu work`: do what is queued, beginning with what a dead worker left behind."""

from typing import Any

from django_tasks_db.management.commands import db_worker

from yuandu.site import queue


class Command(db_worker.Command):
    help = "Do the work of the queue until told to stop."
    requires_system_checks: list[str] = []  # `migrate` makes them, before every start

    def handle(self, *, worker_id: str, **options: Any) -> None:
        with queue.on_duty(worker_id):
            queue.take_over()
            super().handle(worker_id=worker_id, **options)
