"""Who may do what in a review of shareholders.

The chair and the HR office hold it; the auditor and the members of the board read all of it; any
worker nominates. Of a candidate's results and reasons only the candidate and those know.
"""

from collections.abc import Callable, Mapping

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.partnership.models import (
    Appeal,
    Candidate,
    Review,
    ShareholderGroup,
    StepBallot,
)
from yuandu.mechanisms.workforce.models import Worker

MANAGERS = ("chair", "hr_officer")
BOARD = ("chair", "director")
READERS = (*MANAGERS, "director", "auditor")
JUDGES = ("auditor", "director")  # of appeals; nobody of them who voted on the candidate


def manages(actor: Actor) -> bool:
    """Whether `actor` prepares reviews, opens their steps and carries out what was decided."""
    return actor.has(*MANAGERS)


def reads_all(actor: Actor) -> bool:
    """Whether `actor` reads reviews in preparation, and every candidate's file."""
    return actor.has(*READERS)


def is_oneself(actor: Actor, worker: Worker) -> bool:
    return actor.user_id is not None and worker.user_id == actor.user_id


def reads_file(actor: Actor, candidate: Candidate) -> bool:
    """Whether `actor` reads results and reasons; the candidate's worker is at hand."""
    return reads_all(actor) or is_oneself(actor, candidate.worker)


MAY_REVIEW: Mapping[str, Callable[[Actor, Review], bool]] = {
    "see": lambda actor, review: True,
    "manage": lambda actor, review: manages(actor),
    "read_all": lambda actor, review: reads_all(actor),
}
MAY_CANDIDATE: Mapping[str, Callable[[Actor, Candidate], bool]] = {
    "see": lambda actor, candidate: True,
    "read": reads_file,
    "manage": lambda actor, candidate: manages(actor),
    "declare": lambda actor, candidate: actor.is_insider,
    "appeal": lambda actor, candidate: is_oneself(actor, candidate.worker),
    "decline": lambda actor, candidate: is_oneself(actor, candidate.worker),
}
MAY_GROUP: Mapping[str, Callable[[Actor, ShareholderGroup], bool]] = {
    "see": lambda actor, group: True,
    "manage": lambda actor, group: manages(actor),
}
MAY_BALLOT: Mapping[str, Callable[[Actor, StepBallot], bool]] = {
    "manage": lambda actor, found: manages(actor),
}
MAY_APPEAL: Mapping[str, Callable[[Actor, Appeal], bool]] = {
    "see": lambda actor, appeal: True,
    # Whoever holds reviews answers where no judge is left: see `queries.judging`.
    "answer": lambda actor, appeal: actor.has(*JUDGES, *MANAGERS),
    "manage": lambda actor, appeal: manages(actor),
}
