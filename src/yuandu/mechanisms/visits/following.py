"""What a difficulty takes over from a step on its way, in that transaction."""

from collections.abc import Callable, Mapping

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.lifecycle import clocks
from yuandu.kernel.lifecycle.days import calendar_of
from yuandu.kernel.lifecycle.models import Promise, Step, Track
from yuandu.mechanisms.visits import queries, rules, telling
from yuandu.mechanisms.visits.models import Difficulty
from yuandu.mechanisms.visits.refusals import Senseless
from yuandu.services.liaison.models import Competence
from yuandu.services.liaison.refusals import NobodyCompetent
from yuandu.services.liaison.rules import days_between

HELD = ("department", "officer", "superior", "promise", "sent_on", "told_on")


def follow(by: Actor, difficulty: Difficulty, track: Track, step: Step) -> None:
    """Send, record the answer, or end the clock, as the step says; tell whom it concerns."""
    if act := ACTS.get(step.move):
        act(by, difficulty, step)


def _send(by: Actor, difficulty: Difficulty, step: Step) -> None:
    """Ask the competent department: for its class, the nearest first."""
    _ask(by, difficulty, _departments(by, difficulty)[0], step)


def _reopen(by: Actor, difficulty: Difficulty, step: Step) -> None:
    """Ask again whoever answered; if it answers no more, who is competent now."""
    offices = _departments(by, difficulty)
    same = [office for office in offices if office.officer_id == difficulty.officer_id]
    _ask(by, difficulty, (same or offices)[0], step)


def _departments(by: Actor, difficulty: Difficulty) -> list[Competence]:
    """Return who may be asked.

    Raises:
        NobodyCompetent: there is none.
    """
    if offices := queries.departments(by, difficulty):
        return offices
    division = difficulty.visit.project.division
    raise NobodyCompetent(str(difficulty.get_factor_display()), division.short_title)


def _ask(by: Actor, difficulty: Difficulty, office: Competence, step: Step) -> None:
    _end_clock(by, difficulty, kept=False, words=step.words)
    difficulty.department = office.department
    difficulty.officer, difficulty.superior = office.officer, office.superior
    difficulty.sent_on, difficulty.told_on = by.workspace.today(), None
    difficulty.promise = _clock(by, difficulty, office)
    difficulty.save(update_fields=HELD)
    telling.of_sending(by, difficulty, step)


def _clock(by: Actor, difficulty: Difficulty, office: Competence) -> Promise | None:
    """Start the department's clock: it owes an answer to whoever wrote the difficulty down."""
    receiver: User | None = difficulty.raised_by or office.superior
    if receiver is not None and receiver.pk == office.officer_id:
        receiver = office.superior
    if receiver is None:
        return None
    return lifecycle.promise(
        by=Actor.system(by.workspace),
        subject=difficulty,
        words=difficulty.title,
        giver=office.officer,
        receiver=receiver,
        due_days=rules.DUE,
        rhythm=clocks.ESCALATION.code,
        is_told=False,
    )


def _end_clock(by: Actor, difficulty: Difficulty, *, kept: bool, words: str = "") -> None:
    if difficulty.promise_id is not None:
        lifecycle.settle(by=by, promises=[difficulty.promise_id], kept=kept, words=words)


def _take_up(by: Actor, difficulty: Difficulty, step: Step) -> None:
    telling.of_answer(by, difficulty, step)


def _answer(by: Actor, difficulty: Difficulty, step: Step) -> None:
    _end_clock(by, difficulty, kept=True, words=step.words)
    if difficulty.answered_on is None and difficulty.sent_on is not None:
        today, calendar = by.workspace.today(), calendar_of(by.workspace)
        difficulty.answered_on = today
        difficulty.answer_days = days_between(difficulty.sent_on, today, calendar)
        difficulty.save(update_fields=["answered_on", "answer_days"])
    telling.of_answer(by, difficulty, step)


def _decline(by: Actor, difficulty: Difficulty, step: Step) -> None:
    """Give it back: the next sending passes this department by."""
    _end_clock(by, difficulty, kept=False, words=step.words)
    telling.of_declining(by, difficulty, step)
    difficulty.department, difficulty.officer, difficulty.superior = "", None, None
    difficulty.promise, difficulty.sent_on, difficulty.told_on = None, None, None
    difficulty.save(update_fields=HELD)


def _close(by: Actor, difficulty: Difficulty, step: Step) -> None:
    if given := step.evidence.get("satisfaction"):
        if given not in {"1", "2", "3", "4", "5"}:
            raise Senseless("satisfaction")
        difficulty.satisfaction = int(given)
        difficulty.save(update_fields=["satisfaction"])
    telling.of_end(by, difficulty, step)


def _withdraw(by: Actor, difficulty: Difficulty, step: Step) -> None:
    _end_clock(by, difficulty, kept=False, words=step.words)
    telling.of_end(by, difficulty, step)


def _abandon(by: Actor, difficulty: Difficulty, step: Step) -> None:
    telling.of_abandoning(by, difficulty)


ACTS: Mapping[str, Callable[[Actor, Difficulty, Step], None]] = {
    "send": _send,
    "reopen": _reopen,
    "take_up": _take_up,
    "answer": _answer,
    "decline": _decline,
    "close": _close,
    "withdraw": _withdraw,
    "abandon": _abandon,
}
