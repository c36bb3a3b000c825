"""Who may do what: a household its own, helpers acting for it on record, offices sums alone."""

from collections.abc import Callable, Mapping

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle.cycles import SEE
from yuandu.mechanisms.guidance.models import Intention

GROWER = "grower"
ADVISERS = ("administrator", "city_officer", "department_officer")
READERS = (*ADVISERS, "leader", "auditor", "coordinator")


def households(actor: Actor) -> frozenset[int]:
    """Return the households that `actor` stands for."""
    return frozenset(
        post.organisation_id
        for post in actor.posts
        if post.role == GROWER and post.organisation_id is not None
    )


def grows(actor: Actor) -> bool:
    """Whether `actor` is a grower at all, with a household entered or not yet."""
    return any(post.role == GROWER for post in actor.posts)


def reads_sums(actor: Actor) -> bool:
    """Whether `actor` reads what all households together intend and were advised."""
    return actor.has(*READERS) and actor.divisions(*READERS) is None


def advises(actor: Actor) -> bool:
    """Whether `actor` has everybody planned for."""
    return actor.has(*ADVISERS) and actor.divisions(*ADVISERS) is None


def enters(actor: Actor) -> bool:
    """Whether there is anything here for `actor`."""
    return grows(actor) or reads_sums(actor)


MAY: Mapping[str, Callable[[Actor, Intention], bool]] = {
    SEE: lambda actor, intention: True,
    "withdraw": lambda actor, intention: intention.is_open,
}
