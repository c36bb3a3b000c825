"""Writes: what grows, what is on the road and what is wanted, as counties and markets report it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.mechanisms.flowers.models import Demand, Filing, Planting, Shipment
from yuandu.mechanisms.flowers.permissions import may_file

type Reported = type[Planting] | type[Shipment] | type[Demand]
KEYS: Mapping[Reported, tuple[str, ...]] = {
    Planting: ("kind", "week", "division", "stage"),
    Shipment: ("kind", "on", "division", "market"),
    Demand: ("kind", "week", "market"),
}
VALUES: Mapping[Reported, tuple[str, ...]] = {
    Planting: ("area_mu", "plants"),
    Shipment: ("quantity",),
    Demand: ("quantity",),
}
A_BATCH = 2_000


@transaction.atomic
def report_supply(*, by: Actor, model: Reported, rows: Sequence[Mapping[str, Any]]) -> Filing:
    """Keep reports; one of the same key takes the place of what was reported before.

    Args:
        rows: The fields of `KEYS` (rows of other tables by their keys, as `kind_id`) and `VALUES`.

    Raises:
        PermissionDenied: `by` hands in no market data.
    """
    if not may_file(by):
        raise PermissionDenied
    what = model._meta.model_name or ""
    made = Filing.objects.create(
        workspace=by.workspace, source=what, title=str(by.workspace.today()), reporter=by.label
    )
    reports: Any = model._default_manager
    reports.bulk_create(
        [model(workspace=by.workspace, filing=made, **row) for row in rows],
        batch_size=A_BATCH,
        update_conflicts=True,
        unique_fields=KEYS[model],
        update_fields=[*VALUES[model], "filing"],
    )
    audit.record(by, "flowers.report_supply", made, what=what, rows=len(rows))
    return made
