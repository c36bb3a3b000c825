"""Working out where followed projects stand, from what is on record of their months."""

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.followup import rules
from yuandu.mechanisms.followup.models import Following, Month
from yuandu.mechanisms.followup.rules import Filed, Terms
from yuandu.mechanisms.projects.models import Standing
from yuandu.mechanisms.projects.models.readings import EVERY_YEAR

WRITTEN = (
    *("division", "produced_on", "is_open", "missing", "missing_since", "last_paid", "unpaid"),
    *("scale", "is_stopped", "is_unlisted"),
)


@dataclass(frozen=True, slots=True)
class Followed:
    """What the register says of a project that is followed."""

    project_id: int
    division_id: int
    produced_on: datetime.date
    stage: str


def followed(workspace: Workspace, keys: Sequence[int] | None = None) -> list[Followed]:
    """Return the projects that are past production and not at rest, in the order of their keys.

    Args:
        keys: of these projects alone; without them, of all that are followed still.
    """
    rows = Standing.objects.filter(
        workspace=workspace, year=EVERY_YEAR, stage__in=rules.PRODUCING
    ).order_by("project_id")
    if keys is None:
        rows = rows.filter(
            project__produced_on__gte=rules.earliest_production(workspace.today()),
            project__produced_on__lte=workspace.today(),
        )
    else:
        rows = rows.filter(project__in=keys, project__produced_on__isnull=False)
    values = rows.values_list("project_id", "division_id", "project__produced_on", "stage")
    return [
        Followed(project, division, produced_on, stage)
        for project, division, produced_on, stage in values
        if produced_on is not None
    ]


def stand(workspace: Workspace, projects: Sequence[Followed], terms: Terms) -> None:
    """Bring what is kept of these projects into line with their months; in a transaction.

    Four queries. Two at once wait for each other, so that the later sees what the earlier
    wrote; who also writes months does so before.
    """
    keys = [each.project_id for each in projects]
    Following.objects.bulk_create(
        (_begun(workspace, each) for each in projects), ignore_conflicts=True
    )
    # By the column: the relation would join the register, and lock its rows as well.
    locked = Following.objects.select_for_update().filter(project__in=keys).order_by("project_id")
    kept = {each.project_id: each for each in locked}
    months = _months(keys)
    changed = [
        kept[each.project_id]
        for each in projects
        if _bring_up(kept[each.project_id], each, months[each.project_id], terms, workspace.today())
    ]
    Following.objects.bulk_update(changed, WRITTEN, batch_size=1_000)


def _begun(workspace: Workspace, project: Followed) -> Following:
    return Following(
        workspace=workspace,
        project_id=project.project_id,
        division_id=project.division_id,
        produced_on=project.produced_on,
    )


def _months(keys: Sequence[int]) -> Mapping[int, list[Filed]]:
    found: dict[int, list[Filed]] = defaultdict(list)
    rows = Month.objects.filter(project__in=keys).order_by()
    columns = ("period", "due_on", "tax_paid", "output_value", "scale")
    for project, *values in rows.values_list("project", *columns):
        found[project].append(Filed(*values))
    return found


def _bring_up(
    kept: Following, project: Followed, months: list[Filed], terms: Terms, today: datetime.date
) -> bool:
    """Write where a project stands into what is kept; return whether it was otherwise."""
    found = rules.standing(
        months,
        terms,
        produced_on=project.produced_on,
        has_entered=project.stage == rules.ENTERED,
        today=today,
    )
    now = asdict(found) | {
        "division_id": project.division_id,
        "produced_on": project.produced_on,
        "is_open": project.produced_on >= rules.earliest_production(today),
    }
    differs = any(getattr(kept, name) != value for name, value in now.items())
    for name, value in now.items():
        setattr(kept, name, value)
    return differs
