"""What happens by itself: windows open on their day, and each month everybody is looked at."""

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.notices import daily
from yuandu.kernel.workspaces.models import Workspace
from yuandu.services.policies import actions, budgets, queries


def register() -> None:
    """Put the room's chores on the day's round."""
    daily.register("policies.windows", open_windows)
    daily.register("policies.sweeps", sweep_monthly)


def open_windows(workspace: Workspace) -> None:
    """Open the year's window of every policy in force that pays and has none."""
    by = Actor.system(workspace)
    budgets.open_due_windows(by, list(queries.in_force(by, workspace.today())))


def sweep_monthly(workspace: Workspace) -> None:
    """Sweep every open policy on the first of a month; on other days nothing is done."""
    if workspace.today().day == 1:
        actions.sweep_all(by=Actor.system(workspace))
