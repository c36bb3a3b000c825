"""Pledges are written down, fulfilled with evidence, and passed on to a successor."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction
from django.db.models import Model

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.files import actions as files
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.lifecycle.models import Track
from yuandu.mechanisms.projects.models import Project
from yuandu.mechanisms.reforms import permissions, rules
from yuandu.mechanisms.reforms.models import Meeting, Pledge
from yuandu.mechanisms.reforms.refusals import OddMeeting
from yuandu.mechanisms.visits.models import Difficulty


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPledge:
    """Who promises whom what by when, and about what."""

    words: str
    giver: User
    receiver: User
    due_on: datetime.date
    project: Project | None = None
    difficulty: Difficulty | None = None

    @property
    def subject(self) -> Model | None:
        """What the clock is about: whoever takes over the project takes over the promise."""
        return self.difficulty or self.project


@transaction.atomic
def pledge(*, by: Actor, meeting: Meeting, new: NewPledge) -> Pledge:
    """Write down what was promised at a meeting; its clock starts, and both are told.

    Raises:
        PermissionDenied: the actor does not write pledges down.
        OddMeeting: the meeting is not held yet, or closed.
        lifecycle.OddPromise: no words, to oneself, due before today, …
    """
    if not permissions.keeps(by):
        raise PermissionDenied
    # Held until the pledge is in, so that the meeting is not closed over it.
    held = Track.objects.select_for_update().filter(pk__in=[meeting.track_id])
    if not any(track.stage == rules.HELD for track in held):
        raise OddMeeting("not-held")
    promise = lifecycle.promise(
        by=by,
        subject=new.subject or meeting,
        words=new.words,
        giver=new.giver,
        receiver=new.receiver,
        due_on=new.due_on,
    )
    made = Pledge.objects.create(
        workspace=by.workspace,
        meeting=meeting,
        promise=promise,
        project=new.project or (new.difficulty.visit.project if new.difficulty else None),
        difficulty=new.difficulty,
    )
    audit.record(by, "meeting.pledge", made, meeting=meeting.pk, promise=promise.pk)
    return made


@transaction.atomic
def fulfil(*, by: Actor, pledge: Pledge, words: str, evidence: File[Any] | None = None) -> None:
    """Say as its giver that a pledge is kept, and show it; its receiver has to confirm.

    Args:
        evidence: A file that shows it.

    Raises:
        PermissionDenied: somebody else says so.
        OddMeeting: it is not said what was done.
        lifecycle.NotYourTurn: it is over, or said already.
        files.rules.Refused: the file must not be kept.
    """
    if not words.strip():
        raise OddMeeting("no-words")
    if evidence is not None:
        files.store(by=by, upload=evidence, target=pledge)
    lifecycle.claim(by=by, promise=pledge.promise, words=words)
    audit.record(by, "meeting.fulfil", pledge, words=words.strip())


@transaction.atomic
def pass_on(*, by: Actor, pledge: Pledge, to: User, words: str) -> None:
    """Let a successor keep a pledge whose giver has left the post.

    Raises:
        PermissionDenied: the actor does not write pledges down.
        lifecycle.OddPromise: no words; the successor gave it anyway, or is its receiver.
        lifecycle.NotYourTurn: it is over.
    """
    if not permissions.keeps(by):
        raise PermissionDenied
    lifecycle.pass_on(by=by, promise=pledge.promise, to=to, words=words)
    audit.record(by, "meeting.pass_on", pledge, to=to.pk)
