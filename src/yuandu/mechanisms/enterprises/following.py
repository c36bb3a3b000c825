"""What an application takes over from a step, inside the move's transaction."""

import datetime
from collections.abc import Callable, Mapping

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import cycles
from yuandu.kernel.lifecycle.models import Step, Track
from yuandu.mechanisms.enterprises import news, recording
from yuandu.mechanisms.enterprises.models import (
    Announcement,
    Application,
    ApplicationObjection,
    Recognition,
)
from yuandu.mechanisms.enterprises.refusals import (
    NamedThere,
    NoSuchAnnouncement,
    NoticeEndsBefore,
)


def follow(by: Actor, application: Application, track: Track, step: Step) -> None:
    """Freeze, note or close, as the step says, and tell the other side."""
    if step.move == cycles.CORRECT:
        return
    if act := ACTS.get(step.move):
        act(by, application, step)
    if cycles.get(track.cycle).stage(track.stage).is_final:
        application.closed_on = step.on
        application.save(update_fields=["closed_on"])
    news.tell(by, application, step)


def _submit(by: Actor, application: Application, step: Step) -> None:
    """Let the pre-review read what was known on the day it was handed in."""
    recording.freeze(by, application)


def _recommend(by: Actor, application: Application, step: Step) -> None:
    application.letter = str(step.evidence["number"])[:100]
    application.save(update_fields=["letter"])


def _publish(by: Actor, application: Application, step: Step) -> None:
    until = datetime.date.fromisoformat(step.evidence["until"])
    if until < step.on:
        raise NoticeEndsBefore
    application.notice_until = until
    application.save(update_fields=["notice_until"])


def _object(by: Actor, application: Application, step: Step) -> None:
    """Keep an objection that came on paper; one made on the page is kept already."""
    if not application.objections.filter(answered_on=None).exists():
        ApplicationObjection.objects.create(
            workspace=application.workspace,
            application=application,
            by_user_id=by.user_id,
            by_label=by.label,
            on=step.on,
            words=step.words,
        )


def _answer(by: Actor, application: Application, step: Step) -> None:
    application.objections.filter(answered_on=None).update(answered_on=step.on, answer=step.words)


def _miss(by: Actor, application: Application, step: Step) -> None:
    """Take the outcome from an announcement on file that does not name the firm."""
    document = str(step.evidence["document"]).strip()
    announced = Announcement.objects.filter(
        workspace=application.workspace,
        tier=application.tier,
        document=document,
        kind__in=(Announcement.Kind.RECOGNITION, Announcement.Kind.RECHECK),
    )
    if not announced.exists():
        raise NoSuchAnnouncement(document)
    if Recognition.objects.filter(
        firm=application.firm_id, announcement__in=announced, ended_on=None
    ).exists():
        raise NamedThere(document)
    _answer(by, application, step)


ACTS: Mapping[str, Callable[[Actor, Application, Step], None]] = {
    "submit": _submit,
    "recommend": _recommend,
    "publish": _publish,
    "object": _object,
    "dismiss": _answer,
    "decline": _answer,
    "withdraw": _answer,
    "recognise": _answer,
    "miss": _miss,
}
