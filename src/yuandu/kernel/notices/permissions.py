"""Who may do what with notices and robots."""

from collections.abc import Callable, Mapping

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.notices.models import Notice, Robot

MAY_NOTICE: Mapping[str, Callable[[Actor, Notice], bool]] = {
    "read": lambda actor, notice: actor.user_id == notice.to_id,
}
MAY_ROBOT: Mapping[str, Callable[[Actor, Robot | None], bool]] = {
    "see": lambda actor, robot: actor.has("administrator", "auditor"),
    "keep": lambda actor, robot: actor.has("administrator"),
}
