"""Visits are logged, also days later from a phone that had no net; doubtful ones decided."""

import datetime
import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.files import actions as files
from yuandu.kernel.files.models import Attachment
from yuandu.mechanisms.projects.models import Project
from yuandu.mechanisms.visits import permissions, queries, raising, rules, telling
from yuandu.mechanisms.visits.models import Difficulty, State, Team, Visit
from yuandu.mechanisms.visits.raising import NewDifficulty
from yuandu.mechanisms.visits.refusals import AlreadyDecided, Senseless
from yuandu.services.liaison.rules import digest
from yuandu.services.liaison.sending import once

PICTURES = frozenset({"image/jpeg", "image/png", "image/webp"})


@dataclass(frozen=True, slots=True, kw_only=True)
class NewVisit:
    """A visit as it was written down.

    Attributes:
        key: Made with the form; sent again it is the same visit.
        longitude, latitude: Degrees, both or neither, of a writer who agreed to it.
        photos: Pictures; where and with what they were taken is not kept.
    """

    key: uuid.UUID
    on: datetime.date
    words: str
    met: str = ""
    longitude: float | None = None
    latitude: float | None = None
    photos: Sequence[File[Any]] = ()
    difficulties: Sequence[NewDifficulty] = field(default=())


@transaction.atomic
def log(*, by: Actor, team: Team, project: Project, visit: NewVisit) -> Visit:
    """Log a visit, with what was found there; sent again it is the visit of before.

    It is kept whatever happened meanwhile. Where the project was cancelled, another team was
    there, or the drive does not cover it any more, it waits for a decision and its
    difficulties are not sent.

    Raises:
        PermissionDenied: the actor does not belong to the team.
        Senseless: it lies in the future or before the drive, says nothing, has too many
            photos, half a place, …
        files.rules.Refused: a photo is refused.
        KeyUsed: the key brought another visit.
    """
    if not permissions.goes(by, team):
        raise PermissionDenied
    _examine(by, team, visit)
    # Of two teams that arrive at once, the second waits here and sees the first's visit.
    Project.objects.select_for_update(no_key=True).get(pk=project.pk)
    doubt = rules.doubt(queries.arrival(team, project, visit.on))
    made = Visit(
        workspace=by.workspace,
        key=visit.key,
        digest=digest(_sent(by, team, project, visit)),
        drive=team.drive,
        team=team,
        project=project,
        on=visit.on,
        by_user_id=by.user_id,
        by_label=by.label,
        met=visit.met.strip(),
        words=visit.words.strip(),
        longitude=visit.longitude,
        latitude=visit.latitude,
        state=State.DOUBTED if doubt else State.COUNTED,
        doubt=doubt,
    )
    found, is_new = once(made, lambda: _keep(by, made, visit))
    if is_new:
        audit.record(
            by,
            "visits.log",
            found,
            project=project.pk,
            team=team.pk,
            doubt=doubt,
            difficulties=len(visit.difficulties),
        )
        if doubt:
            telling.of_doubt(by, found)
    return found


def _examine(by: Actor, team: Team, visit: NewVisit) -> None:
    faults = {
        "visit-ahead": visit.on > by.workspace.today(),
        "visit-before-drive": visit.on < team.drive.from_on,
        "no-words": not visit.words.strip(),
        "too-many-photos": len(visit.photos) > rules.MOST_PHOTOS,
        "half-a-place": (visit.longitude is None) != (visit.latitude is None),
    }
    for why, is_so in faults.items():
        if is_so:
            raise Senseless(why)


def _sent(by: Actor, team: Team, project: Project, visit: NewVisit) -> dict[str, object]:
    """Return what was sent, so that the same key with something else is not taken for it."""
    return {
        "team": team.pk,
        "project": project.pk,
        "by": by.user_id,
        "on": visit.on,
        "met": visit.met.strip(),
        "words": visit.words.strip(),
        "place": [visit.longitude, visit.latitude],
        "photos": [_sha256(photo) for photo in visit.photos],
        "difficulties": [each.said() for each in visit.difficulties],
    }


def _sha256(photo: File[Any]) -> str:
    photo.seek(0)
    return hashlib.sha256(photo.read()).hexdigest()


@transaction.atomic
def add_photo(*, by: Actor, visit: Visit, photo: File[Any]) -> Attachment:
    """Keep one more photo of a visit; sent again it is the photo of before.

    Raises:
        PermissionDenied: the actor does not belong to the visit's team.
        Senseless: the visit has as many as it may, or this is no picture.
        files.rules.Refused: the photo is refused.
    """
    if not permissions.goes(by, visit):
        raise PermissionDenied
    # Of several that arrive at once none is one too many.
    Visit.objects.select_for_update(no_key=True).get(pk=visit.pk)
    before = {each.sha256: each for each in queries.photos_of(visit)}
    # Which photo it is shows without what the camera wrote: when it is kept, as on trial.
    with transaction.atomic():
        kept = _photo(by, visit, photo)
        if same := before.get(kept.sha256):
            transaction.set_rollback(True)
    if same:
        return same
    if len(before) >= rules.MOST_PHOTOS:
        raise Senseless("too-many-photos")
    audit.record(by, "visits.photograph", visit, photo=kept.pk)
    return kept


def _photo(by: Actor, visit: Visit, photo: File[Any]) -> Attachment:
    kept = files.store(by=by, upload=photo, target=visit, is_bare=True)
    if kept.media_type not in PICTURES:
        raise Senseless("not-a-picture")
    return kept


def _keep(by: Actor, made: Visit, visit: NewVisit) -> None:
    for photo in visit.photos:
        _photo(by, made, photo)
    for number, each in enumerate(visit.difficulties):
        raising.add(by, made, uuid.uuid5(made.key, str(number)), each)


@transaction.atomic
def count(*, by: Actor, visit: Visit) -> None:
    """Let a doubtful visit count; what was found on it is sent to the departments.

    Raises:
        PermissionDenied: the actor does not keep the project.
        AlreadyDecided: somebody was quicker.
    """
    _decide(by, visit, State.COUNTED)
    for difficulty in visit.difficulties.select_related("track"):
        if difficulty.stage == rules.RAISED:
            raising.send(by, _seen(by, difficulty))
    audit.record(by, "visits.count", visit)


@transaction.atomic
def set_aside(*, by: Actor, visit: Visit, words: str) -> None:
    """Keep a doubtful visit on record without counting it; what was found is withdrawn.

    Raises:
        PermissionDenied: the actor does not keep the project.
        Senseless: no words.
        AlreadyDecided: somebody was quicker.
    """
    if not words.strip():
        raise Senseless("no-words")
    _decide(by, visit, State.SET_ASIDE)
    for difficulty in visit.difficulties.select_related("track"):
        if difficulty.stage in rules.OPEN:
            house = Actor.system(by.workspace)
            raising.move(house, _seen(by, difficulty), "withdraw", words)
    audit.record(by, "visits.set_aside", visit, words=words.strip())


def _decide(by: Actor, visit: Visit, state: State) -> None:
    if not permissions.keeps(by, visit.project):
        raise PermissionDenied
    changed = Visit.objects.filter(pk=visit.pk, state=State.DOUBTED).update(state=state)
    if not changed:
        raise AlreadyDecided
    visit.state = state


def _seen(by: Actor, difficulty: Difficulty) -> Difficulty:
    return queries.difficulty(Actor.system(by.workspace), difficulty.pk, to="see")
