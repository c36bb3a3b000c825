"""Projects that owe months, stopped paying tax, or never entered the statistics."""

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import batched
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.workspaces.counting import Sets, counted
from yuandu.mechanisms.followup import permissions
from yuandu.mechanisms.followup.models import Following, Month
from yuandu.mechanisms.followup.permissions import Rights
from yuandu.mechanisms.projects.queries.filters import saying

SILENT, STOPPED, UNLISTED = "silent", "stopped", "unlisted"
# What stands on each list, and who in front: each has its indexes.
LISTS: Mapping[str, Q] = {
    SILENT: Q(missing__gt=0),
    STOPPED: Q(is_stopped=True),
    UNLISTED: Q(is_unlisted=True),
}
ORDERS = {SILENT: "missing_since", STOPPED: "last_paid", UNLISTED: "produced_on"}
ROWS_A_PAGE = 50
BATCH = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What of a list to show; an empty value does not restrict.

    Attributes:
        words: parts of names, codes, owners and sites; all have to be there.
        least: months owed, or filed without tax, at least.
    """

    division_id: int | None = None
    words: str = ""
    least: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A project on a list, with the months it owes, the first in front."""

    following: Following
    owed: tuple[Month, ...]


def listed(actor: Actor, rights: Rights, which: str, filters: Filters) -> QuerySet[Following]:
    """Return a list as far as `actor` reads it, what has waited longest in front."""
    found = Following.objects.filter(LISTS[which], workspace=actor.workspace, is_open=True)
    if not rights.reads.everything:
        found = found.filter(division__in=rights.reads.divisions)
    if filters.division_id is not None:
        found = found.filter(division=filters.division_id)
    if filters.least and which != UNLISTED:
        name = "missing" if which == SILENT else "unpaid"
        found = found.filter(**{f"{name}__gte": filters.least})
    if filters.words:
        entries = saying(actor, filters.words).filter(project=OuterRef("project"))
        found = found.filter(Exists(entries))
    return found.order_by(ORDERS[which], "project_id")


def counts(actor: Actor, rights: Rights, filters: Filters) -> dict[str, int]:
    """Return how many projects each list has; one query, along the indexes of the lists."""
    return counted({which: listed(actor, rights, which, filters) for which in LISTS})


def list_page(
    actor: Actor, rights: Rights, which: str, filters: Filters, count: int, number: int | str
) -> Page[Any]:
    """Return a page of a list whose length is known; two queries."""
    pages = Paginator(_shown(listed(actor, rights, which, filters)), ROWS_A_PAGE)
    pages.count = count
    page = pages.get_page(number)
    return Page(rows(list(page), actor.workspace.today()), page.number, pages)


def every(actor: Actor, rights: Rights, which: str, filters: Filters) -> Iterator[Row]:
    """Yield a whole list; a query a thousand."""
    found = _shown(listed(actor, rights, which, filters))
    for some in batched(found.iterator(BATCH), BATCH, strict=False):
        yield from rows(some, actor.workspace.today())


def rows(found: Sequence[Following], today: datetime.date) -> list[Row]:
    """Return projects with the months that are past due and not filed in full; one query."""
    owed: dict[int, list[Month]] = defaultdict(list)
    months = Month.objects.filter(
        project__in=[each.project_id for each in found if each.missing],
        filed_on=None,
        due_on__lt=today,
    )
    for month in months.order_by("period"):
        owed[month.project_id].append(month)
    return [Row(each, tuple(owed[each.project_id])) for each in found]


def waiting_sets(actor: Actor) -> Sets:
    """Return what waits for officers of the city and of counties, to be counted."""
    if not actor.has(*permissions.OFFICERS):
        return {}
    rights = permissions.rights_of(actor, {})
    return {
        "tax_stopped": listed(actor, rights, STOPPED, Filters()),
        "months_owed": listed(actor, rights, SILENT, Filters()),
    }


def _shown(found: QuerySet[Following]) -> QuerySet[Following]:
    return found.select_related("project__owner", "division").defer(
        "division__geometry", "project__summary"
    )
