"""What happens by itself: on the first day of a month everybody is looked at again."""

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.notices import daily
from yuandu.kernel.workspaces.models import Workspace
from yuandu.services.policies.actions.sweeping import sweep_all


def register() -> None:
    """Put the room's chore on the day's round."""
    daily.register("policies.sweeps", sweep_monthly)


def sweep_monthly(workspace: Workspace) -> None:
    """Sweep every open policy on the first of a month; on other days nothing is done."""
    if workspace.today().day == 1:
        sweep_all(Actor.system(workspace))
