"""Writing values by month; the totals follow by themselves."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.indicators.boards import measures
from yuandu.kernel.indicators.models import MonthlyValue

BATCH = 5000


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
    MonthlyValue.objects.bulk_create(
        [
            MonthlyValue(
                workspace=by.workspace,
                measure=code,
                subject_id=each.subject_id,
                division_id=each.division_id,
                period=each.period,
                value=each.value,
            )
            for each in ordered
        ],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["workspace", "measure", "subject_id", "period"],
        update_fields=["division", "value"],
    )
    audit.record(by, "measure.record", by.workspace, measure=code, values=len(ordered))
    return len(ordered)
