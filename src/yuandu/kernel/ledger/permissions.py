"""Who may see and open accounts, and grant quotas."""

from collections.abc import Callable, Mapping

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.ledger.models import Account

KEEPERS = ("administrator", "city_officer")
OVERSEERS = (*KEEPERS, "leader", "auditor")  # they read every account
# Bound to a division they read those of that one; bound to none, all.
OFFICERS = ("county_officer", "department_officer")

# What a room keeps with rights of its own: read here by these alone, and moved by that room.
KEPT_APART: Mapping[str, tuple[str, ...]] = {"share": ("auditor",)}

MAY: Mapping[str, Callable[[Actor, Account], bool]] = {
    "see": lambda actor, account: True,
    "transfer": lambda actor, account: may_transfer(actor) and account.unit not in KEPT_APART,
}


def may_read(actor: Actor) -> bool:
    """Whether there may be accounts for the actor to see."""
    return actor.has(*OVERSEERS, *OFFICERS)


def may_open(actor: Actor) -> bool:
    return actor.has(*KEEPERS)


def may_grant(actor: Actor) -> bool:
    """Whether the actor may give divisions their quotas."""
    return actor.has(*KEEPERS)


def may_transfer(actor: Actor) -> bool:
    """Whether the actor may move amounts between accounts, a quota from county to county."""
    return actor.has(*KEEPERS)
