"""What happens by itself once a day: sums become one row each, near-duplicates are marked."""

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.notices import daily
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.proposals import actions


def register() -> None:
    """Put the room's chores on the day's round."""
    daily.register("proposals.keep", keep)


def keep(workspace: Workspace) -> None:
    """Fold the sums and mark what reads alike; harmless to repeat."""
    if workspace.kind != "company":
        return
    by = Actor.system(workspace)
    actions.fold(by=by)
    actions.mark_twins(by=by)
