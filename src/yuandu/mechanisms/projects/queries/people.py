"""Who works for the counties that projects lie in."""

from collections import defaultdict
from collections.abc import Iterable

from yuandu.kernel.registry.queries import posts_held
from yuandu.kernel.workspaces.models import Workspace


def clerks(workspace: Workspace, divisions: Iterable[int]) -> dict[int, list[int]]:
    """Return the users who keep the projects of these divisions today; one query."""
    today = workspace.today()
    posts = posts_held(workspace, today).filter(
        role="county_officer", division__in=list(divisions), user__isnull=False
    )
    found: dict[int, list[int]] = defaultdict(list)
    for division, user in posts.order_by("pk").values_list("division", "user"):
        if division is not None and user is not None:
            found[division].append(user)
    return found
