"""What happens by itself: a truck that does not arrive is marked, whoever lets a claim wait told."""

from django.db import transaction
from django.utils.translation import gettext as _

from yuandu.engines.calendar import is_working_day
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import clocks
from yuandu.kernel.lifecycle.days import calendar_of, rhythms_of
from yuandu.kernel.notices import daily
from yuandu.kernel.workspaces.models import Workspace
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.lines import actions, queries, rules

MOST = 5000  # claims a day


def register() -> None:
    """Put the room's chore on the day's round."""
    daily.register("lines.missing", watch)
    daily.register("lines.claims", remind)


def watch(workspace: Workspace) -> None:
    """Mark trips that are overdue for more than a day; harmless to repeat."""
    by = Actor.system(workspace)
    for trip in queries.late(by, workspace.today() - rules.GRACE):
        if trip.state != rules.DEPARTED:
            continue
        try:
            with transaction.atomic():
                actions.move(by=by, trip=trip, move="miss", words=_("due on %(on)s") % {"on": trip.due_on})  # fmt: skip
        except Refusal:  # it arrived this very moment
            continue


def remind(workspace: Workspace) -> None:
    """Remind of claims that wait; harmless to repeat. On days of rest nobody is told."""
    today, calendar = workspace.today(), calendar_of(workspace)
    if not is_working_day(today, calendar=calendar):
        return
    rhythm, by = rhythms_of(workspace)[clocks.USUAL.code], Actor.system(workspace)
    for claim in queries.waiting_claims(by)[:MOST]:
        if claim.due_on is None:
            continue
        days = rhythm.days(opened_on=claim.turned_on, due_on=claim.due_on, calendar=calendar)
        if today in days:
            actions.remind_of_claim(by=by, claim=claim)
