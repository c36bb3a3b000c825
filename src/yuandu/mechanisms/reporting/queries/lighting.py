"""Lights of locked months, the terms behind them, and what they are read from."""

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.core.paginator import Page
from django.db.models import QuerySet, Sum

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import cycles
from yuandu.kernel.lifecycle.models import Track
from yuandu.kernel.registry.reach import reach
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.projects import rules as projects
from yuandu.mechanisms.projects.models import Project, Standing
from yuandu.mechanisms.reporting import rules
from yuandu.mechanisms.reporting.models import Light, LightTally, LightTerms, Report, Round
from yuandu.mechanisms.reporting.queries.grids import COUNTED, Past, period_end, said_of
from yuandu.mechanisms.reporting.queries.stretches import Stretch, StretchPages
from yuandu.mechanisms.reporting.rules import State, Tone

PER_PAGE = 50
MONTHS_SHOWN = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class LightFilters:
    """Which lights to show; an empty value does not restrict."""

    tone: str = ""
    kind: str = ""  # whose tone it is: one of the four, or the project's as a whole
    division_id: int | None = None
    division_code: str = ""


def terms_list(actor: Actor) -> QuerySet[LightTerms]:
    return LightTerms.objects.filter(workspace=actor.workspace).select_related("by_user")


def terms_in_force(workspace: Workspace, on: datetime.date) -> LightTerms | None:
    """Return the terms for a month that ends on a day."""
    return (
        LightTerms.objects.filter(workspace=workspace, from_on__lte=on).order_by("-from_on").first()
    )


def states_of(found: Round, standings: Sequence[Standing]) -> Mapping[int, tuple[State, bool]]:
    """Return what is known of each project at the end of a month, and whether it was reported.

    Two queries. Reports count once they are signed.
    """
    keys = [standing.project_id for standing in standings]
    past, reports = said_of(keys, found.period)
    now = {key: each for key, each in reports.items() if each.filing.stage == rules.LOCKED}
    return states(found, standings, past, now, listed_of(keys))


def listed_of(keys: Collection[int]) -> dict[int, datetime.date]:
    """Return when those of these projects entered the investment statistics that did."""
    return dict(
        Track.objects.filter(
            subject_label=Project._meta.label_lower,
            subject_id__in=keys,
            cycle=projects.INVESTMENT_LISTING,
            stage__in=cycles.get(projects.INVESTMENT_LISTING).final,
        ).values_list("subject_id", "entered_on")
    )


def states(
    found: Round,
    standings: Iterable[Standing],
    past: Mapping[int, Past],
    reports: Mapping[int, Report],
    listed: Mapping[int, datetime.date],
) -> Mapping[int, tuple[State, bool]]:
    """Return as `states_of` what is known of projects, from what months say of them.

    Args:
        reports: of this month, that count.
    """
    on = period_end(found.period)
    return {
        each.project_id: (
            _state(
                each, past.get(each.project_id, Past()), reports.get(each.project_id), listed, on
            ),
            each.project_id in reports,
        )
        for each in standings
    }


def _state(
    standing: Standing,
    past: Past,
    report: Report | None,
    listed: Mapping[int, datetime.date],
    on: datetime.date,
) -> State:
    project = standing.project
    last = report or past.last
    return State(
        planned_start_on=project.planned_start_on,
        started_on=project.works_started_on,
        annual_plan=standing.annual_plan or None,
        invested=past.year + (report.invested + report.corrected if report else Decimal(0)),
        months_planned=_months_planned(project, on),
        funds_in_place=last.funds_in_place if last else None,
        listed_on=listed.get(project.pk),
        is_ended=project.completed_on is not None and project.completed_on <= on,
    )


def _months_planned(project: Project, on: datetime.date) -> tuple[int, int]:
    """Return how many months of the year's plan have passed, and how many there are."""
    start = project.planned_start_on or project.works_started_on
    first = start.month if start is not None and start.year == on.year else 1
    return max(0, on.month - first + 1), rules.MONTHS + 1 - first


def _tallies(actor: Actor, found: Round) -> QuerySet[LightTally]:
    allowed = reach(actor)
    rows = LightTally.objects.filter(round=found)
    return rows if allowed.everything else rows.filter(division__in=allowed.divisions)


def counts_by_tone(actor: Actor, found: Round) -> dict[int, dict[str, int]]:
    """Return division → tone → number of projects, as far as `actor` reads them; one query."""
    counted: dict[int, dict[str, int]] = {}
    rows = _tallies(actor, found).filter(kind="")
    for division, tone, number in rows.values_list("division", "tone", "projects"):
        counted.setdefault(division, {})[tone] = number
    return counted


def light_page(actor: Actor, found: Round, filters: LightFilters, number: object) -> Page[Light]:
    """Return a page of lights, division by division; three queries."""
    tallies = _tallies(actor, found).filter(kind=filters.kind if filters.tone else "")
    if filters.tone:
        tallies = tallies.filter(tone=filters.tone)
    if filters.division_id:
        tallies = tallies.filter(division=filters.division_id)
    if filters.division_code:
        tallies = tallies.filter(division__code=filters.division_code)
    lengths = tallies.values("division").annotate(length=Sum("projects"))

    def rows(division: int) -> QuerySet[Light]:
        return _lit(filters).filter(round=found, division=division).order_by("project_id")

    pages = StretchPages(
        [
            Stretch(row["division"], row["length"])
            for row in lengths.order_by("division__code", "division")
        ],
        PER_PAGE,
        rows=rows,
        shown=Light.objects.select_related("project", "division").defer("division__geometry"),
    )
    return pages.get_page(number)  # type: ignore[arg-type]


def lights(actor: Actor, found: Round, filters: LightFilters) -> QuerySet[Light]:
    """Return the lights that `filters` let through, division by division."""
    places = {row["division"] for row in _tallies(actor, found).values("division")}
    rows = _lit(filters).filter(round=found, division__in=places)
    if filters.division_id:
        rows = rows.filter(division=filters.division_id)
    rows = rows.select_related("project", "division").defer("division__geometry")
    return rows.order_by("division__code", "project_id")


def _lit(filters: LightFilters) -> QuerySet[Light]:
    rows = Light.objects.all()
    return rows.filter(**{filters.kind or "tone": filters.tone}) if filters.tone else rows


def red_lights(keys: Sequence[int], first: datetime.date, last: datetime.date) -> QuerySet[Light]:
    """Return the red lights of projects in the months between two days, the earliest first."""
    months = (f"{day.year:04d}-{day.month:02d}" for day in (first, last))
    found = Light.objects.filter(project__in=keys, tone=Tone.RED, round__period__range=months)
    return found.select_related("round").order_by("round__period", "project_id")


def newest_lights(keys: Sequence[int]) -> dict[int, Light]:
    """Return the lights of projects in the newest month that has any, by project; one query."""
    found = Light.objects.filter(project__in=keys).select_related("round")
    rows = found.order_by("project_id", "-round__period").distinct("project_id")
    return {light.project_id: light for light in rows}


def months_of_project(project: Project) -> list[Report]:
    """Return the newest months that count, the oldest of them first."""
    rows = Report.objects.filter(COUNTED, project=project).order_by("-period")[:MONTHS_SHOWN]
    return list(reversed(rows))


def lights_of_project(project: Project) -> list[Light]:
    """Return the lights of the newest months, the newest first."""
    rows = Light.objects.filter(project=project).select_related("round", "terms")
    return list(rows.order_by("-round__period")[:MONTHS_SHOWN])
