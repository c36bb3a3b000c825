"""The secret address of somebody's calendar feed."""

import secrets

from django.core.exceptions import PermissionDenied
from django.db import transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.lifecycle.models import CalendarKey
from yuandu.kernel.lifecycle.queries.calendars import digest


@transaction.atomic
def open_calendar(*, by: Actor) -> str:
    """Make a new secret for the actor's feed and return it, this once; an old one is void.

    Raises:
        PermissionDenied: nobody is signed in, or a helper acts for somebody: the feed
            would outlast the help.
    """
    if by.user_id is None or by.acting_for_id is not None:
        raise PermissionDenied
    token = secrets.token_urlsafe(32)
    key, _ = CalendarKey.objects.update_or_create(
        workspace=by.workspace, user_id=by.user_id, defaults={"digest": digest(token)}
    )
    audit.record(by, "calendar.open", key)
    return token


@transaction.atomic
def close_calendar(*, by: Actor) -> None:
    """Make the address of the actor's feed void."""
    for key in CalendarKey.objects.filter(workspace=by.workspace, user=by.user_id):
        audit.record(by, "calendar.close", key)
        key.delete()
