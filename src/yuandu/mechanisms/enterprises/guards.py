"""Who may read the papers of a vault: whoever may look into it."""

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.files import guards
from yuandu.kernel.files.models import Attachment
from yuandu.mechanisms.enterprises import queries
from yuandu.mechanisms.enterprises.models import Firm


def register() -> None:
    """Tell the files room whom to ask."""
    guards.register(Firm._meta.label_lower, may_read_of_firm)


def may_read_of_firm(actor: Actor, attachment: Attachment) -> bool:
    """Whether `actor` may look into the vault in which the file lies."""
    return queries.with_vaults(actor).filter(pk=attachment.target_id).exists()
