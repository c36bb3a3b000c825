"""Months by the thousand, with COPY: for the sample city, and offices that bring theirs along."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.lifecycle.loading import copy_rows
from yuandu.mechanisms.followup import rules
from yuandu.mechanisms.followup.models import Month
from yuandu.mechanisms.followup.standings import followed
from yuandu.mechanisms.followup.terms import terms_on

COLUMNS = (
    *("workspace_id", "project_id", "division_id", "period", "due_on", "tax_paid", "is_refund"),
    *("tax_by_id", "tax_at", "output_value", "scale", "statistics_by_id", "statistics_at"),
    *("filed_on", "version"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PastMonth:
    """A month as it was filed, in full unless one of both is missing; money in yuan."""

    project_id: int
    period: str
    tax_paid: Decimal | None
    output_value: Decimal | None
    scale: str = ""
    filed_on: datetime.date


@transaction.atomic
def load_months(*, by: Actor, rows: Iterable[PastMonth]) -> int:
    """Add months that nobody has opened yet; return how many.

    Rows of projects that are not followed, or of months outside of their 24, are left out.
    """
    known = {each.project_id: each for each in followed(by.workspace)}
    due_day = terms_on(by.workspace, by.workspace.today()).due_day
    number = 0

    def columns() -> Iterator[tuple[object, ...]]:
        nonlocal number
        for row in rows:
            project = known.get(row.project_id)
            if project is None or not rules.is_followed(project.produced_on, row.period):
                continue
            number += 1
            yield _columns(by, row, project.division_id, due_day)

    copy_rows(Month, COLUMNS, columns())
    audit.record(by, "followup.load", by.workspace, months=number)
    return number


def _columns(by: Actor, row: PastMonth, division_id: int, due_day: int) -> tuple[object, ...]:
    now = timezone.now()
    tax, output = row.tax_paid, row.output_value
    is_full = tax is not None and output is not None
    return (
        *(by.workspace_id, row.project_id, division_id, row.period),
        *(rules.due_on(row.period, due_day), tax, tax is not None and tax < 0),
        *(by.user_id, None if tax is None else now, output, row.scale),
        *(by.user_id, None if output is None else now),
        *(row.filed_on if is_full else None, 1),
    )
