"""Who may do what with the handbook: everybody reads what is published, officers write."""

from collections.abc import Callable, Mapping

from yuandu.kernel.accounts.actors import Actor
from yuandu.services.handbook.models import Clause, Edition

EDITORS = ("administrator", "city_officer", "department_officer")
# Who sees drafts: the editors, and those who look over their shoulders.
READERS = (*EDITORS, "auditor", "leader")


def may_edit(actor: Actor) -> bool:
    """Whether `actor` opens editions, writes clauses and hands them out."""
    return actor.is_system or actor.has(*EDITORS)


def sees_drafts(actor: Actor) -> bool:
    return actor.is_system or actor.has(*READERS)


def is_draft(clause: Clause) -> bool:
    """Whether the clause can still be rewritten."""
    return clause.edition.published_on is None


MAY: Mapping[str, Callable[[Actor, Clause], bool]] = {
    "see": lambda actor, clause: True,
    "edit": lambda actor, clause: may_edit(actor),
}
MAY_EDITION: Mapping[str, Callable[[Actor, Edition], bool]] = {
    "see": lambda actor, edition: True,
    "edit": lambda actor, edition: may_edit(actor),
    "publish": lambda actor, edition: may_edit(actor),
    "hand_out": lambda actor, edition: may_edit(actor),
}
