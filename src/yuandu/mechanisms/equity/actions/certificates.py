"""Certificates on their way to the holders: signed for, day by day."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.mechanisms.equity import permissions, queries
from yuandu.mechanisms.equity.models import Certificate
from yuandu.mechanisms.equity.turns import in_turn


@transaction.atomic
def hand_out(*, by: Actor, certificates: Sequence[Certificate]) -> int:
    """Record that holders signed for certificates today; return of how many it is new.

    What was handed out before, or has closed meanwhile, is left as it is.

    Raises:
        PermissionDenied: the actor does not keep the register.
    """
    if not permissions.keeps(by):
        raise PermissionDenied
    # Of two who hand out the same one only the first writes the day; who changes the register
    # meanwhile closes none of them.
    in_turn(by)
    found = list(queries.to_hand_out(by).filter(pk__in=[each.pk for each in certificates]))
    Certificate.objects.filter(pk__in=[each.pk for each in found]).update(
        handed_on=by.workspace.today()
    )
    audit.record_all(
        [
            audit.Act(
                by, "equity.hand_out", each._meta.label_lower, each.pk, {"number": each.number}
            )
            for each in found
        ]
    )
    return len(found)
