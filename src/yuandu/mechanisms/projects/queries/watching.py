"""What somebody should look at: projects stuck in a stage, silent after production, at odds.

Read from what the daily chore worked out, so that a page costs the same however many projects
there are. Rights and filters are those of the register's own list.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import batched

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet, Sum

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.reach import reach
from yuandu.kernel.workspaces.counting import Kept, Sets, counted
from yuandu.mechanisms.projects.models import Standing, UsualTime, Watched, WatchTally
from yuandu.mechanisms.projects.models.readings import EVERY_YEAR
from yuandu.mechanisms.projects.queries.filters import Filters, restricted
from yuandu.mechanisms.projects.queries.lists import COUNT_UP_TO
from yuandu.mechanisms.projects.rules.watching import SILENT, STUCK, UNLISTED, UNSTARTED, WATCHES

ROWS_A_PAGE = 50
BATCH = 1_000


@dataclass(frozen=True, slots=True)
class Usual:
    """How long projects stood in the stages before they left them, and the day of this."""

    times: dict[str, UsualTime]
    on: datetime.date | None

    def days(self, stage: str) -> int | None:
        """Return by when nine of ten left a stage; `None`: nobody can tell."""
        found = self.times.get(stage)
        return found.days if found else None


def usual_times(actor: Actor) -> Usual:
    """Return what was worked out last; one query."""
    found = {each.stage: each for each in UsualTime.objects.filter(workspace=actor.workspace)}
    return Usual(found, next((each.computed_on for each in found.values()), None))


def watched(actor: Actor, filters: Filters) -> QuerySet[Watched]:
    """Return what `actor` has to watch, what has waited longest in front, list by list.

    Without other filters than the division it is read along one index.
    """
    found = Watched.objects.filter(workspace=actor.workspace)
    if not _are_cells(actor, filters):
        found = found.filter(project__in=_among(actor, filters))
    return found.filter(_places(actor, filters))


def _tallies(actor: Actor, filters: Filters) -> QuerySet[WatchTally]:
    """Return what is kept of how many `actor` has to watch, where `_are_cells`."""
    return WatchTally.objects.filter(_places(actor, filters), workspace=actor.workspace)


def _are_cells(actor: Actor, filters: Filters) -> bool:
    """Whether divisions alone decide what of these the actor sees, so that tallies tell."""
    allowed = reach(actor)
    owns = bool(allowed.organisations) and not allowed.everything
    return not owns and filters.but(division_id=None) == Filters()


def _places(actor: Actor, filters: Filters) -> Q:
    """Return the restriction to divisions; what owners see is looked up project by project."""
    allowed, places = reach(actor), Q()
    if not allowed.everything and not allowed.organisations:
        places = Q(division_id__in=allowed.divisions)
    if filters.division_id is not None:
        places &= Q(division_id=filters.division_id)
    return places


def _among(actor: Actor, filters: Filters) -> QuerySet[Standing, int]:
    return restricted(actor, filters).order_by().values_list("project_id", flat=True)


@dataclass(frozen=True, slots=True)
class Lengths:
    """How many projects each list has; of those that are `cut` so many and more."""

    numbers: Mapping[str, int]
    cut: frozenset[str] = frozenset()


def lengths(actor: Actor, filters: Filters) -> Lengths:
    """Return how long the lists are; one query.

    From what is kept where that tells; else they are counted as far as anybody pages.
    """
    if _are_cells(actor, filters):
        rows = _tallies(actor, filters).order_by().values_list("which").annotate(Sum("projects"))
        return Lengths(dict.fromkeys(WATCHES, 0) | dict(rows))
    found = {which: watched(actor, filters).filter(which=which) for which in WATCHES}
    numbers = counted(
        {
            which: Watched.objects.filter(pk__in=rows.order_by().values("pk")[: COUNT_UP_TO + 1])
            for which, rows in found.items()
        }
    )
    return Lengths(
        {which: min(number, COUNT_UP_TO) for which, number in numbers.items()},
        frozenset(which for which, number in numbers.items() if number > COUNT_UP_TO),
    )


def waiting_sets(actor: Actor) -> Sets:
    """Return the projects of each list, to be counted with other things."""
    if reach(actor).is_public:
        return {}
    filters = Filters()
    if _are_cells(actor, filters):
        kept = _tallies(actor, filters)
        return {which: Kept(kept.filter(which=which), "projects") for which in WATCHES}
    return {which: watched(actor, filters).filter(which=which) for which in WATCHES}


def watched_page(actor: Actor, filters: Filters, which: str, count: int, number: int | str) -> Page:
    """Return a page of a list whose length is known, as standings; two queries.

    As in the register's list, a page in the far half is found from the end.
    """
    found = watched(actor, filters).filter(which=which).order_by("since_on", "project_id")
    keys = found.values_list("project_id", flat=True)
    pages = Paginator(keys, ROWS_A_PAGE)
    pages.count = count
    page = pages.get_page(number)
    first, last = page.start_index() - 1, page.end_index()
    if first > count // 2:
        page.object_list = list(keys.reverse()[count - last : count - first])[::-1]
    return Page(_standings(page.object_list), page.number, pages)


def every(actor: Actor, filters: Filters, which: str) -> Iterator[Standing]:
    """Yield a whole list as standings; a query a thousand."""
    keys = watched(actor, filters).filter(which=which).values_list("project_id", flat=True)
    for some in batched(keys.iterator(BATCH), BATCH, strict=False):
        yield from _standings(some)


def _standings(keys: Iterable[int]) -> list[Standing]:
    """Return where these projects stand in the register, in this order."""
    keys = list(keys)
    found = Standing.objects.filter(year=EVERY_YEAR, project__in=keys)
    shown = found.select_related("project__division", "project__owner").defer(
        "project__summary", "project__division__geometry"
    )
    by_project = {each.project_id: each for each in shown}
    return [by_project[key] for key in keys if key in by_project]


__all__ = [
    "SILENT",
    "STUCK",
    "UNLISTED",
    "UNSTARTED",
    "WATCHES",
    "Lengths",
    "Usual",
    "every",
    "lengths",
    "usual_times",
    "waiting_sets",
    "watched",
    "watched_page",
]
