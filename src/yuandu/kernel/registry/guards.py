"""Who may read the papers behind facts and consents."""

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.files import guards
from yuandu.kernel.files.models import Attachment
from yuandu.kernel.registry import permissions, queries
from yuandu.kernel.registry.models import Consent, Fact


def register() -> None:
    """Tell the files room whom to ask."""
    guards.register(Fact._meta.label_lower, may_read_of_fact)
    guards.register(Consent._meta.label_lower, may_read_of_consent)


def may_read_of_fact(actor: Actor, attachment: Attachment) -> bool:
    """Whether `actor` may read all facts of the party: a paper tells more than one."""
    parties = queries.visible_to(actor).select_related("division")
    party = parties.filter(facts=attachment.target_id).first()
    return party is not None and permissions.MAY["see_facts"](actor, party)


def may_read_of_consent(actor: Actor, attachment: Attachment) -> bool:
    """Whether `actor` may see the consent."""
    parties = queries.visible_to(actor).select_related("division")
    party = parties.filter(consents=attachment.target_id).first()
    return party is not None and queries.consent(actor, party, attachment.target_id) is not None
