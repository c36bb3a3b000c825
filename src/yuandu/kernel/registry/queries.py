"""Reads of the registry."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from yuandu.kernel.accounts import queries as accounts
from yuandu.kernel.accounts import roles
from yuandu.kernel.accounts.actors import Actor, Held
from yuandu.kernel.accounts.models import User
from yuandu.kernel.accounts.rules import CARD_ROLES
from yuandu.kernel.registry.models import Post
from yuandu.kernel.workspaces.models import Workspace


def actor_for(
    user: User | AnonymousUser,
    workspace: Workspace,
    *,
    grant: int | None = None,
    by_card: bool = False,
    scopes: frozenset[str] | None = None,
) -> Actor:
    """Return `user` as an actor in `workspace`, with the posts held there today.

    One query; two for a helper. Sample accounts, which anybody may try, hold no post
    outside of their own city, whatever the table says.

    Args:
        grant: the grant under which a helper acts; while it is live the posts are the
            person's, of the roles that it names.
        by_card: signed in with a paper card, which opens few posts.
        scopes: of the API token that asks.
    """
    if not user.is_authenticated:
        return Actor.anonymous(workspace)
    today = workspace.today()
    given = (
        accounts.grants_to(user.pk, workspace, today).filter(pk=grant).first() if grant else None
    )
    posts = Post.objects.filter(
        Q(to_on=None) | Q(to_on__gte=today),
        Q(user__home=None) | Q(user__home=workspace) | Q(user__home__is_sample=False),
        user=given.person_id if given else user.pk,
        workspace=workspace,
        from_on__lte=today,
    ).order_by("pk")
    if given:
        posts = posts.filter(role__in=given.roles)
    if by_card:
        posts = posts.filter(role__in=CARD_ROLES)
    return Actor(
        workspace=workspace,
        user_id=user.pk,
        label=f"{str(user)[:45]}（代 {str(given.person)[:45]}）" if given else str(user),
        posts=tuple(Held(post.role, post.organisation_id, post.division_id) for post in posts),
        acting_for_id=given.person_id if given else None,
        scopes=scopes,
    )


def personas(actor: Actor) -> list[dict[str, Any]]:
    """Return whom a visitor of a sample city may try to be, with their posts; else nobody."""
    people = accounts.personas(actor.workspace).prefetch_related("posts")
    return [
        {
            "value": person.username,
            "label": str(person),
            "post": "、".join(
                post.title or roles.title(post.role)
                for post in person.posts.all()
                if post.workspace_id == actor.workspace_id
            ),
            "current": person.pk == actor.user_id,
        }
        for person in people
    ]
