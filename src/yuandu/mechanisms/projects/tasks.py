"""Work in the background."""

from django.tasks import task

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.registry import queries as registry
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.projects import actions


@task
def find_doubles(workspace_id: int, user_id: int | None) -> int:
    """Look through a workspace's register for doubles, for whoever asked."""
    workspace = Workspace.objects.get(pk=workspace_id)
    if user_id is None:
        return actions.find_doubles(by=Actor.system(workspace))
    actor = registry.actor_for(User.objects.get(pk=user_id), workspace)
    return actions.find_doubles(by=actor)
