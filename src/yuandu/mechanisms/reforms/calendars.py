"""Meetings and what was promised at them in a calendar: one to take away, all to subscribe to."""

import datetime
from collections.abc import Iterable, Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import feeds
from yuandu.kernel.lifecycle.feeds import Entry, Feed
from yuandu.kernel.notices import mailing
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.reforms import permissions, queries, rules
from yuandu.mechanisms.reforms.models import Meeting, Pledge

MOST = 500  # entries of each sort; a telephone shows no more
BACK = datetime.timedelta(days=90)  # how long meetings stay


def register() -> None:
    """Let people subscribe to meetings and to what is due from them."""
    feeds.register(
        Feed("meetings", gettext_lazy("Meetings and pledges"), entries, permissions.is_staff)
    )


def entries(actor: Actor) -> Iterator[Entry]:
    """Yield the meetings the actor reads and the pledges that run; two queries."""
    meetings = queries.meetings_visible_to(actor).exclude(track__stage=rules.CANCELLED)
    for meeting in meetings.filter(on__gte=actor.workspace.today() - BACK)[:MOST]:
        yield of_meeting(meeting)
    yield from of_pledges(actor.workspace, queries.tracked(actor, "running")[:MOST])


def of_meeting(meeting: Meeting) -> Entry:
    """Return a meeting as a calendar has it, with its hours where they are known."""
    return Entry(
        f"meeting-{meeting.pk}@{meeting.workspace.slug}.yuandu",
        meeting.on,
        meeting.title,
        "\n".join([meeting.office, *meeting.items]),
        _absolute(meeting.workspace, meeting.get_absolute_url()),
        from_at=meeting.at(meeting.from_time),
        to_at=meeting.at(meeting.to_time),
        place=meeting.place,
    )


def of_pledges(workspace: Workspace, pledges: Iterable[Pledge]) -> Iterator[Entry]:
    """Yield each pledge on the day it is due."""
    for each in pledges:
        promise = each.promise
        yield Entry(
            f"pledge-{each.pk}@{workspace.slug}.yuandu",
            promise.due_on,
            _("%(who)s promised: %(words)s") % {"who": promise.giver, "words": promise.words},
            "\n".join(
                filter(None, [each.meeting.title, each.project.title if each.project else ""])
            ),
            _absolute(workspace, reverse("lifecycle:promise", args=[promise.pk])),
        )


def _absolute(workspace: Workspace, url: str) -> str:
    return mailing.absolute(mailing.inside(workspace, url))
