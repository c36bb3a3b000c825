"""What is done once a day: reminders, digests.

Rooms register a chore; each is a task of its own over all workspaces, harmless to repeat.
The day's round queues itself for the next morning before it does anything else, so that a
failing chore never ends the chain.
"""

import datetime
import logging
from collections.abc import Callable

from django.db import connection
from django.tasks import task
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from yuandu.kernel.workspaces.models import Workspace

log = logging.getLogger(__name__)
AT = datetime.time(7, 30)  # before offices open, in the time zone of the settings

_chores: dict[str, Callable[[Workspace], object]] = {}
_of_the_house: dict[str, Callable[[], object]] = {}


def register(code: str, run: Callable[[Workspace], object]) -> None:
    """Have `run` called once a day for every workspace."""
    _chores[code] = run


def register_for_the_house(code: str, run: Callable[[], object]) -> None:
    """Have `run` called once a day, for all workspaces together."""
    _of_the_house[code] = run


def codes() -> tuple[str, ...]:
    """Return what is done, in the order of registration."""
    return (*_chores, *_of_the_house)


class ChoreFailed(RuntimeError):
    """A chore failed in some workspaces; it was done in the others."""


@task()
def chore(code: str) -> None:
    """Do one chore, of the house or in every workspace: what fails in one keeps no other from it.

    Raises:
        ChoreFailed: it failed somewhere; the log says why.
    """
    if code in _of_the_house:
        _of_the_house[code]()
        return
    run, failed = _chores[code], []
    for workspace in Workspace.objects.order_by("pk"):
        try:
            run(workspace)
        except Exception:
            log.exception("the chore %s failed in %s", code, workspace.slug)
            failed.append(workspace.slug)
    if failed:
        raise ChoreFailed(f"{code} failed in {', '.join(failed)}")


@task()
def round_of_the_day() -> None:
    """Queue tomorrow's round, then today's chores."""
    schedule()
    for code in codes():
        chore.enqueue(code)


def next_round(now: datetime.datetime) -> datetime.datetime:
    """Return the instant of the first round after `now`."""
    here = timezone.localtime(now)
    today = here.replace(hour=AT.hour, minute=AT.minute, second=0, microsecond=0)
    return today if today > here else today + datetime.timedelta(days=1)


def schedule() -> bool:
    """Queue the next round unless one waits already; return whether it was queued.

    Two processes at once may queue two: the second finds everything done.
    """
    if not round_of_the_day.get_backend().supports_defer:
        return False  # whoever runs such a queue calls `yuandu daily` by other means
    waiting = DBTaskResult.objects.filter(
        task_path=round_of_the_day.module_path, status="READY", run_after__gt=timezone.now()
    )
    if waiting.exists():
        return False
    round_of_the_day.using(run_after=next_round(timezone.now())).enqueue()
    return True


def schedule_after_migrating(**_: object) -> None:
    """Start the chain of rounds: every start of the whole migrates first."""
    if DBTaskResult._meta.db_table in connection.introspection.table_names():
        schedule()
