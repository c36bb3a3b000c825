"""Who reads the photos of a dispute: whoever reads the dispute."""

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.files import guards
from yuandu.kernel.files.models import Attachment
from yuandu.mechanisms.settlements import queries
from yuandu.mechanisms.settlements.models import Dispute


def register() -> None:
    guards.register(Dispute._meta.label_lower, _may_read)


def _may_read(actor: Actor, attachment: Attachment) -> bool:
    return queries.disputes_visible_to(actor).filter(pk=attachment.target_id).exists()
