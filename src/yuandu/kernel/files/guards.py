"""Who may read an attachment: the room that owns what it is attached to says."""

from collections.abc import Callable

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.files.models import Attachment

type Guard = Callable[[Actor, Attachment], bool]

_GUARDS: dict[str, Guard] = {}


def register(label: str, may_read: Guard) -> None:
    """Let `may_read` decide for attachments of `label`: "projects.project"."""
    _GUARDS[label] = may_read


def may_read(actor: Actor, attachment: Attachment) -> bool:
    """Whether `actor` may read it; nobody may where no room has spoken for it."""
    guard = _GUARDS.get(attachment.target_label)
    return guard is not None and guard(actor, attachment)
