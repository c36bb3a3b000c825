"""Counties are reminded of months that they owe."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.mechanisms.followup import permissions, queries, telling


@transaction.atomic
def remind(*, by: Actor, period: str) -> list[str]:
    """Remind every division that has not filed a month in full; return their names in order.

    Raises:
        PermissionDenied: the actor does not keep the follow-up.
    """
    if not permissions.may_keep(by):
        raise PermissionDenied
    found = queries.tallies(by, queries.rights(by), period)
    behind = [each for each in found if each.missing]
    telling.of_owed(by, behind)
    audit.record(by, "followup.remind", by.workspace, period=period, divisions=len(behind))
    return [each.division.short_title for each in behind]
