"""Who is told about what concerns a firm or an institute."""

from collections.abc import Collection

from yuandu.kernel.registry.models import Party
from yuandu.kernel.registry.queries import posts_held
from yuandu.kernel.workspaces.models import Workspace


def acting_for(workspace: Workspace, parties: Collection[Party]) -> set[int]:
    """Return the keys of the users who act today for any of the organisations; one query."""
    today = workspace.today()
    posts = posts_held(workspace, today).filter(role="owner", organisation__in=parties)
    return set(posts.values_list("user_id", flat=True))
