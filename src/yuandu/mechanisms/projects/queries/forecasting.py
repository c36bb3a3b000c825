"""When works end, foretold from those of the workspace that have ended."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from django.db.models import F

from yuandu.engines import forecasting
from yuandu.engines.forecasting import Ended, Foretold, LookBack, Works
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.projects import rules
from yuandu.mechanisms.projects.models import Project, Standing

CASES = 1000  # the newest that ended
LOOKED_BACK = 60  # forecasts tried on works that have ended, so that a page waits for none
YI = Decimal(10) ** 8
SIZES = (YI, 10 * YI)  # yuan: bounds between small, middle and large

type State = Literal["planned", "running", "ended", "resting", "no-plan"]


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is foretold of a project's works, and how right such forecasts were.

    Attributes:
        state: whether the works are to begin, under way, have ended or rest; or there is
            no plan to compare with.
        begins_on: the day from which the works are counted: as they began or, before
            that, as planned, and never in the past.
        told: `None` where nothing can be told: see `state`, else too few have ended.
        cases: how many ended works of the workspace are known.
        past: `None` where no forecast could have been made before.
    """

    state: State
    begins_on: datetime.date | None
    planned_on: datetime.date | None
    ended_on: datetime.date | None
    told: Foretold | None
    cases: int
    past: LookBack | None


def ended(workspace: Workspace) -> list[Ended]:
    """Return the newest works that had a plan and have ended; one query."""
    found = Project.objects.filter(
        workspace=workspace,
        works_started_on__isnull=False,
        planned_end_on__isnull=False,
        completed_on__isnull=False,
        planned_end_on__gt=F("works_started_on"),
        completed_on__gt=F("works_started_on"),
    ).order_by("-completed_on")
    rows = found.values_list(
        *("works_started_on", "planned_end_on", "completed_on"),
        *("kind", "division_id", "investment_total"),
    )
    return [
        Ended(Works(begun, planned, (kind, division_id, _size(investment))), on)
        for begun, planned, on, kind, division_id, investment in rows[:CASES]
    ]


def forecast(workspace: Workspace, project: Project) -> Forecast:
    """Return when the works of `project` end; for ended ones as foretold when they began."""
    today = workspace.today()
    state, works = _works(project, project.track.stage if project.track else "", today)
    if works is None:
        return Forecast(state, None, project.planned_end_on, project.completed_on, None, 0, None)
    cases = ended(workspace)
    on = works.begun if state == "ended" else today
    return Forecast(
        state,
        works.begun,
        project.planned_end_on,
        project.completed_on,
        forecasting.foretell(works, cases, on=on),
        len(cases),
        forecasting.look_back(cases, on=today, latest=LOOKED_BACK),
    )


def foretold(workspace: Workspace, standings: Sequence[Standing]) -> dict[int, Foretold]:
    """Return when the works of many projects end that have not ended yet, by project; one query.

    The days are those that `forecast` tells of each. How right such days were is not worked
    out, since that takes longer than a page may.
    """
    today = workspace.today()
    open_works = {
        standing.project_id: works
        for standing in standings
        if standing.project.completed_on is None
        and (works := _works(standing.project, standing.stage, today)[1]) is not None
    }
    if not open_works:
        return {}
    class_ = forecasting.known(ended(workspace), on=today)
    told = {key: forecasting.foretell_from(works, class_) for key, works in open_works.items()}
    return {key: each for key, each in told.items() if each is not None}


def _works(project: Project, stage: str, today: datetime.date) -> tuple[State, Works | None]:
    """Return the state of the works, and the works where their end can be foretold."""
    is_resting = stage in rules.RESTING
    begun, planned_on = project.works_started_on, project.planned_end_on
    begins_on = begun or project.planned_start_on
    if project.completed_on is None and is_resting:
        return "resting", None
    if begins_on is None or planned_on is None or planned_on <= begins_on:
        return "no-plan", None
    if project.completed_on is not None:
        return ("ended", _of(project, begins_on, planned_on)) if begun else ("no-plan", None)
    if begun is not None:
        return "running", _of(project, begins_on, planned_on)
    # Who is late to begin cannot begin before today; the works take as long as planned.
    delay = max(datetime.timedelta(), today - begins_on)
    return "planned", _of(project, begins_on + delay, planned_on + delay)


def _of(project: Project, begins_on: datetime.date, planned_on: datetime.date) -> Works:
    traits = (project.kind, project.division_id, _size(project.investment_total))
    return Works(begins_on, planned_on, traits)


def _size(investment: Decimal | None) -> int:
    """Return the class of a size, 0 where it is not known."""
    return 0 if investment is None else 1 + sum(investment >= bound for bound in SIZES)
