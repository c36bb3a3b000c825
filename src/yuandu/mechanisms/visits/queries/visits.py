"""Visits, what is known of a project when one arrives, and its photos."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet
from django.http import Http404

from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.files.models import Attachment
from yuandu.mechanisms.projects.models import Project
from yuandu.mechanisms.visits import permissions
from yuandu.mechanisms.visits.models import Difficulty, State, Stop, Team, Visit
from yuandu.mechanisms.visits.queries.drives import covered
from yuandu.mechanisms.visits.rules import Arrival

VISITS_SHOWN = 20
DOUBTED_SHOWN = 50


def visits_visible_to(actor: Actor) -> QuerySet[Visit]:
    """Return the visits `actor` may read: of its county, its projects, its team."""
    found = Visit.objects.filter(permissions.visible_visits(actor), workspace=actor.workspace)
    return (
        found.select_related("project__division", "project__owner", "team", "drive")
        .defer("project__summary", "project__division__geometry")
        .annotate(is_mine=permissions.belongs(actor, "team_id"))
    )


def visit(actor: Actor, pk: int, *, to: str) -> Visit:
    """Return the visit if `actor` may do `to` with it.

    Raises:
        Http404: there is none, or `actor` must not learn that there is.
        PermissionDenied: `actor` sees it, but may not do this.
    """
    return get_for(visits_visible_to(actor), permissions.MAY_VISIT, actor, to=to, pk=pk)


@dataclass(frozen=True, slots=True)
class VisitFilters:
    """Which visits a list is asked for; what is left out does not restrict."""

    drive_id: int | None = None
    project_id: int | None = None
    state: str = ""
    division_id: int | None = None


def visit_page(actor: Actor, filters: VisitFilters, number: int, size: int) -> Page:
    """Return a page of the visible visits, the newest first; two queries."""
    asked = {
        "drive": filters.drive_id,
        "project": filters.project_id,
        "state": filters.state or None,
        "project__division": filters.division_id,
    }
    found = visits_visible_to(actor).filter(
        **{name: value for name, value in asked.items() if value is not None}
    )
    pages = Paginator(found.order_by("-on", "-pk"), size)
    pages.count = found.order_by().count()
    return pages.get_page(number)


def visits_of_project(actor: Actor, project: Project) -> QuerySet[Visit]:
    """Return the project's visits that `actor` may read, the newest first."""
    return visits_visible_to(actor).filter(project=project)[:VISITS_SHOWN]


def visits_between(
    actor: Actor, keys: Sequence[int], first: datetime.date, last: datetime.date
) -> QuerySet[Visit]:
    """Return the visits to projects between two days that count, the earliest first."""
    found = Visit.objects.filter(
        permissions.visible_visits(actor),
        workspace=actor.workspace,
        project__in=keys,
        state=State.COUNTED,
        on__range=(first, last),
    )
    return (
        found.select_related("team")
        .only("project_id", "on", "team__name", "team__name_en")
        .order_by("on", "pk")
    )


def next_visits(actor: Actor, keys: Sequence[int]) -> dict[int, datetime.date]:
    """Return the day on which a team comes next, by project; of routes that `actor` may see."""
    teams = Team.objects.filter(permissions.visible_teams(actor), workspace=actor.workspace)
    rows = (
        Stop.objects.filter(
            workspace=actor.workspace,
            team__in=teams,
            project__in=keys,
            planned_on__gte=actor.workspace.today(),
        )
        .order_by()
        .values_list("project")
        .annotate(on=Min("planned_on"))
    )
    return dict(rows)


def last_visits(actor: Actor, keys: Sequence[int]) -> dict[int, datetime.date]:
    """Return the day of the last visit that counts and that `actor` may read, by project."""
    found = Visit.objects.filter(
        permissions.visible_visits(actor),
        workspace=actor.workspace,
        project__in=keys,
        state=State.COUNTED,
    )
    return dict(found.order_by().values_list("project").annotate(on=Max("on")))


def doubted(actor: Actor) -> QuerySet[Visit]:
    """Return the visits that wait for a decision, the oldest first."""
    return visits_visible_to(actor).filter(state=State.DOUBTED).order_by("on", "pk")[:DOUBTED_SHOWN]


def difficulties_of(found: Visit) -> QuerySet[Difficulty]:
    """Return what was found on a visit; who reads the visit reads them."""
    return found.difficulties.select_related("track").order_by("pk")


def photos_of(found: Visit) -> QuerySet[Attachment]:
    """Return the visit's photos."""
    return Attachment.objects.filter(
        workspace=found.workspace_id, target_label=found._meta.label_lower, target_id=found.pk
    ).order_by("pk")


def project_to_visit(team: Team, pk: int) -> Project:
    """Return a project that the team may have been at: of the drive's lists, or on a route.

    Also what was cancelled or left the lists since: the visit was paid, so it is kept.

    Raises:
        Http404: the drive never had it.
    """
    stops = Stop.objects.filter(drive=team.drive_id, project=OuterRef("pk"))
    listed = covered(team.drive).filter(project=OuterRef("pk"))
    found = (
        Project.objects.filter(
            Q(Exists(stops)) | Q(Exists(listed)), workspace=team.workspace_id, pk=pk
        )
        .select_related("division", "owner", "track")
        .defer("division__geometry")
        .first()
    )
    if found is None:
        raise Http404
    return found


def arrival(team: Team, project: Project, on: datetime.date) -> Arrival:
    """Return what is known of the project when a visit of `team` arrives; two queries."""
    others = Visit.objects.filter(
        Q(drive=team.drive_id) | Q(on=on), project=project, state=State.COUNTED
    ).exclude(team=team)
    stage = project.track.stage if project.track else ""
    return Arrival(
        is_cancelled=stage == "cancelled",
        was_seen_by_others=others.exists(),
        is_covered=covered(team.drive).filter(project=project).exists(),
    )
