"""Difficulties: lists for departments, owners and officers, and whose turn it is."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, F, IntegerField, Min, Q, QuerySet, Value, When

from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle.clocks import last_day
from yuandu.kernel.lifecycle.days import calendar_of
from yuandu.kernel.lifecycle.models import Step
from yuandu.kernel.lifecycle.permissions import person
from yuandu.mechanisms.projects.models import Project
from yuandu.mechanisms.visits import permissions, rules
from yuandu.mechanisms.visits.models import Difficulty
from yuandu.services.liaison import queries as liaison
from yuandu.services.liaison.models import Competence
from yuandu.services.liaison.permissions import own_parties

ROWS_A_PAGE = 50
OF_PROJECT_SHOWN = 50
WEIGHT = {"urgent": 0, "serious": 1, "normal": 2}
NO_DEPARTMENT = "-"  # instead of a name
SHOWN = ("open", "asked", "to_close", "unsent", "late", "over", "all")


def difficulties_visible_to(actor: Actor) -> QuerySet[Difficulty]:
    """Return the difficulties `actor` may read: of its county, projects, team, department."""
    found = Difficulty.objects.filter(
        permissions.visible_difficulties(actor), workspace=actor.workspace
    )
    return (
        found.select_related(
            "visit__project__division", "visit__project__owner", "visit__team", "track", "promise"
        )
        .defer("visit__project__summary", "visit__project__division__geometry")
        .annotate(is_mine=permissions.belongs(actor, "visit__team_id"), due_on=F("promise__due_on"))
    )


def difficulty(actor: Actor, pk: int, *, to: str) -> Difficulty:
    """Return the difficulty if `actor` may do `to` with it.

    Raises:
        Http404: there is none, or `actor` must not learn that there is.
        PermissionDenied: `actor` sees it, but may not do this.
    """
    return get_for(difficulties_visible_to(actor), permissions.MAY_DIFFICULTY, actor, to=to, pk=pk)


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is asked to show; `show` is one of `SHOWN`.

    Attributes:
        department: by its name in full; `NO_DEPARTMENT` for what no office was asked about.
    """

    words: str = ""
    factor: str = ""
    severity: str = ""
    department: str = ""
    division_id: int | None = None
    show: str = "open"


def shown(actor: Actor, show: str) -> Q:
    """Return the condition of a list on the difficulties; `show` is one of `SHOWN`."""
    open_now = Q(track__stage__in=rules.OPEN)
    waiting = Q(track__stage__in=(*rules.WAITING, rules.ABANDONED))
    if show == "asked":
        return waiting & Q(officer=person(actor), officer__isnull=False)
    if show == "to_close":
        return Q(track__stage=rules.ANSWERED, visit__project__owner__in=own_parties(actor))
    if show == "unsent":
        return Q(track__stage=rules.RAISED)
    if show == "late":
        line = last_day(actor.workspace.today(), rules.DUE + 1, calendar_of(actor.workspace))
        return waiting & Q(sent_on__lte=line)
    if show == "over":
        return ~open_now
    return Q() if show == "all" else open_now


def listed(actor: Actor, filters: Filters) -> QuerySet[Difficulty]:
    """Return the visible difficulties that `filters` let through, the gravest, oldest first."""
    found = difficulties_visible_to(actor).filter(shown(actor, filters.show))
    for name in ("factor", "severity"):
        if value := getattr(filters, name):
            found = found.filter(**{name: value})
    if filters.division_id is not None:
        found = found.filter(visit__project__division=filters.division_id)
    if name := filters.department.strip():
        found = found.filter(department="" if name == NO_DEPARTMENT else name)
    if words := filters.words.strip():
        found = found.filter(
            Q(title__icontains=words)
            | Q(visit__project__name__icontains=words)
            | Q(department__icontains=words)
        )
    if filters.show in {"over", "all"}:
        return found.order_by("-raised_on", "-pk")
    weight = Case(
        *(When(severity=code, then=Value(place)) for code, place in WEIGHT.items()),
        output_field=IntegerField(),
    )
    return found.order_by(weight, "raised_on", "pk")


def page(actor: Actor, filters: Filters, number: int | str = 1, size: int = ROWS_A_PAGE) -> Page:
    """Return a page of difficulties; two queries."""
    found = listed(actor, filters)
    pages = Paginator(found, size)
    pages.count = found.order_by().count()
    return pages.get_page(number)


def of_project(actor: Actor, project: Project) -> QuerySet[Difficulty]:
    """Return the project's difficulties that `actor` may read, those that are open first."""
    over = Case(When(track__stage__in=rules.OPEN, then=Value(0)), default=Value(1))
    found = difficulties_visible_to(actor).filter(visit__project=project)
    return found.order_by(over, "-raised_on", "-pk")[:OF_PROJECT_SHOWN]


def counts(actor: Actor) -> dict[str, int]:
    """Return how many visible difficulties each list has that waits for somebody; one query."""
    found = Difficulty.objects.filter(
        permissions.visible_difficulties(actor), workspace=actor.workspace
    )
    return found.aggregate(
        **{
            show: Count("pk", filter=shown(actor, show))
            for show in ("open", "asked", "to_close", "unsent", "late")
        }
    )


@dataclass(frozen=True, slots=True)
class Pile:
    """Open difficulties of one class, county and department.

    Attributes:
        late: of them, those whose department has let its day pass.
        oldest_on: the day on which the oldest was raised.
        due_on: the next day on which a department has to answer.
    """

    division_id: int
    department: str
    factor: str
    number: int
    late: int
    oldest_on: datetime.date
    due_on: datetime.date | None


def piles(actor: Actor) -> list[Pile]:
    """Return the open difficulties that `actor` may read, piled up; one query."""
    today = actor.workspace.today()
    found = Difficulty.objects.filter(
        permissions.visible_difficulties(actor), shown(actor, "open"), workspace=actor.workspace
    )
    rows = (
        found.order_by()
        .values_list("visit__project__division", "department", "factor")
        .annotate(
            number=Count("pk"),
            late=Count("pk", filter=shown(actor, "late")),
            oldest_on=Min("raised_on"),
            due_on=Min(
                "promise__due_on",
                filter=Q(track__stage__in=rules.WAITING, promise__due_on__gte=today),
            ),
        )
    )
    return [Pile(*row) for row in rows]


def departments(by: Actor, found: Difficulty) -> list[Competence]:
    """Return who may be asked, the nearest first, who gave it back last."""
    offices = liaison.competent(by, found.factor, found.visit.project.division_id)
    steps = Step.objects.filter(track=found.track_id, move="decline")
    gave_back = set(steps.values_list("by_user", flat=True))
    return sorted(offices, key=lambda office: office.officer_id in gave_back)


def is_repeated(
    actor: Actor, found: Difficulty, move: str, words: str, evidence: Mapping[str, object]
) -> bool:
    """Whether the last step of `found` was this move by `actor`, with the same said of it.

    A program that lost the connection sends it again; it is not made a second time.
    """
    last = Step.objects.filter(track=found.track_id).order_by("-pk").first()
    return (
        last is not None
        and last.by_user_id is not None
        and (last.move, last.by_user_id, last.words) == (move, actor.user_id, words)
        and last.evidence == {code: str(value) for code, value in evidence.items() if value}
    )


def silent(by: Actor, days: int) -> QuerySet[Difficulty]:
    """Return what has waited `days` working days for a department, the longest first."""
    line = last_day(by.workspace.today(), days, calendar_of(by.workspace))
    return (
        difficulties_visible_to(by)
        .filter(track__stage__in=rules.WAITING, sent_on__lte=line)
        .order_by("sent_on", "pk")
    )
