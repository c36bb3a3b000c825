"""What somebody should look at: projects stuck in a stage, silent after production, at odds.

All four lists are read from the standings of the whole register, so that filters, rights
and pages are those of the register's own list.
"""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Aggregate, Count, Exists, FloatField, OuterRef, Q, QuerySet

from yuandu.engines.forecasting import LEAST_CASES
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle.models import Step, Track
from yuandu.mechanisms.projects import rules
from yuandu.mechanisms.projects.models import Project, Standing
from yuandu.mechanisms.projects.queries.filters import Filters, restricted
from yuandu.mechanisms.projects.rules import watching

ROWS_A_PAGE = 50
STUCK, SILENT, UNLISTED, UNSTARTED = "stuck", "silent", "unlisted", "unstarted"
WATCHES = (STUCK, SILENT, UNLISTED, UNSTARTED)
LABEL = Project._meta.label_lower


class _NineTenths(Aggregate):
    """The upper edge of the interval that holds the middle 80 % of values."""

    function = "PERCENTILE_DISC"
    template = "%(function)s(0.9) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()


@dataclass(frozen=True, slots=True)
class Usual:
    """How long projects stood in a stage before they left it.

    Attributes:
        days: Nine of ten left it by then; `None`: too few left it to tell.
    """

    cases: int
    days: int | None


def usual_times(actor: Actor) -> dict[str, Usual]:
    """Return the reference class of each working stage, from the steps of all; one query."""
    stages = watching.WORKING
    rows = (
        Step.objects.filter(
            workspace=actor.workspace,
            track__cycle__in=(rules.PRODUCTIVE, rules.WORKS),
            source__in=stages,
            target__in=(*rules.STARTED,),
        )
        .exclude(move="correct")
        .order_by()
        .values_list("source")
        .annotate(cases=Count("pk"), edge=_NineTenths("days"))
    )
    found = {stage: Usual(0, None) for stage in stages}
    for stage, cases, days in rows:
        found[stage] = Usual(cases, int(days) if cases >= LEAST_CASES else None)
    return found


def _has_track(stage: str) -> Exists:
    return Exists(
        Track.objects.filter(
            subject_label=LABEL,
            subject_id=OuterRef("project"),
            cycle=rules.INVESTMENT_LISTING,
            stage=stage,
        )
    )


def _conditions(actor: Actor, usual: dict[str, Usual]) -> dict[str, Any]:
    """Return the condition of each list."""
    today = actor.workspace.today()
    stuck = Q(pk__in=[])
    for stage, line in watching.lines({s: u.days for s, u in usual.items()}, today).items():
        stuck |= Q(stage=stage, entered_on__lt=line)
    return {
        STUCK: stuck,
        SILENT: Q(
            stage__in=watching.FOLLOWED,
            project__produced_on__gte=watching.followed_from(today),
        ),
        UNLISTED: Q(stage__in=rules.STARTED)
        & Q(project__investment_total__gte=rules.STATISTICS_THRESHOLD)
        & ~Q(_has_track("listed")),
        UNSTARTED: Q(stage="plan") & Q(_has_track("listed")),
    }


def counts(actor: Actor, filters: Filters, usual: dict[str, Usual]) -> dict[str, int]:
    """Return how many projects each list has; one query."""
    found = restricted(actor, filters)
    return found.order_by().aggregate(
        **{name: Count("pk", filter=rule) for name, rule in _conditions(actor, usual).items()}
    )


def watched(
    actor: Actor, filters: Filters, usual: dict[str, Usual], which: str
) -> QuerySet[Standing]:
    """Return a list, what has waited longest in front."""
    order = {
        SILENT: ("project__produced_on", "project_id"),
        UNLISTED: ("project__works_started_on", "project_id"),
    }.get(which, ("entered_on", "project_id"))
    found = restricted(actor, filters).filter(_conditions(actor, usual)[which])
    return (
        found.select_related("project__division", "project__owner")
        .defer("project__summary", "project__division__geometry")
        .order_by(*order)
    )


def watched_page(found: QuerySet[Standing], count: int, number: int | str) -> Page:
    """Return a page of a list whose length is known; one query."""
    pages = Paginator(found, ROWS_A_PAGE)
    pages.count = count
    return pages.get_page(number)
