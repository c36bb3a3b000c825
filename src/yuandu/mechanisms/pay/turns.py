"""Who numbers rules, or says which of them counts, comes one after the other."""

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.workspaces.models import Workspace


def one_at_a_time(by: Actor) -> None:
    """Let who numbers rules, or says which of them counts, come one after the other."""
    Workspace.objects.select_for_update(no_key=True).get(pk=by.workspace_id)
