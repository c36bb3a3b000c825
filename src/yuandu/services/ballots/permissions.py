"""Who may do what with ballots. Whether somebody is an elector stands on the roll: see `queries`."""

from collections.abc import Callable, Mapping

from yuandu.kernel.accounts.actors import Actor
from yuandu.services.ballots.models import Ballot

MANAGERS = ("chair", "hr_officer")
# Whoever sees every ballot: never how anybody voted, nor a count before the close.
READERS = (*MANAGERS, "auditor")


def manages(actor: Actor) -> bool:
    """Whether `actor` prepares ballots, opens and closes them."""
    return actor.has(*MANAGERS)


def reads_all(actor: Actor) -> bool:
    return actor.has(*READERS)


MAY: Mapping[str, Callable[[Actor, Ballot], bool]] = {
    "see": lambda actor, ballot: True,
    # Electors alone: whoever sees it without being one gets that said by the page.
    "vote": lambda actor, ballot: True,
    "manage": lambda actor, ballot: manages(actor),
    "attend": lambda actor, ballot: reads_all(actor),
    "read_result": lambda actor, ballot: ballot.is_closed,
}
