"""Who may do what with layouts and uploads."""

from collections.abc import Callable
from typing import Any

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.sheets.layouts import Layout
from yuandu.kernel.sheets.models import Upload

READERS = ("administrator", "auditor")  # of everybody's uploads


def _owns(actor: Actor, upload: Upload) -> bool:
    return actor.is_system or (actor.user_id is not None and upload.uploaded_by_id == actor.user_id)


def _reads(actor: Actor, upload: Upload) -> bool:
    """Whether the upload is the actor's own, or one that overseers read."""
    layout = upload.layout_or_none
    is_private = layout is not None and layout.is_private
    return _owns(actor, upload) or (actor.has(*READERS) and not is_private)


def _works_on(actor: Actor, upload: Upload) -> bool:
    """Whether the upload is the actor's own, or an administrator's to finish."""
    layout = upload.layout_or_none
    return (
        layout is not None
        and actor.has(*layout.importers)
        and (_owns(actor, upload) or (actor.has("administrator") and not layout.is_private))
    )


MAY_LAYOUT: dict[str, Callable[[Actor, Layout], bool]] = {
    "import": lambda actor, layout: actor.has(*layout.importers),
    "export": lambda actor, layout: actor.has(*layout.exporters),
    # The empty form says nothing that senders or readers must not know.
    "see": lambda actor, layout: actor.has(*layout.importers, *layout.exporters),
}
MAY: dict[str, Callable[[Actor, Any], bool]] = {
    "read": _reads,
    "correct": _works_on,
    "commit": _works_on,
    "discard": _works_on,
    "resume": _works_on,
}
