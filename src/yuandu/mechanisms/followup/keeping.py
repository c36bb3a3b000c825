"""What is done every morning: months that have ended are opened, and standings worked out."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from itertools import batched

from django.db import transaction
from django.db.models import F, Q

from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.followup import rules
from yuandu.mechanisms.followup.models import Following, Month
from yuandu.mechanisms.followup.rules import Terms
from yuandu.mechanisms.followup.standings import Followed, followed, stand
from yuandu.mechanisms.followup.terms import terms_on

BATCH = 2_000
EMPTY = Q(tax_paid=None, output_value=None, scale="")  # nobody has filed anything


def keep(workspace: Workspace) -> None:
    """Bring all that is followed up to today; harmless to repeat.

    Projects go in batches, each a transaction of its own, so that whoever files meanwhile
    waits for one batch at most.
    """
    terms = terms_on(workspace, workspace.today())
    projects = followed(workspace)
    for some in batched(projects, BATCH, strict=False):
        with transaction.atomic():
            _open(workspace, some, terms)
            stand(workspace, some, terms)
    _let_go(workspace, {each.project_id for each in projects})


def _open(workspace: Workspace, projects: Sequence[Followed], terms: Terms) -> None:
    """Open the months that have ended; close those that are none any more, and unfiled."""
    months = Month.objects.filter(project__in=[each.project_id for each in projects])
    have: dict[int, set[str]] = {each.project_id: set() for each in projects}
    for project, period in months.order_by().values_list("project", "period"):
        have[project].add(period)
    today = workspace.today()
    Month.objects.bulk_create(
        _missing(workspace, projects, have, terms, today), ignore_conflicts=True, batch_size=BATCH
    )
    odd = [
        Q(project=each.project_id, period__in=outside)
        for each in projects
        if (outside := have[each.project_id] - set(rules.followed(each.produced_on)))
    ]
    for few in batched(odd, 100, strict=False):
        Month.objects.filter(EMPTY, Q(*few, _connector=Q.OR)).delete()
    # A project that moved to another county takes along what nobody has filed in full.
    moved = months.filter(filed_on=None).exclude(division=F("project__division"))
    for month in moved.select_related("project").only("division", "project__division"):
        Month.objects.filter(pk=month.pk).update(division=month.project.division_id)


def _missing(
    workspace: Workspace,
    projects: Iterable[Followed],
    have: dict[int, set[str]],
    terms: Terms,
    today: datetime.date,
) -> Iterator[Month]:
    for each in projects:
        for period in rules.to_open(each.produced_on, today):
            if period not in have[each.project_id]:
                yield opened(workspace, each, period, terms)


def opened(workspace: Workspace, project: Followed, period: str, terms: Terms) -> Month:
    """Return a month of a project that nobody has filed yet."""
    return Month(
        workspace=workspace,
        project_id=project.project_id,
        division_id=project.division_id,
        period=period,
        due_on=rules.due_on(period, terms.due_day),
    )


def _let_go(workspace: Workspace, among: set[int]) -> None:
    """Follow no longer what has ended, or rests: that owes nothing, and what it filed stays."""
    earliest = rules.earliest_production(workspace.today())
    rows = Following.objects.filter(workspace=workspace, is_open=True)
    gone = [each for each in rows.values_list("project", "produced_on") if each[0] not in among]
    ended = [project for project, produced_on in gone if produced_on < earliest]
    resting = [project for project, produced_on in gone if produced_on >= earliest]
    with transaction.atomic():
        Month.objects.filter(EMPTY, project__in=resting).delete()
        Following.objects.filter(project__in=resting).delete()
        Following.objects.filter(project__in=ended).update(is_open=False)
