"""The morning's reminders: one task over all promises, harmless to repeat."""

import datetime
from collections import defaultdict
from collections.abc import Iterator

from django.db import transaction

from yuandu.engines.calendar import is_working_day
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import subjects, telling
from yuandu.kernel.lifecycle.days import calendar_of, next_reminder, rhythms_of
from yuandu.kernel.lifecycle.models import Promise
from yuandu.kernel.lifecycle.models.promises import OPEN
from yuandu.kernel.notices import actions as notices
from yuandu.kernel.notices.actions import Telling
from yuandu.kernel.workspaces.models import Workspace

BATCH = 1000  # promises a transaction


def remind(workspace: Workspace) -> int:
    """Remind of every promise whose day of reminding has come; return of how many.

    Each promise carries its next day, which moves on with the reminder itself: a second
    run the same day finds nothing, a run after days of standstill reminds once. On days
    of rest nobody is reminded.
    """
    today = workspace.today()
    if not is_working_day(today, calendar=calendar_of(workspace)):
        return 0
    number = 0
    while reminded := _remind_some(workspace, today):
        number += reminded
    return number


@transaction.atomic
def _remind_some(workspace: Workspace, today: datetime.date) -> int:
    due = list(
        Promise.objects.filter(workspace=workspace, next_reminder_on__lte=today)
        .select_related("giver", "step__track")
        .select_for_update(of=("self",), skip_locked=True)
        .order_by("next_reminder_on", "pk")[:BATCH]
    )
    if not due:
        return 0
    rhythms, calendar = rhythms_of(workspace), calendar_of(workspace)
    for promise in due:
        promise.next_reminder_on = next_reminder(promise, rhythms, calendar, after=today)
    Promise.objects.bulk_update(due, ["next_reminder_on"])
    notices.send_many(by=Actor.system(workspace), tellings=_news(workspace, due, today))
    return len(due)


def _news(workspace: Workspace, due: list[Promise], today: datetime.date) -> Iterator[Telling]:
    keys: dict[str, set[int]] = defaultdict(set)
    for promise in due:
        keys[promise.subject_label].add(promise.subject_id)
    titles = {label: subjects.titles(workspace, label, wanted) for label, wanted in keys.items()}
    for promise in due:
        subject = titles[promise.subject_label].get(promise.subject_id, "")
        kind, to = _whom(promise, today)
        yield telling.of_promise(promise, kind, to, subject=subject, key=str(promise.pk))


def _whom(promise: Promise, today: datetime.date) -> tuple[str, list[int | None]]:
    """Return what to say, and to whom: the receiver is told once it is late."""
    if promise.state != OPEN:
        return telling.CLAIMED, [promise.receiver_id]
    if promise.due_on >= today:
        return telling.DUE, [promise.giver_id]
    return telling.OVERDUE, [promise.giver_id, promise.receiver_id]
