"""Drives: what they cover, who goes where, how far they have come."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Sum

from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.lifecycle.permissions import person
from yuandu.kernel.lifecycle.queries import people as lifecycle
from yuandu.kernel.registry.models import Division
from yuandu.kernel.registry.reach import reach
from yuandu.mechanisms.projects.models import Standing, Tally
from yuandu.mechanisms.visits import permissions, rules
from yuandu.mechanisms.visits.models import Drive, Member, State, Stop, Team, Visit
from yuandu.mechanisms.visits.rules import Coverage

ROWS_A_PAGE = 50
FREE_SHOWN = 200
DAYS_SHOWN = 60
UNPLANNED_SHOWN = 50


# --- One drive, one team ------------------------------------------------------------------


def all_drives(actor: Actor) -> QuerySet[Drive]:
    """Return the drives `actor` may see, the latest first."""
    found = Drive.objects.filter(permissions.visible_drives(actor), workspace=actor.workspace)
    return found.annotate(is_mine=permissions.belongs_to_drive(actor, "pk"))


def drive(actor: Actor, pk: int, *, to: str) -> Drive:
    """Return the drive if `actor` may do `to` with it.

    Raises:
        Http404: there is none, or `actor` must not learn that there is.
        PermissionDenied: `actor` sees it, but may not do this.
    """
    return get_for(all_drives(actor), permissions.MAY_DRIVE, actor, to=to, pk=pk)


def _teams(actor: Actor) -> QuerySet[Team]:
    found = Team.objects.filter(permissions.visible_teams(actor), workspace=actor.workspace)
    return found.select_related("drive").annotate(is_mine=permissions.belongs(actor, "pk"))


def team(actor: Actor, pk: int, *, to: str) -> Team:
    """Return the team if `actor` may do `to` with it; raises as `drive`."""
    return get_for(_teams(actor), permissions.MAY_TEAM, actor, to=to, pk=pk)


def teams_of(actor: Actor, found: Drive) -> QuerySet[Team]:
    """Return the drive's teams, each with `stops_total`, `visits_total` and `people`."""
    stops = Stop.objects.filter(team=OuterRef("pk")).order_by().values("team")
    visits = Visit.objects.filter(team=OuterRef("pk"), state=State.COUNTED).order_by()
    return (
        _teams(actor)
        .filter(drive=found)
        .annotate(
            stops_total=Subquery(stops.annotate(of=Count("pk")).values("of")),
            visits_total=Subquery(
                visits.values("team").annotate(of=Count("project", distinct=True)).values("of")
            ),
            people=Count("members"),
        )
        .order_by("pk")
    )


def teams_of_mine(actor: Actor) -> QuerySet[Team]:
    """Return the teams `actor` belongs to, of drives that run, the latest first."""
    today = actor.workspace.today()
    mine = Exists(Member.objects.filter(team=OuterRef("pk"), user=person(actor)))
    found = Team.objects.filter(mine, workspace=actor.workspace, drive__to_on__gte=today)
    return found.select_related("drive").order_by("-drive__from_on", "pk")


def members_of(team_key: int) -> list[int]:
    """Return the keys of those who belong to a team."""
    return list(Member.objects.filter(team=team_key).values_list("user", flat=True))


def who_may_join(actor: Actor) -> QuerySet[User]:
    """Return who may be put into a team: whoever holds a post here today."""
    return lifecycle.people(actor)


# --- Coverage ------------------------------------------------------------------------------


def covered(found: Drive) -> QuerySet[Standing]:
    """Return where the drive's projects stand on its year's lists, cancelled ones apart."""
    return Standing.objects.filter(
        workspace=found.workspace_id, year=found.year, level__in=found.levels
    ).exclude(stage="cancelled")


def _tallies(found: Drive) -> QuerySet[Tally]:
    """Return how many projects are `covered`, as the register keeps it by cell."""
    return Tally.objects.filter(
        workspace=found.workspace_id, year=found.year, level__in=found.levels
    ).exclude(stage="cancelled")


def _visited(found: Drive) -> QuerySet[Any, Any]:
    return Visit.objects.filter(drive=found, state=State.COUNTED).order_by().values("project")


def coverage_of(found: Drive) -> Coverage:
    """Return how many projects the drive has and how many were visited; two queries."""
    visited = covered(found).filter(project__in=_visited(found)).count()
    return Coverage(_tallies(found).aggregate(all=Sum("projects", default=0))["all"], visited)


def coverages(drives: Iterable[Drive]) -> Mapping[int, Coverage]:
    """Return the coverage of each drive of a short list; two queries a drive."""
    return {each.pk: coverage_of(each) for each in drives}


@dataclass(frozen=True, slots=True)
class CountyCoverage:
    """What a county has of a drive."""

    division: Division
    coverage: Coverage


