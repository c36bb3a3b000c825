"""Who may do what with circulars: `MAY` maps a verb to a test on (actor, circular)."""

from collections.abc import Callable, Mapping

from django.db.models import Q

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle.cycles import SEE
from yuandu.kernel.registry.reach import reach
from yuandu.mechanisms.circulars import rules
from yuandu.mechanisms.circulars.models import Circular
from yuandu.mechanisms.reporting.permissions import may_read

CITY = ("administrator", "city_officer")


def writes(actor: Actor) -> bool:
    """Whether `actor` drafts circulars, edits and issues them."""
    return actor.has(*CITY)


def visible(actor: Actor) -> Q:
    """Return the condition on the circulars `actor` may read: the counties those issued."""
    if reach(actor).everything:
        return Q()
    return ~Q(digest="") if may_read(actor) else Q(pk=None)


def may_edit(actor: Actor, circular: Circular) -> bool:
    return writes(actor) and circular.stage == rules.DRAFT


def is_second(actor: Actor, circular: Circular) -> bool:
    """Whether `actor` is somebody else than who put the circular forward."""
    return actor.user_id is None or actor.user_id != circular.submitted_by_id


MAY: Mapping[str, Callable[[Actor, Circular], bool]] = {
    SEE: lambda actor, circular: True,
    "edit": may_edit,
}
