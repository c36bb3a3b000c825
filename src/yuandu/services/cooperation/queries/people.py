"""Who is told about what concerns a firm or an institute."""

from collections.abc import Collection

from django.db.models import Q

from yuandu.kernel.registry.models import Party, Post
from yuandu.kernel.workspaces.models import Workspace


def acting_for(workspace: Workspace, parties: Collection[Party]) -> set[int]:
    """Return the keys of the users who act today for any of the organisations; one query."""
    today = workspace.today()
    posts = Post.objects.filter(
        Q(to_on=None) | Q(to_on__gte=today),
        workspace=workspace,
        role="owner",
        organisation__in=parties,
        from_on__lte=today,
    )
    return set(posts.values_list("user_id", flat=True))
