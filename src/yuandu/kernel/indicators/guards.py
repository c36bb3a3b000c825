"""Who may open the papers that show a reported figure."""

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.files import guards
from yuandu.kernel.files.models import Attachment
from yuandu.kernel.indicators import permissions


def install() -> None:
    """Speak for attachments of reports."""
    guards.register("indicators.reported", may_read)


def may_read(actor: Actor, paper: Attachment) -> bool:
    """Whether the actor opens rows; papers may hold more than the figure that is public."""
    return actor.workspace_id == paper.workspace_id and permissions.may(actor, "open_rows")
