"""Writing values by month; the totals follow by themselves."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import batched
from operator import attrgetter

from django.db import connection, transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.indicators.boards import measures

BATCH = 5000
# Columns as arrays: a model instance each would cost more than the database does.
UPSERT = """
INSERT INTO indicators_monthlyvalue
    (workspace_id, measure, subject_id, division_id, period, value)
SELECT %s, %s, * FROM unnest(%s::bigint[], %s::bigint[], %s::text[], %s::numeric[])
ON CONFLICT (workspace_id, measure, subject_id, period) DO UPDATE
    SET division_id = EXCLUDED.division_id, value = EXCLUDED.value
"""
_ROW = attrgetter("subject_id", "division_id", "period", "value")


@dataclass(frozen=True, slots=True)
class Monthly:
    """A subject's value in a month, in the measure's base unit."""

    subject_id: int
    division_id: int
    period: str  # 2026-11
    value: Decimal


@transaction.atomic
def record_values(*, by: Actor, measure: str, values: Iterable[Monthly]) -> int:
    """Enter values of a measure, new ones and corrections alike; return how many.

    A subject has one value a month; the last given counts. Rows are written in the order
    in which totals are locked, so that two writers never wait for each other in a circle.

    Raises:
        measures.UnknownMeasure: no app declares it.
    """
    code = measures.get(measure).code
    once = {(each.subject_id, each.period): each for each in values}
    ordered = sorted(
        once.values(), key=lambda each: (each.division_id, each.period, each.subject_id)
    )
    with connection.cursor() as cursor:
        for batch in batched(ordered, BATCH, strict=False):
            columns = zip(*map(_ROW, batch), strict=True)
            cursor.execute(UPSERT, [by.workspace_id, code, *map(list, columns)])
    audit.record(by, "measure.record", by.workspace, measure=code, values=len(ordered))
    return len(ordered)
