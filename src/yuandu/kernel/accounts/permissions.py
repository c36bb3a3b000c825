"""What may be done with an account, by whom."""

from collections.abc import Callable, Mapping

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User

type Tests[M] = Mapping[str, Callable[[Actor, M], bool]]

# Coordinators go from house to house: they issue cards, and no more.
ISSUERS = ("administrator", "coordinator")
READERS = (*ISSUERS, "auditor")

MAY: Tests[User] = {
    "see": lambda actor, user: True,
    "manage": lambda actor, user: actor.has("administrator"),
    "issue_card": lambda actor, user: actor.has(*ISSUERS),
}
