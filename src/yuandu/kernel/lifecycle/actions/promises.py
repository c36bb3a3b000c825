"""Promises: given, claimed as kept, confirmed by the receiver alone."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Model

from yuandu.engines.calendar import Calendar
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.audit.actions import Act
from yuandu.kernel.lifecycle import clocks, events, gates, subjects, telling
from yuandu.kernel.lifecycle.days import calendar_of, next_reminder, rhythms_of
from yuandu.kernel.lifecycle.models import Promise
from yuandu.kernel.lifecycle.models import Rhythm as Kept
from yuandu.kernel.lifecycle.models.promises import CLAIMED, KEPT, OPEN, RUNNING, WITHDRAWN
from yuandu.kernel.lifecycle.permissions import MAY_PROMISE, RECORDERS, person
from yuandu.kernel.lifecycle.refusals import NotYourTurn, OddPromise
from yuandu.kernel.lifecycle.sayings import NOTHING, Saying
from yuandu.kernel.notices import actions as notices
from yuandu.kernel.notices import feed
from yuandu.kernel.workspaces.models import WorkspaceRow

FURTHEST = 1000  # working days
BATCH = 1000


@dataclass(frozen=True, slots=True)
class NewPromise:
    """A promise of many that are put on record together.

    Attributes:
        saying: What its words are written from, where no person wrote them.
    """

    subject: Model
    words: str
    giver: User
    receiver: User
    saying: Saying = NOTHING


@transaction.atomic
def promise(
    *,
    by: Actor,
    subject: Model,
    words: str,
    giver: User,
    receiver: User,
    due_days: int | None = None,
    due_on: datetime.date | None = None,
    rhythm: str = clocks.USUAL.code,
    is_told: bool = True,
) -> Promise:
    """Put on record what `giver` promised `receiver` about `subject`; both are told.

    Args:
        due_days: working days from today; or
        due_on: the day itself.
        is_told: whether they hear of it here; not where the subject's app tells them more.

    Raises:
        OddPromise: no words, to oneself, due before today, given for somebody else by one
            whose post does not record promises, …
    """
    is_ours = isinstance(subject, WorkspaceRow) and subject.workspace_id == by.workspace_id
    if not (by.is_system and is_ours):  # the system sees all of its workspace
        subjects.seen(by, subjects.label_of(subject), subject.pk)
    today, calendar = by.workspace.today(), calendar_of(by.workspace)
    rhythms = rhythms_of(by.workspace)
    if giver.pk != person(by) and not by.has(*RECORDERS):
        raise OddPromise("not-yours-to-give")
    if rhythm not in rhythms or rhythm == clocks.ANSWER.code:
        raise OddPromise("unknown-rhythm")
    due_on = _due_on(words.strip(), giver, receiver, today, due_days, due_on, calendar)
    new = NewPromise(subject, words, giver, receiver)
    made = _opened(by, new, today, due_on, rhythm)
    made.next_reminder_on = next_reminder(made, rhythms, calendar, after=today)
    made.save()
    events.record(by, [made], "opened")
    audit.record(by, "promise.give", made, due_on=str(due_on), words=made.words)
    if is_told:
        _tell(by, made, telling.GIVEN, giver.pk, receiver.pk)
    return made


def _due_on(
    words: str,
    giver: User,
    receiver: User,
    today: datetime.date,
    due_days: int | None,
    due_on: datetime.date | None,
    calendar: Calendar,
) -> datetime.date:
    """Return the day on which a sensible promise is due."""
    if not words:
        raise OddPromise("words-missing")
    if len(words) > gates.LONGEST_TEXT:
        raise OddPromise("words-too-long")
    if giver.pk == receiver.pk:
        raise OddPromise("to-oneself")
    if due_on is None:
        if due_days is None or due_days < 0:
            raise OddPromise("due-before-given")
        if due_days > FURTHEST:
            raise OddPromise("too-far")
        return clocks.due_day(today, due_days, calendar)
    if due_on < today:
        raise OddPromise("due-before-given")
    if due_on > clocks.due_day(today, FURTHEST, calendar):
        raise OddPromise("too-far")
    return due_on


@transaction.atomic
def say(*, by: Actor, promise: Promise, words: str) -> None:
    """Put a word on record; if it is the speaker's turn, their silence counts from today.

    Raises:
        PermissionDenied: neither giver nor receiver speaks.
        NotYourTurn: the promise is over.
        OddPromise: no words.
    """
    _examine(by, promise, "say")
    words = _needed(words)
    today = by.workspace.today()
    turn = promise.giver_id if promise.state == OPEN else promise.receiver_id
    changes = {"turn_on": max(promise.turn_on, today)} if person(by) == turn else {}
    _pass(promise, RUNNING, **changes)
    events.record(by, [promise], "said", words)
    audit.record(by, "promise.say", promise)
    _tell(by, promise, telling.SAID, promise.giver_id, promise.receiver_id, why=words)


@transaction.atomic
def claim(*, by: Actor, promise: Promise, words: str = "") -> None:
    """Say as its giver that the promise is kept; now the receiver has to answer.

    Raises:
        PermissionDenied: somebody else says so, or the next step shows it anyway.
        NotYourTurn: the promise is not open.
    """
    _examine(by, promise, "claim")
    _turn(by, promise, OPEN, CLAIMED, turn_on=by.workspace.today())
    events.record(by, [promise], "claimed", words.strip())
    audit.record(by, "promise.claim", promise)
    _tell(by, promise, telling.CLAIMED, promise.receiver_id)


@transaction.atomic
def confirm(*, by: Actor, promise: Promise, words: str = "") -> None:
    """Confirm as its receiver that the promise is kept, claimed or not.

    Raises:
        PermissionDenied: somebody else confirms.
        NotYourTurn: the promise is over.
    """
    _examine(by, promise, "confirm")
    _close(by, promise, KEPT)
    events.record(by, [promise], "kept", words.strip())
    audit.record(by, "promise.confirm", promise)
    _tell(by, promise, telling.KEPT, promise.giver_id)


@transaction.atomic
def refuse(*, by: Actor, promise: Promise, words: str) -> None:
    """Say as its receiver that what is claimed is not kept; it is the giver's turn again.

    Raises:
        PermissionDenied: somebody else refuses.
        NotYourTurn: nobody claims that it is kept.
        OddPromise: no words.
    """
    _examine(by, promise, "refuse")
    words = _needed(words)
    _turn(by, promise, CLAIMED, OPEN, turn_on=max(promise.due_on, by.workspace.today()))
    events.record(by, [promise], "refused", words)
    audit.record(by, "promise.refuse", promise)
    _tell(by, promise, telling.REFUSED, promise.giver_id, why=words)


@transaction.atomic
def withdraw(*, by: Actor, promise: Promise, words: str) -> None:
    """Release the giver, as the receiver or an administrator.

    Raises:
        PermissionDenied: the giver alone, say, wants it.
        NotYourTurn: the promise is over.
        OddPromise: no words.
    """
    _examine(by, promise, "withdraw")
    words = _needed(words)
    _close(by, promise, WITHDRAWN)
    events.record(by, [promise], "withdrawn", words)
    audit.record(by, "promise.withdraw", promise, words=words)
    _tell(by, promise, telling.WITHDRAWN, promise.giver_id, promise.receiver_id, why=words)


@transaction.atomic
def promise_all(
    *, by: Actor, promises: Sequence[NewPromise], due_days: int, rhythm: str = clocks.USUAL.code
) -> list[Promise]:
    """Put many promises on record, due on one day; statements, not many for each.

    For the app whose subjects they are about, which has examined what the actor may do. Who
    is concerned hears of it from that app.

    Args:
        due_days: working days from today.

    Raises:
        OddPromise: one has no words, or is given to oneself.
    """
    today, calendar = by.workspace.today(), calendar_of(by.workspace)
    rhythms = rhythms_of(by.workspace)
    made = []
    for each in promises:
        words = each.words.strip()
        due_on = _due_on(words, each.giver, each.receiver, today, due_days, None, calendar)
        made.append(_opened(by, each, today, due_on, rhythm))
        made[-1].next_reminder_on = next_reminder(made[-1], rhythms, calendar, after=today)
    Promise.objects.bulk_create(made, batch_size=BATCH)
    events.record(by, made, "opened")
    audit.record_all(
        [_act(by, each, "promise.give", due_on=str(each.due_on), words=each.words) for each in made]
    )
    return made


def _opened(
    by: Actor, new: NewPromise, today: datetime.date, due_on: datetime.date, rhythm: str
) -> Promise:
    return Promise(
        workspace=by.workspace,
        subject_label=subjects.label_of(new.subject),
        subject_id=new.subject.pk,
        words=new.words.strip(),
        saying=new.saying.code,
        params=dict(new.saying.params),
        giver=new.giver,
        receiver=new.receiver,
        opened_on=today,
        due_on=due_on,
        turn_on=due_on,
        rhythm=rhythm,
    )


def _act(by: Actor, promise: Promise, action: str, **details: str) -> Act:
    return Act(by, action, promise._meta.label_lower, promise.pk, details)


@transaction.atomic
def settle(
    *,
    by: Actor,
    promises: Iterable[int],
    kept: bool,
    words: str = "",
    saying: Saying = NOTHING,
) -> int:
    """End those of `promises` that run, since what they were about has ended; return how many.

    For the app whose subjects they are about, which has examined what the actor may do. Who
    is concerned hears of it from that app.

    Args:
        promises: keys.
        kept: as kept, else withdrawn without blame.
        words: why.
        saying: what these words are written from, where no person wrote them.
    """
    running = list(
        Promise.objects.filter(workspace=by.workspace, pk__in=promises, state__in=RUNNING)
        .select_for_update()
        .order_by("pk")
    )
    state = KEPT if kept else WITHDRAWN
    Promise.objects.filter(pk__in=[promise.pk for promise in running]).update(
        state=state, closed_on=by.workspace.today(), next_reminder_on=None
    )
    events.record(by, running, state, words, saying)
    audit.record_all([_act(by, each, "promise.settle", state=state) for each in running])
    return len(running)


@transaction.atomic
def keep_rhythm(
    *, by: Actor, code: str, offsets: tuple[int, ...], anchor: clocks.Anchor, unit: clocks.Unit
) -> None:
    """Set on which days the workspace reminds; running promises follow from now on.

    Raises:
        PermissionDenied: only administrators do.
        OddPromise: there is no such rhythm.
        clocks.OddRhythm: nobody can be reminded on such days.
    """
    if not by.has("administrator"):
        raise PermissionDenied
    if code not in clocks.RHYTHMS:
        raise OddPromise("unknown-rhythm")
    rhythm = clocks.Rhythm(code, offsets, anchor, unit)
    kept, _ = Kept.objects.update_or_create(
        workspace=by.workspace,
        code=code,
        defaults={"offsets": list(rhythm.offsets), "anchor": anchor, "unit": unit},
    )
    rhythms, calendar = rhythms_of(by.workspace), calendar_of(by.workspace)
    state = {"state": CLAIMED} if code == clocks.ANSWER.code else {"state": OPEN, "rhythm": code}
    running = list(Promise.objects.select_for_update().filter(workspace=by.workspace, **state))
    for each in running:
        each.next_reminder_on = next_reminder(each, rhythms, calendar, after=by.workspace.today())
    Promise.objects.bulk_update(running, ["next_reminder_on"], batch_size=1000)
    audit.record(
        by, "rhythm.keep", kept, code=code, offsets=list(offsets), anchor=anchor, unit=unit
    )


def _examine(by: Actor, promise: Promise, verb: str) -> None:
    if not MAY_PROMISE[verb](by, promise):
        raise PermissionDenied


def _needed(words: str) -> str:
    """Return the words, which may not be missing."""
    if not words.strip():
        raise OddPromise("reason-missing")
    if len(words) > gates.LONGEST_TEXT:
        raise OddPromise("words-too-long")
    return words.strip()


def _pass(promise: Promise, states: Iterable[str], **changes: Any) -> None:
    """Change `promise`, unless it has left `states`: of two who answer, one passes.

    Raises:
        NotYourTurn: it has.
    """
    standing = Promise.objects.filter(pk=promise.pk, state__in=states)
    # Without a change the row is locked all the same, so that it cannot end meanwhile.
    if not standing.update(**(changes or {"state": F("state")})):
        raise NotYourTurn(Promise.objects.get(pk=promise.pk))
    for name, value in changes.items():
        setattr(promise, name, value)


def _turn(by: Actor, promise: Promise, before: str, after: str, turn_on: datetime.date) -> None:
    """Give the turn to the other party, with the reminders that go with it."""
    previous = promise.state, promise.turn_on
    promise.state, promise.turn_on = after, turn_on
    reminder = next_reminder(
        promise,
        rhythms_of(by.workspace),
        calendar_of(by.workspace),
        after=by.workspace.today(),
    )
    promise.state, promise.turn_on = previous
    _pass(promise, [before], state=after, turn_on=turn_on, next_reminder_on=reminder)


def _close(by: Actor, promise: Promise, state: str) -> None:
    today = by.workspace.today()
    _pass(promise, RUNNING, state=state, closed_on=today, next_reminder_on=None)


def _tell(by: Actor, promise: Promise, kind: str, *to: int | None, why: str = "") -> None:
    subject = subjects.title(by.workspace, promise.subject_label, promise.subject_id)
    news = telling.of_promise(promise, kind, to, subject=subject, by=by, why=why)
    notices.send_many(by=by, tellings=[news])
    feed.publish(by.workspace_id, "promises")
    feed.publish(by.workspace_id, f"{promise.subject_label}:{promise.subject_id}")
