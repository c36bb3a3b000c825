"""Who stands by a subject (包靠); whoever follows inherits the open promises."""

import datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Model, Q, QuerySet

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.lifecycle import events, subjects, telling
from yuandu.kernel.lifecycle.models import Assignment, Promise
from yuandu.kernel.lifecycle.models.promises import RUNNING, WITHDRAWN
from yuandu.kernel.lifecycle.permissions import APPOINTERS
from yuandu.kernel.lifecycle.refusals import (
    AlreadyAssigned,
    NotYourTurn,
    OddPromise,
    OpenPromises,
)
from yuandu.kernel.notices import actions as notices

A_DAY = datetime.timedelta(days=1)


@transaction.atomic
def assign(
    *, by: Actor, subject: Model, user: User, role: str, from_on: datetime.date
) -> Assignment:
    """Let `user` stand by `subject` as its `role`, from a day on.

    Raises:
        PermissionDenied: the actor's post does not say who stands by whom.
        AlreadyAssigned: somebody holds the role.
    """
    subject = _seen(by, subjects.label_of(subject), subject.pk)
    assignment = _open(by, subject, user, role, from_on)
    audit.record(by, "assignment.give", subject, user=user.pk, role=role, from_on=str(from_on))
    notices.send_many(by=by, tellings=[telling.of_assignment(assignment, subject)])
    _follow(by, subject, assignment)
    return assignment


@transaction.atomic
def hand_over(
    *, by: Actor, assignment: Assignment, to: User, on: datetime.date, words: str = ""
) -> Assignment:
    """Let `to` follow from `on`; the promises that are open about the subject pass on.

    A promise between the two would be one to oneself: it ends without blame.

    Raises:
        PermissionDenied: the actor's post does not say who stands by whom.
        OddPromise: the successor is the one who leaves, or follows before the beginning.
        AlreadyAssigned: somebody else was faster.
    """
    subject = _seen(by, assignment.subject_label, assignment.subject_id)
    if to.pk == assignment.user_id:
        raise OddPromise("same-person")
    before = assignment.user
    _end(assignment, on - A_DAY)
    successor = _open(by, subject, to, assignment.role, on)
    number = _pass_on(by, assignment, to, words or f"{before} → {to}")
    audit.record(
        by,
        "assignment.hand_over",
        subject,
        role=assignment.role,
        before=before.pk,
        user=to.pk,
        from_on=str(on),
        promises=number,
    )
    news = telling.of_assignment(successor, subject, who=str(before), number=number)
    notices.send_many(by=by, tellings=[news])
    _follow(by, subject, successor)
    return successor


@transaction.atomic
def release(*, by: Actor, assignment: Assignment, to_on: datetime.date) -> None:
    """End the assignment on a day, without a successor.

    Raises:
        PermissionDenied: the actor's post does not say who stands by whom.
        OpenPromises: promises are open, so somebody has to follow.
        OddPromise: it would end before it starts.
    """
    subject = _seen(by, assignment.subject_label, assignment.subject_id)
    if number := _running(assignment).count():
        raise OpenPromises(number)
    _end(assignment, to_on)
    audit.record(
        by,
        "assignment.release",
        subject,
        user=assignment.user_id,
        role=assignment.role,
        to_on=str(to_on),
    )
    _follow(by, subject, assignment)


@transaction.atomic
def pass_on(*, by: Actor, promise: Promise, to: User, words: str) -> None:
    """Let `to` keep a running promise in its giver's place, who has left the post.

    For the app whose subject it is about, which has examined what the actor may do.

    Raises:
        OddPromise: no words; `to` gave it anyway, or is its receiver.
        NotYourTurn: it is over, or was passed on a moment ago.
    """
    if not words.strip():
        raise OddPromise("reason-missing")
    if to.pk in {promise.giver_id, promise.receiver_id}:
        raise OddPromise("same-person" if to.pk == promise.giver_id else "to-oneself")
    before = promise.giver
    standing = Promise.objects.filter(pk=promise.pk, state__in=RUNNING, giver=before)
    if not standing.update(giver=to):
        raise NotYourTurn(Promise.objects.get(pk=promise.pk))
    promise.giver = to
    events.record(by, [promise], "handed_over", words.strip())
    audit.record(by, "promise.pass_on", promise, before=before.pk, user=to.pk, words=words.strip())
    subject = subjects.title(by.workspace, promise.subject_label, promise.subject_id)
    news = telling.of_promise(promise, telling.GIVEN, [to.pk], subject=subject, by=by)
    notices.send_many(by=by, tellings=[news])


def _follow(by: Actor, subject: Model, assignment: Assignment) -> None:
    """Let the subject's app do what it does when people change."""
    if on_assign := subjects.kind(assignment.subject_label).on_assign:
        on_assign(by, subject, assignment)


def _seen(by: Actor, label: str, pk: int) -> Model:
    subject: Model = subjects.seen(by, label, pk)
    if not by.has(*APPOINTERS):
        raise PermissionDenied
    return subject


def _open(by: Actor, subject: Model, user: User, role: str, from_on: datetime.date) -> Assignment:
    label = subjects.label_of(subject)
    try:
        with transaction.atomic():
            return Assignment.objects.create(
                workspace=by.workspace,
                subject_label=label,
                subject_id=subject.pk,
                user=user,
                role=role,
                from_on=from_on,
            )
    except IntegrityError as error:
        current = Assignment.objects.select_related("user").get(
            workspace=by.workspace,
            subject_label=label,
            subject_id=subject.pk,
            role=role,
            to_on=None,
        )
        raise AlreadyAssigned(str(current.user)) from error


def _end(assignment: Assignment, to_on: datetime.date) -> None:
    if to_on < assignment.from_on:
        raise OddPromise("ends-before-it-starts")
    ended = Assignment.objects.filter(pk=assignment.pk, to_on=None).update(to_on=to_on)
    if not ended:
        raise AlreadyAssigned(str(assignment.user))
    assignment.to_on = to_on


def _running(assignment: Assignment) -> QuerySet[Promise]:
    """Return the running promises about the subject that its assignee gave or receives."""
    return Promise.objects.filter(
        Q(giver=assignment.user_id) | Q(receiver=assignment.user_id),
        workspace=assignment.workspace,
        subject_label=assignment.subject_label,
        subject_id=assignment.subject_id,
        state__in=RUNNING,
    )


def _pass_on(by: Actor, assignment: Assignment, to: User, words: str) -> int:
    """Let `to` take the place of the former assignee; return in how many promises."""
    leaving = assignment.user_id
    running = list(_running(assignment).select_for_update().order_by("pk"))
    between = [promise for promise in running if to.pk in {promise.giver_id, promise.receiver_id}]
    passing = [promise for promise in running if promise not in between]
    keys = [promise.pk for promise in passing]
    Promise.objects.filter(pk__in=keys, giver=leaving).update(giver=to)
    Promise.objects.filter(pk__in=keys, receiver=leaving).update(receiver=to)
    events.record(by, passing, "handed_over", words)
    Promise.objects.filter(pk__in=[promise.pk for promise in between]).update(
        state=WITHDRAWN, closed_on=by.workspace.today(), next_reminder_on=None
    )
    events.record(by, between, "withdrawn", words)
    return len(passing)
