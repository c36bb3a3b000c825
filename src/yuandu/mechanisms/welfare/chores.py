"""What happens by itself: who owes a first answer in a sealed case is reminded, once a day."""

from yuandu.kernel.notices import daily
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.welfare import actions


def register() -> None:
    """Put the room's chore on the day's round."""
    daily.register("welfare.silence", watch)


def watch(workspace: Workspace) -> None:
    """Remind the care officers of cases whose first answer is overdue; harmless to repeat."""
    actions.remind_of_silence(workspace=workspace)
