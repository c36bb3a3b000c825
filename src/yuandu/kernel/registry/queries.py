"""Reads of the registry."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from yuandu.kernel.accounts.actors import Actor, Held
from yuandu.kernel.accounts.models import User
from yuandu.kernel.registry.models import Post
from yuandu.kernel.workspaces.models import Workspace


def actor_for(user: User | AnonymousUser, workspace: Workspace) -> Actor:
    """Return `user` as an actor in `workspace`, with the posts held there today."""
    if not user.is_authenticated:
        return Actor.anonymous(workspace)
    today = workspace.today()
    posts = Post.objects.filter(
        Q(to_on=None) | Q(to_on__gte=today), user=user, workspace=workspace, from_on__lte=today
    ).order_by("pk")
    return Actor(
        workspace=workspace,
        user_id=user.pk,
        label=str(user),
        posts=tuple(Held(post.role, post.organisation_id, post.division_id) for post in posts),
    )
