"""Divisions for choices."""

from django.db.models import QuerySet

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Division
from yuandu.mechanisms.projects import queries as projects
from yuandu.mechanisms.reserve.permissions import PLANNERS


def divisions(actor: Actor) -> QuerySet[Division]:
    """Return the workspace's divisions in their usual order, without geometry."""
    return projects.divisions(actor)


def divisions_to_plan(actor: Actor) -> QuerySet[Division]:
    """Return the divisions for which `actor` may propose."""
    places = actor.divisions(*PLANNERS)
    found = divisions(actor)
    return found if places is None else found.filter(pk__in=places)
