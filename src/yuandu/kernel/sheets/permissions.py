"""Who may do what with layouts and uploads."""

from collections.abc import Callable
from typing import Any

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.sheets.layouts import Layout
from yuandu.kernel.sheets.models import Upload

READERS = ("administrator", "auditor")  # of everybody's uploads


def _owns(actor: Actor, upload: Upload) -> bool:
    return actor.is_system or (actor.user_id is not None and upload.uploaded_by_id == actor.user_id)


def _works_on(actor: Actor, upload: Upload) -> bool:
    """Whether the upload is the actor's own, or an administrator's to finish."""
    layout = upload.layout_or_none
    return (
        layout is not None
        and actor.has(*layout.importers)
        and (_owns(actor, upload) or actor.has("administrator"))
    )


MAY_LAYOUT: dict[str, Callable[[Actor, Layout], bool]] = {
    "import": lambda actor, layout: actor.has(*layout.importers),
    "export": lambda actor, layout: actor.has(*layout.exporters),
    # The empty form says nothing that senders or readers must not know.
    "see": lambda actor, layout: actor.has(*layout.importers, *layout.exporters),
}
MAY: dict[str, Callable[[Actor, Any], bool]] = {
    "read": lambda actor, upload: _owns(actor, upload) or actor.has(*READERS),
    "correct": _works_on,
    "commit": _works_on,
    "discard": _works_on,
    "resume": _works_on,
}
