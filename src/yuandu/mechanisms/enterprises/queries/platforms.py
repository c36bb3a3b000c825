"""Platforms: each once, at the highest level it has reached."""

import datetime
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet

from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.enterprises.models import Platform
from yuandu.mechanisms.enterprises.permissions import MAY_PLATFORM
from yuandu.mechanisms.enterprises.queries.firms import Found
from yuandu.mechanisms.enterprises.queries.titles import ROWS_A_PAGE

LONGEST_PATH = 3  # a platform is raised twice at most


def current_platforms(workspace: Workspace, on: datetime.date) -> QuerySet[Platform]:
    """Return the platforms of a day, each once at its highest level."""
    raised = Platform.objects.filter(upgraded_from=OuterRef("pk"), recognised_on__lte=on)
    return Platform.objects.filter(
        Q(closed_on=None) | Q(closed_on__gt=on),
        ~Exists(raised),
        workspace=workspace,
        recognised_on__lte=on,
    )


@dataclass(frozen=True, slots=True)
class PlatformFilters:
    """What a list is asked to show."""

    words: str = ""
    level: str = ""
    kind: str = ""
    division_id: int | None = None


def visible_platforms(actor: Actor) -> QuerySet[Platform]:
    """Return the platforms of the workspace; they are public, as their recognition is."""
    return Platform.objects.filter(workspace=actor.workspace)


def get_platform(actor: Actor, pk: int, *, to: str) -> Platform:
    """Return the platform if `actor` may do `to` with it; raises as `firms.get`."""
    shown = visible_platforms(actor).select_related("host__division", "host__firm")
    return get_for(shown.defer("host__division__geometry"), MAY_PLATFORM, actor, to=to, pk=pk)


def platform_page(actor: Actor, filters: PlatformFilters, number: int | str = 1) -> Found:
    """Return a page of today's platforms that `filters` describe; two queries."""
    found = current_platforms(actor.workspace, actor.workspace.today())
    if filters.level:
        found = found.filter(level=filters.level)
    if filters.kind:
        found = found.filter(kind=filters.kind)
    if filters.division_id is not None:
        found = found.filter(host__division=filters.division_id)
    if words := filters.words.strip():
        found = found.filter(
            Q(name__icontains=words) | Q(name_en__icontains=words) | Q(host__name__icontains=words)
        )
    rows = found.select_related("host__division").defer("host__division__geometry").order_by("pk")
    pages = Paginator(rows, ROWS_A_PAGE)
    return Found(pages.get_page(number), pages.count)


def path_of(platform: Platform) -> list[Platform]:
    """Return the platform's rows from its first level to its highest.

    A query for each step, `LONGEST_PATH` at most either way.
    """
    path = [platform]
    while path[0].upgraded_from_id and len(path) < LONGEST_PATH:
        path.insert(0, Platform.objects.get(pk=path[0].upgraded_from_id))
    while len(path) < LONGEST_PATH:
        later = Platform.objects.filter(upgraded_from=path[-1]).first()
        if later is None:
            break
        path.append(later)
    return path
