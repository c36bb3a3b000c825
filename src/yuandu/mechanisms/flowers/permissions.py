"""Who may do what with market data: everybody reads it, offices file it."""

from collections.abc import Callable, Mapping

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.flowers.models import Kind, Market

FILERS = ("administrator", "city_officer", "department_officer")


def may_file(actor: Actor) -> bool:
    """Whether `actor` hands in quotes and keeps the list of kinds."""
    return actor.is_system or actor.has(*FILERS)


MAY: Mapping[str, Callable[[Actor, Kind], bool]] = {"see": lambda actor, kind: True}
MARKET_MAY: Mapping[str, Callable[[Actor, Market], bool]] = {
    "file": lambda actor, market: may_file(actor)
}
