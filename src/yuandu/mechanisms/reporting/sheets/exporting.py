"""The month that is open on its way out, a row a project, filled in with what is known."""

import datetime
from collections.abc import Iterator, Mapping
from itertools import batched
from typing import Any

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.reach import reach
from yuandu.kernel.sheets.rules.columns import Reference, Value
from yuandu.mechanisms.reporting import entries, queries
from yuandu.mechanisms.reporting.models import Report
from yuandu.mechanisms.reporting.queries import Line
from yuandu.mechanisms.reporting.sheets.columns import IN_PLACE, NOT_IN_PLACE

BATCH = 2_000
NOT_REPORTED = "new"


def export(by: Actor) -> Iterator[Mapping[str, Value]]:
    """Yield the projects that `by` reads in the newest month; three queries each two thousand."""
    found = queries.current_round(by)
    if found is None:
        return
    rows, allowed = queries.expected(found), reach(by)
    if not allowed.everything:
        rows = rows.filter(division_id__in=allowed.divisions)
    rows = (
        rows.select_related("project__division")
        .defer("project__division__geometry")
        .order_by("project__division__code", "-investment_total", "-project_id")
    )
    month = datetime.date.fromisoformat(f"{found.period}-01")
    for batch in batched(rows.iterator(BATCH), BATCH, strict=False):
        for line in queries.lines(found, batch):
            yield _row(month, line)


def _row(month: datetime.date, line: Line) -> dict[str, Value]:
    project, division = line.standing.project, line.standing.project.division
    last = line.past.last
    return {
        "month": month,
        "project_code": project.code or None,
        "project": project.name,
        "division": Reference(division.pk, division.name, division.code),
        "annual_plan": line.standing.annual_plan,
        "last_invested": last.invested if last else None,
        **said_of(line),
        "state": state_of(line.report),
    }


def said_of(line: Line) -> dict[str, Value]:
    """Return what is said of a project, as a sheet writes it."""
    begun: dict[str, Any] = entries.begun(line)
    funds = {True: IN_PLACE, False: NOT_IN_PLACE}
    texts = ("progress", "correction", "needs", "factor", "explanation")
    return {
        "invested": begun.get("invested"),
        "progress_share": begun.get("progress_share"),
        "funds_in_place": funds.get(begun.get("funds_in_place")),  # type: ignore[arg-type]
        "corrected": begun.get("corrected"),
        "brought_forward": begun.get("brought_forward"),
    } | {name: begun.get(name) or None for name in texts}


def state_of(report: Report | None) -> str:
    """Return what tells one state of a line from the next: when it was written."""
    return f"{report.at:%Y%m%d-%H%M%S-%f}" if report else NOT_REPORTED
