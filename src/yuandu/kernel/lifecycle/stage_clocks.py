"""Clocks that moves start: within so many working days the track should get on.

They are kept by the next step itself, so nobody has to confirm them. Part of the actions
on tracks, inside their transactions.
"""

import datetime
from collections.abc import Iterable

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import clocks, events
from yuandu.kernel.lifecycle.cycles import LifeCycle, Move
from yuandu.kernel.lifecycle.days import calendar_of, next_reminder, rhythms_of
from yuandu.kernel.lifecycle.models import Assignment, Promise, Step, Track
from yuandu.kernel.lifecycle.models.promises import KEPT, OPEN, WITHDRAWN

# Roles of assignment: who does the work, and who stands by it.
OFFICER, LEADER = "officer", "leader"


def go_on(by: Actor, table: LifeCycle, track: Track, step: Step, move: Move) -> None:
    """End the clocks of the stage that was left, and start that of the one entered.

    A way on keeps the promise; a rest, or a step back, takes it away without blame.
    """
    running = list(Promise.objects.filter(step__track=track, state=OPEN))
    is_way_on = not move.is_reversal and track.stage not in table.resting
    state = KEPT if is_way_on else WITHDRAWN
    ended = Promise.objects.filter(pk__in=[promise.pk for promise in running], state=OPEN)
    if running:
        ended.update(state=state, closed_on=max(step.on, _latest(running)), next_reminder_on=None)
        events.record(by, running, state)
    if move.due_days is not None:
        _start(by, track, step, move.due_days)


def _latest(promises: Iterable[Promise]) -> datetime.date:
    return max(promise.opened_on for promise in promises)


def _start(by: Actor, track: Track, step: Step, due_days: int) -> None:
    """Let the officer who stands by the subject, else the mover, be the giver.

    The leader who stands by it receives the promise, where there is one.
    """
    standing = {
        assignment.role: assignment.user_id
        for assignment in Assignment.objects.filter(
            workspace=by.workspace,
            subject_label=track.subject_label,
            subject_id=track.subject_id,
            to_on=None,
        )
    }
    giver = standing.get(OFFICER) or by.user_id
    if giver is None:  # moved by the system, and nobody stands by it
        return
    receiver = standing.get(LEADER)
    calendar = calendar_of(by.workspace)
    due_on = clocks.due_day(step.on, due_days, calendar)
    promise = Promise(
        workspace=by.workspace,
        subject_label=track.subject_label,
        subject_id=track.subject_id,
        giver_id=giver,
        receiver_id=receiver if receiver != giver else None,
        step=step,
        opened_on=step.on,
        due_on=due_on,
        turn_on=due_on,
    )
    promise.next_reminder_on = next_reminder(
        promise, rhythms_of(by.workspace), calendar, after=by.workspace.today()
    )
    promise.save()
    events.record(by, [promise], "opened")


def redate(by: Actor, step: Step, before: datetime.date, due_days: int | None) -> None:
    """Count the clock of `step` from its corrected day."""
    if due_days is None:
        return
    calendar, rhythms = calendar_of(by.workspace), rhythms_of(by.workspace)
    for promise in Promise.objects.filter(step=step, state=OPEN):
        due_on = clocks.due_day(step.on, due_days, calendar)
        promise.turn_on = (
            max(due_on, promise.turn_on) if promise.turn_on > promise.due_on else due_on
        )
        promise.opened_on, promise.due_on = step.on, due_on
        promise.next_reminder_on = next_reminder(
            promise, rhythms, calendar, after=by.workspace.today()
        )
        promise.save(update_fields=["opened_on", "due_on", "turn_on", "next_reminder_on"])
        events.record(by, [promise], "redated", f"{before} → {step.on}")
