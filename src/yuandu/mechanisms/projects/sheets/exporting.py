"""The register on its way out, in the layout in which it comes in."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import batched

from django.db.models import QuerySet

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.sheets.rules.columns import Value
from yuandu.mechanisms.projects import queries, rules
from yuandu.mechanisms.projects.models import Listing, Project
from yuandu.mechanisms.projects.sheets.choices import FINISHED
from yuandu.mechanisms.projects.sheets.finding import values_of

BATCH = 2000
FINISHES = {"production_start", "works_completion"}


def export(by: Actor) -> Iterator[Mapping[str, Value]]:
    """Yield the projects that `by` works with; see `lines`."""
    return lines(queries.visible_to(by))


def lines(found: QuerySet[Project]) -> Iterator[Mapping[str, Value]]:
    """Yield projects as rows of the layout, each with the place at which it counts.

    That is its place on the latest year's lists, at the highest level. Two queries for
    each two thousand.
    """
    found = found.select_related("division", "owner", "industry", "track")
    rows = found.defer("division__geometry").order_by("pk").iterator(BATCH)
    for batch in batched(rows, BATCH, strict=False):
        places = _places(batch)
        for project in batch:
            record = values_of(project) | _track_values(project)
            yield record | _place_values(places.get(project.pk))


def _places(projects: tuple[Project, ...]) -> dict[int, Listing]:
    found = Listing.objects.filter(
        project__in=[project.pk for project in projects], left_on=None
    ).select_related("annual_list")
    return {place.project_id: place for place in sorted(found, key=_weight)}


def _weight(place: Listing) -> tuple[int, int]:
    """Order places by year and level, the one that counts last."""
    return place.annual_list.year, -rules.LEVELS.index(place.annual_list.level)


def _track_values(project: Project) -> dict[str, Value]:
    stage = project.track.stage if project.track else None
    return {
        "stage": FINISHED if stage in FINISHES else stage,
        "works_started_on": project.works_started_on,
        "completed_on": project.completed_on,
        "produced_on": project.produced_on,
    }


def _place_values(place: Listing | None) -> dict[str, Value]:
    if place is None:
        return dict.fromkeys(("year", "level", "list_status", "annual_plan"))
    return {
        "year": Decimal(place.annual_list.year),
        "level": place.annual_list.level,
        "category": place.category,
        "list_status": place.status,
        "annual_plan": place.annual_plan,
    }
