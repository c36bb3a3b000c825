"""What happens by itself: buyers are reminded of what is due, in the rhythm of all promises."""

from yuandu.engines.calendar import is_working_day
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import clocks
from yuandu.kernel.lifecycle.days import calendar_of, rhythms_of
from yuandu.kernel.notices import daily
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.settlements import actions, queries

MOST = 5000  # slips a day


def register() -> None:
    """Put the room's chore on the day's round."""
    daily.register("settlements.clock", remind)


def remind(workspace: Workspace) -> None:
    """Remind of slips that are due; harmless to repeat. On days of rest nobody is told."""
    today, calendar = workspace.today(), calendar_of(workspace)
    if not is_working_day(today, calendar=calendar):
        return
    rhythm, by = rhythms_of(workspace)[clocks.USUAL.code], Actor.system(workspace)
    for slip in queries.slips_to_remind(workspace)[:MOST]:
        days = rhythm.days(opened_on=slip.issued_on, due_on=slip.buyer_due_on, calendar=calendar)
        if today in days:
            actions.remind(by=by, slip=slip, on=today)
