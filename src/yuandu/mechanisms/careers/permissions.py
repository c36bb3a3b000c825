"""Who may do what with ladders, records and applications.

A position, a record and an application are the worker's own and HR's; a pay band is shown to
nobody else, the auditor included.
"""

from collections.abc import Callable, Mapping

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.careers.models import Application, WorkerRecord
from yuandu.mechanisms.workforce.models import Worker

KEEPERS = ("hr_officer",)
READERS = ("hr_officer", "auditor")


def keeps(actor: Actor) -> bool:
    """Whether `actor` keeps the ladders, and what is recorded of workers."""
    return actor.has(*KEEPERS)


def reads_all(actor: Actor) -> bool:
    """Whether `actor` reads where everybody stands."""
    return actor.has(*READERS)


def is_oneself(actor: Actor, worker: Worker) -> bool:
    return actor.user_id is not None and worker.user_id == actor.user_id


def sees_pay(actor: Actor, worker: Worker) -> bool:
    return keeps(actor) or is_oneself(actor, worker)


MAY_WORKER: Mapping[str, Callable[[Actor, Worker], bool]] = {
    "see": lambda actor, worker: True,
    "record": lambda actor, worker: keeps(actor),
    "apply": is_oneself,
}
MAY_RECORD: Mapping[str, Callable[[Actor, WorkerRecord], bool]] = {
    "see": lambda actor, record: True,
    "strike": lambda actor, record: keeps(actor),
}
MAY_APPLICATION: Mapping[str, Callable[[Actor, Application], bool]] = {
    "see": lambda actor, application: True,
    "form_panel": lambda actor, application: keeps(actor),
}
