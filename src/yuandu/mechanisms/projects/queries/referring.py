"""What finished projects of a category really needed: the reference class of an idea."""

from dataclasses import dataclass

from django.db.models import F

from yuandu.engines.forecasting import needs
from yuandu.engines.forecasting.needs import Expected, Needed, NeedsLookBack
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.projects.models import Project

CASES = 1000  # the newest that ended
LOOKED_BACK = 60  # so that a page waits for none


@dataclass(frozen=True, slots=True)
class Need:
    """What works need, and how right such intervals were.

    Attributes:
        cases: How many finished projects say anything of it.
        told: `None`: they are too few.
        past: `None`: no interval told before could be checked.
    """

    cases: int
    told: Expected | None
    past: NeedsLookBack | None


@dataclass(frozen=True, slots=True)
class ReferenceClass:
    """Cost in yuan and days of works, of finished projects of one kind."""

    cost: Need
    days: Need


def reference_class(workspace: Workspace, kind: str, division_id: int) -> ReferenceClass:
    """Return what finished projects of a kind needed; those of the division weigh more.

    One query. The cost is the total investment on record when the works had ended.
    """
    found = Project.objects.filter(
        workspace=workspace,
        kind=kind,
        works_started_on__isnull=False,
        completed_on__gt=F("works_started_on"),
    ).order_by("-completed_on")
    rows = found.values_list("works_started_on", "completed_on", "division_id", "investment_total")
    cost, days = [], []
    for begun, ended, place, investment in rows[:CASES]:
        if begun is None or ended is None:  # which the filter lets nobody be
            continue
        days.append(Needed((ended - begun).days, begun, ended, (place,)))
        if investment is not None:
            cost.append(Needed(float(investment), begun, ended, (place,)))
    return ReferenceClass(_need(workspace, cost, division_id), _need(workspace, days, division_id))


def _need(workspace: Workspace, cases: list[Needed], division_id: int) -> Need:
    return Need(
        len(cases),
        needs.expect(cases, traits=(division_id,), on=workspace.today()),
        needs.look_back(cases, latest=LOOKED_BACK),
    )
