"""What happens by itself: silence is told upwards, and at last a difficulty is abandoned.

Reminders before that are the clocks' own (rhythm `escalation`).
"""

from django.db import transaction

from yuandu.engines.calendar import is_working_day
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle.days import calendar_of
from yuandu.kernel.notices import daily
from yuandu.kernel.workspaces.models import Workspace
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.visits import actions, queries, rules

MOST = 5000  # difficulties a day


def register() -> None:
    """Put the room's chore on the day's round."""
    daily.register("visits.silence", watch)


def watch(workspace: Workspace) -> None:
    """Tell of silence and abandon what nobody answered; harmless to repeat.

    On days of rest nothing is told. Each difficulty is a transaction of its own, so that one
    that moves meanwhile holds up no other.
    """
    if not is_working_day(workspace.today(), calendar=calendar_of(workspace)):
        return
    by = Actor.system(workspace)
    for found in queries.silent(by, rules.TOLD_UPWARDS).filter(told_on=None)[:MOST]:
        actions.tell_upwards(by=by, difficulty=found)
    for found in queries.silent(by, rules.GIVEN_UP)[:MOST]:
        try:
            with transaction.atomic():
                actions.abandon(by=by, difficulty=found)
        except Refusal:  # answered or withdrawn this very moment
            continue
