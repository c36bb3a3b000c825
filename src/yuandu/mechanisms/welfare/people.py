"""Who acts for themselves: the actor's line on the staff list."""

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.welfare.refusals import NotOnStaff
from yuandu.mechanisms.workforce import queries as workforce
from yuandu.mechanisms.workforce.models import Worker


def oneself(by: Actor) -> Worker:
    """Return the actor's line on the staff list.

    Raises:
        NotOnStaff: there is none.
    """
    worker = workforce.oneself(by)
    if worker is None:
        raise NotOnStaff
    return worker
