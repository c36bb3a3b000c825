"""Who may do what with saved filters: `MAY` maps a verb to a test on (actor, filter)."""

from collections.abc import Callable, Mapping

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.filters.models import SavedFilter


def is_own(actor: Actor, saved: SavedFilter) -> bool:
    return actor.user_id is not None and saved.user_id == actor.user_id


MAY: Mapping[str, Callable[[Actor, SavedFilter], bool]] = {
    "see": lambda actor, saved: True,
    "rename": is_own,
    "delete": is_own,
}
