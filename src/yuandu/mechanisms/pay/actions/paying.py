"""What payroll sends: slips and points; what a month comes to."""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, Max, Q, Sum

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.mechanisms.pay import permissions
from yuandu.mechanisms.pay.actions.promising import watch
from yuandu.mechanisms.pay.models import MonthTotal, Points, Slip
from yuandu.mechanisms.workforce.models import Worker

BATCH = 2_000
SLIP_FIELDS = ("band", "base", "adjustment", "other", "gross", "section", "is_frontline")


@dataclass(frozen=True, slots=True)
class Paid:
    """A line of payroll: yuan for a month."""

    worker: Worker
    month: datetime.date
    band: str
    base: Decimal
    adjustment: Decimal
    other: Decimal


@dataclass(frozen=True, slots=True)
class Given:
    """Points of a worker for a factor in a quarter."""

    worker: Worker
    quarter: datetime.date
    factor: str
    points: Decimal
    source: str


@transaction.atomic
def keep_slips(*, by: Actor, lines: Sequence[Paid]) -> None:
    """Keep what payroll settled; a month settled again is corrected, not doubled.

    Raises:
        PermissionDenied: the actor is not payroll.
    """
    if not permissions.is_payroll(by):
        raise PermissionDenied
    slips = [
        Slip(
            workspace=by.workspace,
            worker=each.worker,
            month=each.month,
            section_id=each.worker.section_id,
            is_frontline=each.worker.is_frontline,
            band=each.band,
            base=each.base,
            adjustment=each.adjustment,
            other=each.other,
            gross=each.base + each.adjustment + each.other,
        )
        for each in lines
    ]
    made = Slip.objects.bulk_create(
        slips,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["worker", "month"],
        update_fields=SLIP_FIELDS,
    )
    for first in made[:1]:
        # How many lines, and of nobody what is in them.
        audit.record(by, "pay.keep_slips", first, lines=len(made))
    add_up(by=by, months={each.month for each in lines})


@transaction.atomic
def add_up(*, by: Actor, months: Collection[datetime.date]) -> None:
    """Keep what months come to, and tell who answers for the promise where it is not kept.

    Raises:
        PermissionDenied: the actor is not payroll.
    """
    if not permissions.is_payroll(by):
        raise PermissionDenied
    for month in sorted(months):
        # Whoever adds up the same month at the same time waits here.
        kept, _is_new = MonthTotal.objects.select_for_update().get_or_create(
            workspace=by.workspace,
            month=month,
            defaults={"people": 0, "gross": 0, "frontline_people": 0},
        )
        frontline = Q(is_frontline=True)
        found = Slip.objects.filter(workspace=by.workspace, month=month).aggregate(
            frontline_highest=Max("gross", filter=frontline),
            frontline_people=Count("pk", filter=frontline),
            people=Count("pk"),
            gross=Sum("gross", default=Decimal(0)),
        )
        MonthTotal.objects.filter(pk=kept.pk).update(**found)
        # Without a sum: a month of one person would tell it.
        audit.record(by, "pay.add_up", kept, month=month, people=found["people"])
    watch(by)


@transaction.atomic
def keep_points(*, by: Actor, lines: Sequence[Given]) -> None:
    """Keep points and their sources; given again, they are corrected.

    Raises:
        PermissionDenied: the actor is not payroll.
    """
    if not permissions.is_payroll(by):
        raise PermissionDenied
    made = Points.objects.bulk_create(
        [
            Points(
                workspace=by.workspace,
                worker=each.worker,
                quarter=each.quarter,
                factor=each.factor,
                points=each.points,
                source=each.source,
            )
            for each in lines
        ],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["worker", "quarter", "factor"],
        update_fields=["points", "source"],
    )
    for first in made[:1]:
        audit.record(by, "pay.keep_points", first, lines=len(made))
