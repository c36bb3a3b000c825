"""What a contract or an engagement led to in production."""

from decimal import Decimal
from typing import Any

from django.db import transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.services.cooperation import permissions
from yuandu.services.cooperation.models import Contract, Engagement, Output
from yuandu.services.cooperation.refusals import NotYours, Senseless


@transaction.atomic
def report_output(
    *,
    by: Actor,
    of: Contract | Engagement,
    product: str,
    quantity: Decimal,
    unit: str,
    year: int,
) -> Output:
    """Say how much of a product came of it in a year; said again, it is corrected.

    Raises:
        NotYours: the actor does not act for the firm, or nothing has begun yet.
        Senseless: the year lies in the future.
    """
    source: dict[str, Any]
    if isinstance(of, Contract):
        may = permissions.MAY_CHALLENGE["report"](by, of.challenge)
        source = {"contract": of}
    else:
        may = permissions.MAY_ENGAGEMENT["report"](by, of)
        source = {"engagement": of}
    if not may:
        raise NotYours
    if year > by.workspace.today().year:
        raise Senseless("year")
    output, is_new = Output.objects.update_or_create(
        workspace=by.workspace,
        product=product,
        year=year,
        **source,
        defaults={
            "quantity": quantity,
            "unit": unit,
            "reported_on": by.workspace.today(),
            "reported_by_id": by.user_id,
        },
    )
    audit.record(
        by,
        "cooperation.report",
        output,
        quantity=str(quantity),
        unit=unit,
        year=year,
        corrects=not is_new,
    )
    return output
