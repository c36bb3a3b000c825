"""What happens by itself each day: firms are measured, the silent reminded of their update."""

import datetime

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.notices import daily
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.enterprises import actions
from yuandu.mechanisms.enterprises.models import UpdateRound

DAYS_BEFORE = 7  # the end of the window in which the silent are reminded by themselves


def register() -> None:
    """Put the room's chores on the day's round."""
    daily.register("enterprises.standings", sweep)
    daily.register("enterprises.updates", remind_of_updates)


def sweep(workspace: Workspace) -> None:
    """Measure all firms; a workspace without firms or without the ladder's books has none."""
    actions.sweep_standings(by=Actor.system(workspace))


def remind_of_updates(workspace: Workspace) -> None:
    """Remind who has not answered where the window ends soon; a second run finds nobody."""
    today = workspace.today()
    due = UpdateRound.objects.filter(
        workspace=workspace,
        to_on__gte=today,
        to_on__lte=today + datetime.timedelta(days=DAYS_BEFORE),
    )
    for each in due.filter(answers__confirmed_on=None, answers__reminded_on=None).distinct():
        actions.remind(by=Actor.system(workspace), each=each)
