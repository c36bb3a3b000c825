"""What an issue takes over from a step, and a firm from its officers, in that transaction."""

from collections.abc import Callable, Mapping

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.lifecycle import clocks
from yuandu.kernel.lifecycle.days import calendar_of
from yuandu.kernel.lifecycle.models import Assignment, Promise, Step, Track
from yuandu.kernel.lifecycle.stage_clocks import OFFICER
from yuandu.services.liaison import queries, rules, telling
from yuandu.services.liaison.models import (
    Competence,
    Issue,
    Position,
    Referral,
    ServedFirm,
)
from yuandu.services.liaison.refusals import NobodyCompetent, NotAsked, Senseless

WAITING = (Position.WAITING, Position.TAKEN_UP)


def follow_assignment(by: Actor, firm: ServedFirm, assignment: Assignment) -> None:
    """Tell the firm who stands by it from now on, or that nobody does."""
    if assignment.role == OFFICER:
        telling.of_officer(by, firm, assignment)


def follow_issue(by: Actor, issue: Issue, track: Track, step: Step) -> None:
    """Send, mark, answer or call off, as the step says."""
    if act := ACTS.get(step.move):
        act(by, issue, step)


def _send(by: Actor, issue: Issue, step: Step) -> None:
    """Ask every competent office, each for itself, with a clock of its own."""
    offices = queries.competent(by, issue.subject, issue.firm.party.division_id)
    if not offices:
        division = issue.firm.party.division
        place = division.short_title if division else by.workspace.title
        raise NobodyCompetent(str(issue.get_subject_display()), place)
    call_off(by, issue, step.words)
    today = by.workspace.today()
    for office in offices:
        Referral.objects.create(
            workspace=by.workspace,
            issue=issue,
            department=office.department,
            officer=office.officer,
            superior=office.superior,
            sent_on=today,
            promise=_clock(by, issue, office),
        )
    if issue.sent_on is None:
        issue.sent_on = today
        issue.save(update_fields=["sent_on"])
    telling.of_sending(by, issue, [office.officer_id for office in offices], step.words)


def _clock(by: Actor, issue: Issue, office: Competence) -> Promise | None:
    """Start the office's clock: it owes an answer to whoever stands by the firm.

    About the firm, so that it passes on with the firm's other promises when officers change.
    """
    house = Actor.system(by.workspace)
    receiver = queries.officer_of(house, issue.firm)
    if receiver is None or receiver.pk == office.officer_id:
        receiver = office.superior
    if receiver is None:
        return None
    return lifecycle.promise(
        by=house,
        subject=issue.firm,
        words=issue.title,
        giver=office.officer,
        receiver=receiver,
        due_days=rules.DUE,
        rhythm=clocks.ESCALATION.code,
        is_told=False,
    )


def _take_up(by: Actor, issue: Issue, step: Step) -> None:
    say(by, issue, Position.TAKEN_UP, step.words)


def _answer(by: Actor, issue: Issue, step: Step) -> None:
    say(by, issue, Position.ANSWERED, step.words)
    if issue.answered_on is None and issue.sent_on is not None:
        today = by.workspace.today()
        issue.answered_on = today
        issue.answer_days = rules.days_between(issue.sent_on, today, calendar_of(by.workspace))
        issue.save(update_fields=["answered_on", "answer_days"])


def say(by: Actor, issue: Issue, position: Position, words: str) -> Referral:
    """Record what the actor's office says; an answer or a refusal ends its clock.

    Raises:
        NotAsked: it was not asked, or has said its word.
    """
    found = queries.waiting_for(by, issue)
    if found is None:
        raise NotAsked
    if position is not Position.TAKEN_UP:
        found.words = words.strip()
        if found.promise_id is not None:
            is_answer = position is Position.ANSWERED
            lifecycle.settle(by=by, promises=[found.promise_id], kept=is_answer, words=found.words)
    found.position, found.position_on = position, by.workspace.today()
    changed = Referral.objects.filter(pk=found.pk, position__in=WAITING).update(
        position=found.position, position_on=found.position_on, words=found.words
    )
    if not changed:
        raise NotAsked
    telling.of_position(by, issue, found)
    return found


def _close(by: Actor, issue: Issue, step: Step) -> None:
    if given := step.evidence.get("satisfaction"):
        if given not in {"1", "2", "3", "4", "5"}:
            raise Senseless("satisfaction")
        issue.satisfaction = int(given)
        issue.save(update_fields=["satisfaction"])
    telling.of_end(by, issue, step)
    call_off(by, issue, step.words)


def _withdraw(by: Actor, issue: Issue, step: Step) -> None:
    telling.of_end(by, issue, step)
    call_off(by, issue, step.words)


def _declined(by: Actor, issue: Issue, step: Step) -> None:
    telling.of_declining(by, issue)


def _abandon(by: Actor, issue: Issue, step: Step) -> None:
    telling.of_abandoning(by, issue)


def call_off(by: Actor, issue: Issue, words: str = "") -> None:
    """Ask nobody any more: what waits is called off, and its clocks end without blame."""
    waiting = list(issue.referrals.filter(position__in=WAITING))
    if not waiting:
        return
    keys = [each.promise_id for each in waiting if each.promise_id is not None]
    lifecycle.settle(by=by, promises=keys, kept=False, words=words)
    Referral.objects.filter(pk__in=[each.pk for each in waiting], position__in=WAITING).update(
        position=Position.CALLED_OFF, position_on=by.workspace.today()
    )


ACTS: Mapping[str, Callable[[Actor, Issue, Step], None]] = {
    "send": _send,
    "reopen": _send,
    "take_up": _take_up,
    "answer": _answer,
    "close": _close,
    "withdraw": _withdraw,
    "decline": _declined,
    "abandon": _abandon,
}
