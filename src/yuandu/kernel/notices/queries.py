"""Finding notices and robots."""

import datetime
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit.reads import Read
from yuandu.kernel.notices import kinds
from yuandu.kernel.notices.models import Notice, Preference, Robot
from yuandu.kernel.notices.permissions import MAY_NOTICE, MAY_ROBOT


def visible_to(actor: Actor) -> QuerySet[Notice]:
    """Return the actor's own notices in this workspace, newest first."""
    if actor.user_id is None:
        return Notice.objects.none()
    return Notice.objects.filter(workspace=actor.workspace, to=actor.user_id).order_by("-pk")


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the in-box, in the reader's language."""

    title: str
    url: str
    at: datetime.datetime
    kind: str
    unread: bool


def item(notice: Notice) -> Item:
    """Return the notice as a line of the in-box; its link takes it as read."""
    return Item(
        title=kinds.sentence(notice.kind, notice.params),
        url=reverse("notices:open", args=[notice.pk]),
        at=notice.at,
        kind=kinds.title(notice.kind),
        unread=notice.read_at is None,
    )


def get(actor: Actor, pk: int, *, to: str) -> Notice:
    """Return the notice, if it is the actor's; everybody else's do not exist.

    Raises:
        Http404: there is none of the actor's.
        PermissionDenied: the actor may not do this with it.
    """
    notice = get_object_or_404(visible_to(actor), pk=pk)
    if not MAY_NOTICE[to](actor, notice):
        raise PermissionDenied
    return notice


_unread = Read(
    lambda to, workspace: (
        Notice.objects.filter(workspace=workspace, to=to, read_at=None)
        .order_by()
        .values("workspace")
        .annotate(count=Count("pk"))
        .values_list("count")
    ),
    to=int,
    workspace=int,
)


def unread(actor: Actor) -> int:
    """Return how many notices the actor has not read; one query, none for the public."""
    if actor.user_id is None:
        return 0
    return sum(count for (count,) in _unread(to=actor.user_id, workspace=actor.workspace_id))


def unread_set(actor: Actor) -> QuerySet[Notice]:
    """Return the notices that the actor has not read, newest first."""
    return visible_to(actor).filter(read_at=None)


def mail_preference(actor: Actor) -> str:
    """Return when the actor wants to be written to."""
    chosen = Preference.objects.filter(workspace=actor.workspace, user=actor.user_id).first()
    return chosen.mail if chosen else Preference.DAILY


def robots(actor: Actor, *, to: str) -> QuerySet[Robot]:
    """Return the workspace's robots.

    Raises:
        Http404: a stranger asks.
        PermissionDenied: robots are not for the actor's post.
    """
    if not MAY_ROBOT[to](actor, None):
        if actor.is_insider:
            raise PermissionDenied
        raise Http404
    return Robot.objects.filter(workspace=actor.workspace).select_related("division")


def get_robot(actor: Actor, pk: int, *, to: str) -> Robot:
    """Return the robot, if `actor` may do `to` with it.

    Raises:
        Http404: there is none, or a stranger asks.
        PermissionDenied: robots are not for the actor's post.
    """
    return get_object_or_404(robots(actor, to=to), pk=pk)
