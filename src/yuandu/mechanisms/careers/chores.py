"""What happens by itself: every night all ways on are worked out anew."""

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.notices import daily
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.careers import actions


def register() -> None:
    """Put the room's chore on the day's round."""
    daily.register("careers.prospects", go_through)


def go_through(workspace: Workspace) -> None:
    """Work out who is ready for a next rung; harmless to repeat."""
    if workspace.kind == "company":
        actions.go_through(by=Actor.system(workspace))
