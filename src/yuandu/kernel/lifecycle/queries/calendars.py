"""What stands in somebody's calendar feed, and whose feed an address opens."""

import hashlib
from collections.abc import Iterator

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.lifecycle import wording
from yuandu.kernel.lifecycle.feeds import Entry
from yuandu.kernel.lifecycle.models import CalendarKey
from yuandu.kernel.lifecycle.queries import people, promises
from yuandu.kernel.notices import mailing
from yuandu.kernel.registry import queries as registry
from yuandu.kernel.workspaces.models import Workspace

MOST = 500  # entries of each sort; a telephone shows no more


def digest(token: str) -> str:
    """Return what is kept of a feed's secret."""
    return hashlib.sha256(token.encode()).hexdigest()


def holder(workspace: Workspace, token: str) -> tuple[Actor, User]:
    """Return whose feed the secret opens.

    Raises:
        Http404: nobody's, or of somebody who holds no post here any more.
    """
    key = (
        CalendarKey.objects.filter(workspace=workspace, digest=digest(token), user__is_active=True)
        .select_related("user")
        .first()
    )
    if key is None:
        raise Http404
    actor = registry.actor_for(key.user, workspace)
    if not actor.is_insider:
        raise Http404
    return actor, key.user


def has_feed(actor: Actor) -> bool:
    """Whether an address of the actor's feed is in use."""
    return CalendarKey.objects.filter(workspace=actor.workspace, user=actor.user_id).exists()


def entries(actor: Actor) -> Iterator[Entry]:
    """Yield the actor's running promises, and the planned days of what they stand by."""
    yield from _promises(actor, "mine")
    yield from _promises(actor, "to_me")
    plans = list(people.planned(actor)[:MOST])
    named = promises.names(actor, {(p.track.subject_label, p.track.subject_id) for p in plans})
    for plan in plans:
        subject = named[plan.track.subject_label, plan.track.subject_id]
        stage = wording.stage_title(plan.track.cycle, plan.stage)
        yield Entry(
            f"plan-{plan.pk}@{actor.workspace.slug}.yuandu",
            plan.planned_on,
            _("Planned: “%(stage)s”, %(subject)s") % {"stage": stage, "subject": subject.title},
            "",
            mailing.absolute(mailing.inside(actor.workspace, subject.url)),
        )


def _promises(actor: Actor, which: str) -> Iterator[Entry]:
    for row in promises.rows(actor, promises.listed(actor, which)[:MOST]):
        promise = row.promise
        sentence = _("I promised: %(words)s") if which == "mine" else _("Promised me: %(words)s")
        other = promise.receiver if which == "mine" else promise.giver
        yield Entry(
            f"promise-{promise.pk}@{actor.workspace.slug}.yuandu",
            promise.due_on,
            sentence % {"words": row.words},
            "\n".join(filter(None, [row.subject.title, str(other) if other else ""])),
            mailing.absolute(
                mailing.inside(actor.workspace, reverse("lifecycle:promise", args=[promise.pk]))
            ),
        )
