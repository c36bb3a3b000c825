"""What somebody should look at: projects stuck in a stage, silent after production, at odds.

Read from what the daily chore worked out, so that a page costs the same however many projects
there are. Rights and filters are those of the register's own list.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import batched

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.reach import reach
from yuandu.mechanisms.projects.models import Standing, UsualTime, Watched
from yuandu.mechanisms.projects.models.readings import EVERY_YEAR
from yuandu.mechanisms.projects.queries.filters import Filters, restricted
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
    allowed, own = reach(actor), filters.division_id
    if not allowed.everything and allowed.organisations:
        return found.filter(project__in=_among(actor, filters))
    if not allowed.everything:
        found = found.filter(division_id__in=allowed.divisions)
    if own is not None:
        found = found.filter(division_id=own)
    if filters.but(division_id=None) == Filters():
        return found
    return found.filter(project__in=_among(actor, filters))


def _among(actor: Actor, filters: Filters) -> QuerySet[Standing, int]:
    return restricted(actor, filters).order_by().values_list("project_id", flat=True)


def counts(actor: Actor, filters: Filters) -> dict[str, int]:
    """Return how many projects each list has; one query."""
    rows = watched(actor, filters).order_by().values_list("which").annotate(of=Count("pk"))
    return dict.fromkeys(WATCHES, 0) | dict(rows)


def watched_page(actor: Actor, filters: Filters, which: str, count: int, number: int | str) -> Page:
    """Return a page of a list whose length is known, as standings; two queries."""
    keys = watched(actor, filters).filter(which=which).values_list("project_id", flat=True)
    pages = Paginator(keys, ROWS_A_PAGE)
    pages.count = count
    page = pages.get_page(number)
    return Page(_standings(page), page.number, pages)


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
    "Usual",
    "counts",
    "every",
    "usual_times",
    "watched",
    "watched_page",
]
