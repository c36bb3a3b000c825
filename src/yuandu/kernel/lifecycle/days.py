"""Working days and rhythms as a workspace keeps them."""

import datetime
from collections.abc import Mapping

from yuandu.engines.calendar import PLAIN, Calendar, china
from yuandu.kernel.lifecycle.clocks import RHYTHMS, Rhythm
from yuandu.kernel.lifecycle.models import Promise
from yuandu.kernel.lifecycle.models import Rhythm as Kept
from yuandu.kernel.workspaces.models import Workspace


def calendar_of(workspace: Workspace) -> Calendar:
    """Return the calendar by which the workspace works: the Chinese one, or the plain week."""
    return china() if workspace.code_rules == "cn" else PLAIN


def rhythms_of(workspace: Workspace) -> Mapping[str, Rhythm]:
    """Return the workspace's rhythms of reminders: its own where it keeps one; one query."""
    own = {
        kept.code: Rhythm(kept.code, tuple(kept.offsets), kept.anchor, kept.unit)  # type: ignore[arg-type]
        for kept in Kept.objects.filter(workspace=workspace)
    }
    return dict(RHYTHMS) | own


def next_reminder(
    promise: Promise,
    rhythms: Mapping[str, Rhythm],
    calendar: Calendar,
    *,
    after: datetime.date,
) -> datetime.date | None:
    """Return the next day behind `after` on which to remind of a running promise.

    A claim that waits for its answer has a rhythm of its own, counted from the claim.
    """
    is_claimed = promise.state == "kept_claimed"
    rhythm = rhythms["answer" if is_claimed else promise.rhythm]
    return rhythm.next_day(
        after=after,
        opened_on=promise.turn_on if is_claimed else promise.opened_on,
        due_on=promise.due_on,
        calendar=calendar,
    )
