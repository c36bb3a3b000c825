"""What keeps an aid case sealed: its files, and what the logs of the house say of it.

The log of acts is read by auditors. It says that something happened in some case, not in which,
who did it, to whom, or what: entries are made in the system's name and tell of the workspace, so
that what the fund pays and the files that are kept stand beside no case. A file bears no name of
its own there. The case keeps its own log, which stands under the same seal.
"""

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.files import guards
from yuandu.kernel.files.models import Attachment
from yuandu.mechanisms.welfare import queries
from yuandu.mechanisms.welfare.models import AidCase

LABEL = AidCase._meta.label_lower


def register() -> None:
    """Let the files of a case be read by who sees the case, and by nobody else."""
    guards.register(LABEL, may_read)


def may_read(actor: Actor, attachment: Attachment) -> bool:
    return queries.aid_visible_to(actor).filter(pk=attachment.target_id).exists()


def nameless(by: Actor) -> Actor:
    """Return in whose name the logs of the house tell of a case, or of a need: nobody's."""
    return Actor.system(by.workspace)
