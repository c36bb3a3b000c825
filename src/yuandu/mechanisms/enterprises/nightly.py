"""What happens by itself each day: everybody is measured by the books of the ladder."""

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.notices import daily
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.enterprises import actions


def register() -> None:
    """Put the room's chore on the day's round."""
    daily.register("enterprises.standings", sweep)


def sweep(workspace: Workspace) -> None:
    """Measure all firms; a workspace without firms or without the ladder's books has none."""
    actions.sweep_standings(by=Actor.system(workspace))
