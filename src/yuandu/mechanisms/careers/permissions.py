"""Who may do what with ladders, records and applications.

A position, a record and an application are the worker's own and HR's; a pay band is shown to
nobody else, the auditor included.
"""

from collections.abc import Callable, Mapping

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.careers.models import (
    Application,
    Badge,
    LogEntry,
    Trainee,
    TrainingClass,
    WorkerRecord,
)
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


def side_of(actor: Actor, trainee: Trainee) -> str | None:
    """Return whose mentor of the trainee `actor` is; none for who is neither."""
    if actor.user_id is None:
        return None
    if trainee.enterprise_mentor.user_id == actor.user_id:
        return "enterprise"
    return "school" if trainee.school_mentor_id == actor.user_id else None


MAY_TRAINEE: Mapping[str, Callable[[Actor, Trainee], bool]] = {
    "see": lambda actor, trainee: True,
    "log": lambda actor, trainee: is_oneself(actor, trainee.worker),
    "examine": lambda actor, trainee: keeps(actor) or side_of(actor, trainee) == "school",
    "conclude": lambda actor, trainee: keeps(actor),
}
MAY_CLASS: Mapping[str, Callable[[Actor, TrainingClass], bool]] = {
    "see": lambda actor, training: True,
    "keep": lambda actor, training: keeps(actor),
}
MAY_ENTRY: Mapping[str, Callable[[Actor, LogEntry], bool]] = {
    "see": lambda actor, entry: True,
    "sign": lambda actor, entry: side_of(actor, entry.trainee) is not None,
}
MAY_BADGE: Mapping[str, Callable[[Actor, Badge], bool]] = {
    "see": lambda actor, badge: True,
    "revoke": lambda actor, badge: keeps(actor) or is_oneself(actor, badge.worker),
}
