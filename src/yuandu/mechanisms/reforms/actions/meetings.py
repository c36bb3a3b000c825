"""Meetings are called and changed."""

import datetime
from dataclasses import asdict, dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.lifecycle.models import Track
from yuandu.mechanisms.reforms import permissions, rules
from yuandu.mechanisms.reforms.models import Attendee, Meeting
from yuandu.mechanisms.reforms.refusals import OddMeeting, Stale


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMeeting:
    """A meeting as somebody wrote it down."""

    name: str
    kind: str
    on: datetime.date
    place: str
    office: str
    name_en: str = ""
    from_time: datetime.time | None = None
    to_time: datetime.time | None = None
    agenda: str = ""


@transaction.atomic
def call(
    *,
    by: Actor,
    new: NewMeeting,
    people: tuple[User, ...] = (),
    organisations: tuple[str, ...] = (),
) -> Meeting:
    """Call a meeting; it is planned until it is held.

    Args:
        people: Who is invited and has an account.
        organisations: Names of those invited besides.

    Raises:
        PermissionDenied: the actor does not call meetings.
        OddMeeting: it ends before it begins.
    """
    if not permissions.keeps(by):
        raise PermissionDenied
    _check(new)
    meeting = Meeting.objects.create(workspace=by.workspace, **asdict(new))
    _invite(meeting, people, organisations)
    # From its day, where it is written down afterwards, so that it can be said to be held then.
    on = min(new.on, by.workspace.today())
    meeting.track = lifecycle.start(by=by, subject=meeting, cycle=rules.MEETING_CYCLE, on=on)
    meeting.save(update_fields=["track"])
    audit.record(by, "meeting.call", meeting, **_told(new))
    return meeting


@transaction.atomic
def change(
    *,
    by: Actor,
    meeting: Meeting,
    version: int,
    new: NewMeeting,
    people: tuple[User, ...] = (),
    organisations: tuple[str, ...] = (),
) -> None:
    """Change a meeting that is planned, and who is invited.

    Args:
        version: As the actor saw it.

    Raises:
        PermissionDenied: the actor does not call meetings.
        OddMeeting: it is held or cancelled, or ends before it begins.
        Stale: somebody else changed it meanwhile.
    """
    if not permissions.keeps(by):
        raise PermissionDenied
    _check(new)
    # Held until the end, so that nobody holds the meeting meanwhile.
    held = Track.objects.select_for_update().filter(pk__in=[meeting.track_id])
    if not any(track.stage == rules.PLANNED for track in held):
        raise OddMeeting("not-planned")
    changed = Meeting.objects.filter(pk=meeting.pk, version=version).update(
        **asdict(new), version=F("version") + 1
    )
    if not changed:
        raise Stale
    meeting.refresh_from_db()
    meeting.attendees.all().delete()
    _invite(meeting, people, organisations)
    audit.record(by, "meeting.change", meeting, **_told(new))


def _invite(meeting: Meeting, people: tuple[User, ...], organisations: tuple[str, ...]) -> None:
    invited = [{"user": user} for user in dict.fromkeys(people)]
    named: list[dict[str, Any]] = [{"organisation": each} for each in dict.fromkeys(organisations)]
    Attendee.objects.bulk_create(
        Attendee(workspace_id=meeting.workspace_id, meeting=meeting, **each)
        for each in (*invited, *named)
    )


def _check(new: NewMeeting) -> None:
    if new.to_time and (new.from_time is None or new.to_time <= new.from_time):
        raise OddMeeting("hours")


def _told(new: NewMeeting) -> dict[str, Any]:
    return {name: None if each is None else str(each) for name, each in asdict(new).items()}
