"""Working out, once a day, which projects to watch and how long a stage usually takes."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import Aggregate, Count, Exists, F, FloatField, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from yuandu.engines.forecasting import LEAST_CASES
from yuandu.kernel.lifecycle.models import Step, Track
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.projects import rules
from yuandu.mechanisms.projects.models import Project, Standing, UsualTime, Watched
from yuandu.mechanisms.projects.models.readings import EVERY_YEAR
from yuandu.mechanisms.projects.rules import watching

LABEL = Project._meta.label_lower
BATCH = 2_000


class _NineTenths(Aggregate):
    """The upper edge of the interval that holds the middle 80 % of values."""

    function = "PERCENTILE_DISC"
    template = "%(function)s(0.9) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()


def keep(workspace: Workspace) -> None:
    """Work both out anew as of today; whoever reads meanwhile sees those of before."""
    with transaction.atomic():
        # Two at once: the second waits, and finds nothing to add to the first's.
        Workspace.objects.select_for_update(no_key=True).get(pk=workspace.pk)
        today = workspace.today()
        usual = _usual_times(workspace, today)
        UsualTime.objects.filter(workspace=workspace).delete()
        UsualTime.objects.bulk_create(usual)
        Watched.objects.filter(workspace=workspace).delete()
        edges = {each.stage: each.days for each in usual}
        Watched.objects.bulk_create(_watched(workspace, edges, today), batch_size=BATCH)


def _usual_times(workspace: Workspace, today: datetime.date) -> list[UsualTime]:
    """Return the reference class of each working stage, from the steps of all; one query."""
    rows = (
        Step.objects.filter(
            workspace=workspace,
            track__cycle__in=(rules.PRODUCTIVE, rules.WORKS),
            source__in=watching.WORKING,
            target__in=(*rules.STARTED,),
        )
        .exclude(move="correct")
        .order_by()
        .values_list("source")
        .annotate(cases=Count("pk"), edge=_NineTenths("days"))
    )
    found = {stage: (cases, int(days)) for stage, cases, days in rows}
    return [
        UsualTime(
            workspace=workspace,
            stage=stage,
            cases=found.get(stage, (0, 0))[0],
            days=found[stage][1] if found.get(stage, (0, 0))[0] >= LEAST_CASES else None,
            computed_on=today,
        )
        for stage in watching.WORKING
    ]


def _watched(
    workspace: Workspace, usual: dict[str, int | None], today: datetime.date
) -> Iterator[Watched]:
    for which, found in _lists(workspace, usual, today).items():
        rows = found.filter(since__isnull=False).order_by()
        for project, division, since in rows.values_list("project_id", "division_id", "since"):
            yield Watched(
                workspace=workspace,
                project_id=project,
                which=which,
                division_id=division,
                since_on=since,
            )


def _lists(
    workspace: Workspace, usual: dict[str, int | None], today: datetime.date
) -> dict[str, QuerySet[Any]]:
    """Return what stands on each list, with the day `since` which it has waited."""
    register = Standing.objects.filter(workspace=workspace, year=EVERY_YEAR)
    stuck = Q(pk__in=[])
    for stage, line in watching.lines(usual, today).items():
        stuck |= Q(stage=stage, entered_on__lt=line)
    listed = _has_track("listed")
    return {
        watching.STUCK: register.filter(stuck).annotate(since=F("entered_on")),
        watching.SILENT: register.filter(
            stage__in=watching.FOLLOWED,
            project__produced_on__gte=watching.followed_from(today),
        ).annotate(since=F("project__produced_on")),
        watching.UNLISTED: register.filter(
            ~Q(listed),
            stage__in=rules.STARTED,
            project__investment_total__gte=rules.STATISTICS_THRESHOLD,
        ).annotate(since=Coalesce("project__works_started_on", "entered_on")),
        watching.UNSTARTED: register.filter(listed, stage="plan").annotate(since=F("entered_on")),
    }


def _has_track(stage: str) -> Exists:
    return Exists(
        Track.objects.filter(
            subject_label=LABEL,
            subject_id=OuterRef("project"),
            cycle=rules.INVESTMENT_LISTING,
            stage=stage,
        )
    )
