"""Months on their way out: those of the newest month, and earlier ones not filed in full."""

import datetime
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import batched

from django.db.models import Q

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.sheets.rules.columns import Reference, Value
from yuandu.mechanisms.followup import queries
from yuandu.mechanisms.followup.models import Month
from yuandu.mechanisms.followup.sheets.columns import REFUND

BATCH = 2_000


def export(by: Actor) -> Iterator[Mapping[str, Value]]:
    """Yield the months that `by` reads and has to work on; two queries each two thousand."""
    rights = queries.rights(by)
    newest = queries.newest_period(by, rights)
    if newest is None:
        return
    rows = Month.objects.filter(Q(filed_on=None) | Q(period=newest), workspace=by.workspace)
    if not rights.reads.everything:
        rows = rows.filter(division__in=rights.reads.divisions)
    rows = (
        rows.select_related("project", "division")
        .defer("division__geometry", "project__summary")
        .order_by("-period", "division__code", "project_id")
    )
    for batch in batched(rows.iterator(BATCH), BATCH, strict=False):
        before = queries.months_before(batch)
        for month in batch:
            yield _row(month, before.get(month.pk))


def _row(month: Month, before: Month | None) -> dict[str, Value]:
    project, division = month.project, month.division
    return {
        "month": datetime.date.fromisoformat(f"{month.period}-01"),
        "project_code": project.code or None,
        "project": project.name,
        "division": Reference(division.pk, division.name, division.code),
        "last_tax": before.tax_paid if before else None,
        "last_output": before.output_value if before else None,
        **said_of(month),
        "why": None,
        "version": Decimal(month.version),
    }


def said_of(month: Month | None) -> dict[str, Value]:
    """Return what is on record of a month, as a sheet writes it."""
    if month is None:
        return dict.fromkeys(("tax_paid", "is_refund", "output_value", "scale"))
    return {
        "tax_paid": month.tax_paid,
        "is_refund": REFUND if month.is_refund else None,
        "output_value": month.output_value,
        "scale": month.scale or None,
    }
