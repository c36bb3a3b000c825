"""Ending applications by what was announced; a part of taking announcements in."""

import datetime
from collections.abc import Collection

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.lifecycle import cycles
from yuandu.kernel.lifecycle.models import Track
from yuandu.mechanisms.enterprises.models import Application, Recognition


def settle(by: Actor, titles: Collection[Recognition], on: datetime.date) -> None:
    """End the open applications of firms that an announcement gave their titles.

    Inside the transaction of whoever takes them in; the step is the system's, since
    no person decides it. One query, and those of a move for each application.

    Args:
        on: The day of the announcement; the step is not put before the one it follows.
    """
    given = {(title.firm_id, title.tier): title for title in titles}
    under_way = Application.objects.filter(
        workspace=by.workspace, closed_on=None, firm__in={firm for firm, _tier in given}
    ).select_related("track")
    today = by.workspace.today()
    for application in under_way:
        title = given.get((application.firm_id, application.tier))
        if title is None or application.track is None:
            continue
        # Locked, so that whoever moves it at this moment is told and not this import.
        track = Track.objects.select_for_update().get(pk=application.track.pk)
        if cycles.get(track.cycle).stage(track.stage).is_final:
            continue  # it was withdrawn this very moment
        application.recognition = title
        application.save(update_fields=["recognition"])
        lifecycle.move(
            by=Actor.system(by.workspace),
            track=track,
            move="recognise",
            on=min(max(on, track.entered_on), today),
            expected_stage=track.stage,
            words=title.announcement.document,
        )
