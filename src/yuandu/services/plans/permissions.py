"""Who may do what with plans: everybody reads what is published, officers keep them."""

from collections.abc import Callable, Mapping

from yuandu.kernel.accounts.actors import Actor
from yuandu.services.plans.models import Plan

EDITORS = ("administrator", "city_officer", "department_officer")
READERS = (*EDITORS, "auditor", "leader")


def may_edit(actor: Actor) -> bool:
    """Whether `actor` keeps plans, their parts, actuals and instruments."""
    return actor.is_system or actor.has(*EDITORS)


def sees_drafts(actor: Actor) -> bool:
    return actor.is_system or actor.has(*READERS)


MAY: Mapping[str, Callable[[Actor, Plan], bool]] = {
    "see": lambda actor, plan: True,
    "edit": lambda actor, plan: may_edit(actor),
}
