"""Measures: one, and lists of them with the figures they name."""

from collections.abc import Collection

from django.db.models import Prefetch, QuerySet

from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Division
from yuandu.mechanisms.projects import queries as projects
from yuandu.mechanisms.reforms import permissions, rules
from yuandu.mechanisms.reforms.models import Coverage, Measure

# What a list shows; the first is the one a page opens with.
SHOWS: dict[str, Collection[str]] = {
    "": (rules.IN_FORCE,),
    rules.PLANNED: (rules.PLANNED,),
    rules.ENDED: (rules.ENDED, rules.DROPPED),
    "all": rules.STAGES,
}
DECIDED = (rules.IN_FORCE, rules.ENDED)  # what the public reads


def visible_to(actor: Actor) -> QuerySet[Measure]:
    """Return the measures `actor` may read: offices all, everybody those that were decided."""
    found = Measure.objects.filter(workspace=actor.workspace).select_related("track")
    return found if permissions.is_staff(actor) else found.filter(track__stage__in=DECIDED)


def measure(actor: Actor, pk: int, *, to: str) -> Measure:
    """Return the measure if `actor` may do `to` with it.

    Raises:
        Http404: there is none, or `actor` must not learn that there is.
        PermissionDenied: `actor` sees it but may not do this.
    """
    return get_for(with_links(visible_to(actor)), permissions.MAY, actor, to=to, pk=pk)


def listed(actor: Actor, show: str) -> QuerySet[Measure]:
    """Return the measures of a list by number; three queries.

    Args:
        show: one of `SHOWS`.
    """
    found = visible_to(actor).filter(track__stage__in=SHOWS[show])
    return with_links(found).order_by("number")


def with_links(found: QuerySet[Measure]) -> QuerySet[Measure]:
    """Return the measures with what they claim and where they hold; two queries more."""
    places = Coverage.objects.select_related("division").defer("division__geometry")
    places = places.order_by("division__position", "pk")
    return found.prefetch_related("claims", Prefetch("coverage", queryset=places))


def mays(actor: Actor, found: Measure) -> dict[str, bool]:
    """Return what `actor` may do with a measure, by verb, for templates."""
    return {verb: test(actor, found) for verb, test in permissions.MAY.items()}


def divisions(actor: Actor) -> QuerySet[Division]:
    """Return the counties and zones in which a measure can hold, in their usual order."""
    return projects.divisions(actor)
