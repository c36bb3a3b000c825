"""Badges, to who holds them and HR; one alone, to anybody with its link."""

import uuid

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404

from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.careers import permissions
from yuandu.mechanisms.careers.models import Badge, IssuerKey, Outcome, Position, Trainee
from yuandu.mechanisms.careers.queries.people import workers_visible_to
from yuandu.mechanisms.workforce.models import Worker


def badges_visible_to(actor: Actor) -> QuerySet[Badge]:
    """Return the badges `actor` may list: one's own; HR and the auditor read all."""
    return Badge.objects.filter(worker__in=workers_visible_to(actor)).select_related("worker")


def badge(actor: Actor, token: uuid.UUID, *, to: str) -> Badge:
    """Return the badge if `actor` may do `to` with it.

    Raises:
        Http404: there is none that `actor` may list.
        PermissionDenied: `actor` may read it, but not do this.
    """
    return get_for(badges_visible_to(actor), permissions.MAY_BADGE, actor, to=to, token=token)


def badge_by_link(workspace: Workspace, token: uuid.UUID) -> Badge:
    """Return the badge of a link, for whoever was given it.

    Raises:
        Http404: there is none.
    """
    found = Badge.objects.filter(workspace=workspace).select_related("worker", "key")
    return get_object_or_404(found, token=token)


def key_by_link(workspace: Workspace, token: uuid.UUID) -> IssuerKey:
    """Return the key of an address that stands in a badge.

    Raises:
        Http404: there is none.
    """
    return get_object_or_404(IssuerKey, workspace=workspace, token=token)


def keys(actor: Actor) -> QuerySet[IssuerKey]:
    """Return the keys that sign or signed badges, each with `badges_number`, the newest first."""
    found = IssuerKey.objects.filter(workspace=actor.workspace).defer("private")
    signed = Badge.objects.filter(key=OuterRef("pk")).order_by().values("key")
    number = signed.annotate(number=Count("pk")).values("number")
    return found.annotate(badges_number=Coalesce(Subquery(number), 0)).order_by("-made_at")


def issues_badges(workspace: Workspace) -> bool:
    """Whether the company has signed any badge."""
    return IssuerKey.objects.filter(workspace=workspace).exists()


def trainings_without_badge(worker: Worker) -> QuerySet[Trainee]:
    """Return the classes somebody passed without having the badge."""
    found = Trainee.objects.filter(worker=worker, outcome=Outcome.PASSED).select_related("training")
    return found.exclude(badges__in=Badge.objects.filter(revoked_on=None))


def positions_without_badge(worker: Worker) -> QuerySet[Position]:
    """Return the rungs a panel recognised somebody in without the badge."""
    found = worker.positions.filter(application__isnull=False).select_related("rung")
    return found.exclude(badges__in=Badge.objects.filter(revoked_on=None))


def position(actor: Actor, pk: int) -> Position:
    """Return a position of somebody whose career `actor` may read.

    Raises:
        Http404: there is none.
    """
    found = Position.objects.filter(worker__in=workers_visible_to(actor))
    return get_object_or_404(found.select_related("worker", "rung", "application__book"), pk=pk)
