"""The yearly lists and the places on them."""

from django.db.models import Count, Q, QuerySet

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.projects.models import AnnualList, Listing, Project
from yuandu.mechanisms.projects.permissions import sees_fully


def years(actor: Actor) -> list[int]:
    """Return the years that have lists, the latest first."""
    found = AnnualList.objects.filter(workspace=actor.workspace)
    return list(found.order_by("-year").values_list("year", flat=True).distinct())


def lists_in(actor: Actor) -> QuerySet[AnnualList]:
    """Return the workspace's yearly lists, the latest first."""
    return AnnualList.objects.filter(workspace=actor.workspace)


def lists_with_sizes(actor: Actor) -> QuerySet[AnnualList]:
    """Return the yearly lists with `size`: how many projects stand on each."""
    return lists_in(actor).annotate(size=Count("listings", filter=Q(listings__left_on=None)))


def listings_of(actor: Actor, project: Project) -> QuerySet[Listing]:
    """Return the places of `project` on lists, the latest first; the public's on published ones."""
    found = Listing.objects.filter(project=project).select_related("annual_list")
    if not sees_fully(actor, project):
        found = found.filter(annual_list__published_on__isnull=False, left_on=None)
    return found.order_by("-annual_list__year", "annual_list__level", "pk")
