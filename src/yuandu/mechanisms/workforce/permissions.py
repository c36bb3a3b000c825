"""Who may do what with a company's staff list and with what it publishes."""

from collections.abc import Callable, Mapping

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.workforce.models import Affiliate, Worker

# Who reads the whole staff list, and who keeps it.
STAFF = ("hr_officer", "improvement_officer", "chair", "auditor", "administrator")
KEEPERS = ("hr_officer", "administrator")
PUBLISHERS = ("improvement_officer", "chair")
HOSTS = ("administrator", "city_officer")


def reads_staff(actor: Actor) -> bool:
    return actor.has(*STAFF)


def keeps_staff(actor: Actor) -> bool:
    return actor.has(*KEEPERS)


def publishes(actor: Actor) -> bool:
    """Whether `actor` decides which figures of the company leave it."""
    return actor.workspace.kind == "company" and actor.has(*PUBLISHERS)


def hosts(actor: Actor) -> bool:
    """Whether `actor` decides which companies publish in the city."""
    return actor.workspace.kind == "city" and actor.has(*HOSTS)


MAY_WORKER: Mapping[str, Callable[[Actor, Worker], bool]] = {
    "see": lambda actor, worker: True,
    "keep": lambda actor, worker: keeps_staff(actor),
}
MAY_AFFILIATE: Mapping[str, Callable[[Actor, Affiliate], bool]] = {
    "see": lambda actor, affiliate: True,
    "end": lambda actor, affiliate: hosts(actor),
}