def counties(actor: Actor, found: Drive) -> list[CountyCoverage]:
    """Return the drive's coverage by county, as far as `actor` reaches; three queries."""
    allowed = reach(actor)
    within = Q() if allowed.everything else Q(division_id__in=allowed.divisions)
    tallies = _tallies(found).filter(within).order_by().values_list("division_id")
    projects = dict(tallies.annotate(Sum("projects")))
    seen = covered(found).filter(within, project__in=_visited(found)).order_by()
    visited = dict(seen.values_list("division_id").annotate(Count("pk")))
    places = Division.objects.filter(
        workspace=actor.workspace, pk__in=[key for key, number in projects.items() if number]
    )
    return [
        CountyCoverage(division, Coverage(projects[division.pk], visited.get(division.pk, 0)))
        for division in places.defer("geometry")
    ]


def project_page(
    actor: Actor,
    found: Drive,
    *,
    silent: bool,
    division_id: int | None = None,
    level: str = "",
    number: int | str = 1,
    among: Sequence[CountyCoverage],
) -> Page:
    """Return a page of the drive's projects that are silent, or were visited.

    Each standing carries `last_on`, the last visit, and `team`, on whose route it is. One query,
    and one more to count them where they are of one level alone.

    Args:
        among: What `counties` says, by which they are counted else.
    """
    allowed = reach(actor)
    rows = covered(found)
    if not allowed.everything:
        rows = rows.filter(division_id__in=allowed.divisions)
    if division_id is not None:
        rows = rows.filter(division_id=division_id)
    if level:
        rows = rows.filter(level=level)
    seen = Q(project__in=_visited(found))
    rows = rows.exclude(seen) if silent else rows.filter(seen)
    stop = Stop.objects.filter(drive=found, project=OuterRef("project"))
    visits = Visit.objects.filter(drive=found, state=State.COUNTED, project=OuterRef("project"))
    shown = (
        rows.select_related("project__division")
        .defer("project__summary", "project__division__geometry")
        .annotate(
            team_id=Subquery(stop.values("team")[:1]),
            planned_on=Subquery(stop.values("planned_on")[:1]),
            last_on=Subquery(visits.order_by("-on").values("on")[:1]),
        )
        .order_by("-investment_total", "-project")
    )
    pages = Paginator(shown, ROWS_A_PAGE)
    covers = [each.coverage for each in among if division_id in (None, each.division.pk)]
    counted = sum(each.silent if silent else each.visited for each in covers)
    pages.count = rows.count() if level else counted
    return pages.get_page(number)


# --- Routes --------------------------------------------------------------------------------


def stops_of(found: Team) -> QuerySet[Stop]:
    """Return the team's stops with their projects; each with `is_visited` in this drive."""
    seen = Visit.objects.filter(drive=found.drive_id, project=OuterRef("project"))
    return (
        Stop.objects.filter(team=found)
        .select_related("project__division", "project__owner", "project__track")
        .defer("project__summary", "project__division__geometry")
        .annotate(is_visited=Exists(seen.filter(state=State.COUNTED)))
        .order_by("planned_on", "place", "pk")
    )


def route(found: Team, day: datetime.date) -> list[Stop]:
    """Return where the team goes on a day, in order."""
    return list(stops_of(found).filter(planned_on=day)[: rules.ROUTE])


def days_of(found: Team, today: datetime.date) -> list[tuple[datetime.date, int]]:
    """Return the days ahead, and the last ones behind, on which the team goes; with how many."""
    days = (
        Stop.objects.filter(team=found, planned_on__isnull=False)
        .order_by()
        .values("planned_on")
        .annotate(of=Count("pk"))
        .values_list("planned_on", "of")
    )
    ahead = list(days.filter(planned_on__gte=today).order_by("planned_on")[:DAYS_SHOWN])
    behind = list(days.filter(planned_on__lt=today).order_by("-planned_on")[:3])
    return [(on, number) for on, number in [*reversed(behind), *ahead] if on is not None]


def unplanned(found: Team) -> QuerySet[Stop]:
    """Return the team's stops without a day that nobody has been to."""
    return stops_of(found).filter(Q(is_visited=False), planned_on=None)[:UNPLANNED_SHOWN]


def free_projects(
    actor: Actor, found: Team, *, words: str = "", division_id: int | None = None
) -> QuerySet[Standing]:
    """Return projects of the drive that are on no other team's route and were not visited."""
    taken = Stop.objects.filter(drive=found.drive_id).exclude(team=found, planned_on=None)
    rows = covered(found.drive).exclude(project__in=taken.order_by().values("project"))
    rows = rows.exclude(project__in=_visited(found.drive))
    if division_id is not None:
        rows = rows.filter(division_id=division_id)
    if words := words.strip():
        rows = rows.filter(Q(project__name__icontains=words) | Q(project__code__startswith=words))
    return (
        rows.select_related("project__division")
        .defer("project__summary", "project__division__geometry")
        .order_by("division_id", "-investment_total", "-project")[:FREE_SHOWN]
    )
