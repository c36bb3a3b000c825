"""Divisions for choices and maps."""

from django.db.models import QuerySet

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Division
from yuandu.kernel.registry.reach import reach
from yuandu.mechanisms.projects.permissions import CITY


def divisions(actor: Actor) -> QuerySet[Division]:
    """Return the workspace's divisions in their usual order, without geometry."""
    return Division.objects.filter(workspace=actor.workspace).defer("geometry")


def outlines(actor: Actor) -> QuerySet[Division]:
    """Return the divisions that have an outline, with it."""
    return Division.objects.filter(workspace=actor.workspace, geometry__isnull=False)


def divisions_to_enter(actor: Actor) -> QuerySet[Division]:
    """Return the divisions whose projects `actor` may enter."""
    found = divisions(actor)
    if actor.has(*CITY):
        return found
    return found.filter(pk__in=reach(actor).divisions)
